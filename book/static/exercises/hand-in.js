// "Download my work" and "Load my work": the answers kept in this browser as one notebook, and back.
//
// Loaded on pages that hold <div class="lsdg-hand-in" data-assignment="...">. Inside it the page gives
// <script type="application/json" class="lsdg-words">: { words, exercises: [{ slug, title, kind, page, version }] },
// exercises in the order of the lessons, `page` from the site's root. All words come from there.

import { Assignment, compared, readFile, save } from "./assignment.js";
import { h } from "./element.js";
import { fill } from "./hand-in-notebook.js";
import { keptCheck } from "./kept-check.js";
import { CODE, keepAll, kept, stateOf } from "./kept.js";

const HERE = new URL(".", import.meta.url);

// ---- The element ----

const MARKS = { full: "✓", part: "◐", checked: "✓", answered: "◐", carried: "◐", missing: "○", notebook: "↓" };

class HandIn {
  constructor(el) {
    const page = JSON.parse(el.querySelector("script.lsdg-words").textContent);
    this.assignment = new Assignment(el.dataset.assignment, page);
    this.words = page.words;
    this.work = page.work;
    /** @type {number | undefined} */
    this.later = undefined;
    this.hasPython = false; // can pages run code?
    this.draw(el);
    this.refresh();
    // A page in a learning platform says that it has no Python.
    if (page.python !== false && page.exercises.some(({ kind }) => kind === "code")) this.lookForPython();
    for (const event of ["storage", "pageshow", "focus"]) addEventListener(event, () => this.refresh());
    // The widgets of this page keep their answers while the learner works; look again when that rests.
    for (const event of ["click", "input", "change", "keyup"]) {
      document.addEventListener(event, () => {
        clearTimeout(this.later);
        this.later = setTimeout(() => this.refresh(), 400);
      });
    }
  }

  t(key, values = {}) {
    return fill(this.words[`hand_in_${key}`] ?? key, values);
  }

  draw(el) {
    this.list = h("ol", { class: "lsdg-hand-in-list", "aria-label": this.t("list") });
    this.count = h("p", { class: "lsdg-hand-in-count" });
    this.status = h("p", { class: "lsdg-hand-in-status", role: "status" });
    this.question = h("div", { class: "lsdg-question-bar" });
    this.chooser = h("input", { type: "file", hidden: "", "aria-label": this.t("load") });
    this.chooser.addEventListener("change", () => this.chosen());
    const download = h("button", { type: "button", class: "lsdg-button lsdg-primary lsdg-download" }, this.t("download"));
    download.addEventListener("click", () => this.download());
    this.loader = h("button", { type: "button", class: "lsdg-button lsdg-load" }, this.t("load"));
    this.loader.addEventListener("click", () => this.chooser.click());
    el.setAttribute("role", "group");
    el.setAttribute("aria-label", this.t("title"));
    el.append(h("p", {}, this.t("about")), this.count, this.list,
      h("div", { class: "lsdg-actions" }, download, this.loader, this.chooser), this.status);
    if (this.work) el.append(h("p", {}, h("a", { href: new URL(`../${this.work}`, HERE).href }, this.t("my_work"))));
    if (el.dataset.live) import("./open-notebook.js").then(({ offerNotebook }) => offerNotebook(this, el));
    else this.status.before(h("p", { class: "lsdg-live-about" }, this.t("live_elsewhere")));
    el.dataset.ready = "1";
  }

  refresh() {
    const code = kept(this.assignment.name, CODE);
    const states = this.assignment.exercises.map((exercise) => stateOf(exercise, code, this.hasPython));
    const shown = this.assignment.exercises.map((exercise, place) => this.shown(exercise, states[place]));
    const drawn = JSON.stringify(shown);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const done = states.filter((state) => state === "checked" || state === "answered").length;
    const all = states.filter((state) => state !== "notebook" && state !== "carried").length;
    this.count.textContent = this.assignment.exercises.length > 0 ? this.t("count", { done, all }) : "";
    this.list.replaceChildren(...this.assignment.exercises.map(({ slug, title, page }, place) =>
      h("li", { "data-exercise": slug, "data-state": states[place] },
        page ? h("a", { href: new URL(`../${page}#exercise-${slug}`, HERE).href }, title) : title, " ",
        h("span", { class: `lsdg-hand-in-state lsdg-hand-in-${shown[place].name}` },
          h("span", { "aria-hidden": "true" }, shown[place].mark), ` ${shown[place].text}`))));
  }

  /**
   * How an exercise's state is shown: what was checked has a tick only with all its points.
   * @param {ExerciseName} exercise
   * @param {string} state
   */
  shown({ slug, version }, state) {
    const { score, points } = (state === "checked" && keptCheck(slug, version)) || { score: 0, points: 0 };
    if (!(points > 0)) return { name: state, mark: MARKS[state], text: this.t(`state_${state}`) };
    const name = score < points ? "part" : "full";
    return { name, mark: MARKS[name], text: this.t(`state_${name}`, { score, points }) };
  }

  async lookForPython() {
    try {
      this.hasPython = Boolean(await (await import("./live.js")).liveIfAny());
      this.refresh();
    } catch {
      // Then its exercises are the notebook's, as the list says.
    }
  }

  say(text, isProblem = false) {
    this.status.textContent = text;
    this.status.classList.toggle("lsdg-problem", isProblem);
  }

  async download() {
    this.forget();
    const { file } = this.assignment;
    try {
      save(file, await this.assignment.text(), "application/x-ipynb+json");
    } catch (problem) {
      this.say(this.t("no_notebook", { problem: problem instanceof Error ? problem.message : problem }), true);
      return;
    }
    this.say(this.t("downloaded", { file }));
  }

  async chosen() {
    this.forget();
    const file = this.chooser.files[0];
    if (!file) return;
    try {
      this.offer(file.name, await readFile(file), await this.assignment.released().catch(() => null));
    } catch (problem) {
      console.error(problem);
      this.say(this.t("not_json", { file: file.name }), true);
    } finally {
      this.chooser.value = ""; // so that the same file can be chosen again
    }
  }

  /** Load what the file holds; ask first if an answer of this browser would be replaced. */
  offer(file, notebook, released) {
    const found = this.assignment.found(notebook, released);
    if ("problem" in found) {
      this.say(this.t(found.problem, { file, assignment: this.assignment.name }), true);
      return;
    }
    const { answers } = found;
    const { fresh, replaced, notes } = compared(found.asked);
    const asked = [...(notes ? [this.t("replace_notes", { file, lessons: notes })] : []),
      this.t("replace", { file, answers, replaced })].join(" ");
    const take = () => this.load(file, found);
    if (!fresh) this.say(this.t("same", { answers, file }));
    else if (!replaced && !notes) take();
    else this.ask(asked, take);
  }

  load(file, { values, answers, notes: lessons, hasTest }) {
    if (!keepAll(values)) {
      this.say(this.t("no_storage"), true);
      return;
    }
    this.refresh();
    const notes = lessons ? [this.t("loaded_notes", { lessons })] : [];
    const test = hasTest ? [this.t("loaded_test")] : [];
    this.say([this.t("loaded", { answers, file }), ...notes, ...test].join(" "));
  }

  ask(sentence, then, otherwise = () => this.say(this.t("kept"))) {
    const yes = h("button", { type: "button", class: "lsdg-button lsdg-danger" }, this.t("yes"));
    const no = h("button", { type: "button", class: "lsdg-button" }, this.t("no"));
    const end = (what) => () => {
      this.forget();
      what();
      this.loader.focus();
    };
    yes.addEventListener("click", end(then));
    no.addEventListener("click", end(otherwise));
    const text = h("p", { id: `lsdg-replace-${this.assignment.name}` }, sentence);
    for (const button of [yes, no]) button.setAttribute("aria-describedby", text.id);
    this.question.replaceChildren(text, h("div", {}, yes, no));
    this.status.before(this.question);
    no.focus();
  }

  forget() {
    this.question.remove();
    this.say("");
  }
}

for (const el of document.querySelectorAll(".lsdg-hand-in:not([data-ready])")) new HandIn(el);
