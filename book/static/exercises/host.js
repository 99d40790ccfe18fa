// Makes a page's exercises work: mounts each one's widget on a model that keeps the answer in this browser.
// A widget is the same module that anywidget runs in Jupyter; the model here has the same methods.
import { checkAnswer, prepare } from "./checker.js";
import { firstTry, keepFirstTry } from "./first-try.js";
import { offerGood } from "./good.js";
import { CHECKED, keepCheck, keptCheck } from "./kept-check.js";
import { notesIfAny } from "./notes.js";
import { ORDER, ownOrder } from "./order.js";
import { isSameAnswer } from "./same.js";

const HERE = new URL(".", import.meta.url);
const KEPT = "localsdg:";
const VERSION = "localsdg-version:"; // for which version of the exercise the answer was given

/**
 * anywidget's model, on localStorage in place of a kernel.
 * @implements {WidgetModel}
 */
class Model {
  /**
   * @param {string} slug
   * @param {Spec} spec
   */
  constructor(slug, spec) {
    this.slug = slug;
    this.handlers = {};
    this.state = { spec, answer: null };
    this.problem = this.read();
  }

  /** Take the kept answer. Returns the key of a warning if there is one that cannot be read, or no storage. */
  read() {
    let text;
    try {
      text = localStorage.getItem(KEPT + this.slug);
    } catch {
      return "storage_blocked";
    }
    try {
      this.state.answer = text === null ? null : JSON.parse(text);
      const version = JSON.parse(localStorage.getItem(VERSION + this.slug) ?? "null");
      this.state.spec.earlier = text !== null && version !== this.state.spec.version;
    } catch {
      return "kept_unreadable";
    }
    return null;
  }

  get(name) {
    return this.state[name];
  }

  set(name, value) {
    this.state[name] = value;
    this.emit(`change:${name}`, this, value);
  }

  save_changes() {
    try {
      const { answer, spec } = this.state;
      for (const [key, value] of [[KEPT, answer], [VERSION, answer === null ? null : spec.version ?? null]]) {
        if (value === null) localStorage.removeItem(key + this.slug);
        else localStorage.setItem(key + this.slug, JSON.stringify(value));
      }
    } catch {
      this.note("storage_blocked");
    }
  }

  on(event, handler) {
    (this.handlers[event] ??= []).push(handler);
  }

  off(event, handler) {
    this.handlers[event] = (this.handlers[event] || []).filter((known) => known !== handler);
  }

  emit(event, ...values) {
    for (const handler of this.handlers[event] || []) handler(...values);
  }

  async send(message) {
    if (message?.type === "recall") this.recall();
    if (message?.type !== "check") return;
    const { version, language } = this.state.spec;
    const judged = "judged" in message ? message.judged : message.answer; // of code: what its variables hold
    const reply = await checkAnswer(this.slug, judged, firstTry(this.slug, version));
    if (reply.type === "checked") {
      const { score, points, records } = reply;
      keepFirstTry(this.slug, version, reply.first);
      offerGood(this.slug, reply);
      if (score !== null) keepCheck(this.slug, { answer: message.answer, score, points, records, version, language });
    }
    for (const record of reply.type === "checked" ? reply.records : []) {
      if (record.broken) console.error(this.slug, record.id, record.broken); // for the author
    }
    performance.mark("lsdg-checked");
    this.emit("msg:custom", reply.type === "problem" ? { ...reply, text: this.word(reply.problem) } : reply);
  }

  /** Show once more what the last check found, if that is kept: as of the answer that was checked. */
  recall() {
    const { answer, spec } = this.state;
    const check = answer === null ? null : keptCheck(this.slug, spec.version);
    if (!check?.records) return;
    offerGood(this.slug, check, { isRecalled: true });
    const isOfBefore = !isSameAnswer(check.answer, answer);
    this.emit("msg:custom", { type: "checked", ...check, isRecalled: true, isOfBefore });
  }

  word(key) {
    return this.state.spec.words?.ui?.[key] ?? key;
  }

  /** Tell the widget, once, what is wrong with keeping answers. */
  note(key) {
    if (this.noted) return;
    this.noted = true;
    this.emit("msg:custom", { type: "note", text: this.word(key) });
  }
}

// ---- Mounting ----

const models = new Map();

function specOf(section) {
  return JSON.parse(section.querySelector("script.lsdg-spec").textContent);
}

async function mount(section, attempt = 0) {
  const place = section.querySelector(".lsdg-mount");
  if (!place) { // in this book code is written in the notebook
    section.dataset.ready = "1";
    return;
  }
  const slug = section.dataset.exercise;
  const spec = { ...specOf(section), place: "page", order: ownOrder() };
  if (spec.lessons) spec.notes = () => spec.lessons.map(({ lesson, title }) => ({ title, notes: notesIfAny(lesson) }));
  try {
    if (spec.kind === "code") await withPython(spec);
    const [widget] = await Promise.all([load(spec.kind, attempt), style("shared"), style(spec.kind)]);
    const model = new Model(slug, spec);
    place.replaceChildren();
    await widget.default.render({ model, el: place });
    models.set(slug, model);
    if (model.problem) model.note(model.problem);
    for (const touched of ["pointerdown", "focusin"]) place.addEventListener(touched, () => prepare(slug), { once: true });
    section.dataset.ready = "1";
    performance.mark("lsdg-ready");
  } catch (problem) {
    console.error(problem);
    failed(section, place, spec, attempt);
  }
}

/** Give an exercise in code a place to run it. */
async function withPython(spec) {
  const [{ liveIfAny, takeOver }, { Bench }] = await Promise.all([import("./live.js"), import("./live-bench.js")]);
  const live = await liveIfAny();
  if (!live) throw new Error("live.json");
  spec.bench = (about) => new Bench(live, about);
  takeOver(spec.assignment, spec.slug);
}

function load(kind, attempt) {
  // A module that failed to load is remembered as failed under its address.
  const query = attempt ? `?again=${attempt}` : "";
  return import(new URL(`kinds/${kind}.js${query}`, HERE).href);
}

const styles = new Map();

/** A kind's style sheet, or that of all kinds, which must be asked for before. */
function style(name) {
  if (!styles.has(name)) {
    styles.set(name, new Promise((resolve) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = new URL(`kinds/${name}.css`, HERE).href;
      link.onload = link.onerror = resolve; // an exercise without its style sheet still works
      document.head.append(link);
    }));
  }
  return styles.get(name);
}

function failed(section, place, spec, attempt) {
  const words = spec.words?.ui || {};
  const sentence = document.createElement("p");
  sentence.className = "lsdg-problem";
  sentence.setAttribute("role", "alert");
  sentence.textContent = words.exercise_failed ?? "";
  const again = document.createElement("button");
  again.type = "button";
  again.className = "lsdg-button";
  again.textContent = words.try_again ?? "";
  again.addEventListener("click", () => mount(section, attempt + 1));
  place.replaceChildren(sentence, again);
}

// Another tab, or "Load my work" on this page, kept an answer.
addEventListener("storage", (event) => {
  if (event.key === ORDER) {
    for (const model of models.values()) model.set("spec", { ...model.get("spec"), order: ownOrder() });
    return;
  }
  for (const [slug, model] of models) {
    if (event.key !== null && ![KEPT, CHECKED].some((kind) => event.key === kind + slug)) continue;
    if (event.key !== CHECKED + slug) {
      model.read();
      if (event.newValue === null) model.state.answer = null;
      model.emit("change:answer", model, model.state.answer);
    }
    model.recall();
  }
});

await Promise.all([...document.querySelectorAll(".lsdg-exercise")].map((section) => mount(section)));
if (document.querySelector(".lsdg-town-words")) await import("./town.js");
if (document.querySelector("script[data-live]") && document.querySelector(".cell_input")) await import("./live-cells.js");
if (document.querySelector(".lsdg-hand-in")) await import("./hand-in.js");
if (document.querySelector(".lsdg-my-work")) await import("./my-work.js");
if (document.querySelector(".lsdg-before-after")) await import("./before-after.js");
