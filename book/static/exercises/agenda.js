// The planner of workshops in the trainer's edition: choose, plan, change in place, print and save. The Python that
// plans and checks runs in a worker (agenda-worker.js); this module draws what it answers.
//
// The page holds <div class="lsdg-agenda"> with <script class="lsdg-words">: { facts, words, times, audiences,
// least, most, language, isRtl, top } (book/agenda_page.py).
import { Planner } from "./agenda-planner.js";
import { Timetable, blockElements } from "./agenda-table.js";
import { h } from "./element.js";
import { fill } from "./hand-in-notebook.js";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

class Agenda {
  /** @param {HTMLElement} el */
  constructor(el) {
    this.page = JSON.parse(el.querySelector("script.lsdg-words")?.textContent ?? "");
    this.t = (key, values = {}) => fill(this.page.words[key] ?? key, values);
    this.planner = new Planner({ facts: this.page.facts, words: this.page.words });
    /** @type {Json} */
    this.wanted = null;
    /** @type {Json} */
    this.reply = null;
    this.timetable = new Timetable(this.t, (rows, said) => this.check(rows, said), this.page);
    this.draw(el);
    el.dataset.ready = "1";
  }

  draw(el) {
    const { t } = this;
    this.status = h("p", { class: "lsdg-agenda-status", role: "status" });
    this.result = h("div", { class: "lsdg-agenda-result", hidden: "" });
    el.append(this.form(), this.status, this.result);
    this.about = h("p", { class: "lsdg-agenda-about" });
    this.rest = h("div", { class: "lsdg-agenda-rest" });
    this.state = h("p", { class: "lsdg-agenda-state" });
    this.back = this.button("page_back", () => this.undo());
    this.result.append(h("h3", {}, t("title")), this.about,
      h("div", { class: "lsdg-actions" }, this.button("page_print", () => print()), this.button("page_docx", () => this.docx()),
        this.button("page_csv", () => this.file("csv", "text/csv")), this.button("page_ics", () => this.file("ics", "text/calendar")), this.back),
      this.state, this.timetable.el, this.rest);
  }

  button(key, act) {
    const button = h("button", { type: "button", class: "lsdg-button", "data-does": key }, this.t(key));
    button.addEventListener("click", act);
    return button;
  }

  form() {
    const { t, page } = this;
    this.named = h("select", { class: "lsdg-field", id: "lsdg-agenda-time" },
      page.times.map(([name]) => h("option", { value: name, ...(name === "one-day" && { selected: "" }) }, t(`time_${name}`))),
      h("option", { value: "" }, t("page_minutes")));
    this.minutes = h("input", { class: "lsdg-field", id: "lsdg-agenda-minutes", type: "number", min: String(page.least), max: String(page.most), value: "90" });
    const own = h("div", { class: "lsdg-agenda-choice", hidden: "" }, h("label", { for: "lsdg-agenda-minutes" }, t("page_minutes_label")), this.minutes);
    this.named.addEventListener("change", () => { own.hidden = this.named.value !== ""; });
    this.audience = h("select", { class: "lsdg-field", id: "lsdg-agenda-audience" },
      page.audiences.map((name) => h("option", { value: name }, t(`audience_${name}`))));
    this.start = h("input", { class: "lsdg-field", id: "lsdg-agenda-start", type: "time", value: "09:00" });
    this.date = h("input", { class: "lsdg-field", id: "lsdg-agenda-date", type: "date", value: nextMonday() });
    this.modules = page.facts.modules.map(({ id }) => h("input", { type: "checkbox", value: id, checked: "" }));
    const form = h("form", { class: "lsdg-agenda-form" },
      choice("lsdg-agenda-time", t("page_time"), this.named), own, choice("lsdg-agenda-audience", t("page_audience"), this.audience),
      h("fieldset", {}, h("legend", {}, t("page_modules")),
        page.facts.modules.map(({ title }, place) => h("label", {}, this.modules[place], title))),
      choice("lsdg-agenda-start", t("page_start"), this.start), choice("lsdg-agenda-date", t("page_date"), this.date),
      h("button", { type: "submit", class: "lsdg-button lsdg-primary" }, t("page_make")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.make();
    });
    return form;
  }

  say(text, isProblem = false) {
    this.status.textContent = text;
    this.status.classList.toggle("lsdg-problem", isProblem);
  }

  /** The time that is asked for, as the planner takes it; null if the number is none, which is said. */
  time() {
    const named = this.page.times.find(([name]) => name === this.named.value);
    if (named) return { lengths: Array(named[1]).fill(named[2]) };
    const { least, most } = this.page;
    const total = Number(this.minutes.value);
    if (Number.isInteger(total) && total >= least && total <= most) return { total };
    this.say(this.t("page_bad_time", { least, most }), true);
    this.minutes.focus();
    return null;
  }

  async make() {
    const time = this.time();
    if (!time) return;
    const [hour, minute] = (this.start.value || "09:00").split(":").map(Number);
    const wanted = { ...time, audience: this.audience.value, start: hour * 60 + minute,
      modules: this.modules.filter(({ checked }) => checked).map(({ value }) => value) };
    this.say(this.t("page_working"));
    const reply = await this.ask({ do: "plan", wanted });
    if (!reply) return;
    this.wanted = wanted;
    this.made = reply.rows;
    this.timetable.begin(reply.rows);
    this.show(reply);
    this.result.hidden = false;
    this.say(this.t("page_made", { about: reply.about }));
  }

  /** Ask the planner; null if there is no answer, which is said. */
  async ask(wish) {
    const reply = await this.planner.ask(wish);
    if (!reply || reply.problem) this.say(reply?.problem ?? this.t("page_broken"), true);
    return reply && !reply.problem ? reply : null;
  }

  async check(rows, said) {
    const reply = await this.ask({ do: "check", wanted: this.wanted, rows });
    if (!reply) return;
    this.show(reply);
    const where = reply.problems.length ? this.t("page_problems", { count: reply.problems.length }) : this.t("page_good");
    this.say(`${said(reply.rows)} ${where}`.trim());
  }

  show(reply) {
    this.reply = reply;
    this.about.textContent = reply.about;
    const whole = reply.problems.filter(({ row }) => row < 0).map(({ text }) => text);
    const count = reply.problems.length;
    this.state.textContent = [count ? this.t("page_problems", { count }) : this.t("page_good"), ...whole].join(" ");
    this.state.classList.toggle("lsdg-problem", count > 0);
    this.back.disabled = !this.timetable.canUndo;
    this.timetable.show(reply);
    this.rest.replaceChildren(...blockElements(reply.rest));
  }

  undo() {
    this.timetable.undo();
    if (!this.timetable.canUndo) this.named.focus();
  }

  async file(kind, type) {
    const reply = await this.ask({ do: kind, rows: this.timetable.rows, date: this.date.value || nextMonday() });
    if (reply) this.save(new Blob([reply.text], { type: `${type};charset=utf-8` }), kind);
  }

  async docx() {
    const { docxOf } = await import("./work-docx.js");
    const { language, isRtl } = this.page;
    const { about, days, rest } = this.reply;
    this.save(new Blob([await docxOf({ title: this.t("title"), about, blocks: [...days, ...rest], language, isRtl })], { type: DOCX }), "docx");
  }

  save(blob, ending) {
    const file = `plan-${this.date.value || "workshop"}.${ending}`;
    const link = h("a", { href: URL.createObjectURL(blob), download: file });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    this.say(this.t("page_saved", { file }));
  }
}

function choice(id, label, field) {
  return h("div", { class: "lsdg-agenda-choice" }, h("label", { for: id }, label), field);
}

function nextMonday() {
  const day = new Date();
  day.setDate(day.getDate() + ((8 - day.getDay()) % 7 || 7));
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

for (const el of document.querySelectorAll(".lsdg-agenda")) new Agenda(/** @type {HTMLElement} */ (el));
