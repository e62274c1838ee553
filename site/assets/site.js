// Colours, the switches of the header, the contents, and what a reader has ticked. Pages are whole
// without it: what needs scripts is hidden until they run.
(function () {
  "use strict";
  const root = document.documentElement;

  function read(key) {
    try {
      return localStorage.getItem(key);
    } catch (error) {
      return null;
    }
  }

  // Whether the browser has kept it.
  function write(key, value) {
    try {
      if (value) localStorage.setItem(key, value);
      else localStorage.removeItem(key);
      return true;
    } catch (error) {
      return false;
    }
  }

  function make(name, className, text) {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  const all = (selector, within) => [...(within || document).querySelectorAll(selector)];

  // Before anything is painted.
  const theme = read("bespoke:theme");
  if (theme) root.dataset.theme = theme;

  function startTheme() {
    const button = document.querySelector(".theme-button");
    if (!button) return;
    const themes = ["system", "light", "dark"];
    const show = () => {
      const now = root.dataset.theme || "system";
      const text = `${button.dataset.label}: ${button.dataset[now]}`;
      button.setAttribute("aria-label", text);
      button.title = text;
    };
    button.addEventListener("click", () => {
      const now = themes[(themes.indexOf(root.dataset.theme || "system") + 1) % 3];
      if (now === "system") delete root.dataset.theme;
      else root.dataset.theme = now;
      write("bespoke:theme", root.dataset.theme);
      show();
    });
    show();
    button.hidden = false;
  }

  // MARK: Where the reader is

  // The last heading above the upper part of the window.
  function currentHeading(headings) {
    let current;
    for (const heading of headings) {
      if (heading.getBoundingClientRect().top > Math.max(120, innerHeight / 5)) break;
      current = heading;
    }
    return current;
  }

  // A switch to another cluster or language leads to the same section. There, a heading has the
  // anchor of the source language as well as its own.
  function startSwitches(headings) {
    for (const link of all("a.switch")) {
      const aim = () => {
        const heading = currentHeading(headings);
        const alias = heading && heading.querySelector("span[id]");
        link.hash = heading ? (alias || heading).id : "";
      };
      for (const event of ["pointerenter", "focus", "click"]) link.addEventListener(event, aim);
    }
  }

  function startContents(headings) {
    const links = new Map(all(".toc a").map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
    if (!links.size) return;
    const known = headings.filter((heading) => links.has(heading.id));
    let marked;
    let isWaiting = false;
    const mark = () => {
      isWaiting = false;
      const heading = currentHeading(known);
      const link = heading && links.get(heading.id);
      if (link === marked) return;
      if (marked) marked.removeAttribute("aria-current");
      if (link) link.setAttribute("aria-current", "true");
      marked = link;
    };
    addEventListener("scroll", () => {
      if (!isWaiting) requestAnimationFrame(mark);
      isWaiting = true;
    }, { passive: true });
    mark();
  }

  function startMenus() {
    // A menu closes when the reader turns to something else.
    for (const menu of all("details.choice")) {
      menu.addEventListener("focusout", (event) => {
        if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
      });
      menu.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !menu.open) return;
        menu.open = false;
        menu.querySelector("summary").focus();
      });
      document.addEventListener("click", (event) => {
        if (!menu.contains(event.target)) menu.open = false;
      });
    }
    // A link to a place on this page must not stay behind the menu that it is in.
    const contents = document.getElementById("contents");
    if (contents) {
      contents.addEventListener("click", (event) => {
        const link = event.target.closest("a");
        if (link && link.hash && contents.matches(":popover-open")) contents.hidePopover();
      });
    }
  }

  // MARK: Search

  function startSearch() {
    const button = document.querySelector(".search-button");
    if (!button) return;
    let script;
    const open = () => {
      if (window.bespokeFind) return window.bespokeFind(button);
      if (script) return;
      script = make("script");
      script.src = button.dataset.script;
      script.onload = () => window.bespokeFind(button);
      script.onerror = () => {
        script.remove();
        script = null;
      };
      document.head.append(script);
    };
    button.addEventListener("click", open);
    document.addEventListener("keydown", (event) => {
      const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && event.key === "k";
      const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
      const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!isCommand && (!isSlash || isTyping)) return;
      event.preventDefault();
      open();
    });
    button.hidden = false;
  }

  // MARK: Ticks

  // What is ticked in a cluster: for each step its places, for each place the keys of its commands
  // and the sum that the step then had there; `done` is the step's sum when all of it was ticked.
  // {"02-network#routes": {"places": {"m1": {"sum": "…", "keys": ["a", "b"]}}, "done": "…"}}
  const keyOf = (edition) => `bespoke:ticks:${edition}`;

  function readTicks(edition) {
    try {
      return cleaned(JSON.parse(read(keyOf(edition))));
    } catch (error) {
      return {};
    }
  }

  // Only what has the right shape, wherever it comes from.
  function cleaned(value) {
    const steps = Object.create(null);
    for (const [id, step] of Object.entries(value || {})) {
      if (!step || typeof step.places !== "object") continue;
      const places = Object.create(null);
      for (const [host, place] of Object.entries(step.places || {})) {
        if (place && typeof place.sum === "string" && Array.isArray(place.keys)) {
          places[host] = { sum: place.sum, keys: place.keys.map(String) };
        }
      }
      steps[id] = { places, done: typeof step.done === "string" ? step.done : "" };
    }
    return steps;
  }

  const sumsDone = (ticks) => new Set(Object.values(ticks).map((step) => step.done));

  function parsePlaces(text) {
    return new Map(text.split(" ").map((part) => part.split("=")));
  }

  function showCount(bar, count, done, total) {
    bar.max = total;
    bar.value = done;
    count.textContent = `${done} / ${total}`;
  }

  function startEditions() {
    for (const line of all(".edition-progress")) {
      const total = Number(line.dataset.steps);
      const done = Object.values(readTicks(line.dataset.edition)).filter((step) => step.done).length;
      if (!total || !done) continue;
      showCount(line.querySelector("progress"), line.querySelector(".count"), Math.min(done, total), total);
      line.hidden = false;
    }
  }

  // A step of this page: which commands it has in which place.
  class Step {
    constructor(id, sum) {
      Object.assign(this, { id, sum, places: new Map(), keys: new Map(), boxes: [] });
    }

    add(host, keys) {
      this.keys.set(host, (this.keys.get(host) || []).concat(keys));
    }
  }

  function startTicks() {
    const panel = document.querySelector(".progress");
    const links = all(".contents [data-steps]");
    if (!panel || !links.length) return;
    const words = panel.dataset;
    const edition = words.edition;
    let ticks = readTicks(edition);
    const steps = new Map();
    const refreshers = [];

    const save = () => {
      if (!write(keyOf(edition), JSON.stringify(ticks))) note(words.nowhere);
      refresh();
    };
    const note = (text) => {
      const line = panel.querySelector(".storage-note");
      line.textContent = text;
      line.hidden = false;
    };
    const placeOf = (step, host) => ((ticks[step.id] || {}).places || {})[host];
    const isTicked = (step, host, key) => {
      const place = placeOf(step, host);
      return Boolean(place && place.keys.includes(key));
    };
    const isChanged = (step, host) => {
      const place = placeOf(step, host);
      return Boolean(place && place.keys.length && place.sum !== step.places.get(host));
    };

    function set(step, host, keys, isOn) {
      const record = ticks[step.id] || (ticks[step.id] = { places: {}, done: "" });
      const place = record.places[host] || (record.places[host] = { sum: "", keys: [] });
      if (!place.keys.length) place.sum = step.places.get(host);
      const others = place.keys.filter((key) => !keys.includes(key));
      place.keys = isOn ? others.concat(keys) : others;
      if (!place.keys.length) delete record.places[host];
      settle(step);
      save();
    }

    // Whether all of a step is done as it is now.
    function settle(step) {
      const record = ticks[step.id];
      if (!record) return;
      const isDone = [...step.keys].every(
        ([host, keys]) => !isChanged(step, host) && keys.every((key) => isTicked(step, host, key))
      );
      record.done = isDone ? step.sum : "";
      if (!Object.keys(record.places).length) delete ticks[step.id];
    }

    function confirm(step, isOn) {
      for (const host of step.places.keys()) {
        if (!isChanged(step, host)) continue;
        if (isOn) placeOf(step, host).sum = step.places.get(host);
        else delete ticks[step.id].places[host];
      }
      settle(step);
      save();
    }

    // A box for some commands of a step in one place.
    function box(step, host, keys, text, label) {
      const input = make("input");
      input.type = "checkbox";
      if (label) input.setAttribute("aria-label", label);
      input.addEventListener("change", () => set(step, host, keys, input.checked));
      refreshers.push(() => {
        const count = keys.filter((key) => isTicked(step, host, key)).length;
        input.checked = count === keys.length;
        input.indeterminate = count > 0 && count < keys.length;
        input.classList.toggle("is-changed", isChanged(step, host));
      });
      if (!text) return input;
      const wrapper = make("label");
      wrapper.append(input, text);
      return wrapper;
    }

    function row(className, text, boxes) {
      const line = make("div", className);
      line.setAttribute("role", "group");
      line.setAttribute("aria-label", text || words.done);
      if (text) line.append(make("span", "", text));
      line.append(...boxes);
      return line;
    }

    // What a step's own line shows: its places, and a word when it is not what was ticked.
    function notice(step) {
      const line = make("p", "changed-note");
      line.setAttribute("role", "status");
      const still = make("button", "", words.still);
      const untick = make("button", "", words.untick);
      still.type = untick.type = "button";
      still.addEventListener("click", () => confirm(step, true));
      untick.addEventListener("click", () => confirm(step, false));
      refreshers.push(() => {
        const hosts = [...step.places.keys()].filter((host) => isChanged(step, host));
        line.hidden = !hosts.length;
        if (!hosts.length) return;
        const names = hosts.filter(Boolean).join(", ");
        line.replaceChildren(words.changed + (names ? ` (${names})` : ""), " ", still, untick);
      });
      return line;
    }

    function stepOf(element) {
      const { step: id, sum } = element.dataset;
      if (!steps.has(id)) steps.set(id, new Step(id, sum));
      return steps.get(id);
    }

    // The commands of a runbook's page stand between the headings of its steps.
    function collect() {
      let step;
      let last;
      const open = [];
      for (const element of all("main h1, main h2, main figure[data-command]")) {
        if (element.matches("h1, h2")) {
          step = null;
          if (!element.dataset.step) continue;
          step = stepOf(element);
          step.places = parsePlaces(element.dataset.places);
          step.heading = element;
          open.push(step);
          continue;
        }
        if (!step) continue;
        last = element;
        const key = element.dataset.command;
        const hosts = element.dataset.hosts ? element.dataset.hosts.split(" ") : [""];
        const boxes = hosts.map((host) => box(step, host, [key], host || words.done));
        for (const host of hosts) step.add(host, [key]);
        element.append(row("ticks", hosts[0] ? words.doneOn : "", boxes));
        step.last = last;
        step.count = (step.count || 0) + 1;
      }
      for (const one of open) finish(one);
    }

    function finish(step) {
      const { heading } = step;
      heading.after(notice(step));
      // One command is ticked where it stands; several also at once.
      if (step.count > 1) {
        const number = heading.querySelector(".step-number");
        const title = `${words.stepWord} ${number ? number.textContent : ""}`;
        const boxes = [...step.keys].map(([host, keys]) => box(step, host, keys, host || words.workstation));
        const outer = step.last.closest("details.host-variant, [data-host-tabs]") || step.last;
        outer.after(row("ticks step-ticks", title, boxes));
      }
      refreshers.push(() => {
        heading.classList.toggle("is-done", (ticks[step.id] || {}).done === step.sum);
      });
    }

    // The checklist has a row for each step in each place.
    function collectRows() {
      for (const line of all("tr[data-step]")) {
        const step = stepOf(line);
        const [host, sum] = line.dataset.place.split("=");
        const keys = line.dataset.commands.split(" ");
        step.places.set(host, sum);
        step.add(host, keys);
        const title = line.querySelector("th").textContent;
        line.querySelector(".box").replaceWith(box(step, host, keys, "", title));
        line.querySelector("th").append(notice(step));
        refreshers.push(() => {
          const isDone = keys.every((key) => isTicked(step, host, key)) && !isChanged(step, host);
          line.classList.toggle("is-done", isDone);
        });
      }
    }

    const bar = panel.querySelector("progress");
    const count = panel.querySelector(".count");
    const pageLine = make("p", "page-progress");
    const pageBar = make("progress");
    const pageCount = make("span", "count");

    function refresh() {
      for (const refresher of refreshers) refresher();
      const sums = sumsDone(ticks);
      let done = 0;
      let total = 0;
      for (const link of links) {
        const own = link.dataset.steps.split(" ");
        const ownDone = own.filter((sum) => sums.has(sum)).length;
        done += ownDone;
        total += own.length;
        let badge = link.querySelector(".badge");
        if (!badge) link.append((badge = make("span", "badge")));
        badge.textContent = ownDone === own.length ? "✓" : ownDone ? `${ownDone}/${own.length}` : "";
        if (link.getAttribute("aria-current") === "page") {
          showCount(pageBar, pageCount, ownDone, own.length);
        }
      }
      showCount(bar, count, done, total);
    }

    // MARK: Ticks elsewhere

    function download() {
      const data = { bespoke: "ticks", edition, steps: ticks };
      const link = make("a");
      link.href = URL.createObjectURL(new Blob([JSON.stringify(data, null, 1)], { type: "application/json" }));
      link.download = `${edition.replace("/", "-")}-ticks.json`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }

    // What the file has ticked is added to what is ticked here.
    function merge(other) {
      for (const [id, step] of Object.entries(other)) {
        const record = ticks[id] || (ticks[id] = { places: {}, done: "" });
        for (const [host, place] of Object.entries(step.places)) {
          const own = record.places[host];
          const known = steps.has(id) && steps.get(id).places.get(host);
          if (own && own.sum === place.sum) own.keys = [...new Set(own.keys.concat(place.keys))];
          else if (!own || own.sum !== known) record.places[host] = place;
        }
        record.done = record.done || step.done;
        if (steps.has(id)) settle(steps.get(id));
      }
    }

    function upload() {
      const input = make("input");
      input.type = "file";
      input.accept = ".json,application/json";
      input.addEventListener("change", async () => {
        const status = panel.querySelector("[role=status]");
        status.textContent = "";
        try {
          const data = JSON.parse(await input.files[0].text());
          if (data.bespoke !== "ticks" || data.edition !== edition) throw new Error("other ticks");
          merge(cleaned(data.steps));
          save();
        } catch (error) {
          status.textContent = words.failed;
        }
      });
      input.click();
    }

    collect();
    collectRows();
    const heading = document.querySelector("main h1");
    if (heading && steps.size && document.querySelector("h2[data-step]")) {
      pageBar.setAttribute("aria-label", words.stepsWord);
      pageLine.append(make("span", "", words.stepsWord), pageBar, pageCount);
      if (links.some((link) => link.getAttribute("aria-current") === "page")) heading.after(pageLine);
    }
    panel.addEventListener("click", (event) => {
      const { act } = event.target.dataset;
      if (act === "export") download();
      else if (act === "import") upload();
      else if (act === "clear" && window.confirm(`${event.target.textContent}?`)) {
        ticks = {};
        save();
      }
    });
    addEventListener("storage", (event) => {
      if (event.key !== keyOf(edition)) return;
      ticks = readTicks(edition);
      refresh();
    });
    // Firefox takes each file for a site of its own.
    if (location.protocol === "file:" && CSS.supports("-moz-appearance", "none")) note(words.byPage);
    if (!write("bespoke:probe", "1")) note(words.nowhere);
    write("bespoke:probe", "");
    refresh();
    panel.hidden = false;
  }

  document.addEventListener("DOMContentLoaded", () => {
    const headings = all("main :is(h2, h3)[id]");
    startTheme();
    startSwitches(headings);
    startContents(headings);
    startMenus();
    startSearch();
    startEditions();
    startTicks();
    // What was added above the place that the address names has moved it.
    let target;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch (error) {
      // An address that somebody cut off leads to the page's top.
    }
    if (target) target.scrollIntoView();
  });
})();
