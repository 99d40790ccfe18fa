// The atlas: choose a need, or a box of the picture. What is shown is taken from the page's own table.
(function () {
  "use strict";
  const picture = /** @type {HTMLElement} */ (document.querySelector(".lsdg-atlas-picture"));
  const form = /** @type {HTMLFormElement} */ (document.getElementById("atlas-needs"));
  const panel = /** @type {HTMLElement} */ (document.getElementById("atlas-panel"));
  if (!picture || !form || !panel) return;
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  /** @type {HTMLElement[]} the links of the picture; each has its body's name and needs */
  const boxes = [...picture.querySelectorAll("a")];
  const lines = [...picture.querySelectorAll("line")];
  const heads = [...document.querySelectorAll(".lsdg-atlas-table thead th")].map((head) => head.textContent);
  const rowOf = (name) => /** @type {HTMLTableRowElement} */ (document.getElementById(`atlas-${name}`));
  const boxOf = (name) => boxes.find((box) => box.dataset.body === name);
  const textOf = (node, part) => node.querySelector(part).textContent;
  const nameOf = (name) => textOf(rowOf(name), "th p");

  const labelOf = (box) => textOf(box, "text");
  /** @returns {HTMLElement | null} the element around what was clicked that the selector names */
  const around = (event, selector) => event.target.closest?.(selector);

  const sentence = (text = "", values) => text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

  function mark(names, chosen) {
    picture.classList.toggle("lsdg-marked", names !== null);
    for (const box of boxes) {
      box.classList.toggle("lsdg-on", names !== null && names.has(box.dataset.body));
      if (box.dataset.body === chosen) box.setAttribute("aria-current", "true");
      else box.removeAttribute("aria-current");
    }
    for (const { dataset, classList } of lines) {
      classList.toggle("lsdg-on", Boolean(chosen) && (dataset.from === chosen || dataset.to === chosen));
    }
  }

  function need() {
    const wanted = String(new FormData(form).get("need") ?? "");
    const helping = boxes.filter((box) => !wanted || box.dataset.needs?.split(" ").includes(wanted));
    const names = new Set(helping.map((box) => box.dataset.body));
    for (const box of boxes) rowOf(box.dataset.body).hidden = !names.has(box.dataset.body);
    panel.hidden = true;
    mark(wanted ? names : null);
    const list = helping.map(labelOf).join(", ");
    const { some, none = "" } = status.dataset;
    status.textContent = wanted ? sentence(some, { count: names.size, all: boxes.length, names: list }) : none;
  }

  function element(tag, text, properties) {
    return Object.assign(document.createElement(tag), { textContent: text, ...properties });
  }

  // The cells of the row as sections of the panel; what is copied keeps no ids.
  function fill(name) {
    const [who, ...cells] = rowOf(name).cells;
    const head = element("div", "", { className: "lsdg-panel-head" });
    head.append(...[...who.children].slice(1).map((part) => part.cloneNode(true)));
    const parts = cells.map((cell, number) => {
      const part = element("div", "", { className: "lsdg-panel-part" });
      part.append(element("h3", heads[number + 1]), ...[...cell.children].map((child) => child.cloneNode(true)));
      return part;
    });
    const foot = element("div", "", { className: "lsdg-panel-foot" });
    const back = element("button", panel.dataset.back, { type: "button" });
    back.addEventListener("click", () => boxOf(name)?.focus());
    foot.append(back, element("a", panel.dataset.row, { href: `#atlas-${name}`, className: "lsdg-to-row" }));
    const title = element("h2", nameOf(name), { tabIndex: -1 });
    const spoken = rowOf(name).querySelector("th p[lang]")?.getAttribute("lang");
    if (spoken) title.lang = spoken;
    panel.replaceChildren(title, head, ...parts, foot);
    for (const copied of panel.querySelectorAll("[id]")) copied.removeAttribute("id");
  }

  function choose(name, byKeyboard) {
    const near = lines.filter(({ dataset }) => dataset.from === name || dataset.to === name);
    const names = new Set(near.flatMap(({ dataset }) => [dataset.from, dataset.to]));
    mark(names, name);
    fill(name);
    panel.hidden = false;
    const values = { name: labelOf(boxOf(name)), count: names.size - 1 };
    status.textContent = sentence(status.dataset.chosen, values);
    if (byKeyboard) panel.querySelector("h2")?.focus();
  }

  function forget() {
    panel.hidden = true;
    need();
  }

  picture.addEventListener("click", (event) => {
    const box = around(event, "a");
    if (!box || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(box.dataset.body, event.detail === 0);
  });
  panel.addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (around(event, 'a[href^="#atlas-"]:not(.lsdg-to-row)'));
    if (!link) return;
    event.preventDefault();
    choose(link.hash.slice("#atlas-".length), true);
  });
  // A link to a row that the chosen need hides shows all rows again.
  document.addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (around(event, 'a[href^="#atlas-"]'));
    const row = link && !event.defaultPrevented && document.getElementById(link.hash.slice(1));
    if (!row || !row.hidden) return;
    const all = /** @type {HTMLInputElement} */ (form.querySelector('input[value=""]'));
    all.checked = true; // RadioNodeList takes no empty value
    need();
  });
  document.addEventListener("keydown", (event) => {
    const current = /** @type {HTMLElement | null} */ (picture.querySelector("[aria-current]"));
    if (event.key !== "Escape" || !current) return;
    const inside = panel.contains(document.activeElement);
    forget();
    if (inside) current.focus();
  });
  form.addEventListener("change", need);
  form.addEventListener("submit", (event) => event.preventDefault());
  need(); // the browser may have kept a choice from before
})();
