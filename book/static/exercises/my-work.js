// The page "My work": all that this browser keeps of a learner's work as one document, to print or to save; and
// the ways in which work leaves this browser, comes back, is handed in and is deleted.
//
// The page holds <div class="lsdg-my-work"> with <script class="lsdg-words">, which release/handing_in.py makes.
import { Assignment, save } from "./assignment.js";
import { h } from "./element.js";
import { fill } from "./hand-in-notebook.js";
import { everything, stillAway, write } from "./kept.js";
import { putBack, takeAll } from "./notebook-files.js";
import { documentOf, isBegun } from "./work-document.js";
import { blocksOf, csvOf } from "./work-blocks.js";
import { handInPanel } from "./work-hand-in.js";
import { loadPanel } from "./work-load.js";
import { recordPanel } from "./work-record.js";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

class MyWork {
  /** @param {HTMLElement} el */
  constructor(el) {
    const page = JSON.parse(el.querySelector("script.lsdg-words")?.textContent ?? "");
    this.page = page;
    this.modules = page.modules;
    this.assignments = page.modules.map(({ assignment, exercises, lessons }) => new Assignment(assignment,
      { ...page, exercises, lessons: lessons.map(({ lesson }) => lesson) }));
    this.t = (key, values = {}) => fill(page.words[`work_${key}`] ?? key, values);
    /** @type {HTMLElement | null} */
    this.document = null;
    this.turn = 0;
    this.draw(el);
    this.refresh();
    addEventListener("storage", () => this.soon());
    addEventListener("pageshow", ({ persisted }) => { if (persisted) this.refresh(); });
    el.dataset.ready = "1";
  }

  draw(el) {
    const { t } = this;
    this.status = h("p", { class: "lsdg-work-status", role: "status" });
    this.beside = h("p", { class: "lsdg-work-beside", "aria-hidden": "true" });
    el.addEventListener("click", ({ target }) => { this.pressed = target.closest(".lsdg-work-panel"); }, true);
    this.count = h("p", { class: "lsdg-work-count" });
    this.only = h("select", { class: "lsdg-field", id: "lsdg-work-module" }, h("option", { value: "" }, t("all_modules")),
      this.modules.map(({ assignment, title }) => h("option", { value: assignment }, title)));
    this.withChecks = h("input", { type: "checkbox", id: "lsdg-work-checks" });
    for (const one of [this.only, this.withChecks]) one.addEventListener("change", () => this.refresh());
    this.paper = h("div", { class: "lsdg-work-paper" });
    this.kept = h("div", { class: "lsdg-work-kept" });
    const tools = { t, page: this.page, assignments: this.assignments, modules: this.modules,
      say: (text, isProblem) => this.say(text, isProblem), changed: () => this.refresh() };
    el.append(h("div", { class: "lsdg-work-tools" }, this.count,
      h("div", { class: "lsdg-work-choose" }, h("label", { for: "lsdg-work-module" }, t("which")), this.only,
        h("label", { class: "lsdg-work-tick" }, this.withChecks, t("with_checks"))),
      h("div", { class: "lsdg-actions" }, this.button("print", () => print(), "lsdg-primary"),
        this.button("docx", () => this.docx()), this.button("csv", () => this.csv())),
      this.status, loadPanel(tools), handInPanel(tools), recordPanel(tools),
      h("details", { class: "lsdg-work-panel", id: "lsdg-work-here" }, h("summary", {}, t("here")), this.kept)),
    this.paper);
  }

  button(key, act, more = "") {
    const button = h("button", { type: "button", class: `lsdg-button ${more}`, "data-does": key }, this.t(key));
    button.addEventListener("click", act);
    return button;
  }

  /** Said once, and seen where the learner is: on a phone a panel stands more than a screen below the status. */
  say(text, isProblem = false) {
    for (const node of [this.status, this.beside]) {
      node.textContent = text;
      node.classList.toggle("lsdg-problem", isProblem);
    }
    this.status.toggleAttribute("data-beside", Boolean(this.pressed));
    if (this.pressed) this.pressed.append(this.beside);
    else this.beside.remove();
  }

  /** After many changes at once, such as a file that was loaded, once. */
  soon() {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.refresh(), 100);
  }

  async refresh() {
    const here = everything();
    const all = this.modules.flatMap(({ assignment, exercises }) => exercises.map((one) => isBegun(one, assignment)));
    this.count.textContent = here === null ? this.t("blocked")
      : this.t("count", { done: all.filter(Boolean).length, all: all.length });
    this.count.classList.toggle("lsdg-problem", here === null);
    this.drawKept(here);
    const turn = (this.turn += 1);
    const wanted = this.modules.filter(({ assignment }) => [assignment, ""].includes(this.only.value));
    const { node, failed } = await documentOf({ modules: wanted, words: this.page.words, withChecks: this.withChecks.checked });
    if (turn !== this.turn) return; // another one was asked for meanwhile
    this.document = node;
    const isEmpty = node.childElementCount === 0;
    this.paper.replaceChildren(...(failed.length ? [h("p", { class: "lsdg-problem" }, this.t("failed", { titles: failed.join("; ") }))] : []),
      isEmpty && !failed.length ? h("p", { class: "lsdg-work-nothing" }, this.t(here === null ? "nothing_blocked" : "nothing")) : node);
    this.paper.dataset.drawn = String(turn);
  }

  // ---- files ----

  /** The document's blocks; null, and a sentence, where there is nothing in it. */
  blocks() {
    const blocks = this.document ? blocksOf(this.document) : [];
    if (blocks.length === 0) this.say(this.t("nothing_to_save"), true);
    return blocks.length > 0 ? blocks : null;
  }

  async docx() {
    const blocks = this.blocks();
    if (!blocks) return;
    this.say(this.t("docx_making"));
    try {
      const { docxOf } = await import("./work-docx.js");
      const date = new Date().toLocaleDateString(this.page.language ?? "en-GB", { dateStyle: "long" });
      const { lang, dir } = document.documentElement;
      save("my-work.docx", await docxOf({ title: this.t("title"), about: this.t("about", { course: this.page.course, date }), blocks,
        language: lang || "en", isRtl: dir === "rtl" }), DOCX);
      this.say(this.t("saved", { file: "my-work.docx" }));
    } catch (problem) {
      console.error(problem);
      this.say(this.t("not_made"), true);
    }
  }

  csv() {
    const blocks = this.blocks();
    if (!blocks) return;
    save("my-work.csv", csvOf(blocks, { module: this.t("csv_module"), exercise: this.t("csv_exercise") }), "text/csv;charset=utf-8");
    this.say(this.t("saved", { file: "my-work.csv" }));
  }

  // ---- what is kept here ----

  drawKept(here) {
    const { t } = this;
    // Drawn anew only when there is something new: the focus would be lost.
    const drawn = JSON.stringify([here, Boolean(this.undo)]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    if (here === null || Object.keys(here).length === 0) {
      this.kept.replaceChildren(h("p", {}, t(here === null ? "blocked" : "here_nothing")), ...(this.undo ? [this.undo] : []));
      return;
    }
    const count = (name) => Object.keys(here).filter((key) => key.startsWith(`localsdg${name}`)).length;
    const size = Object.entries(here).reduce((sum, [key, text]) => sum + key.length + text.length, 0);
    const remove = this.button("delete", () => this.ask(here), "lsdg-danger");
    this.question = h("div", { class: "lsdg-question-bar", hidden: "" });
    this.kept.replaceChildren(h("p", {}, t("here_what", { answers: count(":"), notes: count("-notes:"),
      kilobytes: Math.max(1, Math.round(size / 1000)) })), h("p", {}, t("here_nowhere")), h("p", {}, remove), this.question);
  }

  ask(here) {
    const { t } = this;
    const text = h("p", { id: "lsdg-work-sure" }, t("delete_sure"));
    const yes = this.button("delete_yes", () => this.remove(here), "lsdg-danger");
    const no = this.button("delete_no", () => {
      this.question.hidden = true;
      this.kept.querySelector("[data-does=delete]")?.focus();
    });
    for (const one of [yes, no]) one.setAttribute("aria-describedby", text.id);
    this.question.replaceChildren(text, h("div", {}, no, yes));
    this.question.hidden = false;
    no.focus();
  }

  remove(here) {
    if (!write(Object.fromEntries(Object.keys(here).map((key) => [key, null])))) {
      this.say(this.t("blocked"), true);
      return;
    }
    // Notebooks that were opened in this browser hold the same answers.
    const notebooks = takeAll().catch((problem) => (console.error(problem), []));
    const back = this.button("undo", () => {
      this.undo = null;
      this.say(this.t(write(stillAway(here, everything())) ? "undone" : "not_undone"));
      notebooks.then(putBack).catch(console.error);
      this.refresh();
      this.kept.querySelector("[data-does=delete]")?.focus();
    });
    this.undo = h("p", {}, `${this.t("deleted")} `, back);
    this.say(this.t("deleted"));
    this.refresh();
    back.focus();
  }
}

for (const el of document.querySelectorAll(".lsdg-my-work:not([data-ready])")) new MyWork(/** @type {HTMLElement} */ (el));
