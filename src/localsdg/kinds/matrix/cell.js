// One cell: a native list to choose from, under a face that shows sign and colour.
import { h } from "../dom.js";

/**
 * -> { node, face, show() }. changed() is called after the grid has the new value.
 * @param {import("./model.js").Grid} grid
 * @param {string} row
 * @param {string} column
 * @param {{ t: Translate, label: Label, changed(row: string): void, help?: string }} tools help: the id of the column's
 */
export function cell(grid, row, column, { t, label, changed, help }) {
  const title = (kind, id) => label(kind, id).title;
  const sign = h("b");
  const words = h("span");
  const face = h("span", { class: "lsdg-m-face", "aria-hidden": "true" }, sign, words);
  const select = h("select", { class: "lsdg-m-select", dataset: { row, column },
    "aria-label": `${title("rows", row)}: ${title("columns", column)}`, "aria-describedby": help,
    onchange: () => put(select.value === "" ? null : grid.scale[Number(select.value)]) },
  h("option", { value: "" }, t("choose")),
  grid.scale.map((value, place) => h("option", { value: String(place) },
    [grid.sign(value), grid.meaning(value).title].filter(Boolean).join(" · "))));
  const typed = keys(grid, () => grid.value(row, column));
  select.addEventListener("keydown", (event) => {
    const value = typed(event);
    if (value === undefined) return;
    event.preventDefault();
    if (value !== grid.value(row, column)) put(value);
  });

  function put(value) {
    grid.set(row, column, value);
    show();
    changed(row);
  }

  function show() {
    const value = grid.value(row, column);
    select.value = value === null ? "" : String(grid.scale.indexOf(value));
    sign.textContent = value === null ? "" : grid.sign(value);
    words.textContent = value === null ? t("choose") : grid.meaning(value).title;
    paint(face, value, grid);
  }

  return { node: h("span", { class: "lsdg-m-cell" }, face, select), show };
}

/**
 * The colour of a value; the sign beside it says the same.
 * @param {HTMLElement} node
 * @param {Json} value
 * @param {import("./model.js").Grid} grid
 */
export function paint(node, value, grid) {
  const number = typeof value === "number";
  node.dataset.tone = value === null ? "none" : !number ? "code" : value < 0 ? "minus" : value > 0 ? "plus" : "zero";
  node.style.setProperty("--share", number ? String(Math.abs(value) / grid.largest) : value === null ? "0" : "0.5");
}

/**
 * Numbers by their own keys (the browser finds "R" by itself): 2; minus and 2; Delete or Backspace to empty the cell.
 * -> a function of a key press: the new value, or undefined where the press is none of its business.
 */
function keys(grid, current) {
  let minus = false;
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
    const before = minus;
    minus = false;
    if (event.key === "Delete" || event.key === "Backspace") return null;
    if (!grid.numeric) return undefined;
    if (grid.signed && /^[-−+]$/.test(event.key)) {
      minus = event.key !== "+";
      return current();
    }
    const value = /^\d$/.test(event.key) ? Number(event.key) * (before ? -1 : 1) || 0 : null;
    return value !== null && grid.scale.includes(value) ? value : undefined;
  };
}
