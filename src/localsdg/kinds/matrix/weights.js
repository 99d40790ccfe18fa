// The row of weights above the grid: a number for each column, and what is left of their sum.
import { amountField } from "../amount.js";
import { freshId, h } from "../dom.js";
import { data, line } from "./lines.js";

/**
 * -> { node, show() }. after: cells that follow the last column; changed(sentence) is called after the grid has a weight.
 * @param {import("./model.js").Grid} grid
 * @param {number} after
 * @param {{ t: Translate, label: Label, language?: string, changed(said: string): void }} tools
 */
export function weightRow(grid, after, { t, label, language, changed }) {
  const { total, min = 0, max = total ?? Infinity, step = 1 } = grid.limits ?? {};
  const id = freshId("lsdg-m");
  const state = h("small", { class: "lsdg-m-weight-state", id });
  const bad = new Set();
  const say = () => { state.textContent = stateOf(grid, bad.size > 0, { min, max }, t); };
  let typing = "";
  const fields = grid.columns.map((column) => {
    const name = label("columns", column).title;
    const field = amountField({ id: `${id}-${column}`, limits: { min, max, step }, language, t,
      props: { class: "lsdg-field lsdg-m-weight", dataset: { column }, "aria-label": `${t("matrix_weight")}: ${name}`,
        "aria-describedby": id },
      wrong: (yes) => {
        bad[yes ? "add" : "delete"](column);
        say();
      },
      set: (value) => {
        if (value === null) delete grid.weights[column];
        else grid.weights[column] = value;
        typing = column;
        changed(stateOf(grid, false, { min, max }, t));
        typing = "";
      } });
    return { column, field, cell: data(name, field.node) };
  });
  const node = line("lsdg-m-weights", t("matrix_weights"), "", fields.map((one) => one.cell),
    Array.from({ length: after }, () => data("", null, "lsdg-m-skip")));
  node.querySelector("th").append(state, ...fields.map((one) => one.field.note)); // the columns are too narrow for them
  return { node, show() {
    for (const { column, field } of fields) if (typing !== column) field.show(grid.weights[column] ?? null);
    say();
  } };
}

function stateOf(grid, wrong, { min, max }, t) {
  const number = (value) => grid.format.format(value);
  if (wrong) return t(max === Infinity ? "matrix_weight_least" : "matrix_weight_range", { min: number(min), max: number(max) });
  const total = grid.limits?.total;
  if (total === undefined) return "";
  const rest = Math.round((total - grid.weightSum()) * 1e6) / 1e6;
  if (rest === 0) return t("matrix_weights_given", { total: number(total) });
  return t(rest > 0 ? "matrix_weights_left" : "matrix_weights_over", { rest: number(Math.abs(rest)), total: number(total) });
}
