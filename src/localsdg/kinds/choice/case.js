// The case that a learner works on: one row of a table, drawn by lot or given by the learner's name.
import { freshId, h } from "../frame.js";

/**
 * -> { node, show(id), has(id), name(id) }. choose(id) is called when the learner draws; busy() tells whether drawing
 * another one would cost answers.
 * @param {{ spec: Spec, t: Translate, label: Label, say(text: string): void, choose(id: string): void, busy(): boolean }} tools
 */
export function caseOf({ spec, t, label, say, choose, busy }) {
  const table = new Table(spec);
  const card = h("div", { class: "lsdg-case-card" });
  const sure = h("div", { class: "lsdg-case-sure", hidden: true });
  const button = h("button", { type: "button", class: "lsdg-button lsdg-primary", onclick: () => {
    if (busy()) ask();
    else draw();
  } });
  let current = null;

  function draw() {
    const others = table.ids.filter((id) => id !== current);
    const id = spec.assigned ?? others[Math.floor(Math.random() * others.length)];
    choose(id);
    say(table.name(id));
    if (button.hidden) card.focus();
    else button.focus();
  }

  function ask() {
    const id = freshId();
    const no = h("button", { type: "button", class: "lsdg-button", "aria-describedby": id, onclick: () => {
      sure.hidden = true;
      button.focus();
    } }, t("keep_answer"));
    const yes = h("button", { type: "button", class: "lsdg-button lsdg-danger", "aria-describedby": id,
      onclick: draw }, label("case", "again").title);
    sure.replaceChildren(h("p", { id }, label("case", "again").help), h("div", null, yes, no));
    sure.hidden = false;
    no.focus();
  }

  function show(id) {
    current = table.has(id) ? id : null;
    sure.hidden = true;
    // Whoever has a case by name keeps it; a case drawn earlier can be changed for it.
    button.hidden = current !== null && current === spec.assigned;
    button.textContent = label("case", current === null ? "draw" : "again").title;
    button.classList.toggle("lsdg-primary", current === null);
    card.hidden = current === null;
    card.replaceChildren(...(current === null ? [] : drawCard(table, current, { spec, t, label })));
  }

  card.tabIndex = -1;
  return { node: h("section", { class: "lsdg-case-drawn" }, h("div", null, button), sure, card), show,
    has: (id) => table.has(id), name: (id) => table.name(id) };
}

class Table {
  constructor(spec) {
    const { columns, rows } = spec.cases;
    this.columns = columns;
    this.draw = spec.parameters.draw;
    this.rows = new Map(rows.map((row) => [row[0], row]));
    this.ids = [...this.rows.keys()];
  }

  has(id) {
    return this.rows.has(id);
  }

  cell(id, column) {
    return this.rows.get(id)[this.columns.indexOf(column)];
  }

  name(id) {
    return this.draw.name.map((column) => this.cell(id, column)).join(", ");
  }

  /** The median of a column over the rows that share this row's group; a missing cell does not count. */
  median(id, column, group) {
    const same = this.ids.filter((other) => this.cell(other, group) === this.cell(id, group));
    const values = same.map((other) => this.cell(other, column)).filter((value) => value !== null);
    values.sort((a, b) => a - b);
    const middle = values.length / 2;
    return values.length % 2 ? values[Math.floor(middle)] : (values[middle - 1] + values[middle]) / 2;
  }
}

function drawCard(table, id, tools) {
  const [first, ...rest] = table.draw.name.map((column) => table.cell(id, column));
  return [
    h("p", { class: "lsdg-case-name" }, h("strong", null, first), rest.length > 0 && ` ${rest.join(", ")}`),
    ...table.draw.blocks.map((block) => drawBlock(table, id, block, tools)),
  ];
}

function drawBlock(table, id, block, { spec, t, label }) {
  const number = new Intl.NumberFormat(spec.language || "en", { maximumFractionDigits: 2 });
  const write = (value) => value === null ? "–" : typeof value === "number" ? number.format(value) : value;
  const groups = block.compare ? table.draw.groups || [] : [];
  const words = label("blocks", block.id);
  const head = groups.length > 0 && h("thead", null, h("tr", null,
    h("td", null), h("th", { scope: "col" }, table.cell(id, table.draw.name[0])),
    groups.map((group) => h("th", { scope: "col" }, label("groups", group).title,
      h("small", null, table.cell(id, group))))));
  const rows = block.columns.map((column) => {
    const name = label("columns", column);
    return h("tr", null,
      h("th", { scope: "row" }, name.title, name.help && h("small", null, name.help)),
      h("td", null, write(table.cell(id, column))),
      groups.map((group) => h("td", null, write(table.median(id, column, group)))));
  });
  return h("div", { class: "lsdg-case-block", role: "region", tabindex: "0", "aria-label": words.title },
    h("table", null, h("caption", null, words.title, words.help && h("small", null, words.help)),
      head, h("tbody", null, rows)));
}
