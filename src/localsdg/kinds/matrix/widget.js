import { freshId, h, mount } from "../frame.js";
import { coded } from "../goal-code.js";
import { exampleOnPaper, exampleRow } from "../example.js";
import { copyTable, downloadCsv, htmlTable } from "../table.js";
import { cell, paint } from "./cell.js";
import { data, head, line } from "./lines.js";
import { Grid } from "./model.js";
import { pickers } from "./picks.js";
import { LAYOUT, placeIn } from "./places.js";
import { order } from "./ranking.js";
import { weightRow } from "./weights.js";

// A grid: a value for each row and column, weights for the columns if asked for, totals or ranks that follow.

const COLUMN_WIDTH = 64; // px that a column needs at least before the rows become cards
const HELP_WIDTH = 92; // px that a column needs before its help fits below its heading
const ROW_HEAD = 150; // px for the rows' names
const PAUSE = 700; // ms before a screen reader is told of a new order

/**
 * @param {Tools} tools
 * @returns {View}
 */
function body(tools) {
  const view = new GridView(tools);
  view.update(tools.answer);
  return {
    update: (answer) => view.update(answer),
    place: (part) => placeIn(view.root, part, tools.label),
    progress: () => view.grid.progress(),
    paper: () => h("div", null, exampleOnPaper(view.example), view.paper()),
    work: () => view.paper(),
  };
}

class GridView {
  /** @param {Tools} tools */
  constructor({ spec, change, say, el, t, label }) {
    this.spec = spec;
    this.change = change;
    this.say = say;
    this.t = t;
    this.label = label;
    this.grid = new Grid(spec, label);
    this.ranked = this.grid.totals === "weighted";
    this.id = freshId("lsdg-m-help");
    /** @type {Map<string, HTMLElement>} */
    this.heads = new Map();
    this.parts = []; // each: a function that shows what the grid holds
    this.order = this.ranked && order(this.grid, { t, label });
    const picks = pickers(this.grid, { t, label, changed: () => this.change(this.grid.answer()) });
    this.parts.push(picks.show);
    this.example = exampleRow({ spec, t, label, columns: this.grid.columns, shown: (_, value) => [face(value, this.grid), " ", this.grid.meaning(value).title] });
    this.root = h("div", { class: "lsdg-matrix", dataset: { layout: "cards" } },
      this.legend(), this.example ?? "", this.columnKey(), this.table(), this.order && this.order.node, picks.node,
      this.reasons(),
      h("div", { class: "lsdg-m-tools" },
        h("button", { type: "button", class: "lsdg-button lsdg-quiet", onclick: () => this.copy() }, t("copy_table")),
        h("button", { type: "button", class: "lsdg-button lsdg-quiet",
          onclick: () => downloadCsv(spec.slug || spec.kind, ...this.plain()) }, t("download_csv"))));
    this.root.style.setProperty("--columns", this.grid.columns.length);
    el.append(this.root);
    // In the next frame: changing the layout while sizes are being told would be told again.
    new ResizeObserver(() => requestAnimationFrame(() => this.fit())).observe(this.root);
    this.fit();
  }

  fit() {
    const more = ["row", "both"].includes(this.grid.totals) ? 1 : this.ranked ? 2 : 0;
    const room = (this.root.clientWidth - ROW_HEAD) / (this.grid.columns.length + more);
    const layout = room >= COLUMN_WIDTH ? "table" : "cards";
    this.root.dataset.help = room >= HELP_WIDTH ? "head" : "key"; // else above the table; as cards at each cell
    if (layout === this.root.dataset.layout) return;
    this.root.dataset.layout = layout;
    this.root.dispatchEvent(new Event(LAYOUT));
  }

  update(answer) {
    this.grid.read(answer);
    this.show();
  }

  show() {
    for (const part of this.parts) part();
    this.heard = this.order ? this.order.refresh() : "";
  }

  /** After the learner changed something. said: a sentence about it, if there is one. */
  changed(said) {
    const before = this.heard;
    this.show();
    const words = [said, this.heard !== before && this.heard && this.t("matrix_order_now", { order: this.heard })];
    clearTimeout(this.pause);
    const sentence = words.filter(Boolean).join(" ");
    if (sentence) this.pause = setTimeout(() => this.say(sentence), PAUSE);
    this.change(this.grid.answer());
  }

  // ---- what the signs and columns mean ----

  legend() {
    const { grid, t } = this;
    const entries = grid.scale.map((value) => {
      const { title, help } = grid.meaning(value);
      return h("div", null, h("dt", null, face(value, grid)), h("dd", null, title, help && h("small", null, help)));
    });
    return h("div", { class: "lsdg-m-legend" }, h("dl", { "aria-label": t("matrix_legend") }, entries),
      grid.numeric && h("p", { class: "lsdg-help lsdg-m-keys" }, t(grid.signed ? "matrix_keys_signed" : "matrix_keys")));
  }

  helpId(column) {
    return `${this.id}-${column}`;
  }

  columnKey() {
    const key = this.grid.columns.map((column) => this.label("columns", column)).filter((words) => words.help);
    return key.length > 0 && h("dl", { class: "lsdg-m-key" },
      key.map((words) => h("div", null, h("dt", null, words.title), h("dd", null, words.help))));
  }

  // ---- the table ----

  table() {
    const { grid, t, label } = this;
    this.heads = new Map(grid.columns.map((column) => {
      const { title, help } = label("columns", column);
      return [column, head(title, "", help && h("small", { id: this.helpId(column) }, help))];
    }));
    const row = ["row", "both"].includes(grid.totals);
    const header = [...this.heads.values(), row && head(t("matrix_total"), "lsdg-m-sums"),
      this.ranked && [head(t("matrix_mean"), "lsdg-m-sums"), head(t("matrix_rank"), "lsdg-m-sums")]];
    // Roles in full: as cards the elements are no longer laid out as a table, and would stop being one.
    const table = h("table", { role: "table", "aria-label": this.spec.words?.title },
      h("thead", { role: "rowgroup" },
        h("tr", { role: "row", class: "lsdg-m-head" }, h("td", { role: "cell" }), header),
        this.weightRow(row ? 1 : this.ranked ? 2 : 0)),
      h("tbody", { role: "rowgroup" }, grid.rows.map((id) => this.row(id, row))),
      ["column", "both"].includes(grid.totals) && h("tfoot", { role: "rowgroup" }, this.totalRow(row)));
    const mark = (event, yes) => this.heads.get(event.target.dataset.column)?.toggleAttribute("data-on", yes);
    table.addEventListener("focusin", (event) => mark(event, true));
    table.addEventListener("focusout", (event) => mark(event, false));
    return table;
  }

  weightRow(after) {
    const { grid, t, label } = this;
    if (!grid.limits) return false;
    const { node, show } = weightRow(grid, after, { t, label, language: this.spec.language,
      changed: (said) => this.changed(said) });
    this.parts.push(show);
    return node;
  }

  row(id, withTotal) {
    const { grid, t, label } = this;
    const { title, help } = label("rows", id);
    const cells = grid.columns.map((column) => {
      if (!grid.has(id, column)) return data("", null, "lsdg-m-skip");
      const words = label("columns", column);
      const part = cell(grid, id, column, { t, label, changed: () => this.changed(""),
        help: words.help && this.helpId(column) });
      this.parts.push(part.show);
      return data([coded(words.title), words.help && h("small", null, words.help)], part.node);
    });
    return line("lsdg-m-row", title, help, cells,
      withTotal && this.sum(t("matrix_total"), () => grid.rowTotal(id)),
      this.ranked && this.sum(t("matrix_mean"), () => this.mean(id)),
      this.ranked && this.sum(t("matrix_rank"), () => this.rank(id)));
  }

  totalRow(withTotal) {
    const { grid, t, label } = this;
    return line("lsdg-m-totals", t("matrix_total"), "",
      grid.columns.map((column) => this.sum(label("columns", column).title, () => grid.columnTotal(column))),
      withTotal && data("", null, "lsdg-m-skip"));
  }

  sum(name, text) {
    const output = h("output", { class: "lsdg-m-sum" });
    output.setAttribute("aria-live", "off"); // said once by the frame's own region
    this.parts.push(() => { output.textContent = text(); });
    return data(name, output, "lsdg-m-sums");
  }

  mean(row) {
    return this.grid.weighted() && this.grid.complete(row) ? this.grid.written(this.grid.score(row), this.grid.means) : "–";
  }

  rank(row) {
    const found = this.grid.weighted() && this.grid.ranking().find((one) => one.row === row);
    return found ? `${found.tied ? "=" : ""}${found.rank}` : "–";
  }

  // ---- reasons ----

  reasons() {
    if (!this.grid.withNotes) return false;
    const id = freshId("lsdg-m");
    const { title, help } = this.label("notes");
    const field = h("textarea", { id, class: "lsdg-field", rows: "4", "aria-describedby": help && `${id}-help`,
      oninput: () => {
        this.grid.notes = field.value;
        this.change(this.grid.answer());
      } });
    this.parts.push(() => { if (field.value !== this.grid.notes) field.value = this.grid.notes; });
    return h("div", { class: "lsdg-m-notes" }, h("label", { for: id }, title),
      help && h("p", { class: "lsdg-help", id: `${id}-help` }, help), field);
  }

  // ---- taking it away ----

  /** @returns {[string[], string[][]]} header and rows, in words */
  plain() {
    const { grid, t, label } = this;
    const row = ["row", "both"].includes(grid.totals);
    const header = ["", ...grid.columns.map((column) => label("columns", column).title),
      ...(row ? [t("matrix_total")] : []), ...(this.ranked ? [t("matrix_mean"), t("matrix_rank")] : [])];
    const shown = (id, column) => {
      const value = grid.value(id, column);
      return value === null ? "" : grid.sign(value);
    };
    const rows = grid.rows.map((id) => [label("rows", id).title, ...grid.columns.map((column) => shown(id, column)),
      ...(row ? [grid.rowTotal(id)] : []), ...(this.ranked ? [this.mean(id), this.rank(id)] : [])]);
    if (grid.limits) {
      rows.unshift([t("matrix_weights"), ...grid.columns.map((column) =>
        column in grid.weights ? grid.format.format(grid.weights[column]) : "")]);
    }
    if (["column", "both"].includes(grid.totals)) {
      rows.push([t("matrix_total"), ...grid.columns.map((column) => grid.columnTotal(column))]);
    }
    return [header, rows.map((cells) => [...cells, ...Array(header.length - cells.length).fill("")])];
  }

  async copy() {
    this.say(this.t(await copyTable(...this.plain()) ? "table_copied" : "table_not_copied"));
  }

  paper() {
    const { grid, label } = this;
    const key = grid.scale.map((value) => [grid.sign(value), grid.meaning(value).title].filter(Boolean).join(": "));
    return h("div", { class: "lsdg-m-paper" }, h("p", null, key.join(" · ")), htmlTable(...this.plain()),
      this.order && this.order.node.cloneNode(true),
      grid.asked.map(({ id, of }) => h("p", null, h("strong", null, label("picks", id).title), " ",
        id in grid.picks ? label(of, grid.picks[id]).title : "–")),
      grid.notes !== "" && h("div", null, h("p", null, h("strong", null, label("notes").title)),
        h("p", { class: "lsdg-m-paper-notes" }, grid.notes)));
  }
}

/** A value of the scale as its sign. */
function face(value, grid) {
  const sign = h("b", { class: "lsdg-m-face" }, grid.sign(value));
  paint(sign, value, grid);
  return sign;
}

export default { render: mount(body) };
