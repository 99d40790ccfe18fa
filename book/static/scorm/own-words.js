// A learner's own words in an answer, apart from what was chosen: where they lie says the exercise (spec.texts, see
// localsdg.closed). An answer is never changed here.
import { Own, away } from "./codes.js";

/**
 * The answer with each own text in it as an Own; `holes`: those places whose text is on another device.
 * @param {Json} answer
 * @param {Json[][]} places
 * @param {Set<string>} [holes] paths, as `pathsOf` names them
 * @returns {Json}
 */
export function withOwn(answer, places, holes = new Set()) {
  return (places ?? []).reduce((found, place) => marked(found, place, "", holes), answer);
}

function marked(value, place, path, holes) {
  const [key, ...rest] = place;
  if (typeof value !== "object" || value === null || value instanceof Own) return value;
  if (Array.isArray(value) && key !== "*") return value;
  const isEnd = rest.length === 0 || Array.isArray(rest[0]);
  const inner = (name) => {
    const here = `${path}/${nameOf(value, name)}`;
    if (!isEnd) return marked(value[name], rest, here, holes);
    if (typeof value[name] !== "string" || (rest[0] ?? []).includes(value[name])) return value[name];
    if (value[name] === "") return holes.has(here) ? new Own(null) : "";
    return new Own(value[name]);
  };
  if (Array.isArray(value)) return value.map((_, at) => inner(at));
  return Object.fromEntries(Object.keys(value).map((name) => [name, key === "*" || key === name ? inner(name) : value[name]]));
}

const WRITTEN = /[^ \t\n\r\v\f]/; // as localsdg.closed

/**
 * Are there own words in an answer?
 * @param {Json} answer
 * @param {Json[][]} places
 * @returns {boolean}
 */
export function isWritten(answer, places) {
  const holds = (one) => (one instanceof Own ? WRITTEN.test(one.text ?? "")
    : typeof one === "object" && one !== null && Object.values(one).some(holds));
  return holds(withOwn(answer, places));
}

/** A part of a list is called by its id, if it has one: its place may change. */
function nameOf(value, name) {
  const id = Array.isArray(value) ? value[name]?.id : undefined;
  return typeof id === "string" ? `#${id}` : String(name);
}

/**
 * An answer as the page knows it, and the paths of the texts that are not here: in their place is no text.
 * @param {Json} value with Own in it
 * @returns {{ answer: Json, holes: string[] }}
 */
export function withoutOwn(value) {
  /** @type {string[]} */
  const holes = [];
  const plain = (one, path) => {
    if (one instanceof Own) {
      if (one.text === null) holes.push(path);
      return one.text ?? "";
    }
    if (Array.isArray(one)) return one.map((part, at) => plain(part, `${path}/${nameOf(one, at)}`));
    if (typeof one !== "object" || one === null || one === away) return one;
    return Object.fromEntries(Object.entries(one).map(([key, part]) => [key, plain(part, `${path}/${key}`)]));
  };
  return { answer: plain(value, ""), holes };
}

/**
 * The answer with the texts of `other` in its holes: { answer, holes that are left }.
 * @param {Json} answer
 * @param {string[]} holes
 * @param {Json} other
 */
export function filled(answer, holes, other) {
  const texts = new Map(allTexts(other, ""));
  const left = holes.filter((path) => !texts.get(path));
  const put = (one, path) => {
    if (holes.includes(path) && one === "") return texts.get(path) ?? "";
    if (Array.isArray(one)) return one.map((part, at) => put(part, `${path}/${nameOf(one, at)}`));
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, part]) => [key, put(part, `${path}/${key}`)]));
  };
  return { answer: put(answer, ""), holes: left };
}

/** @returns {[string, string][]} path and text */
function allTexts(value, path) {
  if (typeof value === "string") return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((part, at) => allTexts(part, `${path}/${nameOf(value, at)}`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => allTexts(part, `${path}/${key}`));
}
