// What this device keeps of a lesson in a platform: a copy under one key for package and learner, in a storage that
// belongs to all courses of the platform's host. It holds all of the work, and whether the platform has it.

const KEY = "lsdg-scorm:";
const MOST_ASIDE = 8;

/**
 * @typedef {object} Copy
 * @property {Record<string, string>} values as the page's modules keep them: { key: text }
 * @property {Record<string, number>} times when each exercise was changed last
 * @property {Record<string, string[]>} holes texts that are on another device
 * @property {[number, number][]} groups see state.js
 * @property {number} revision
 * @property {boolean} isSent has the platform all of it?
 * @property {string[]} [away] exercises of which something found no room in the platform
 * @property {{ why: string, at: number, content: Json }[]} [aside] what could not be used, so that it is not lost
 */

export class Device {
  /**
   * @param {Storage | null} storage
   * @param {string} lesson the package's name
   */
  constructor(storage, lesson) {
    this.storage = storage;
    this.lesson = lesson;
    this.key = "";
    this.learner(null);
  }

  /** @param {string | null} id as the platform names the learner; null: it does not answer */
  learner(id) {
    this.key = `${KEY}${this.lesson}:${id === null ? "?" : mark(id)}`;
  }

  /** @returns {Copy | null} */
  read(key = this.key) {
    try {
      const found = JSON.parse(this.storage?.getItem(key) ?? "null");
      return isCopy(found) ? found : null;
    } catch {
      return null;
    }
  }

  /**
   * @param {Copy} copy
   * @returns {boolean} is it kept?
   */
  write(copy) {
    try {
      if (!this.storage) return false;
      this.storage.setItem(this.key, JSON.stringify(copy));
      return true;
    } catch {
      return false; // no room, or forbidden
    }
  }

  /** What was written here while the platform did not answer: nobody knows by whom. */
  nameless() {
    return this.read(`${KEY}${this.lesson}:?`);
  }

  forgetNameless() {
    try {
      this.storage?.removeItem(`${KEY}${this.lesson}:?`);
    } catch {
      // Then it is offered again.
    }
  }
}

/**
 * The copy with something more put aside, the latest ones only.
 * @param {Copy["aside"]} aside
 * @param {string} why
 * @param {Json} content
 */
export function withAside(aside, why, content) {
  const known = aside ?? [];
  const text = JSON.stringify(content);
  if (known.some((one) => one.why === why && JSON.stringify(one.content) === text)) return known;
  return [...known, { why, at: Date.now(), content }].slice(-MOST_ASIDE);
}

function isCopy(found) {
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject(found) && isObject(found.values) && isObject(found.times) && isObject(found.holes)
    && Array.isArray(found.groups) && Object.values(found.values).every((text) => typeof text === "string");
}

/** A mark of a name, from which nobody reads the name. */
function mark(text) {
  let [one, other] = [0x811c9dc5, 0x1000193];
  for (let at = 0; at < text.length; at += 1) {
    one = Math.imul(one ^ text.charCodeAt(at), 0x01000193) >>> 0;
    other = Math.imul(other + text.charCodeAt(at), 0x85ebca6b) >>> 0;
  }
  return `${one.toString(36)}${other.toString(36)}`;
}
