// "Download my work" and "Load my work": the answers kept in this browser as one notebook, and back.
//
// Loaded on pages that hold <div class="lsdg-hand-in" data-assignment="...">. Inside it the page gives
// <script type="application/json" class="lsdg-words">: { words, exercises: [{ slug, title, kind, page }] },
// exercises in the order of the lessons, `page` from the site's root. All words come from there.

import { canonical, fill, fillNotebook, firstTriesIn, isOfNewerVersion, notesIn, orderIn, readCode, readNotebook } from "./hand-in-notebook.js";
import { FIRST } from "./first-try.js";
import { NOTES, notesIfAny } from "./notes.js";
import { ORDER } from "./order.js";

const KEY = "localsdg:";
const CHECKED = "localsdg-checked:";
const VERSION = "localsdg-version:"; // of the exercise, when this answer was given
const CODE = "localsdg-code:"; // by assignment: what a notebook that was loaded held of a learner's code
const LARGEST = 50e6; // bytes: no notebook that a learner made is larger
const HERE = new URL(".", import.meta.url);

// ---- What this browser keeps ----

function kept(slug, prefix = KEY) {
  try {
    return JSON.parse(localStorage.getItem(prefix + slug) ?? "null");
  } catch {
    return null; // no storage here, or not ours
  }
}

/**
 * Keep all of these ({ key: value }) or, where storage is full or forbidden, none of them; true if they are kept.
 * The widgets of this page are told; other tabs hear of it by themselves.
 */
function keepAll(values) {
  const before = {};
  try {
    for (const [key, value] of Object.entries(values)) {
      before[key] = localStorage.getItem(key);
      localStorage.setItem(key, JSON.stringify(value));
    }
  } catch {
    restore(before);
    return false;
  }
  for (const key of Object.keys(values)) {
    const newValue = localStorage.getItem(key);
    dispatchEvent(new StorageEvent("storage", { key, newValue, storageArea: localStorage }));
  }
  return true;
}

/** Put back what was there ({ key: text or null }): first everything new goes, so that there is room. */
function restore(before) {
  try {
    for (const key of Object.keys(before)) localStorage.removeItem(key);
    for (const [key, text] of Object.entries(before)) if (text !== null) localStorage.setItem(key, text);
  } catch (problem) {
    console.error(problem); // no storage at all: nothing was there either
  }
}

function stateOf({ slug, kind }, code, hasPython) {
  const answer = kept(slug);
  if (kind === "code" && (!hasPython || answer === null)) {
    if (answer !== null || (code?.sources && slug in code.sources)) return "carried";
    return hasPython ? "missing" : "notebook";
  }
  if (answer === null || (kind === "text" && !String(answer.text ?? "").trim())) return "missing";
  const checked = kept(slug, CHECKED);
  return checked && canonical(checked.answer) === canonical(answer) ? "checked" : "answered";
}

// ---- The element ----

const MARKS = { checked: "✓", answered: "◐", carried: "◐", missing: "○", notebook: "↓" };

class HandIn {
  constructor(el) {
    this.assignment = el.dataset.assignment;
    this.file = `${this.assignment}.ipynb`;
    const { words, exercises, lessons = [], placeholders = [], language } = JSON.parse(el.querySelector("script.lsdg-words").textContent);
    this.words = words;
    this.language = language;
    this.placeholders = [words.text_placeholder, words.open_placeholder, ...placeholders];
    this.exercises = exercises;
    this.lessons = lessons;
    /** @type {number | undefined} */
    this.later = undefined;
    this.hasPython = false; // can pages run code?
    this.draw(el);
    this.refresh();
    if (exercises.some(({ kind }) => kind === "code")) this.lookForPython();
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
    el.dataset.ready = "1";
  }

  refresh() {
    const code = kept(this.assignment, CODE);
    const states = this.exercises.map((exercise) => stateOf(exercise, code, this.hasPython));
    const drawn = states.join();
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const done = states.filter((state) => state === "checked" || state === "answered").length;
    const all = states.filter((state) => state !== "notebook" && state !== "carried").length;
    this.count.textContent = this.t("count", { done, all });
    this.list.replaceChildren(...this.exercises.map(({ slug, title, page }, place) =>
      h("li", { "data-exercise": slug, "data-state": states[place] },
        page ? h("a", { href: new URL(`../${page}#exercise-${slug}`, HERE).href }, title) : title, " ",
        h("span", { class: `lsdg-hand-in-state lsdg-hand-in-${states[place]}` },
          h("span", { "aria-hidden": "true" }, MARKS[states[place]]), ` ${this.t(`state_${states[place]}`)}`))));
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

  async released() {
    const reply = await fetch(new URL(`notebooks/${this.file}`, HERE), { cache: "no-cache" });
    if (!reply.ok) throw new Error(String(reply.status));
    return reply.json();
  }

  /** Words for the ids in these answers, as far as they can be had; without them the ids are shown. */
  async labels(slugs) {
    const found = await Promise.all(slugs.map(async (slug) => {
      try {
        const reply = await fetch(new URL(`checks/${slug}.json`, HERE));
        return [slug, reply.ok ? (await reply.json()).words?.labels ?? {} : {}];
      } catch {
        return [slug, {}];
      }
    }));
    return Object.fromEntries(found);
  }

  async download() {
    this.forget();
    let notebook;
    try {
      notebook = await this.released();
    } catch (problem) {
      this.say(this.t("no_notebook", { problem: problem instanceof Error ? problem.message : problem }), true);
      return;
    }
    const answers = Object.fromEntries(this.exercises.map(({ slug }) => [slug, kept(slug)]));
    const labels = await this.labels(Object.keys(answers).filter((slug) => answers[slug] !== null));
    const versions = Object.fromEntries(this.exercises.map(({ slug }) => [slug, kept(slug, VERSION)]));
    const firsts = Object.fromEntries(this.exercises.map(({ slug }) => [slug, kept(slug, FIRST)]));
    const work = { answers, labels, versions, firsts, code: kept(this.assignment, CODE), language: this.language,
      order: kept("", ORDER), notes: Object.fromEntries(this.lessons.map((lesson) => [lesson, notesIfAny(lesson)])) };
    const text = JSON.stringify(fillNotebook(notebook, work, this.exercises, this.words), null, 1);
    const url = URL.createObjectURL(new Blob([`${text}\n`], { type: "application/x-ipynb+json" }));
    const link = h("a", { href: url, download: this.file, hidden: "" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    this.say(this.t("downloaded", { file: this.file }));
  }

  async chosen() {
    this.forget();
    const file = this.chooser.files[0];
    if (!file) return;
    try {
      if (file.size > LARGEST) throw new Error("too large");
      const notebook = JSON.parse((await file.text()).replace(/^\uFEFF/, ""));
      if (!Array.isArray(notebook.cells)) throw new Error("no cells");
      this.offer(file.name, notebook, await this.released().catch(() => null));
    } catch (problem) {
      console.error(problem);
      this.say(this.t("not_json", { file: file.name }), true);
    } finally {
      this.chooser.value = ""; // so that the same file can be chosen again
    }
  }

  /** Load what the file holds; ask first if an answer of this browser would be replaced. */
  offer(name, notebook, released) {
    if (isOfNewerVersion(notebook)) {
      this.say(this.t("newer", { file: name }), true);
      return;
    }
    const mine = notebook.metadata?.localsdg?.assignment;
    const found = readNotebook(notebook, this.exercises, this.placeholders);
    // Cells of a notebook that is none of ours are not carried into ours.
    const known = mine === this.assignment || Object.keys(found).length > 0;
    const code = known ? readCode(notebook, this.exercises, released, this.placeholders) : null;
    const notes = Object.entries(known ? notesIn(notebook, this.lessons) : {}).map(([lesson, one]) => [NOTES + lesson, one]);
    const answers = Object.keys(found).length + Object.keys(code?.sources ?? {}).length;
    if (!answers && !code && !notes.length) {
      this.say(this.t(mine === this.assignment ? "empty" : "foreign", { file: name, assignment: this.assignment }), true);
      return;
    }
    const slugs = Object.keys(found);
    const values = Object.fromEntries(slugs.map((slug) => [KEY + slug, found[slug].answer]));
    const written = Object.fromEntries(Object.entries(code?.sources ?? {}).map(([slug, source]) => [KEY + slug, { code: source }]));
    const versions = Object.fromEntries(slugs.map((slug) => [VERSION + slug, found[slug].version]));
    const order = orderIn(notebook);
    const firsts = Object.entries(firstTriesIn(notebook, this.exercises)).map(([slug, first]) => [FIRST + slug, first]);
    const beside = { ...versions, ...Object.fromEntries(firsts), ...(order !== null && { [ORDER]: order }) };
    Object.assign(values, written);
    if (code) values[CODE + this.assignment] = { sources: {}, own: code.own };
    const all = { ...values, ...Object.fromEntries(notes) };
    const before = (key) => kept(key, "");
    const fresh = Object.keys(all).filter((key) => canonical(before(key)) !== canonical(all[key]));
    // Code and the learner's own cells around it are one answer to a learner.
    const isCounted = (key) => before(key) !== null && !(key.startsWith(CODE) && fresh.some((one) => one in written));
    const replaced = fresh.filter(isCounted);
    const others = replaced.filter((key) => key.startsWith(NOTES)).length;
    const asked = [...(others ? [this.t("replace_notes", { file: name, lessons: others })] : []),
      this.t("replace", { file: name, answers, replaced: replaced.length - others })].join(" ");
    const take = () => this.load(name, { ...beside, ...all }, answers, notes.length);
    if (!fresh.length) this.say(this.t("same", { answers, file: name }));
    else if (!replaced.length) take();
    else this.ask(asked, take);
  }

  load(name, values, answers, lessons) {
    if (!keepAll(values)) {
      this.say(this.t("no_storage"), true);
      return;
    }
    this.refresh();
    const notes = lessons ? [this.t("loaded_notes", { lessons })] : [];
    this.say([this.t("loaded", { answers, file: name }), ...notes].join(" "));
  }

  ask(sentence, then) {
    const yes = h("button", { type: "button", class: "lsdg-button lsdg-danger" }, this.t("yes"));
    const no = h("button", { type: "button", class: "lsdg-button" }, this.t("no"));
    const end = (what) => () => {
      this.forget();
      what();
      this.loader.focus();
    };
    yes.addEventListener("click", end(then));
    no.addEventListener("click", end(() => this.say(this.t("kept"))));
    const text = h("p", { id: `lsdg-replace-${this.assignment}` }, sentence);
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

function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

for (const el of document.querySelectorAll(".lsdg-hand-in:not([data-ready])")) new HandIn(el);
