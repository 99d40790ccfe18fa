// The order of the rows by their weighted means, and what other weights would make of it.
import { h } from "../dom.js";
import { SWING } from "./model.js";

/**
 * -> { node, refresh() -> the order in one sentence, for a screen reader }.
 * @param {import("./model.js").Grid} grid
 * @param {{ t: Translate, label: Label }} tools
 */
export function order(grid, { t, label }) {
  const node = h("section", { class: "lsdg-m-order", "aria-label": t("matrix_order") });
  return {
    node,
    refresh() {
      const ranking = grid.weighted() ? grid.ranking() : [];
      node.replaceChildren(h("p", { class: "lsdg-m-order-title" }, t("matrix_order")),
        ...(ranking.length > 1 ? [list(grid, ranking, label), left(grid, { t, label }), firm(grid, { t, label })]
          : [h("p", { class: "lsdg-help" }, t("matrix_order_none"))]).filter(Boolean));
      return ranking.length > 1 ? ranking.map(({ row, rank }) => `${rank}. ${label("rows", row).title}`).join(", ") : "";
    },
  };
}

function list(grid, ranking, label) {
  const least = Math.min(...grid.scale);
  const range = Math.max(...grid.scale) - least || 1;
  return h("ol", { class: "lsdg-m-ranks" }, ranking.map(({ row, score, rank }) => {
    const bar = h("span", { class: "lsdg-m-bar", "aria-hidden": "true" }, h("span"));
    bar.firstChild.style.inlineSize = `${((score - least) / range) * 100}%`;
    return h("li", { dataset: { row } }, h("b", null, `${rank}.`), h("span", null, label("rows", row).title), bar,
      h("span", { class: "lsdg-m-score" }, grid.written(score, grid.means)));
  }));
}

function left(grid, { t, label }) {
  const open = grid.rows.filter((row) => !grid.complete(row)).map((row) => label("rows", row).title);
  return open.length > 0 && h("p", { class: "lsdg-help" }, t("matrix_unranked", { rows: open.join(", ") }));
}

/** How firm the order is: what changes it, what equal weights do, and a sentence about the rest. */
function firm(grid, { t, label }) {
  const percent = SWING * 100;
  const name = ({ column, by }) => column === null ? t("matrix_equal")
    : t(by < 0 ? "matrix_lower" : "matrix_higher", { column: label("columns", column).title, percent });
  const place = ({ row, from, to }) => t("matrix_moves", { row: label("rows", row).title, from, to });
  const first = (moves) => moves.some(({ from, to }) => from === 1 || to === 1);
  const then = (moves) => moves.length === 0 ? t("matrix_same")
    : [first(moves) && h("strong", null, t("matrix_first")), ` ${moves.map(place).join("; ")}.`];
  const trials = grid.trials();
  const swings = trials.filter(({ column, moves }) => column !== null && moves.length > 0);
  const equal = trials.at(-1);
  return h("div", { class: "lsdg-m-firm" },
    h("p", { class: "lsdg-m-order-title" }, t("matrix_how_firm")),
    h("dl", null, [...swings, equal].map((trial) =>
      h("div", null, h("dt", null, name(trial)), h("dd", null, then(trial.moves))))),
    h("p", null, t(swings.length > 0 ? "matrix_firm_rest" : "matrix_firm", { percent })));
}
