// Tells of a value what it is, where it was set and what else depends on it. Loaded when a reader first
// points at one; the facts are in the values.js beside the page.
(function () {
  "use strict";
  const { type, mark: asked, first, words, stop } = window.bespokeTell;
  stop();

  function make(name, properties, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  const marks = [...document.querySelectorAll("main .value[title]")];
  for (const mark of marks) {
    mark.dataset.v = mark.title;
    mark.removeAttribute("title");
  }
  let facts;
  let waiting;
  window.bespokeValues = (data) => { facts = data; };

  function withFacts(then) {
    if (facts) return then();
    if (waiting) return waiting.push(then);
    waiting = [then];
    const script = make("script", { src: "values.js" });
    script.onload = () => { for (const next of waiting) next(); };
    script.onerror = () => { waiting = null; };
    document.head.append(script);
  }

  let tip;
  let told;
  let isPinned = false;
  let timer;

  function line(list, label, ...content) {
    if (content.length) list.append(make("dt", { textContent: label }), make("dd", {}, ...content));
  }

  // Some of many links, and the way to all of them.
  function links(items, name) {
    const most = items.length > 7 ? 6 : 7;
    const list = items.slice(0, most).map(([href, text]) =>
      make("li", {}, make("a", { href, textContent: text })));
    const more = items.length - list.length;
    if (more) list.push(make("li", {}, make("a", { href: `parameters.html#${name}`, textContent: `+${more}` })));
    return list.length ? [make("ul", {}, ...list)] : [];
  }

  function names(list) {
    return list.flatMap((name, index) => [
      index ? words.comma : "",
      make("a", { href: `parameters.html#${name}`, textContent: name }),
    ]);
  }

  function describe(source, shown) {
    const [, name, index, field] = /^([^.[]+)(?:\[(\d+)\])?(?:\.(.+))?$/.exec(source) || [];
    const value = facts && facts.values[name];
    const section = make("section", {});
    const title = make("p", {});
    section.append(title);
    const place = value && value.items ? value.fields.findIndex(([known]) => known === field) : -1;
    const [, type, caption] = place < 0 ? [name, value && value.type, ""] : value.fields[place];
    const heading = [value && value.title, caption].filter(Boolean).join(": ");
    if (heading) title.append(make("strong", { textContent: heading }));
    title.append(make("code", { className: "value-name", textContent: source }));
    if (!value) return section;
    const { labels } = facts;
    const set = place >= 0 && index && value.items[index] ? value.items[index][place] : value.set;
    const origin = labels[["given", "defaulted", "computed", "derived"][set[0]]];
    const list = make("dl", {});
    line(list, labels.type, type);
    if (value.text && value.text !== shown) line(list, labels.value, make("code", { textContent: value.text }));
    line(list, labels.setIn, `${origin}${words.comma}`, make("code", { textContent: set.slice(1) }));
    if (set[0] > 1) line(list, labels.derivedFrom, ...names(value.from || []));
    line(list, labels.feeds, ...names(value.for || []));
    line(list, labels.usedIn, ...links(value.pages.map((page) => facts.pages[page]), name));
    line(list, labels.inFiles, ...links(value.files.map((file) => facts.files[file]), name));
    section.append(list);
    if (value.fixed) section.append(make("p", { className: "immutable", textContent: labels.immutable }));
    section.append(make("a", { href: `parameters.html#${name}`, textContent: labels.details }));
    return section;
  }

  function fill() {
    tip.replaceChildren(...told.dataset.v.split(", ").map((source) => describe(source, told.textContent)));
    place();
  }

  function place() {
    const at = told.getClientRects()[0] || told.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = tip;
    const below = at.bottom + 6;
    const top = below + height > innerHeight - 8 && at.top - 6 - height > 8 ? at.top - 6 - height : below;
    tip.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8))}px`;
    tip.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`;
  }

  function tell(mark, pin) {
    clearTimeout(timer);
    if (!tip) {
      tip = make("div", { id: "value-tip", className: "value-tip", tabIndex: -1 });
      tip.setAttribute("role", "dialog");
      tip.setAttribute("popover", "manual");
      tip.addEventListener("pointerenter", () => clearTimeout(timer));
      tip.addEventListener("pointerleave", leave);
      document.body.append(tip);
    }
    if (told !== mark) hide();
    isPinned = isPinned || Boolean(pin);
    told = mark;
    mark.classList.add("is-told");
    mark.setAttribute("aria-describedby", "value-tip");
    tip.setAttribute("aria-label", mark.dataset.v);
    if (tip.showPopover && !tip.matches(":popover-open")) tip.showPopover();
    tip.hidden = false;
    fill();
    withFacts(() => { if (told === mark) fill(); });
  }

  function hide() {
    clearTimeout(timer);
    if (!told) return;
    told.classList.remove("is-told");
    told.removeAttribute("aria-describedby");
    told = null;
    isPinned = false;
    if (tip.hidePopover) tip.hidePopover();
    tip.hidden = true;
  }

  function leave() {
    clearTimeout(timer);
    if (!isPinned && !(told && told === document.activeElement)) timer = setTimeout(hide, 250);
  }

  const markOf = (target) => target && target.closest && target.closest(".value[data-v]");

  // One value of the page is in the order of Tab; arrow keys go on to the others.
  let current;
  function makeCurrent(mark) {
    if (current) {
      for (const name of ["tabindex", "role", "aria-haspopup", "aria-keyshortcuts"]) current.removeAttribute(name);
    }
    current = mark;
    mark.tabIndex = 0;
    mark.setAttribute("role", "button");
    mark.setAttribute("aria-haspopup", "dialog");
    mark.setAttribute("aria-keyshortcuts", "ArrowRight ArrowLeft Enter");
  }

  const isShown = (mark) => !mark.closest("[hidden]") && mark.getClientRects().length > 0;

  function go(mark) {
    makeCurrent(mark);
    mark.focus();
  }

  function goFrom(mark, event) {
    const shown = marks.filter(isShown);
    const at = shown.indexOf(mark);
    const next = {
      ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1,
      Home: 0, End: shown.length - 1,
    }[event.key];
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (shown[next]) go(shown[next]);
  }

  document.addEventListener("pointerover", (event) => {
    const mark = event.pointerType === "mouse" && markOf(event.target);
    if (!mark || isPinned) return;
    clearTimeout(timer);
    timer = setTimeout(() => tell(mark), mark === told ? 0 : 180);
  });
  document.addEventListener("pointerout", (event) => {
    if (markOf(event.target)) leave();
  });
  document.addEventListener("click", (event) => {
    const mark = markOf(event.target);
    if (mark && getSelection().isCollapsed) {
      if (mark.closest("a[href]")) return;
      const wasPinned = mark === told && isPinned;
      makeCurrent(mark);
      if (wasPinned) hide();
      else tell(mark, true);
    } else if (tip && !tip.contains(event.target)) {
      hide();
    }
  });
  document.addEventListener("focusin", (event) => {
    const mark = markOf(event.target);
    if (mark) tell(mark);
    else if (tip && !tip.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    const mark = markOf(event.target);
    if (event.key === "Escape" && told) {
      const back = tip.contains(document.activeElement) && told;
      hide();
      if (back) {
        back.focus({ preventScroll: true });
        hide();
      }
      event.stopPropagation();
    } else if (mark && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      tell(mark, true);
      tip.focus({ preventScroll: true });
    } else if (mark) {
      goFrom(mark, event);
    } else if (event.key === "Enter" && event.target.matches("main pre")) {
      const first = event.target.querySelector(".value[data-v]");
      if (first) go(first);
    }
  }, true);
  addEventListener("scroll", (event) => {
    if (!told || event.target === tip) return;
    if (isPinned || told === document.activeElement) place();
    else hide();
  }, { capture: true, passive: true });
  addEventListener("resize", hide);

  // What made the page load this.
  makeCurrent(first);
  if (type === "keydown") {
    const inside = asked.querySelector(".value[data-v]");
    if (inside && document.activeElement === asked) go(inside);
  } else if (type === "click") {
    makeCurrent(asked);
    tell(asked, true);
  } else if (asked.matches(":hover") || asked === document.activeElement) {
    tell(asked);
  }
})();
