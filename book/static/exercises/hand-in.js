// "Download my work" and "Load my work": the answers kept in this browser as one notebook, and back.
//
// Loaded on pages that hold <div class="lsdg-hand-in" data-assignment="...">. Inside it the page gives
// <script type="application/json" class="lsdg-words">: { words, exercises: [{ slug, title, kind, page }] },
// exercises in the order of the lessons, `page` from the site's root. All words come from there.

const MIME = "application/vnd.localsdg.answer+json";
const KEY = "localsdg:";
const CHECKED = "localsdg-checked:";
const LARGEST = 50e6; // bytes: no notebook that a learner made is larger
const HERE = new URL(".", import.meta.url);

// ---- Notebooks (pure) ----

/** Put answers ({ slug: answer }) into a released notebook; returns the notebook, changed. */
export function fillNotebook(notebook, answers, exercises, words) {
  const titles = Object.fromEntries(exercises.map((exercise) => [exercise.slug, exercise.title]));
  for (const cell of notebook.cells) {
    const { exercise: slug, role } = cell.metadata?.localsdg || {};
    const answer = Object.hasOwn(answers, slug) ? answers[slug] : null;
    if (role !== "answer" || answer === null) continue;
    if (cell.cell_type === "markdown") {
      if (typeof answer.text === "string" && answer.text.trim()) cell.source = lines(answer.text);
    } else {
      const head = fill(words.notebook_answer, { title: titles[slug] ?? slug });
      const text = `${head}\n${JSON.stringify(answer, null, 1)}`;
      const data = { [MIME]: { answer, exercise: slug, version: 1 }, "text/plain": lines(text) };
      cell.outputs = [{ data, metadata: {}, output_type: "display_data" }];
    }
  }
  return notebook;
}

/** The answers in a notebook: { slug: answer } of the known exercises; the last bundle of each wins. */
export function readNotebook(notebook, exercises, placeholder) {
  const kinds = new Map(exercises.map((exercise) => [exercise.slug, exercise.kind]));
  const found = {};
  for (const cell of asList(notebook?.cells)) {
    for (const output of asList(cell?.outputs)) {
      const kept = output?.data?.[MIME];
      const slug = kept?.exercise;
      if (kinds.has(slug) && kinds.get(slug) !== "code" && (kept.answer ?? null) !== null) found[slug] = kept.answer;
    }
    const slug = cell?.metadata?.localsdg?.exercise ?? cell?.metadata?.nbgrader?.grade_id;
    const isAnswer = (cell?.metadata?.localsdg?.role ?? "answer") === "answer";
    if (cell?.cell_type === "markdown" && isAnswer && kinds.get(slug) === "text") {
      const text = Array.isArray(cell.source) ? cell.source.join("") : String(cell.source ?? "");
      if (text.trim() && text.trim() !== placeholder.trim()) found[slug] = { text };
    }
  }
  return found;
}

/** A text as nbformat keeps it: a list of lines, each with its line end. */
function lines(text) {
  return text.match(/[^\n]*\n|[^\n]+$/g) || [];
}

function asList(value) {
  return Array.isArray(value) ? value : [];
}

function fill(sentence, values) {
  return String(sentence).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** JSON with sorted keys: equal answers give equal texts. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

// ---- What this browser keeps ----

function kept(slug, prefix = KEY) {
  try {
    return JSON.parse(localStorage.getItem(prefix + slug)) ?? null;
  } catch {
    return null; // no storage here, or not ours
  }
}

/** Keep an answer and tell the widgets of this page; other tabs hear of it by themselves. */
function keep(slug, answer) {
  const newValue = JSON.stringify(answer);
  localStorage.setItem(KEY + slug, newValue);
  dispatchEvent(new StorageEvent("storage", { key: KEY + slug, newValue, storageArea: localStorage }));
}

function stateOf({ slug, kind }) {
  if (kind === "code") return "notebook";
  const answer = kept(slug);
  if (answer === null || (kind === "text" && !String(answer.text ?? "").trim())) return "missing";
  const checked = kept(slug, CHECKED);
  return checked && canonical(checked.answer) === canonical(answer) ? "checked" : "answered";
}

// ---- The element ----

const MARKS = { checked: "✓", answered: "◐", missing: "○", notebook: "↓" };

class HandIn {
  constructor(el) {
    this.assignment = el.dataset.assignment;
    this.file = `${this.assignment}.ipynb`;
    const { words, exercises } = JSON.parse(el.querySelector("script.lsdg-words").textContent);
    this.words = words;
    this.exercises = exercises;
    this.draw(el);
    this.refresh();
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
    const states = this.exercises.map(stateOf);
    const drawn = states.join();
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const done = states.filter((state) => state === "checked" || state === "answered").length;
    const all = states.filter((state) => state !== "notebook").length;
    this.count.textContent = this.t("count", { done, all });
    this.list.replaceChildren(...this.exercises.map(({ slug, title, page }, place) =>
      h("li", { "data-exercise": slug, "data-state": states[place] },
        page ? h("a", { href: new URL(`../${page}#exercise-${slug}`, HERE).href }, title) : title, " ",
        h("span", { class: `lsdg-hand-in-state lsdg-hand-in-${states[place]}` },
          h("span", { "aria-hidden": "true" }, MARKS[states[place]]), ` ${this.t(`state_${states[place]}`)}`))));
  }

  say(text, isProblem = false) {
    this.status.textContent = text;
    this.status.classList.toggle("lsdg-problem", isProblem);
  }

  async download() {
    this.forget();
    let notebook;
    try {
      const reply = await fetch(new URL(`notebooks/${this.file}`, HERE), { cache: "no-cache" });
      if (!reply.ok) throw new Error(String(reply.status));
      notebook = await reply.json();
    } catch (problem) {
      this.say(this.t("no_notebook", { problem: problem.message }), true);
      return;
    }
    const answers = Object.fromEntries(this.exercises.map(({ slug }) => [slug, kept(slug)]));
    const text = JSON.stringify(fillNotebook(notebook, answers, this.exercises, this.words), null, 1);
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
    let notebook;
    try {
      if (file.size > LARGEST) throw new Error("too large");
      notebook = JSON.parse((await file.text()).replace(/^\uFEFF/, ""));
      if (!Array.isArray(notebook.cells)) throw new Error("no cells");
    } catch {
      this.say(this.t("not_json", { file: file.name }), true);
      return;
    } finally {
      this.chooser.value = ""; // so that the same file can be chosen again
    }
    this.offer(file.name, notebook);
  }

  /** Load what the file holds; ask first if an answer of this browser would be replaced. */
  offer(name, notebook) {
    const found = readNotebook(notebook, this.exercises, this.words.text_placeholder);
    const answers = Object.keys(found).length;
    if (!answers) {
      const mine = notebook.metadata?.localsdg?.assignment === this.assignment;
      this.say(this.t(mine ? "empty" : "foreign", { file: name, assignment: this.assignment }), true);
      return;
    }
    const fresh = Object.keys(found).filter((slug) => canonical(kept(slug)) !== canonical(found[slug]));
    const replaced = fresh.filter((slug) => kept(slug) !== null).length;
    if (!fresh.length) this.say(this.t("same", { answers, file: name }));
    else if (!replaced) this.load(name, found);
    else this.ask(this.t("replace", { file: name, answers, replaced }), () => this.load(name, found));
  }

  load(name, found) {
    try {
      for (const slug of Object.keys(found)) keep(slug, found[slug]);
    } catch {
      this.say(this.t("no_storage"), true);
      return;
    }
    this.refresh();
    this.say(this.t("loaded", { answers: Object.keys(found).length, file: name }));
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
