// The page of a module's before-and-after test: begins a form, keeps its answers in this browser, closes it, and shows
// what has changed. The page holds <div class="lsdg-before-after"> with <script class="lsdg-words">, which
// localsdg_build/book/before_after.py makes; questions are drawn as those of the kind choice.
import { TestResult } from "./before-after-result.js";
import { FORMS, TEST, UNKNOWN, keptTest, putAside } from "./before-after-kept.js";
import { h } from "./element.js";
import { fill } from "./hand-in-notebook.js";
import { ORDER, ownOrder } from "./order.js";

class BeforeAfter {
  /**
   * @param {HTMLElement} el
   * @param {Json} questions how the kind choice draws a question, and in which order it shows options
   */
  constructor(el, questions) {
    this.page = JSON.parse(el.querySelector("script.lsdg-words")?.textContent ?? "");
    this.questions = questions;
    this.name = this.page.assignment;
    this.t = (key, values = {}) => fill(this.page.words[key] ?? key, values);
    /** @type {KeptTest | null} */
    this.state = null;
    this.status = h("p", { class: "lsdg-test-status", role: "status" });
    this.place = h("div", {});
    el.append(this.status, this.place);
    this.open();
    this.draw();
    addEventListener("storage", (event) => {
      if (event.key === null || event.key === TEST + this.name) this.heard();
      else if (event.key === ORDER && this.form) this.draw();
    });
    el.dataset.ready = "1";
  }

  open() {
    try {
      if (putAside(this.name)) this.say("test_damaged", true);
      this.state = keptTest(this.name);
    } catch {
      this.say("test_blocked", true);
    }
  }

  say(key, isProblem = false) {
    const sentence = key ? this.t(key) : "";
    if (this.status.textContent !== sentence) this.status.textContent = sentence;
    this.status.classList.toggle("lsdg-problem", isProblem);
  }

  /** Which form comes first: kept once one is begun, until then this browser's lot. */
  order() {
    const first = this.state?.first ?? this.questions.ordered(FORMS, `${this.name}/before-after`, ownOrder())[0];
    return first === "a" ? ["a", "b"] : ["b", "a"];
  }

  /** The form that was begun and is not finished; undefined if there is none. */
  get form() {
    return this.order().find((form) => this.state?.forms[form]?.done === false);
  }

  // ---- keeping ----

  /**
   * Change one form by what this browser keeps now: another tab may have changed it. False: it is closed.
   * @param {string} form
   * @param {(kept: TestForm) => TestForm} how
   */
  change(form, how) {
    let isBlocked = false;
    try {
      this.state = keptTest(this.name) ?? this.state;
    } catch {
      isBlocked = true;
    }
    const [first] = this.order();
    const before = this.state?.forms[form] ?? { done: false, answers: {} };
    if (before.done) return false;
    this.state = { first, forms: { ...this.state?.forms, [form]: how(before) } };
    try {
      localStorage.setItem(TEST + this.name, JSON.stringify(this.state));
    } catch {
      isBlocked = true;
    }
    if (isBlocked) this.say("test_blocked", true);
    else if (this.status.classList.contains("lsdg-problem")) this.say("");
    return true;
  }

  give(form, item, given) {
    const isOpen = this.change(form, ({ done, answers }) => {
      const { [item.objective]: _, ...rest } = answers;
      return { done, answers: given === null ? rest
        : { ...rest, [item.objective]: { given, version: item[form].version } } };
    });
    if (!isOpen) this.closed();
  }

  /** Another tab, or a file that was loaded, changed what is kept. */
  heard() {
    const form = this.form;
    try {
      this.state = keptTest(this.name);
    } catch {
      return;
    }
    if (form && this.state?.forms[form]?.done) this.closed();
    else if (form && this.form === form) this.show(form);
    else this.draw();
  }

  closed() {
    this.draw();
    this.say("test_elsewhere", true);
  }

  // ---- drawing ----

  draw() {
    const form = this.form;
    const [first, second] = this.order();
    const done = [first, second].filter((one) => this.state?.forms[one]?.done);
    const result = done.length ? new TestResult(this.page, this.state, this.t) : null;
    if (form) {
      this.place.replaceChildren(this.questionsOf(form));
    } else if (done.length === 2) {
      this.place.replaceChildren(result?.both(first, second) ?? "");
    } else {
      const next = done.length ? this.order().find((one) => one !== done[0]) : first;
      this.place.replaceChildren(result?.first(done[0]) ?? "", this.begin(next, done.length ? "second" : "first"));
    }
  }

  begin(form, which) {
    const button = this.button(`test_begin_${which}`, "begin", () => {
      this.say("");
      this.change(form, (kept) => kept);
      this.draw();
      this.focus();
    }, which === "first" ? "lsdg-primary" : "");
    return h("div", { class: "lsdg-test-begin" }, which === "second" && h("p", {}, this.t("test_second_waits")), button);
  }

  button(key, does, act, more = "") {
    const button = h("button", { type: "button", class: `lsdg-button ${more}`, "data-does": does }, this.t(key));
    button.addEventListener("click", act);
    return button;
  }

  focus() {
    this.place.querySelector("h2")?.focus();
  }

  /** All questions of a form, and how it ends. */
  questionsOf(form) {
    const { t } = this;
    const which = this.order()[0] === form ? "first" : "second";
    const seed = ownOrder();
    this.parts = this.page.items.map((item, place) => this.part(form, item, place, seed));
    this.sure = h("div", { class: "lsdg-question-bar", hidden: "" });
    const finish = this.button("test_finish", "finish", () => this.ask(form, finish), "lsdg-primary");
    const box = h("section", { class: "lsdg-test-form", "data-form": form, "aria-labelledby": "lsdg-test-form" },
      h("h2", { id: "lsdg-test-form", tabindex: "-1" }, t(`test_${which}`)), h("p", {}, t("test_kept")),
      h("div", { class: "lsdg-frame", ...(this.page.spoken && { lang: this.page.spoken }) },
        h("ol", { class: "lsdg-choice" }, this.parts.map(({ node }) => node))),
      h("div", { class: "lsdg-actions" }, finish), this.sure);
    this.show(form);
    return box;
  }

  part(form, item, place, seed) {
    const { objective } = item;
    const about = item[form];
    const options = about.type === "single" ? [...about.options, UNKNOWN] : [];
    const words = { questions: about.question, units: about.unit };
    const label = (kind, _, option) => ({ help: "", title: kind !== "options" ? words[kind]
      : option === UNKNOWN ? this.t("test_unknown") : about.titles[option] });
    const part = this.questions.draw({ id: objective, type: about.type, options, unit: about.unit || undefined }, place,
      { language: this.page.spoken ?? this.page.language, t: this.t, label, set: (given) => this.give(form, item, given) });
    part.arrange((ids) => this.questions.ordered(ids, `${this.name}/${form}/${objective}`, seed, [UNKNOWN]));
    const note = h("p", { class: "lsdg-test-note", hidden: "" }, this.t("test_item_changed"));
    part.node.append(about.type === "number" ? h("p", { class: "lsdg-help" }, this.t("test_number_empty")) : "", note);
    return { ...part, item, note };
  }

  /** Show what is kept of this form in its fields. */
  show(form) {
    const answers = this.state?.forms[form]?.answers ?? {};
    for (const { item, set, note, node } of this.parts ?? []) {
      const kept = answers[item.objective];
      const about = item[form];
      const fits = kept && (about.type === "number" || [...about.options, UNKNOWN].includes(kept.given));
      note.hidden = !kept || kept.version === about.version;
      const shown = fits ? kept.given : null;
      // A field that is being typed into keeps its cursor.
      if (!node.contains(document.activeElement) || about.type === "single") set(shown);
    }
  }

  /** The form is finished only when the learner says so once more. */
  ask(form, finish) {
    const answers = this.state?.forms[form]?.answers ?? {};
    const all = this.page.items.length;
    // A number that is asked back is not given yet.
    const isOpen = (item) => answers[item.objective] === undefined
      || (item[form].type === "number" && typeof answers[item.objective].given !== "number");
    const open = this.page.items.filter(isOpen).length;
    const text = h("p", { id: "lsdg-test-sure" }, this.t("test_finish_sure", { open, all }));
    const no = this.button("test_finish_no", "go-on", () => {
      this.sure.hidden = true;
      finish.focus();
    });
    const yes = this.button("test_finish_yes", "finish-yes", () => {
      if (!this.change(form, ({ answers: given }) => ({ done: true, answers: given }))) this.closed();
      else this.draw();
      this.focus();
    }, "lsdg-primary");
    for (const one of [yes, no]) one.setAttribute("aria-describedby", text.id);
    this.sure.replaceChildren(text, h("div", {}, no, yes));
    this.sure.hidden = false;
    no.focus();
  }
}

for (const el of document.querySelectorAll(".lsdg-before-after:not([data-ready])")) {
  const { questions = "", style = "" } = /** @type {HTMLElement} */ (el).dataset;
  document.head.append(h("link", { rel: "stylesheet", href: new URL(style, document.baseURI).href }));
  const kind = await import(new URL(questions, document.baseURI).href);
  new BeforeAfter(/** @type {HTMLElement} */ (el), kind.default.questions);
}
