// What the last check of an exercise found, kept beside the answer that was checked, so that it can be shown again:
// { answer, score, points, records, version, language, at: ms since 1970 }. Earlier versions of the course kept no more than the first
// three. Whatever is read here was perhaps written by somebody else: a loaded file, another program.

export const CHECKED = "localsdg-checked:"; // by exercise
const STATES = ["met", "partly", "unmet", "advice"]; // where a check is broken nothing is kept

/**
 * Is this JSON what is kept of a check?
 * @param {Json} value
 * @returns {boolean}
 */
export function isCheck(value) {
  const { score, points, version, records = [] } = value ?? {};
  return Number.isFinite(score) && Number.isFinite(points) && score >= 0 && score <= points
    && ["string", "undefined"].includes(typeof version) && Array.isArray(records) && records.every(isRecord);
}

function isRecord(record) {
  return typeof record?.id === "string" && typeof record.text === "string" && STATES.includes(record.state)
    && Number.isFinite(record.points) && Number.isFinite(record.earned);
}

/**
 * What the last check of an exercise found, null if nothing is kept of one or it was of another version.
 * @param {string} slug
 * @param {string | undefined} version of the exercise; its beginning is enough
 * @returns {KeptCheck | null}
 */
export function keptCheck(slug, version) {
  try {
    const check = JSON.parse(localStorage.getItem(CHECKED + slug) ?? "null");
    return isCheck(check) && (check.version ?? version ?? "").startsWith(version ?? "") ? check : null;
  } catch {
    return null; // no storage here, or not ours
  }
}

/**
 * Keep what a check found; where there is no room for all of it, at least the points. This page's parts are told.
 * @param {string} slug
 * @param {KeptCheck} check
 */
export function keepCheck(slug, check) {
  const { answer, score, points, version } = check;
  const key = CHECKED + slug;
  const at = Date.now(); // for the learner's record of work
  for (const kept of [{ ...check, at }, { answer, score, points, version, at }]) {
    try {
      localStorage.setItem(key, JSON.stringify(kept));
      dispatchEvent(new StorageEvent("storage", { key, newValue: localStorage.getItem(key) }));
      return;
    } catch {
      // The answer itself could perhaps not be kept either, and that was said.
    }
  }
}
