// What came of code, below it: printed text, tables, figures, and what Python says. All of it becomes text, never HTML.
import { h } from "./element.js";

const STATIC = new URL("../_static/", import.meta.url);
const DRAWING = ["vendor/plotly.min.js", "figure-templates.js", "figures.js"]; // as on pages with figures

/**
 * @param {HTMLElement} into
 * @param {Json} found what localsdg.live.run says, or { problem } (a sentence)
 * @param {Translate} t
 */
export async function showOutput(into, found, t) {
  const made = (Array.isArray(found.outputs) ? found.outputs : []).map((output) => draw(output, t));
  const own = found.python ? [h("details", {}, h("summary", {}, t("live_python")), h("pre", {}, String(found.python)))] : [];
  into.replaceChildren(...made.map(({ node }) => node), ...own, ...(found.notes ?? []).map((text) => h("p", { class: "lsdg-run-note" }, String(text))));
  const isSaid = found.problem || found.error;
  into.hidden = isSaid && !into.hasChildNodes();
  if (!isSaid && !into.hasChildNodes()) into.append(h("p", { class: "lsdg-help" }, t("live_nothing")));
  const figures = made.filter(({ figure }) => figure);
  if (figures.length === 0) return;
  try {
    await drawing();
    for (const { place, figure } of figures) await window.lsdgAddFigure?.(place, figure);
  } catch (problem) {
    console.error(problem);
    into.append(h("p", { class: "lsdg-problem" }, t("live_no_figure")));
  }
}

/** @returns {{ node: HTMLElement, place?: HTMLElement, figure?: Json }} */
function draw(output, t) {
  if (output.type === "table") return { node: table(output, t) };
  if (output.type === "figure") return figure(output, t);
  if (output.type === "cut") return { node: h("p", { class: "lsdg-help lsdg-cut" }, output.text) };
  return { node: h("pre", { class: "lsdg-run-text", tabindex: "0", "aria-label": t("live_output") }, String(output.text)) };
}

function table({ heads, rows, all }, t) {
  const [total, columns] = all;
  const isWhole = total === rows.length && columns === heads.length - 1;
  return h("div", { class: "lsdg-run-table" },
    h("div", { class: "lsdg-scroll", tabindex: "0", role: "group", "aria-label": t("live_table") }, grid(heads, rows)),
    isWhole ? "" : h("p", { class: "lsdg-help" }, t("live_part", { shown: rows.length, rows: total, columns })));
}

function grid(heads, rows) {
  const head = h("tr", {}, heads.map((text) => (text ? h("th", { scope: "col" }, text) : h("td", {}))));
  const body = rows.map(([first, ...cells]) =>
    h("tr", {}, h("th", { scope: "row" }, first), cells.map((text) => h("td", {}, text))));
  return h("table", {}, h("thead", {}, head), h("tbody", {}, body));
}

function figure({ title, subtitle, height, heads, rows, data, layout }, t) {
  const name = title || t("figure_unnamed");
  const place = h("div", { class: "lsdg-plot", role: "img", "aria-label": name });
  place.style.blockSize = `${Math.min(Math.max(Number(height) || 400, 120), 1200)}px`;
  const node = h("div", { class: "lsdg-plotly" },
    title && h("p", { class: "lsdg-plot-title" }, title), subtitle && h("p", { class: "lsdg-plot-subtitle" }, subtitle), place,
    rows.length > 0 && h("details", { class: "lsdg-plot-table" }, h("summary", {}, t("figure_table")), h("div", { class: "lsdg-scroll" }, grid(heads, rows))));
  return { node, place, figure: { data, layout } };
}

/** What draws figures, if the page has none of its own and so has not loaded it. */
function drawing() {
  if (window.lsdgAddFigure) return Promise.resolve();
  const [plotly, templates, figures] = DRAWING.map((file) => new URL(file, STATIC).href);
  return new Promise((resolve, reject) => {
    const node = h("script", { src: figures, "data-plotly": plotly, "data-templates": templates });
    node.onload = () => resolve(undefined);
    node.onerror = () => reject(new Error(figures));
    document.head.append(node);
  });
}
