// What was found as a list of links, and the keys that go through them.
(function () {
  "use strict";
  const search = (globalThis.lsdgSearch ??= /** @type {any} */ ({}));

  function element(name, className, text = "") {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  const marked = (parts) => parts.map(({ text, marked }) => (marked ? element("mark", "", text) : text));

  search.items = (engine, hits, root) => {
    const { data } = engine;
    const items = hits.map(({ place, terms }) => {
      const [number, anchor, kind, title, language] = data.places[place];
      const [path, pageTitle, , pageLanguage] = data.pages[number];
      const item = /** @type {HTMLLIElement} */ (element("li"));
      item.append(element("p", "lsdg-found-kind", data.ui[`kind_${kind}`]));
      const link = /** @type {HTMLAnchorElement} */ (element("a"));
      link.append(...marked(search.parts(title, engine.marks(title, terms))));
      link.href = root + path + (anchor ? `#${encodeURIComponent(anchor)}` : "");
      if (language) link.lang = language;
      item.append(link);
      if (anchor) {
        const where = element("p", "lsdg-found-page", pageTitle);
        if (pageLanguage) where.lang = pageLanguage;
        item.append(where);
      }
      return item;
    });
    search.texts(engine, root).then(
      (texts) => items.forEach((item, number) => sentence(engine, item, hits[number], texts)),
      () => {}, // the links lead there without the sentences, too
    );
    return items;
  };

  function sentence(engine, item, { place, terms }, texts) {
    const language = engine.data.places[place][4];
    const parts = search.excerpt(texts[place] ?? "", engine.marks, terms, language ?? engine.data.language);
    if (!parts.length) return;
    const line = element("p", "lsdg-found-text");
    if (language) line.lang = language;
    line.append(...marked(parts));
    item.append(line);
    const first = parts.find(({ marked }) => marked);
    const link = /** @type {HTMLAnchorElement} */ (item.querySelector("a"));
    // Browsers that know text fragments go to the word itself, others to the section.
    if (first) link.href += `${link.hash ? "" : "#"}:~:text=${encodeURIComponent(first.text).replaceAll("-", "%2D")}`;
  }

  search.told = (engine, { by, hits }) => {
    const { ui } = engine.data;
    if (!hits.length) return ui.none;
    return ui[`found_${by}`].replace("{count}", String(hits.length));
  };

  search.arrows = (field, links) => (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const all = links();
    const here = all.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
    if (here < 0 && (document.activeElement !== field || event.key === "ArrowUp")) return;
    const next = here + (event.key === "ArrowDown" ? 1 : -1);
    if (next >= all.length) return;
    event.preventDefault();
    (next < 0 ? field : all[next]).focus();
  };
})();
