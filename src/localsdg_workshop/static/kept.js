// What of this browser's work is on the laptop: of each kept value a short mark of the text that was acknowledged last.
// What differs from its mark is still to be sent, whatever happened meanwhile: a reload, a dead battery, no line.

const MARKS = "lsdg-workshop"; // { person, marks: { key: mark } }
const OURS = /^(localsdg(-[a-z]+)*(:|$)|lsdg-poll:)/;
const APART = ["localsdg-theme", "localsdg-code"]; // the look; cells of notebooks from elsewhere

/** @returns {{ person: string, marks: Record<string, string> }} */
function read() {
  try {
    const found = JSON.parse(localStorage.getItem(MARKS) ?? "null");
    if (typeof found?.marks === "object") return found;
  } catch {
    // not ours, or no storage
  }
  return { person: "", marks: {} };
}

/** @param {{ person: string, marks: Record<string, string> }} value */
function write(value) {
  try {
    localStorage.setItem(MARKS, JSON.stringify(value));
  } catch {
    // Then everything is sent once more after the next reload, which harms nobody.
  }
}

/** A mark of a text: who it is that it stands for tells no one, and two texts hardly ever share one. */
function markOf(text) {
  if (text === null) return "-";
  let [one, other] = [0x811c9dc5, 0x1000193];
  for (let at = 0; at < text.length; at += 1) {
    one = Math.imul(one ^ text.charCodeAt(at), 0x01000193) >>> 0;
    other = Math.imul(other + text.charCodeAt(at), 0x85ebca6b) >>> 0;
  }
  return `${text.length}.${one.toString(36)}.${other.toString(36)}`;
}

/** @param {string} key */
export function isWork(key) {
  return OURS.test(key) && !APART.some((one) => key.startsWith(one));
}

function keys() {
  return Array.from({ length: localStorage.length }, (_, place) => localStorage.key(place) ?? "").filter(isWork);
}

/** All keys that this browser knows of, those of what was deleted among them. */
export function known() {
  return [...new Set([...keys(), ...Object.keys(read().marks)])];
}

/** { key: text or null } of what the laptop does not have yet. */
export function unsent() {
  const { marks } = read();
  const found = {};
  for (const key of new Set([...keys(), ...Object.keys(marks)])) {
    const text = localStorage.getItem(key);
    if ((marks[key] ?? "-") !== markOf(text)) found[key] = text;
  }
  return found;
}

/**
 * The laptop has these ({ key: text or null }) on its disk.
 * @param {Record<string, string | null>} values
 */
export function acknowledged(values) {
  const state = read();
  for (const [key, text] of Object.entries(values)) state.marks[key] = markOf(text);
  write(state);
}

/**
 * This browser is this person's now; what another left here belongs to them, and the laptop has it.
 * @param {string} person of this workshop (phones.py)
 */
export function belongsTo(person) {
  const state = read();
  if (state.person === person) return;
  if (state.person) for (const key of keys()) localStorage.removeItem(key);
  write({ person, marks: {} });
}

/**
 * Take back what this browser has lost ({ key: text }); the widgets of the page are told.
 * @param {Record<string, string>} values
 */
export function restored(values) {
  for (const [key, text] of Object.entries(values)) {
    localStorage.setItem(key, text);
    dispatchEvent(new StorageEvent("storage", { key, newValue: text, storageArea: localStorage }));
  }
  acknowledged(values);
}
