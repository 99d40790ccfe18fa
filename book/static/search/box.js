// The box at the top of each page: the best places while somebody types; Enter goes to the page with all.
(function () {
  "use strict";
  const search = globalThis.lsdgSearch;
  const SHOWN = 7;
  const root = document.documentElement.dataset.content_root ?? "./";
  const form = /** @type {HTMLFormElement} */ (document.querySelector(".lsdg-search"));
  const field = /** @type {HTMLInputElement | null} */ (form?.querySelector("input"));
  if (!field) return;

  const panel = document.createElement("div");
  const note = document.createElement("p");
  const list = document.createElement("ul");
  const all = document.createElement("a");
  const status = document.createElement("p"); // read out; what is seen stands in the panel
  panel.className = "lsdg-found";
  panel.hidden = true;
  list.className = "lsdg-found-list";
  all.className = "lsdg-found-all";
  status.className = "lsdg-hidden";
  status.setAttribute("role", "status");
  panel.append(note, list, all);
  form.append(panel, status);

  let timer = 0, turn = 0; // of the question whose answer may be shown

  /** What is still looked for does not open it again. */
  function forget() {
    clearTimeout(timer);
    turn += 1;
  }

  const close = () => {
    forget();
    panel.hidden = true;
    status.textContent = "";
  };

  function say(text) {
    note.textContent = status.textContent = text;
    note.hidden = false;
    keepingFocus(() => {
      all.hidden = true;
      list.replaceChildren();
    });
    panel.hidden = false;
  }

  // Who types fast has gone into the list when the answer to the last letter takes its place.
  function keepingFocus(change) {
    const place = links().findIndex((link) => link === document.activeElement);
    change();
    if (place >= 0) (links()[Math.min(place, list.childElementCount - 1)] ?? field).focus();
  }

  let shown = ""; // what the list answers

  function show(engine, asked) {
    if (asked === shown && !panel.hidden && list.childElementCount) return;
    shown = asked;
    const found = engine.find(asked);
    const told = search.told(engine, found);
    if (!found.hits.length) return say(told);
    const items = search.items(engine, found.hits.slice(0, SHOWN), root);
    keepingFocus(() => list.replaceChildren(...items));
    note.textContent = told;
    note.hidden = false;
    all.textContent = engine.data.ui.every;
    all.href = `${form.action}?q=${encodeURIComponent(asked)}`;
    all.hidden = false;
    panel.hidden = false;
    status.textContent = `${told} ${engine.data.ui.keys}`;
  }

  async function ask() {
    if (!field?.value.trim()) return close();
    const mine = (turn += 1), isAwaited = () => mine === turn;
    const wait = setTimeout(() => isAwaited() && say(form.dataset.wait ?? ""), 300);
    try {
      const engine = await search.ready(root);
      const asked = field.value.trim(); // of now: more may have been typed meanwhile
      if (isAwaited()) asked ? show(engine, asked) : close();
    } catch (offline) {
      if (isAwaited()) say(form.dataset.failed ?? "");
    } finally {
      clearTimeout(wait);
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  const links = () => (panel.hidden ? [] : [...panel.querySelectorAll("a")].filter((link) => !link.hidden));
  form.addEventListener("keydown", search.arrows(field, links));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (panel.hidden) return forget();
    event.preventDefault(); // what was typed stays
    event.stopPropagation(); // so does an open menu
    close();
    field.focus();
  });
  // Not when nothing gets the focus: some browsers give it to no link that is pressed.
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !form.contains(/** @type {Node} */ (relatedTarget))) close();
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!form.contains(/** @type {Node} */ (target))) close();
  });
  if (document.activeElement === field) ask();
})();
