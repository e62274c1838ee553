// The search: loaded with its index when a reader first asks for it. The index is the text itself.
window.bespokeFind = (function () {
  "use strict";
  const PER_PAGE = 4;
  let dialog;
  let input;
  let list;
  let status;
  let words;
  let data;
  let chosen = -1;
  let turns = 0;

  // Full-width and half-width forms, ligatures and the case of letters make no difference.
  const normal = (text) => text.normalize("NFKC").toLowerCase();
  // A line end in the text is a blank in what is looked for.
  const flat = (text) => normal(text).replace(/\s/g, " ");
  const make = (name, className = "") => Object.assign(document.createElement(name), { className });

  // The index calls this.
  window.bespokeSearch = (index) => {
    data = index.sections.map(([page, anchor, title, text], order) => ({
      page,
      anchor,
      title,
      text,
      order,
      titleKey: flat(title),
      key: flat(text),
    }));
    data.pages = index.pages;
  };

  function score(section, phrase, terms) {
    const inTitle = section.titleKey.includes(phrase);
    const inText = section.key.includes(phrase);
    if (section.titleKey === phrase) return 4;
    if (inTitle) return 3;
    if (inText) return 2;
    if (terms.length < 2) return 0;
    return terms.every((term) => section.titleKey.includes(term) || section.key.includes(term)) ? 1 : 0;
  }

  // The sections that hold all terms, by page; the best page and the best section come first.
  function find(query) {
    const phrase = normal(query).trim().replace(/\s+/g, " ");
    if (!phrase) return { pages: [], terms: [], count: 0 };
    const terms = phrase.split(" ");
    const pages = new Map();
    let count = 0;
    for (const section of data) {
      const value = score(section, phrase, terms);
      if (!value) continue;
      count += 1;
      if (!pages.has(section.page)) pages.set(section.page, { page: section.page, best: 0, hits: [] });
      const page = pages.get(section.page);
      page.best = Math.max(page.best, value);
      page.hits.push({ section, value });
    }
    const sorted = [...pages.values()].sort((a, b) => b.best - a.best || a.page - b.page);
    for (const page of sorted) {
      page.hits.sort((a, b) => b.value - a.value || a.section.order - b.section.order);
    }
    const isPhrase = sorted.length > 0 && sorted[0].best > 1;
    return { pages: sorted, terms: isPhrase ? [phrase, ...terms] : terms, count };
  }

  // Where a part of the normal form stands in the text itself. Nearly always the two are equally
  // long, and a place in one is the place in the other.
  function locate(text, term, key = flat(text)) {
    const at = key.indexOf(term);
    if (at < 0) return null;
    const end = at + term.length;
    if (key.length === text.length && flat(text.slice(at, end)) === term) return [at, end];
    let [start, index, length] = [-1, 0, 0];
    for (const character of text) {
      if (start < 0 && length >= at) start = index;
      if (length >= end) break;
      const code = character.charCodeAt(0);
      const isPlain = code < 0x80 || (code >= 0x4e00 && code < 0xa000);
      length += isPlain ? 1 : flat(character).length;
      index += character.length;
    }
    return [start, index];
  }

  function appendMarked(element, text, terms) {
    let rest = text;
    for (;;) {
      const places = terms.map((term) => locate(rest, term)).filter(Boolean);
      if (!places.length) break;
      const [start, end] = places.reduce((a, b) => (b[0] < a[0] ? b : a));
      if (end <= start) break;
      element.append(rest.slice(0, start), Object.assign(make("mark"), { textContent: rest.slice(start, end) }));
      rest = rest.slice(end);
    }
    element.append(rest);
  }

  // Some words around the first hit.
  function excerpt({ text, key }, terms) {
    const place = terms.map((term) => locate(text, term, key)).find(Boolean);
    const start = place ? Math.max(0, place[0] - 30) : 0;
    const end = Math.min(text.length, (place ? place[1] : 0) + 110);
    const part = text.slice(start, end).replace(/\s+/g, " ");
    return (start > 0 ? "…" : "") + part + (end < text.length ? "…" : "");
  }

  function option(page, hit, terms) {
    const { section } = hit;
    const link = make("a", "find-hit");
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    link.id = `find-${section.order}`;
    link.tabIndex = -1;
    link.href = data.pages[page.page][0] + (section.anchor ? `#${encodeURIComponent(section.anchor)}` : "");
    const title = make("span", "find-title");
    appendMarked(title, section.title || data.pages[page.page][1], terms);
    const text = make("span", "find-text");
    appendMarked(text, excerpt(section, terms), terms);
    link.append(title, text);
    return link;
  }

  function groupOf(page, terms) {
    const group = make("div", "find-page");
    group.setAttribute("role", "group");
    const title = data.pages[page.page][1];
    group.setAttribute("aria-label", title);
    const name = Object.assign(make("p", "find-name"), { textContent: title });
    name.setAttribute("aria-hidden", "true");
    group.append(name);
    for (const hit of page.hits.slice(0, PER_PAGE)) group.append(option(page, hit, terms));
    const more = page.hits.length - PER_PAGE;
    if (more > 0) {
      const line = Object.assign(make("p", "find-more"), { textContent: `+ ${more}` });
      line.setAttribute("aria-hidden", "true");
      group.append(line);
    }
    return group;
  }

  // The first results at once, the others as soon as the browser has painted them.
  function append(pages, terms, turn) {
    const end = performance.now() + 5;
    do {
      if (!pages.length) return list.removeAttribute("aria-busy");
      list.append(groupOf(pages.shift(), terms));
    } while (performance.now() < end);
    setTimeout(() => {
      if (turn === turns) append(pages, terms, turn);
    });
  }

  function show() {
    if (!data) return;
    const query = input.value;
    const { pages, terms, count } = find(query);
    list.replaceChildren();
    list.hidden = !count;
    input.setAttribute("aria-expanded", String(count > 0));
    status.textContent = !query.trim() ? "" : count ? words.count.replace("%", count) : words.none;
    list.setAttribute("aria-busy", "true");
    turns += 1;
    append(pages, terms, turns);
    mark(0);
    // Not now: it would have the browser lay out the page before anything is shown.
    setTimeout(() => {
      list.scrollTop = 0;
    });
  }

  function mark(index) {
    const options = [...list.querySelectorAll("a")];
    if (options[chosen]) options[chosen].setAttribute("aria-selected", "false");
    chosen = options.length ? (index + options.length) % options.length : -1;
    const now = options[chosen];
    if (!now) {
      input.removeAttribute("aria-activedescendant");
      return null;
    }
    now.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", now.id);
    return now;
  }

  function choose(index) {
    const now = mark(index);
    if (chosen === 0) list.scrollTop = 0;
    else if (now) now.scrollIntoView({ block: "nearest" });
  }

  function handleKey(event) {
    if (event.isComposing) return;
    const options = list.querySelectorAll("a");
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? -1 : chosen - 1);
    else if (event.key === "Enter" && options[chosen]) options[chosen].click();
    else return;
    event.preventDefault();
  }

  function load(source) {
    const script = make("script");
    script.src = source;
    script.onload = show;
    script.onerror = () => {
      status.textContent = words.failed;
      script.remove();
    };
    document.head.append(script);
  }

  function build(button) {
    words = button.dataset;
    dialog = make("dialog", "find");
    const name = button.querySelector("span").textContent;
    dialog.setAttribute("aria-label", name);
    input = make("input");
    input.type = "search";
    input.placeholder = words.hint;
    input.autocomplete = "off";
    input.spellcheck = false;
    const attributes = {
      role: "combobox",
      "aria-label": name,
      "aria-expanded": "false",
      "aria-controls": "find-list",
      "aria-autocomplete": "list",
    };
    for (const [key, value] of Object.entries(attributes)) input.setAttribute(key, value);
    list = make("div", "find-list");
    list.id = "find-list";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", name);
    status = make("p", "find-status");
    status.setAttribute("role", "status");
    const close = Object.assign(make("button", "find-close"), { type: "button", textContent: words.close });
    const keys = Object.assign(make("p", "find-keys"), { textContent: words.keys });
    const head = make("div", "find-head");
    head.append(input, close);
    dialog.append(head, status, list, keys);
    document.body.append(dialog);
    input.addEventListener("input", show);
    input.addEventListener("keydown", handleKey);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      // The backdrop, or a way to another place: this page may be the one that it leads to.
      if (event.target === dialog || event.target.closest("a")) dialog.close();
    });
    // The browser gives the focus back to where it was.
    load(words.index);
  }

  return function open(button) {
    if (!dialog) build(button);
    if (!dialog.open) dialog.showModal();
    input.focus();
    input.select();
  };
})();
