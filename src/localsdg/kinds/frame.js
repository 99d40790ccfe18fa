// The frame around every exercise: check, start again, print, the result list, what is said aloud.
// A kind draws only its body:
//   body({ spec, answer, change, say, el, t, label }) -> { update(answer), arrange?, place?, progress?, paper?, part? }
// - answer is whatever was kept (any JSON; null is "no answer"); update(answer) redraws from it;
// - arrange(order) puts parts into the order of another seed (spec.order), if the kind shuffles any;
// - change(newAnswer) keeps a new answer; say(text) tells a screen reader;
// - place(part) tells where a part is (parts.js names them), so that feedback is put there; null: it is not drawn.
//   reveal(part) opens what hides it; marksMet: parts that are complete are marked, too;
// - progress() -> { done, total } is shown as "3 of 5"; paper() -> an element to print;
// - work() -> the answer alone as an element, for a document of all one's work (without it: paper());
// - part(record) -> a short name of the part that a check is about, such as a question's number.
import { askToStartAgain } from "./again.js";
import { fill, freshId, h, into, isObject, labelsOf, wordsOf } from "./dom.js";
import { Keeping } from "./keeping.js";
import { carried, earlierAnswer } from "./earlier.js";
import { Marks } from "./marks.js";
import { openHalf, ratingOf } from "./open.js";
import { outcomeList } from "./outcome.js";
import { inDocument, printable, printElement } from "./paper.js";
import { recall, showAgain } from "./recall.js";
import { headingLevel, Result } from "./result.js";

export { fill, freshId, h, into, isObject, printElement };

const SILENT_AFTER = 30000; // ms

/**
 * The render function of a widget, from its body; render.document(spec, answer) is an answer on paper.
 * @param {(tools: Tools) => View} body
 * @returns {Render}
 */
export function mount(body) {
  /** @param {{ model: WidgetModel, el: HTMLElement }} place */
  function render({ model, el }) {
    const frame = new Frame(model, el, body);
    return () => frame.close();
  }
  return Object.assign(render, { document: (spec, answer) => inDocument(body, spec, answer) });
}

class Frame {
  /**
   * @param {WidgetModel} model
   * @param {HTMLElement} el
   * @param {(tools: Tools) => View} body
   */
  constructor(model, el, body) {
    this.model = model;
    /** @type {Spec} */
    this.spec = model.get("spec") || {};
    this.t = wordsOf(this.spec);
    this.undoable = null;
    this.known = JSON.stringify(this.answer());
    this.result = new Result({ spec: this.spec, t: this.t, level: headingLevel(el) });
    this.outcome = this.result.node;
    this.draw(el);
    this.view = this.open(body, this.answer());
    this.marks = new Marks({ spec: this.spec, view: this.view, t: this.t, label: labelsOf(this.spec),
      home: () => this.result.focus() });
    this.listen("change:answer", () => this.arrived());
    this.listen("change:spec", () => this.view.arrange?.(this.model.get("spec").order));
    this.listen("msg:custom", (message) => this.heard(message));
    this.count();
    this.tellEarlier();
    if (this.spec.place === "notebook") this.followKernel();
    recall(this.model);
    // JupyterLab's one-letter shortcuts would take what is typed into a list ("m" turns the cell into text and
    // the answer is gone). This mark, on the very element, stops them; Ctrl+S and the like go on working.
    this.onKey = (event) => {
      if (!this.root.contains(event.target)) return;
      event.target.toggleAttribute("data-lm-suppress-shortcuts", !(event.ctrlKey || event.metaKey));
    };
    window.addEventListener("keydown", this.onKey, true);
  }

  answer() {
    return this.model.get("answer") ?? null;
  }

  listen(event, handler) {
    this.listeners = this.listeners || [];
    this.listeners.push([event, handler]);
    this.model.on(event, handler);
  }

  close() {
    clearTimeout(this.silence);
    this.keeping?.close();
    window.removeEventListener("keydown", this.onKey, true);
    for (const [event, handler] of this.listeners) this.model.off(event, handler);
  }

  draw(el) {
    const t = this.t;
    this.body = h("div", { class: "lsdg-body" });
    this.checkButton = h("button", { type: "button", class: "lsdg-button lsdg-primary lsdg-check",
      onclick: () => this.check() }, t("check"));
    this.againButton = h("button", { type: "button", class: "lsdg-button lsdg-quiet lsdg-again",
      onclick: () => askToStartAgain(this) }, t("start_again"));
    this.printButton = h("button", { type: "button", class: "lsdg-button lsdg-quiet lsdg-print",
      onclick: () => printElement(printable(this.spec, this.view, this.body)) }, t("print"));
    this.progress = h("span", { class: "lsdg-progress" });
    this.kept = h("span", { class: "lsdg-kept" });
    this.question = h("div", { class: "lsdg-question-bar", hidden: true });
    this.before = earlierAnswer(t);
    this.own = openHalf({ spec: this.spec, t, level: headingLevel(el), rated: (rating) => this.rated(rating) });
    this.live = h("p", { class: "lsdg-live lsdg-hidden", role: "status", "aria-live": "polite" });
    const checkable = (this.spec.checks || []).length > 0;
    this.root = h("div", { class: "lsdg-frame", role: "group", "aria-label": this.spec.words?.title,
      lang: this.spec.language || "en", dir: this.spec.direction || "ltr",
      dataset: { kind: this.spec.kind || "", place: this.spec.place || "page" } },
      this.body,
      h("div", { class: "lsdg-actions" }, checkable && this.checkButton, this.printButton, this.againButton,
        h("span", { class: "lsdg-notes" }, this.progress, this.kept)),
      this.question, this.outcome, this.own?.node ?? "", this.before.node, this.live);
    el.append(this.root);
  }

  open(body, answer) {
    const tools = { spec: this.spec, t: this.t, label: labelsOf(this.spec), el: this.body,
      change: (next) => this.changed(next), say: (text) => this.say(text) };
    try {
      return body({ ...tools, answer }) || {};
    } catch (problem) {
      // A kept answer that the widget cannot draw must not cost the learner the exercise.
      console.error(problem);
      this.body.replaceChildren();
      this.note(this.t("kept_unreadable"));
      return body({ ...tools, answer: null }) || {};
    }
  }

  // ---- the answer ----

  changed(next) {
    this.renew(next, ratingOf(this.answer(), this.spec.rubric || []));
    this.forget();
    this.stale();
  }

  /** The learner judged the own words: kept with the answer, and no reason to check it again. */
  rated(rating) {
    this.renew(this.answer(), rating);
  }

  /** Keep an answer with what lies beside what a kind draws: the judgement of it, and the answer of before. */
  renew(next, rating) {
    const isEarlier = this.spec.earlier === true;
    this.spec.earlier = false; // from now on that one lies beside this one
    this.keep(carried(next, { before: this.answer(), rating, isEarlier }));
  }

  keep(next) {
    this.known = JSON.stringify(next ?? null);
    this.model.set("answer", JSON.parse(this.known));
    this.keeping?.handOver(this.known);
    this.model.save_changes();
    if (!this.keeping) this.note(this.t("saved_here"));
    this.count();
  }

  followKernel() {
    this.keeping = new Keeping(this.model, this.spec, {
      told: (key) => this.note(this.t(key)),
      doubt: (key) => { this.warn(this.t(key)); this.say(this.t(key)); },
      certain: () => { this.warned = false; this.kept.classList.remove("lsdg-warning"); },
    });
    const last = this.keeping.recall();
    if (last === undefined) return;
    this.keep(last);
    this.redraw(this.answer());
  }

  /** The answer changed elsewhere: another tab, another view of the same widget, a loaded file. */
  arrived() {
    const next = JSON.stringify(this.answer());
    if (next === this.known) return;
    this.known = next;
    this.redraw(this.answer());
    this.tellEarlier();
  }

  /** The kept answer was given for another version of the exercise: it stays, and the learner looks it through. */
  tellEarlier() {
    if (this.spec.earlier) this.bar(this.t("exercise_changed"));
  }

  redraw(answer) {
    try {
      this.view.update?.(answer);
    } catch (problem) {
      console.error(problem);
      this.view.update?.(null);
    }
    this.stale();
    this.count();
  }

  count() {
    const at = this.view.progress?.();
    this.progress.textContent = at ? this.t("progress", at) : "";
    this.own?.update(this.answer());
    this.before?.update(this.answer(), this.spec.earlier === true);
  }

  note(text) {
    if (!this.warned) this.kept.textContent = text;
  }

  say(text) {
    // The same sentence twice is not read twice unless the region was empty in between.
    this.live.textContent = "";
    setTimeout(() => { this.live.textContent = text; }, 30);
  }

  // ---- check ----

  check() {
    if (this.isBusy()) return;
    this.busy(true);
    this.asked = this.answer(); // code runs for seconds, and may be changed meanwhile
    if (this.spec.place === "notebook") { // a page's host always replies; a dead kernel does not
      this.silence = setTimeout(() => this.problem(this.t("check_silent")), SILENT_AFTER);
    }
    if (this.view.judged) this.judge(this.view.judged);
    else this.request({});
  }

  /** What is checked is made first: code runs. */
  async judge(make) {
    const { judged, problem } = await make();
    if (problem) this.problem(problem);
    else this.request({ judged });
  }

  request(more) {
    this.model.send({ type: "check", answer: this.asked, ...more });
  }

  isBusy() {
    return this.checkButton.getAttribute("aria-disabled") === "true";
  }

  busy(yes) {
    clearTimeout(this.silence);
    // Not the disabled attribute: it would throw the keyboard focus away.
    if (yes) this.checkButton.setAttribute("aria-disabled", "true");
    else this.checkButton.removeAttribute("aria-disabled");
    this.checkButton.textContent = this.t(yes ? "checking" : "check");
  }

  heard(message) {
    if (message?.type === "checked" && message.isRecalled) showAgain(this, message);
    else if (message?.type === "checked") this.checked(message);
    else if (message?.type === "problem") {
      this.problem(message.text);
      this.asked = undefined; // not so when nothing was heard: the reply may still come
    }
    else if (message?.type === "kept") this.keeping?.arrived(message.turn);
    else if (message?.type === "note") this.warn(message.text);
  }

  /**
   * What a check found. isRecalled: at an earlier visit; nobody has asked for it now, so the focus stays and nothing is
   * said aloud. answer: the one that was checked. A notebook can show an exercise twice: both views have one answer and
   * hear the same, and the one in which nobody asked shows it in silence.
   */
  checked({ records, score, points, answer = this.asked === undefined ? this.answer() : this.asked, isRecalled = false }) {
    const isAsked = this.asked !== undefined && !isRecalled;
    if (isAsked) this.asked = undefined;
    this.busy(false);
    const rest = Math.round(((this.spec.points || 0) - points) * 100) / 100;
    this.marks.show(records, { checked: answer, now: this.answer() });
    const found = outcomeList({ records, score, points, rest, part: this.view.part, t: this.t,
      ways: (record) => this.marks.ways(record) });
    this.result.show(found);
    this.root.dataset.checked = "1";
    if (!isAsked) return;
    if (JSON.stringify(answer) !== this.known) this.result.stale();
    this.tell(found.spoken);
  }

  problem(text) {
    this.busy(false);
    this.marks.clear();
    this.result.show({ node: h("p", { class: "lsdg-problem" }, text), more: text });
    if (this.asked !== undefined) this.tell(text);
  }

  /** The result has come: the focus goes there and reads it; whoever has gone on meanwhile is told. */
  tell(text) {
    if (!this.result.takeFocus(this.checkButton)) this.say(text);
  }

  stale() {
    this.result.stale();
    this.marks.refresh(this.answer());
  }

  /** A lasting warning in place of "your answer is kept": for instance that it cannot be kept. */
  warn(text) {
    this.warned = true;
    this.kept.textContent = text;
    this.kept.classList.add("lsdg-warning");
  }

  // ---- a question or a word on the answer ----

  bar(sentence, ...buttons) {
    const id = freshId();
    this.question.replaceChildren(h("p", { id }, sentence), h("div", null, buttons));
    for (const button of buttons) button.setAttribute("aria-describedby", id);
    this.question.hidden = false;
  }

  forget() {
    this.question.hidden = true;
    this.question.replaceChildren();
  }
}
