// What was answered at the first check, kept beside the answer as { answer, version }. It changes no points: it goes
// along with the work for teachers' statistics, and tells a check whether a question is checked for the first time.

export const FIRST = "localsdg-first:"; // by exercise

/**
 * The first try at an exercise of this version, null if there is none.
 * @param {string} slug
 * @param {string | undefined} version
 * @returns {Json}
 */
export function firstTry(slug, version) {
  try {
    const kept = JSON.parse(localStorage.getItem(FIRST + slug) ?? "null");
    return kept?.version === version ? kept?.answer ?? null : null;
  } catch {
    return null; // no storage here, or not ours
  }
}

/**
 * Is this JSON what is kept of a first try, as localsdg.beside.as_first?
 * @param {Json} value
 * @returns {boolean}
 */
export function isFirst(value) {
  return isObject(value?.answer?.answers) && typeof value.version === "string" && value.version.length <= 40;
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * @param {string} slug
 * @param {string | undefined} version
 * @param {Json} answer the first try from now on; null: none
 */
export function keepFirstTry(slug, version, answer) {
  if ((answer ?? null) === null) return;
  try {
    localStorage.setItem(FIRST + slug, JSON.stringify({ answer, version }));
  } catch {
    // The answer itself could not be kept either, and that was said.
  }
}
