// Between the answers that this browser keeps and a notebook file. Pure: no page, no storage, no network.
import { cleaned } from "./before-after-kept.js";
import { isFirst } from "./first-try.js";
import { isCheck } from "./kept-check.js";
import { areNotes } from "./notes.js";
import { isOrder } from "./order.js";

export { canonical } from "./same.js";

const MIME = "application/vnd.localsdg.answer+json";
const VERSION = 2; // localsdg.answers.VERSION
const ROLES = { prompt: "-prompt", answer: "-answer", check: "" };
const OURS = /^(introduction|overview|lesson-.*)$/;

/**
 * Put answers ({ slug: answer }) and code (from readCode) into a released notebook; returns it, changed.
 * firsts: { slug: first try }, see first-try.js; checks: { slug: what the last check found }, see kept-check.js; labels: { slug: { id: words } }, as far as they are known; versions: { slug: for which version of the exercise };
 * language: of the page, where it is not English; order: this browser's, if it has one (order.js);
 * notes: { lesson: notes }, see notes.js; test: see before-after-kept.js; opened: lessons that were opened. They lie in the notebook's metadata: no
 * cell shows them.
 * @param {Json} notebook
 * @param {Work} work
 * @param {ExerciseName[]} exercises
 * @param {Record<string, string>} words
 */
export function fillNotebook(notebook, { answers, code, labels = {}, versions = {}, firsts = {}, checks = {}, opened = [], language, order, notes = {}, test = null }, exercises, words) {
  const titles = Object.fromEntries(exercises.map((exercise) => [exercise.slug, exercise.title]));
  const widgets = new Set(exercises.filter(({ kind }) => kind !== "text" && kind !== "code").map(({ slug }) => slug));
  const all = Object.fromEntries(
    Object.entries(answers).filter(([slug, answer]) => answer !== null && widgets.has(slug)));
  const inCode = new Set(exercises.filter(({ kind }) => kind === "code").map(({ slug }) => slug));
  const sources = { ...code?.sources, ...codeOf(answers, inCode) };
  const isWritten = (answer) => typeof answer?.text === "string" && answer.text.trim() !== "";
  const isBegun = Boolean(code) || Object.keys(sources).length > 0 || Object.keys(all).length > 0 || Object.values(answers).some(isWritten);
  const at = Date.now() / 1000;
  const told = Object.fromEntries(Object.entries(versions).filter(([slug, version]) => version && Object.hasOwn(all, slug)));
  for (const cell of notebook.cells) {
    const { exercise: slug, role } = cell.metadata?.localsdg || {};
    const answer = Object.hasOwn(answers, slug) ? answers[slug] : null;
    if (role !== "answer" || inCode.has(slug)) continue;
    if (cell.cell_type === "markdown") {
      if (!isWritten(answer)) continue;
      cell.source = lines(escaped(answer.text));
      // A text cell has no output to hold what lies beside the answer.
      if (answer.rating) cell.metadata.localsdg.rating = answer.rating;
      if (isCheck(checks[slug])) cell.metadata.localsdg.checked = checks[slug];
    } else if (answer !== null || (isBegun && widgets.has(slug))) {
      // Without an answer too, as in Jupyter: where no output is left, the grader takes them for emptied.
      const head = fill(answer === null ? words.notebook_no_answer : words.notebook_answer, { title: titles[slug] ?? slug });
      const text = [head, ...(answer === null ? [] : readable(answer, labels[slug] || {}))].join("\n");
      const bundle = { all, answer, at, exercise: slug, version: VERSION, ...(Object.keys(told).length && { versions: told }), ...(language && { language }), ...(isOrder(order) && { order }), ...(isFirst(firsts[slug]) && { first: firsts[slug] }), ...(isCheck(checks[slug]) && { checked: checks[slug] }) };
      const data = { [MIME]: bundle, "text/plain": lines(text) };
      cell.outputs = [{ data, metadata: {}, output_type: "display_data" }];
    }
  }
  const noted = Object.entries(notes).filter(([, one]) => one.length > 0);
  if (noted.length > 0) (notebook.metadata.localsdg ??= {}).notes = Object.fromEntries(noted);
  if (opened.length > 0) (notebook.metadata.localsdg ??= {}).opened = opened;
  if (test) (notebook.metadata.localsdg ??= {}).before_after = test;
  return fillCode(notebook, { sources, own: code?.own ?? [] }, exercises);
}

/** { slug: code } of the exercises whose pages ran it. */
function codeOf(answers, inCode) {
  const found = Object.entries(answers).filter(([slug, answer]) => inCode.has(slug) && typeof answer?.code === "string");
  return Object.fromEntries(found.map(([slug, answer]) => [slug, answer.code]));
}

function fillCode(notebook, { sources, own }, exercises) {
  const bySlug = new Map(notebook.cells.map((cell) => [nameOf(cell, exercises), cell]));
  for (const [slug, source] of Object.entries(sources)) {
    const cell = bySlug.get(`${slug}-answer`);
    if (cell) cell.source = lines(source);
  }
  own.forEach(({ after, type, source }, number) => {
    const cell = { cell_type: type, id: `own-${number + 1}`, metadata: {}, source: lines(source) };
    // An error in it must not keep the cells below from running: their answers would be lost.
    if (type === "code") Object.assign(cell, { execution_count: null, metadata: { tags: ["raises-exception"] }, outputs: [] });
    let place = notebook.cells.findIndex((one) => nameOf(one, exercises) === after) + 1;
    while (notebook.cells[place]?.id?.startsWith("own-")) place += 1;
    notebook.cells.splice(place, 0, cell);
  });
  return notebook;
}

/**
 * The answers in a notebook: { slug: { answer, version } } of the known exercises; of several the newest counts.
 * version: of the exercise that was answered, null if that is not told.
 * @param {Json} notebook
 * @param {ExerciseName[]} exercises
 * @param {string[]} placeholders what stands in each language where a text is asked for
 * @returns {Record<string, { answer: Json, version: string | null }>}
 */
export function readNotebook(notebook, exercises, placeholders) {
  const kinds = new Map(exercises.map((exercise) => [exercise.slug, exercise.kind]));
  const found = readBundles(notebook, kinds);
  for (const cell of asList(notebook?.cells)) {
    const slug = cell?.metadata?.localsdg?.exercise ?? cell?.metadata?.nbgrader?.grade_id;
    const isAnswer = (cell?.metadata?.localsdg?.role ?? "answer") === "answer";
    if (cell?.cell_type === "markdown" && isAnswer && kinds.get(slug) === "text") {
      const text = sourceOf(cell);
      if (text.trim() && placeholders.every((one) => text.trim() !== one.trim())) {
        const { rating } = cell.metadata?.localsdg || {};
        found[slug] = { answer: { text: text.replaceAll("\\$", "$"), ...(rating && { rating }) }, version: null };
      }
    }
  }
  return found;
}

/** As localsdg.answers.in_bundles: the newest of each exercise; its own bundle before another's copy. */
function readBundles(notebook, kinds) {
  const found = new Map();
  const take = (slug, answer, at, own, versions) => {
    if (!kinds.has(slug) || kinds.get(slug) === "code" || (answer ?? null) === null) return;
    const known = found.get(slug);
    if (!known || at > known.at || (at === known.at && own >= known.own)) {
      const version = Object.hasOwn(versions, slug) && typeof versions[slug] === "string" ? versions[slug] : null;
      found.set(slug, { answer, at, own, version });
    }
  };
  for (const kept of bundlesOf(notebook)) {
    if (isNewer(kept)) continue;
    const versions = typeof kept.versions === "object" && kept.versions !== null ? kept.versions : {};
    const at = Number.isFinite(kept.at) ? kept.at : 0;
    const every = typeof kept.all === "object" && kept.all !== null ? kept.all : {};
    for (const [slug, answer] of Object.entries(every)) if (slug !== kept.exercise) take(slug, answer, at, false, versions);
    take(kept.exercise, kept.answer, at, true, versions);
  }
  return Object.fromEntries([...found].map(([slug, { answer, version }]) => [slug, { answer, version }]));
}

/**
 * By which seed the options in this notebook were shuffled, as localsdg.beside.order_in; null if it is not told.
 * @param {Json} notebook
 * @returns {number | null}
 */
export function orderIn(notebook) {
  const found = bundlesOf(notebook).filter((kept) => !isNewer(kept) && isOrder(kept.order));
  const at = ({ at: moment }) => (Number.isFinite(moment) ? moment : 0);
  return found.reduce((best, kept) => (best && at(best) >= at(kept) ? best : kept), null)?.order ?? null;
}

/**
 * { slug: first try } of the known exercises in this notebook, as localsdg.beside.firsts_in.
 * @param {Json} notebook
 * @param {ExerciseName[]} exercises
 * @returns {Record<string, Json>}
 */
export function firstTriesIn(notebook, exercises) {
  return newest(notebook, exercises, ({ first }) => isFirst(first) ? first : null);
}

/**
 * { slug: what the last check found } of the known exercises in this notebook, as localsdg.beside.checks_in.
 * @param {Json} notebook
 * @param {ExerciseName[]} exercises
 * @returns {Record<string, KeptCheck>}
 */
export function checksIn(notebook, exercises) {
  const texts = asList(notebook?.cells).map((cell) => cell?.metadata?.localsdg).filter((mark) => isCheck(mark?.checked)
    && exercises.some(({ slug, kind }) => slug === mark.exercise && kind === "text"));
  return { ...newest(notebook, exercises, ({ checked }) => isCheck(checked) ? checked : null),
    ...Object.fromEntries(texts.map(({ exercise, checked }) => [exercise, checked])) };
}

/** Of each known exercise what its newest bundle holds beside the answer, where that is anything. */
function newest(notebook, exercises, beside) {
  const found = new Map();
  for (const kept of bundlesOf(notebook)) {
    const at = Number.isFinite(kept.at) ? kept.at : 0;
    const isKnown = exercises.some(({ slug }) => slug === kept.exercise);
    const value = isNewer(kept) || !isKnown ? null : beside(kept);
    if (value === null) continue;
    if (!found.has(kept.exercise) || at > found.get(kept.exercise).at) found.set(kept.exercise, { at, value });
  }
  return Object.fromEntries([...found].map(([slug, { value }]) => [slug, value]));
}

/**
 * Which of these lessons had been opened when this notebook was made.
 * @param {Json} notebook
 * @param {string[]} lessons
 * @returns {string[]}
 */
export function openedIn(notebook, lessons) {
  return asList(notebook?.metadata?.localsdg?.opened).filter((lesson) => lessons.includes(lesson));
}

/**
 * { lesson: notes } of the known lessons in this notebook.
 * @param {Json} notebook
 * @param {string[]} lessons
 * @returns {Record<string, Note[]>}
 */
export function notesIn(notebook, lessons) {
  const found = Object.entries(notebook?.metadata?.localsdg?.notes ?? {});
  return Object.fromEntries(found.filter(([lesson, notes]) => lessons.includes(lesson) && areNotes(notes) && notes.length > 0));
}

/**
 * What this notebook holds of the module's before-and-after test.
 * @param {Json} notebook
 * @returns {KeptTest | null}
 */
export function testIn(notebook) {
  return cleaned(notebook?.metadata?.localsdg?.before_after);
}

function bundlesOf(notebook) {
  const outputs = asList(notebook?.cells).flatMap((cell) => asList(cell?.outputs));
  return outputs.map((output) => output?.data?.[MIME]).filter((kept) => typeof kept === "object" && kept !== null);
}

/** Was it written by a newer version of the course? Then it is not read: it may mean something else. */
function isNewer(bundle) {
  return Number.isFinite(bundle.version) && bundle.version > VERSION;
}

/**
 * Did a newer version of the course save answers in this notebook?
 * @param {Json} notebook
 */
export function isOfNewerVersion(notebook) {
  return bundlesOf(notebook).some(isNewer);
}

/**
 * What a learner wrote into code cells: { sources: { slug: source }, own: [{ after, type, source }] }, or null.
 * own are the learner's own cells, each with the name of the course's cell before it. released: the notebook as
 * it was handed out, to tell an answer from the code to begin with; null if it is not known.
 * @param {Json} notebook
 * @param {ExerciseName[]} exercises
 * @param {Json} released
 * @param {string[]} placeholders see readNotebook
 * @returns {Code | null}
 */
export function readCode(notebook, exercises, released, placeholders = []) {
  const starters = new Map(asList(released?.cells).map((cell) => [nameOf(cell, exercises), sourceOf(cell)]));
  const code = new Set(exercises.filter(({ kind }) => kind === "code").map(({ slug }) => `${slug}-answer`));
  const sources = {};
  /** @type {Code["own"]} */
  const own = [];
  let after = "";
  for (const cell of asList(notebook?.cells)) {
    const name = nameOf(cell, exercises);
    const source = sourceOf(cell);
    if (name === null) {
      const type = cell?.cell_type === "markdown" ? "markdown" : "code";
      if (source.trim()) own.push({ after, type, source });
      continue;
    }
    after = name;
    const changed = source.trim() && source.trim() !== (starters.get(name) ?? "").trim();
    // What was typed where own words are put later: below that cell, in the next file.
    const isOpen = name.endsWith("-open") && placeholders.every((one) => source.trim() !== one.trim());
    if (isOpen && changed) own.push({ after, type: "markdown", source });
    if (code.has(name) && changed) sources[name.slice(0, -"-answer".length)] = source;
  }
  return Object.keys(sources).length || own.length ? { sources, own } : null;
}

/** The name of a cell of the course, by its marks or its id; null for a learner's own. */
function nameOf(cell, exercises) {
  const { exercise, role } = cell?.metadata?.localsdg || {};
  if (exercise && role in ROLES) return exercise + (cell.cell_type === "markdown" && role === "answer" ? "" : ROLES[role]);
  const name = cell?.metadata?.nbgrader?.grade_id ?? cell?.id;
  if (typeof name !== "string") return null;
  const known = OURS.test(name) || exercises.some(({ slug }) => [`${slug}-prompt`, `${slug}-answer`, `${slug}-open`, slug].includes(name));
  return known ? name : null;
}

/** An answer as lines for people: words for ids where there is just one label of that name. */
function readable(answer, labels) {
  const words = new Map();
  gather(labels, words);
  const say = (id) => words.get(id) ?? String(id);
  const walk = (value, indent) => {
    if (Array.isArray(value)) {
      if (value.every((one) => typeof one !== "object" || one === null)) return [indent + value.map(say).join("; ")];
      return value.flatMap((one, number) => [`${indent}${number + 1}.`, ...walk(one, `${indent}  `)]);
    }
    if (typeof value !== "object" || value === null) return [indent + say(value ?? "–")];
    return Object.entries(value).flatMap(([key, inner]) => {
      const shown = walk(inner, `${indent}  `);
      return shown.length === 1 ? [`${indent}${say(key)}: ${shown[0].trim()}`] : [`${indent}${say(key)}:`, ...shown];
    });
  };
  return walk(answer, "");
}

function gather(labels, words) {
  for (const [id, label] of Object.entries(labels)) {
    const isNode = typeof label === "object" && label !== null;
    const title = isNode ? label.title : label;
    if (typeof title === "string") words.set(id, words.has(id) && words.get(id) !== title ? id : title);
    if (isNode) gather(label, words);
  }
}

/** A dollar sign as Jupyter shows it: between two plain ones it would show a formula. */
function escaped(text) {
  return text.replace(/\\?\$/g, "\\$");
}

/** A text as nbformat keeps it: a list of lines, each with its line end. */
function lines(text) {
  return text.match(/[^\n]*\n|[^\n]+$/g) || [];
}

function sourceOf(cell) {
  return Array.isArray(cell?.source) ? cell.source.join("") : String(cell?.source ?? "");
}

function asList(value) {
  return Array.isArray(value) ? value : [];
}

/**
 * @param {string} sentence
 * @param {Record<string, unknown>} values
 */
export function fill(sentence, values) {
  return String(sentence).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
