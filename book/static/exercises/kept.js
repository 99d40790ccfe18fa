// What this browser keeps of a learner's work, in localStorage. Every key of it begins with one name; what each
// holds is said where it is written.
import { keptCheck } from "./kept-check.js";
import { isSameAnswer } from "./same.js";

export const KEY = "localsdg:"; // by exercise: the answer
export const VERSION = "localsdg-version:"; // by exercise: for which version of it the answer was given
export const CODE = "localsdg-code:"; // by assignment: what a notebook that was loaded held of a learner's code
const OURS = /^localsdg[:-]/;
const NO_WORK = ["localsdg-theme"]; // what a learner chose of the page's look

/**
 * What is kept under this key; null if there is nothing, no storage, or something that is not ours.
 * @param {string} slug
 * @param {string} prefix
 * @returns {Json}
 */
export function kept(slug, prefix = KEY) {
  try {
    return JSON.parse(localStorage.getItem(prefix + slug) ?? "null");
  } catch {
    return null;
  }
}

/**
 * Keep all of these ({ key: value }) or, where storage is full or forbidden, none of them; true if they are kept.
 * The widgets of this page are told; other tabs hear of it by themselves.
 * @param {Record<string, Json>} values
 */
export function keepAll(values) {
  return write(Object.fromEntries(Object.entries(values).map(([key, value]) => [key, JSON.stringify(value)])));
}

/**
 * The same with texts as they lie in the storage ({ key: text }, null: nothing).
 * @param {Record<string, string | null>} texts
 */
export function write(texts) {
  /** @type {Record<string, string | null>} */
  const before = {};
  try {
    for (const [key, text] of Object.entries(texts)) {
      before[key] = localStorage.getItem(key);
      if (text === null) localStorage.removeItem(key);
      else localStorage.setItem(key, text);
    }
  } catch {
    restore(before);
    return false;
  }
  for (const key of Object.keys(texts)) {
    dispatchEvent(new StorageEvent("storage", { key, newValue: localStorage.getItem(key) }));
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

/**
 * All that is kept of a learner's work, as { key: text }; null where the browser forbids to look.
 * @returns {Record<string, string> | null}
 */
export function everything() {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, place) => localStorage.key(place) ?? "");
    const ours = keys.filter((key) => OURS.test(key) && !NO_WORK.includes(key)).sort();
    return Object.fromEntries(ours.map((key) => [key, localStorage.getItem(key) ?? ""]));
  } catch {
    return null;
  }
}

/**
 * What of all that was deleted may come back ({ key: text }): nothing of an exercise or a lesson that has been
 * worked at since, in another tab.
 * @param {Record<string, string>} before
 * @param {Record<string, string> | null} now
 */
export function stillAway(before, now) {
  const about = (key) => key.slice(key.indexOf(":") + 1);
  const since = new Set(Object.keys(now ?? {}).map(about));
  return Object.fromEntries(Object.entries(before).filter(([key]) => !since.has(about(key))));
}

/**
 * How far an exercise is: "checked", "answered", "missing"; of code that stands in the notebook "carried",
 * "notebook".
 * @param {ExerciseName} exercise
 * @param {Code | null} code
 * @param {boolean} hasPython can pages run code?
 */
export function stateOf({ slug, kind, version }, code, hasPython = false) {
  const answer = kept(slug);
  if (kind === "code" && (!hasPython || answer === null)) {
    if (answer !== null || (code?.sources && slug in code.sources)) return "carried";
    return hasPython ? "missing" : "notebook";
  }
  if (answer === null || (kind === "text" && !String(answer.text ?? "").trim())) return "missing";
  const checked = keptCheck(slug, version); // of an earlier version: that exercise was another one
  return checked && isSameAnswer(checked.answer, answer) ? "checked" : "answered";
}
