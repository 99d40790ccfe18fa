// How far the learner has come, from what this browser keeps. It is nobody's business but the learner's: nothing of it
// is sent anywhere. Four states: "none" (not begun), "begun", "checked" (all that can be checked is, with fewer points
// than there are), "all" (all points).
import { isSameAnswer } from "./same.js";

const KEPT = "localsdg:"; // by exercise: the answer
const CHECKED = "localsdg-checked:"; // by exercise: see kept-check.js
export const OPENED = "localsdg-opened:"; // by lesson, "<module>/<lesson>": when it was last opened, in ms; 0: not known

/**
 * @param {string} key
 * @returns {Json}
 */
function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null; // no storage here, or not ours
  }
}

/** Is anything begun? Without storage nothing is. */
export function isBegun() {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(KEPT) || key.startsWith(OPENED));
  } catch {
    return false;
  }
}

/**
 * The lesson is open now. False where nothing can be kept.
 * @param {string} lesson
 */
export function open(lesson) {
  try {
    localStorage.setItem(OPENED + lesson, String(Date.now()));
    return true;
  } catch {
    return false;
  }
}

/**
 * Points are those of the last check: who changes an answer later has them still, and has begun anew.
 * @param {ExerciseFact} exercise
 * @returns {At}
 */
export function exerciseAt([slug, points, version]) {
  const answer = read(KEPT + slug);
  const at = (/** @type {At["state"]} */ state, score = 0) => ({ state, score, points });
  if (answer === null || (points === 0 && answer.text?.trim?.() === "")) return at("none");
  if (points === 0) return at("all"); // its points are a person's: it is done when it is written
  const check = read(CHECKED + slug);
  // Earlier versions of the course did not keep for which version of the exercise a check was.
  const isOfThis = check?.version ? String(check.version).startsWith(version) : check?.points === points;
  const score = isOfThis ? Math.min(points, Math.max(0, Number(check.score) || 0)) : 0;
  if (!isOfThis || !isSameAnswer(check.answer, answer)) return at("begun", score);
  return at(score >= points ? "all" : "checked", score);
}

/**
 * An exercise that one may leave out (code) counts when it was checked: not every book can do that. A lesson without any exercise is done when it was
 * opened.
 * @param {string} module
 * @param {LessonFact} lesson
 * @returns {At & { opened: number | null }}
 */
export function lessonAt(module, { name, exercises }) {
  const opened = read(`${OPENED}${module}/${name}`);
  const counted = exercises.filter(([, , , optional]) => !optional).map(exerciseAt);
  const others = exercises.filter(([, , , optional]) => optional).map(exerciseAt);
  counted.push(...others.filter((at) => isDone(at) || at.score > 0));
  if (counted.length === 0) return { state: opened === null ? "none" : "all", score: 0, points: 0, opened };
  const at = together(counted);
  return { ...at, state: at.state === "none" && opened !== null ? "begun" : at.state, opened };
}

/**
 * The state of several things as one.
 * @param {At[]} ats
 * @returns {At}
 */
export function together(ats) {
  const sum = (/** @type {"score" | "points"} */ key) => Math.round(ats.reduce((total, at) => total + at[key], 0) * 100) / 100;
  const are = (/** @type {string[]} */ ...states) => ats.every(({ state }) => states.includes(state));
  const state = are("none") ? "none" : are("all") ? "all" : are("checked", "all") ? "checked" : "begun";
  return { state, score: sum("score"), points: sum("points") };
}

/** @param {At} at */
export function isDone({ state }) {
  return state === "checked" || state === "all";
}
