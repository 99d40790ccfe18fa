// The timetable of a plan, changed in place: minutes, order, what is removed. What begins when and what is wrong says
// the planner.
import { h } from "./element.js";

export class Timetable {
  /**
   * @param {Translate} t
   * @param {(rows: Json[], said: (rows: Json[]) => string) => void} changed with what to say of the change
   * @param {Json} page its facts say what can be added: lessons, and the usual slots with their minutes; top: the way to
   *   the book's folder
   */
  constructor(t, changed, { facts, usual, top }) {
    this.t = t;
    this.top = top;
    this.changed = changed;
    this.days = h("div", {});
    this.more = h("select", { class: "lsdg-field", id: "lsdg-agenda-more" },
      h("optgroup", { label: t("page_add_slots") }, usual.map(([kind, minutes]) => h("option", { value: kind, "data-minutes": String(minutes) }, t(`kind_${kind}`)))),
      h("optgroup", { label: t("page_add_lessons") }, facts.lessons.map(({ id, title, minutes }) => h("option", { value: id, "data-minutes": String(minutes), "data-lesson": "" }, title))));
    this.more.addEventListener("change", () => this.nameAdding());
    this.el = h("div", { class: "lsdg-agenda-days" }, this.days,
      h("p", { class: "lsdg-agenda-more" }, h("label", { for: "lsdg-agenda-more" }, t("page_add_what")), this.more));
    /** @type {Json[]} */
    this.rows = [];
    /** @type {Json[][]} */
    this.before = [];
    /** @type {Json[]} */
    this.shown = [];
    /** @type {Json[]} */
    this.cells = [];
    /** @type {{ place: number, does: string } | null} */
    this.focus = null;
    this.isOld = false;
  }

  get canUndo() {
    return this.before.length > 0;
  }

  /** A new plan. @param {Json[]} rows */
  begin(rows) {
    this.rows = rows.map(bare);
    this.before = [];
    this.draw(rows);
  }

  undo() {
    const rows = this.before.pop();
    if (!rows) return;
    this.rows = rows;
    this.changed(this.rows, () => "");
    this.isOld = true;
  }

  /** The planner's answer to these rows. @param {Json} reply */
  show({ rows, problems }) {
    const isSame = !this.isOld && rows.length === this.shown.length
      && rows.every((row, place) => row.title === this.shown[place].title && row.day === this.shown[place].day);
    if (!isSame) this.draw(rows);
    this.isOld = false;
    this.shown = rows;
    rows.forEach((row, place) => {
      const { start, details, problem, slot } = this.cells[place];
      start.textContent = clock(row.start);
      details.replaceChildren(...this.told(row));
      const wrong = problems.filter((one) => one.row === place).map(({ text }) => text);
      problem.textContent = wrong.join(" ");
      slot.classList.toggle("lsdg-agenda-wrong", wrong.length > 0);
    });
    for (const day of this.el.querySelectorAll("[data-day]")) day.firstElementChild?.replaceChildren(this.title(Number(/** @type {HTMLElement} */ (day).dataset.day)));
    this.rows = rows.map(bare);
    this.nameAdding();
    this.goBack();
  }

  /** What a + adds, said in its name. */
  nameAdding() {
    const added = this.more.selectedOptions[0]?.textContent ?? "";
    for (const { tools, values } of this.cells) tools.querySelector("[data-does=add]").setAttribute("aria-label", this.t("page_add", { ...values, added }));
  }

  add(place) {
    const { value, textContent: what, dataset } = this.more.selectedOptions[0];
    const isLesson = dataset.lesson !== undefined;
    this.keep();
    this.rows.splice(place + 1, 0, { day: this.rows[place].day, start: 0, minutes: Number(dataset.minutes), what,
      kind: isLesson ? "lesson" : value, lesson: isLesson ? value : "" });
    this.isOld = true;
    this.focus = { place: place + 1, does: "up" };
    this.changed(this.rows, (made) => this.t("page_moved", { what, start: clock(made[place + 1].start) }));
  }

  /** To where the reader was before the table was drawn anew. */
  goBack() {
    if (!this.focus) return;
    const { place, does } = this.focus;
    const tools = this.cells[place]?.tools;
    const button = tools?.querySelector(`[data-does="${does}"]:enabled`) ?? tools?.querySelector("button:enabled");
    button?.focus();
    this.focus = null;
  }

  draw(rows) {
    this.shown = rows;
    this.cells = [];
    const days = [...new Set(rows.map(({ day }) => day))];
    this.days.replaceChildren(...days.map((day) => this.day(day, rows)));
  }

  day(day, rows) {
    const slots = rows.map((row, place) => row.day === day && this.slot(row, place, rows)).filter(Boolean);
    return h("section", { class: "lsdg-agenda-day", "data-day": String(day) }, h("h4", {}, this.title(day)),
      h("ol", { class: "lsdg-agenda-slots" }, slots));
  }

  title(day) {
    const mine = this.shown.filter((row) => row.day === day);
    const last = mine[mine.length - 1];
    return this.t("day", { day, start: clock(mine[0].start), end: clock(last.start + last.minutes) });
  }

  slot(row, place, rows) {
    const { t } = this;
    const values = { what: row.title, start: clock(row.start) };
    const start = h("span", { class: "lsdg-agenda-start" });
    const minutes = h("input", { class: "lsdg-field lsdg-agenda-minutes", type: "number", min: "1", value: String(row.minutes),
      "aria-label": t("page_row_minutes", values), "aria-describedby": `lsdg-agenda-wrong-${place}` });
    minutes.addEventListener("change", () => this.lasts(place, minutes));
    const details = h("ul", { class: "lsdg-agenda-told" });
    const problem = h("p", { class: "lsdg-agenda-problem", id: `lsdg-agenda-wrong-${place}` });
    const tools = h("span", { class: "lsdg-agenda-tools" },
      this.tool("up", "↑", values, place === 0, () => this.move(place, -1)),
      this.tool("down", "↓", values, place === rows.length - 1, () => this.move(place, 1)),
      this.tool("add", "+", { ...values, added: "" }, false, () => this.add(place)),
      this.tool("remove", "×", values, rows.length === 1, () => this.remove(place)));
    const isTold = row.told.steps.length > 0;
    const slot = h("li", { class: `lsdg-agenda-slot lsdg-agenda-${row.kind}` }, start,
      h("span", { class: "lsdg-agenda-lasts" }, minutes, h("span", { "aria-hidden": "true" }, t("page_unit"))),
      h("div", { class: "lsdg-agenda-what" }, h("b", {}, row.title), problem,
        isTold && h("details", {}, h("summary", {}, t("page_more")), details)), tools);
    this.cells[place] = { values, start, details, problem, tools, slot };
    return slot;
  }

  /** What belongs to a slot, as items of a list; slides open beside the plan, whose changes are kept nowhere else. */
  told({ told: { steps, materials, room, slides, handouts }, slides: file }) {
    const link = file && h("a", { href: this.top + file, target: "_blank" }, slides);
    const named = [["materials", materials], ["room", room], ["slides", link || slides], ["handouts", handouts.join("; ")]];
    return [...steps.map((step) => h("li", {}, step)),
      ...named.filter(([, text]) => text).map(([name, text]) => h("li", {}, h("b", {}, `${this.t(`${name}_title`)}: `), text))];
  }

  tool(does, sign, values, isOff, act) {
    const button = h("button", { type: "button", class: "lsdg-button lsdg-agenda-tool", "data-does": does,
      "aria-label": this.t(`page_${does}`, values), ...(isOff && { disabled: "" }) }, h("span", { "aria-hidden": "true" }, sign));
    button.addEventListener("click", act);
    return button;
  }

  keep() {
    this.before.push(this.rows.map((row) => ({ ...row })));
  }

  lasts(place, field) {
    const minutes = Math.round(Number(field.value));
    if (minutes === this.rows[place].minutes) return;
    this.keep();
    this.rows[place].minutes = Number.isFinite(minutes) && minutes > 0 ? minutes : -1;
    this.changed(this.rows, () => "");
  }

  move(place, by) {
    const other = place + by;
    const rows = this.rows;
    this.keep();
    let now = place;
    if (rows[other].day !== rows[place].day) rows[place].day = rows[other].day; // to the end of the day before, or to the next
    else {
      [rows[place], rows[other]] = [rows[other], rows[place]];
      now = other;
    }
    this.isOld = true;
    this.focus = { place: now, does: by < 0 ? "up" : "down" };
    this.changed(rows, (made) => this.t("page_moved", { what: made[now].title, start: clock(made[now].start) }));
  }

  remove(place) {
    const what = this.shown[place].title;
    this.keep();
    this.rows.splice(place, 1);
    this.isOld = true;
    this.focus = { place: Math.min(place, this.rows.length - 1), does: "remove" };
    this.changed(this.rows, () => this.t("page_removed", { what }));
  }
}

/** A row as the planner takes it. */
function bare({ day, start, minutes, kind, lesson, title }) {
  return { day, start, minutes, kind, lesson, what: title };
}

function clock(minute) {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/**
 * Blocks of a plan (agenda/telling.py) as elements; headings one level lower, below the page's own.
 * @param {Json[]} blocks
 * @returns {HTMLElement[]}
 */
export function blockElements(blocks) {
  /** @type {HTMLElement[]} */
  const made = [];
  for (const block of blocks) {
    const last = made[made.length - 1];
    if (block.type === "heading") made.push(h(`h${block.level + 2}`, {}, block.text));
    else if (block.type === "table") made.push(h("div", { class: "lsdg-agenda-table", tabindex: "0", role: "group", "aria-label": last?.textContent ?? "" }, table(block)));
    else if (block.type === "text") made.push(h("p", {}, textOf(block)));
    else if (last?.tagName === "UL") last.append(h("li", {}, textOf(block)));
    else made.push(h("ul", {}, h("li", {}, textOf(block))));
  }
  return made;
}

function textOf({ runs }) {
  return runs.map(({ text }) => text).join("");
}

function table({ rows: [head, ...rows] }) {
  return h("table", {}, h("thead", {}, h("tr", {}, head.map(({ text }) => h("th", { scope: "col" }, text)))),
    h("tbody", {}, rows.map((cells) => h("tr", {}, cells.map(({ text, isHead }) => (isHead ? h("th", { scope: "row" }, text) : h("td", {}, text)))))));
}
