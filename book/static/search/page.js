// The page of the search: all that was found, by kind, while somebody types.
(function () {
  "use strict";
  const search = globalThis.lsdgSearch;
  const STEP = 20;
  const GROUPS = {
    all: null,
    course: ["module", "lesson"],
    exercises: ["exercise"],
    terms: ["term"],
    goals: ["goal", "target", "indicator"],
    pages: ["page"],
  };
  const root = document.documentElement.dataset.content_root ?? "./";
  const form = /** @type {HTMLFormElement} */ (document.querySelector(".lsdg-search-page"));
  const field = /** @type {HTMLInputElement | null} */ (form?.querySelector("input[type=search]"));
  const place = /** @type {HTMLElement} */ (document.getElementById("search-results"));
  const status = /** @type {HTMLElement} */ (form?.querySelector("[role=status]"));
  if (!field) return;
  let group = "all";

  /** @param {SearchEngine} engine @param {SearchFound} found */
  function show(engine, found, count = STEP) {
    const { data } = engine;
    const kinds = GROUPS[group];
    const hits = found.hits.filter((hit) => !kinds || kinds.includes(data.places[hit.place][2]));
    const list = document.createElement("ol");
    list.className = "lsdg-found-list";
    list.append(...search.items(engine, hits.slice(0, count), root));
    place.replaceChildren(filter(engine, found), list);
    if (hits.length > count) place.append(more(engine, found, count));
    return list;
  }

  function more(engine, found, count) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = engine.data.ui.more;
    button.addEventListener("click", () => {
      const list = show(engine, found, count + STEP);
      list.children[count].querySelector("a")?.focus();
    });
    return button;
  }

  /** Buttons for the kinds of what was found, each with its number. */
  function filter(engine, found) {
    const box = document.createElement("div");
    box.className = "lsdg-found-kinds";
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", engine.data.ui.kinds);
    for (const [name, kinds] of Object.entries(GROUPS)) {
      const count = found.hits.filter((hit) => !kinds || kinds.includes(engine.data.places[hit.place][2])).length;
      if (!count) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `${engine.data.ui[`of_${name}`]} ${count}`;
      button.setAttribute("aria-pressed", String(name === group));
      button.addEventListener("click", () => {
        group = name;
        show(engine, found);
        /** @type {HTMLElement | null} */ (place.querySelector("[aria-pressed=true]"))?.focus();
      });
      box.append(button);
    }
    box.hidden = box.children.length < 3; // "all" and one kind say the same
    return box;
  }

  async function ask() {
    const asked = field?.value.trim() ?? "";
    const address = new URL(location.href);
    address.searchParams.set("q", asked);
    history.replaceState(null, "", address);
    if (!asked) {
      place.replaceChildren();
      status.textContent = "";
      return;
    }
    status.textContent = form.dataset.wait ?? "";
    try {
      const engine = await search.ready(root);
      if (asked !== field?.value.trim()) return; // a later question is on its way
      const found = engine.find(asked);
      group = "all";
      if (found.hits.length) show(engine, found);
      else place.replaceChildren();
      status.textContent = search.told(engine, found);
    } catch (offline) {
      status.textContent = form.dataset.failed ?? "";
    }
  }

  let timer = 0;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    ask();
  });
  const links = () => /** @type {HTMLAnchorElement[]} */ ([...place.querySelectorAll("li a")]);
  document.addEventListener("keydown", (event) => {
    if (place.contains(document.activeElement) || document.activeElement === field) search.arrows(field, links)(event);
    if (event.key === "Escape" && place.contains(document.activeElement)) field.focus();
  });
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) ask();
})();
