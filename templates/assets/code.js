// Copying, tabs for hosts, filters of tables. Without scripts everything can be read.
(function () {
  "use strict";
  const words = Object.assign({}, document.body.dataset, document.currentScript.dataset);
  const all = (selector, within) => [...(within || document).querySelectorAll(selector)];
  const main = document.querySelector("main");
  if (!main) return;

  function make(name, properties, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  // What a screen reader is to say.
  const status = make("div", { className: "hidden" });
  status.setAttribute("role", "status");
  document.body.append(status);

  // ---- Copying

  // The clipboard is missing outside of secure contexts, and refuses in some of them. The event gives
  // the text letter for letter; some browsers send it only where something is selected.
  function copyByCommand(text) {
    const back = document.activeElement;
    const area = make("textarea", { className: "hidden", value: "-" });
    const put = (event) => {
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    document.body.append(area);
    area.select();
    document.addEventListener("copy", put, true);
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch (error) {
      done = false;
    }
    document.removeEventListener("copy", put, true);
    area.remove();
    if (back && back.focus) back.focus({ preventScroll: true });
    return done;
  }

  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (error) {
      return copyByCommand(text);
    }
  }

  // A file is copied byte for byte. A command goes without its last line end, with which a terminal
  // would run it at once.
  function textOf(pre) {
    const text = pre.textContent;
    return pre.closest("figure.file") ? text : text.replace(/\n$/, "");
  }

  function addCopyButton(pre) {
    const button = make("button", { type: "button", className: "copy", textContent: words.copy });
    const name = pre.getAttribute("aria-label");
    if (name) button.setAttribute("aria-label", `${words.copy}: ${name}`);
    let timer;
    button.addEventListener("click", async () => {
      const isDone = await copied(textOf(pre));
      // When nothing may write to the clipboard, the selected block is one key away from it.
      if (!isDone) getSelection().selectAllChildren(pre);
      status.textContent = "";
      button.textContent = isDone ? words.copied : words.copyFailed;
      setTimeout(() => { status.textContent = button.textContent; }, 50);
      clearTimeout(timer);
      timer = setTimeout(() => { button.textContent = words.copy; }, 2500);
    });
    const figure = pre.parentElement.closest("figure");
    const head = figure && figure.querySelector("figcaption");
    if (head) {
      head.append(button);
    } else {
      const box = make("div", { className: "code-box" });
      pre.replaceWith(box);
      box.append(pre, button);
    }
  }

  for (const pre of all("pre", main)) {
    // What one sees is not what one types; its values are as they are, for no shell to read.
    if (!pre.closest(".output") && !pre.querySelector(".language-console")) addCopyButton(pre);
  }

  // A click shows the whole sum and copies it.
  for (const sum of all("code.sum[title]", main)) {
    const button = make("button", { type: "button", className: "sum", textContent: sum.textContent });
    button.addEventListener("click", async () => {
      button.textContent = sum.title;
      button.classList.add("is-full");
      if (await copied(sum.title)) status.textContent = words.sumCopied;
    });
    sum.replaceWith(button);
  }

  // ---- Tabs for hosts, all in step, also on the next page

  const groups = all("[data-host-tabs]", main).map((box, number) => {
    const panels = [...box.children];
    const list = make("div", { className: "tab-list" });
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", words.hosts);
    const tabs = panels.map((panel, index) => {
      const hosts = panel.dataset.hosts.split(" ");
      const more = hosts.length > 3 ? ` +${hosts.length - 2}` : "";
      const tab = make("button", { type: "button", id: `tab-${number}-${index}` });
      tab.textContent = (more ? hosts.slice(0, 2) : hosts).join(words.comma) + more;
      if (more) tab.title = hosts.join(words.comma);
      tab.setAttribute("role", "tab");
      panel.id = `panel-${number}-${index}`;
      tab.setAttribute("aria-controls", panel.id);
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      // Finding a word in the page opens the tab that has it.
      panel.addEventListener("beforematch", () => choose(hosts[0]));
      tab.addEventListener("click", () => chooseAt(tab, hosts));
      return { tab, panel, hosts };
    });
    list.append(...tabs.map((one) => one.tab));
    list.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
      if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const last = tabs.length - 1;
      const at = tabs.findIndex((one) => one.tab === document.activeElement) + step;
      const next = step * step === 1 ? (at + tabs.length) % tabs.length : step < 0 ? 0 : last;
      tabs[next].tab.focus();
      chooseAt(tabs[next].tab, tabs[next].hosts);
    });
    box.prepend(list);
    return tabs;
  });

  const edition = document.querySelector("[data-edition]");
  const key = `bespoke:host:${edition ? edition.dataset.edition : ""}`;
  const isFile = location.protocol === "file:";
  let chosen = new URLSearchParams(location.search).get("host");
  try {
    chosen = chosen || localStorage.getItem(key);
  } catch (error) {
    // Nothing is kept then.
  }

  function show() {
    for (const tabs of groups) {
      const wanted = tabs.find((one) => one.hosts.includes(chosen)) ||
        tabs.find((one) => one.tab.getAttribute("aria-selected") === "true") || tabs[0];
      for (const one of tabs) {
        one.tab.setAttribute("aria-selected", one === wanted);
        one.tab.tabIndex = one === wanted ? 0 : -1;
        if (one === wanted) one.panel.removeAttribute("hidden");
        else one.panel.setAttribute("hidden", "until-found");
      }
    }
  }

  function choose(host) {
    chosen = host;
    show();
    try {
      localStorage.setItem(key, host);
    } catch (error) {
      // The address keeps it, if anything does.
    }
    // From a disk, some browsers keep the storage of each page apart: the address carries the host.
    if (!isFile) return;
    const address = new URL(location);
    address.searchParams.set("host", host);
    try {
      history.replaceState(history.state, "", address);
    } catch (error) {
      // Some browsers allow no change to the address of a file.
    }
  }

  // What is under the pointer stays there, though boxes above get another height.
  function chooseAt(tab, hosts) {
    const before = tab.getBoundingClientRect().top;
    choose(hosts.includes(chosen) ? chosen : hosts[0]);
    scrollBy(0, tab.getBoundingClientRect().top - before);
  }

  show();
  if (isFile) {
    document.addEventListener("click", (event) => {
      const link = event.target.closest && event.target.closest("a[href]");
      if (!link || !chosen || link.download || !/\.html([#?]|$)/.test(link.getAttribute("href"))) return;
      const address = new URL(link.href);
      if (address.protocol !== "file:") return;
      address.searchParams.set("host", chosen);
      link.href = address;
    }, true);
  }

  // ---- Values: one is in the order of Tab; what tells of them is loaded when it is asked for.

  const source = document.currentScript.src.replace("code.js", "tell.js");
  const first = all(".value[title]", main).find((mark) => mark.getClientRects().length);
  if (first) {
    first.tabIndex = 0;
    first.setAttribute("role", "button");
    const kinds = ["pointerover", "click", "focusin", "keydown"];
    const stop = () => { for (const kind of kinds) document.removeEventListener(kind, ask); };
    const ask = (event) => {
      const { type, target } = event;
      const mark = target.closest && target.closest(type === "keydown" ? "main pre" : ".value[title]");
      if (!mark || type === "keydown" && event.key !== "Enter") return;
      if (type === "pointerover" && event.pointerType !== "mouse") return;
      const isFirst = !window.bespokeTell;
      // While the script is on its way, a click says more than the pointer that came before it.
      if (isFirst || type === "click") window.bespokeTell = { type, mark, first, words, stop };
      if (isFirst) document.head.append(make("script", { src: source }));
    };
    for (const kind of kinds) document.addEventListener(kind, ask);
  }

  // ---- Filters of tables

  for (const box of all(".filter")) {
    const input = box.querySelector("input");
    const count = box.querySelector("output");
    const rows = all("tbody tr", main).map((row) => [row, row.textContent.normalize("NFKC").toLowerCase()]);
    const parts = all("main > section").filter((part) => part.querySelector("tbody tr"));
    box.hidden = false;
    input.addEventListener("input", () => {
      const wanted = input.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [row, text] of rows) {
        row.hidden = !wanted.every((word) => text.includes(word));
        if (!row.hidden) shown += 1;
      }
      for (const part of parts) part.hidden = !part.querySelector("tbody tr:not([hidden])");
      count.textContent = wanted.length ? count.dataset.count.replace("%", shown) : "";
    });
    // A link to a row that is filtered away brings it back.
    addEventListener("hashchange", () => {
      input.value = "";
      input.dispatchEvent(new Event("input"));
    });
  }

  // ---- On a server, an archive has an address to fetch it from.

  if (location.protocol.startsWith("http")) {
    for (const code of all("code[data-fetch]", main)) {
      code.prepend(`curl -fLO '${new URL(code.dataset.fetch, location).href.replace(/'/g, "%27")}'\n`);
    }
  }
})();
