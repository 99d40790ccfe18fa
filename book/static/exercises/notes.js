// A learner's notes on the questions "In your municipality", kept by lesson as [{ at, question, note }]: at is the
// place of the question among those of its lesson. The question stands beside the note, so that it is known what a
// note answers when an author changes the questions, and so that a dossier can be made without the lesson's page.

export const NOTES = "localsdg-notes:"; // by lesson: "<module>/<lesson>"

/**
 * Is this JSON what is kept of a lesson's notes?
 * @param {Json} value
 * @returns {boolean}
 */
export function areNotes(value) {
  return Array.isArray(value) && value.every((one) => typeof one?.question === "string"
    && typeof one.note === "string" && Number.isInteger(one.at) && one.at >= 0);
}

/**
 * The notes on a lesson that this browser keeps. Raises where storage is forbidden.
 * @param {string} lesson
 * @returns {Note[]}
 */
export function notesOn(lesson) {
  const text = localStorage.getItem(NOTES + lesson);
  try {
    const notes = JSON.parse(text ?? "[]");
    return areNotes(notes) ? notes : [];
  } catch {
    return []; // not ours
  }
}

/**
 * The same, where it does not matter whether there is any storage.
 * @param {string} lesson
 * @returns {Note[]}
 */
export function notesIfAny(lesson) {
  try {
    return notesOn(lesson);
  } catch {
    return [];
  }
}

/**
 * Keep these notes in place of all others on this lesson; tell this page. Raises where nothing can be kept.
 * @param {string} lesson
 * @param {Note[]} notes
 */
export function keepNotes(lesson, notes) {
  const key = NOTES + lesson;
  if (notes.length > 0) localStorage.setItem(key, JSON.stringify(notes));
  else localStorage.removeItem(key);
  dispatchEvent(new StorageEvent("storage", { key, newValue: localStorage.getItem(key) }));
}
