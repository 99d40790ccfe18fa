// The exercises of a lesson's page: what its modules keep ({ key: text }) as the work that a platform keeps, and back.
import { TEST } from "../exercises/before-after-kept.js";
import { FIRST } from "../exercises/first-try.js";
import { CHECKED } from "../exercises/kept-check.js";
import { KEY, VERSION } from "../exercises/kept.js";
import { NOTES } from "../exercises/notes.js";
import { ORDER } from "../exercises/order.js";
import { isSameAnswer } from "../exercises/same.js";
import { Codes, Own, away, codeOf, textsOf } from "./codes.js";
import { withOwn, withoutOwn } from "./own-words.js";

const BEGINNING = 4; // characters of an exercise's version: enough to tell it from the one before
const MINUTE = 60000;
const BEGIN = Date.UTC(2026, 0, 1);
const NOTE_TEXTS = [["*", "note"]];
export const NOTED = "notes"; // what the notes are called among the exercises
export const TESTED = "before-after"; // and the module's test, whose page shows it and nothing else
export const WHOLE = "*"; // the path of an answer that is away as a whole
// Names in answers that no settings hold.
const FORMS = ["answers", "cards", "rows", "cells", "settings", "measures", "effects", "weights", "picks", "text", "notes",
  "rating", "earlier", "case", "id", "lane", "title", "owner", "partner", "place", "order", "row", "column", "reason"];

/** @returns {number} minutes since 2026 */
export function now() {
  return Math.max(0, Math.floor((Date.now() - BEGIN) / MINUTE));
}

export class Lesson {
  /**
   * @param {string} name "<module>/<lesson>"
   * @param {Spec[]} specs in the order of the page
   * @param {string[]} questions "In your municipality"
   * @param {string} [test] the assignment whose before-and-after test this is
   */
  constructor(name, specs, questions, test = "") {
    this.name = name;
    this.test = test;
    this.specs = new Map(specs.map((spec) => [spec.slug ?? "", spec]));
    if (test) this.specs.set(TESTED, { slug: TESTED });
    this.questions = new Map(questions.map((text) => [codeOf(text), text]));
    this.codes = new Codes([...FORMS, ...specs.flatMap((spec) => [...namesOf(spec)])]);
    /** @type {import("./state.js").Kept[]} */
    this.unknown = []; // of exercises that the page has no more: they are kept as they came
  }

  /** The exercise that a key belongs to, NOTED, or null. */
  of(key) {
    if (key === NOTES + this.name) return NOTED;
    if (this.test && key === TEST + this.test) return TESTED;
    const prefix = [VERSION, CHECKED, FIRST, KEY].find((one) => key.startsWith(one));
    const slug = prefix === undefined ? "" : key.slice(prefix.length);
    return this.specs.has(slug) ? slug : null;
  }

  /** The keys of an exercise, or of the notes. */
  keys(slug) {
    if (slug === TESTED) return [TEST + this.test];
    return slug === NOTED ? [NOTES + this.name] : [KEY, VERSION, CHECKED, FIRST].map((prefix) => prefix + slug);
  }

  /**
   * The work in these values.
   * @param {Map<string, string>} values
   * @param {{ learner: string, revision: number, groups: [number, number][], times: Record<string, number>, holes: Record<string, string[]> }} about
   * @returns {import("./state.js").Work}
   */
  work(values, { learner, revision, groups, times, holes }) {
    const exercises = [...this.specs].map(([slug, spec]) => (slug === TESTED ? this.tested(values, times[slug] ?? 0)
      : kept(slug, spec, values, times[slug] ?? 0, holes[slug] ?? [])));
    const noted = withOwn(json(values.get(NOTES + this.name)) ?? [], NOTE_TEXTS, new Set(holes[NOTED] ?? []));
    const order = json(values.get(ORDER));
    return { learner, revision, order, groups, exercises: [...exercises.filter((one) => one !== null), ...this.unknown],
      notes: noted.map(({ at, question, note }) => [at, codeOf(question), note]) };
  }

  /**
   * Both forms of the test, as far as they were begun.
   * @returns {import("./state.js").Kept | null}
   */
  tested(values, at) {
    const answer = json(values.get(TEST + this.test));
    return answer === null ? null : { slug: TESTED, version: "", at, mark: null, answer, first: null };
  }

  /**
   * Values of this work, as a copy on this device has them.
   * @param {Omit<import("./state.js").Work, "learner">} work
   * @returns {import("./device.js").Copy}
   */
  copy({ revision, order, groups, exercises, notes }) {
    /** @type {import("./device.js").Copy} */
    const copy = { values: {}, times: {}, holes: {}, groups, revision, isSent: true };
    if (order !== null) copy.values[ORDER] = JSON.stringify(order);
    const known = new Map([...this.specs.keys()].map((slug) => [codeOf(slug), slug]));
    this.unknown = exercises.filter(({ slug }) => !known.has(Number(slug)));
    for (const one of exercises) this.take(copy, known.get(Number(one.slug)), one);
    if (notes.length > 0) {
      const list = notes.map(([at, question, note]) => ({ at, question: this.questions.get(question) ?? "", note }));
      const { answer, holes } = withoutOwn(list);
      copy.values[NOTES + this.name] = JSON.stringify(answer);
      if (holes.length > 0) copy.holes[NOTED] = holes;
      copy.times[NOTED] = 0; // the other notes of this device are as old as they say
    }
    return copy;
  }

  take(copy, slug, { version, at, mark, answer: given, first }) {
    const spec = this.specs.get(slug);
    if (!spec) return;
    if (slug === TESTED) {
      if (given === away) copy.holes[slug] = [WHOLE];
      else copy.values[TEST + this.test] = JSON.stringify(given);
      copy.times[slug] = at;
      return;
    }
    const { answer, holes } = given === away ? { answer: null, holes: [WHOLE] } : withoutOwn(given);
    const isCurrent = (spec.version ?? "").startsWith(version) && version !== "";
    const of = isCurrent ? spec.version : version;
    const put = (prefix, value) => { copy.values[prefix + slug] = JSON.stringify(value); };
    copy.times[slug] = at;
    if (holes.length > 0) copy.holes[slug] = holes;
    if (answer !== null) put(KEY, answer);
    if (answer !== null) put(VERSION, of);
    if (mark) put(CHECKED, { answer: mark[2] ? answer : null, score: mark[0], points: mark[1], version: of });
    if (first !== null && isCurrent) put(FIRST, { answer: first, version: of });
  }
}

/** @returns {import("./state.js").Kept | null} */
function kept(slug, spec, values, at, holes) {
  const answer = json(values.get(KEY + slug));
  const check = json(values.get(CHECKED + slug));
  const isAway = answer === null && holes.includes(WHOLE);
  if (answer === null && !isAway && !check) return null;
  const version = String(json(values.get(VERSION + slug)) ?? spec.version ?? "").slice(0, BEGINNING);
  const first = json(values.get(FIRST + slug));
  return { slug, version, at, mark: markOf(check, answer),
    answer: isAway ? away : withOwn(answer, spec.texts ?? [], new Set(holes)),
    first: first && first.version === spec.version ? first.answer ?? null : null };
}

/**
 * What a kept check is worth: [score, points, is it of this answer?].
 * @param {Json} check
 * @param {Json} answer
 * @returns {[number, number, boolean] | null}
 */
export function markOf(check, answer) {
  if (!Number.isFinite(check?.score) || !Number.isFinite(check?.points)) return null;
  return [check.score, check.points, answer !== null && isSameAnswer(check.answer, answer)];
}

/**
 * How many own words a work's parts hold, in their order: [[exercise, count]].
 * @param {import("./state.js").Work} work
 * @returns {[string | number, number][]}
 */
export function countsOfTexts(work) {
  const count = (value) => {
    if (value instanceof Own) return 1;
    return typeof value === "object" && value !== null ? Object.values(value).reduce((sum, one) => sum + count(one), 0) : 0;
  };
  return [...work.exercises.map(({ slug, answer }) => /** @type {[string | number, number]} */ ([slug, count(answer)])),
    [NOTED, count(work.notes)]];
}

function* namesOf(spec) {
  yield* textsOf(spec.parameters ?? null);
  for (const list of Object.values(spec.codes ?? {})) for (const [code] of list) yield String(code);
  for (const row of spec.cases?.rows ?? []) yield String(row[0]);
  for (const row of spec.rubric ?? []) yield* textsOf([row.id, (row.levels ?? []).map(({ id }) => id)]);
}

/**
 * What a text holds; null for what is no JSON.
 * @param {string | null | undefined} text
 * @returns {Json}
 */
export function json(text) {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
