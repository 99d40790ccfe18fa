// The platform that a lesson runs in, by the one of SCORM's two interfaces that the package is made for. Whatever a
// platform does, nothing here raises: an error is told by false, a value that is not there by "".

const FARTHEST = 12; // frames upwards

const OLD = {
  object: "API", call: (verb) => `LMS${verb}`, begin: "Initialize", end: "Finish",
  id: "cmi.core.student_id", name: "cmi.core.student_name", mode: "cmi.core.lesson_mode",
  state: "cmi.suspend_data", status: "cmi.core.lesson_status", exit: "cmi.core.exit", time: "cmi.core.session_time",
  raw: "cmi.core.score.raw", min: "cmi.core.score.min", max: "cmi.core.score.max", scaled: null,
};
const NEW = {
  object: "API_1484_11", call: (verb) => verb, begin: "Initialize", end: "Terminate",
  id: "cmi.learner_id", name: "cmi.learner_name", mode: "cmi.mode",
  state: "cmi.suspend_data", status: "cmi.completion_status", exit: "cmi.exit", time: "cmi.session_time",
  raw: "cmi.score.raw", min: "cmi.score.min", max: "cmi.score.max", scaled: "cmi.score.scaled",
};

/** Characters of cmi.suspend_data: 1.2 allows 4,096, and 2004 64,000. */
export const LIMITS = { "1.2": 3500, "2004": 60000 };

export class Platform {
  /** @param {string} version "1.2" or "2004" */
  constructor(version) {
    this.isNew = version === "2004";
    this.names = this.isNew ? NEW : OLD;
    /** @type {Json} */
    this.api = null;
    this.isOpen = false;
    /** @type {Map<string, string>} */
    this.sent = new Map(); // what the platform has, as far as it is known
    this.hasNew = false; // is there anything that it was told and has not stored?
  }

  /** Find the platform and begin: true if it answers. */
  begin() {
    this.api ??= found(window, this.names.object);
    if (!this.api) return false;
    // A page that was left and comes back finds it open, and no platform says so in the same way.
    this.isOpen = this.call(this.names.begin, "") || this.answers();
    return this.isOpen;
  }

  /** Does it tell who the learner is? */
  answers() {
    try {
      const id = this.api[this.names.call("GetValue")](this.names.id);
      return typeof id === "string" && id !== "" && this.error() === 0;
    } catch (problem) {
      console.error(problem);
      return false;
    }
  }

  error() {
    const code = String(this.api[this.names.call("GetLastError")]());
    return /^\d+$/.test(code) ? Number(code) : -1; // what is no number comes from something that is broken
  }

  /** @returns {boolean} */
  call(verb, ...given) {
    try {
      return String(this.api[this.names.call(verb)](...given)) === "true";
    } catch (problem) {
      console.error(problem);
      return false;
    }
  }

  /**
   * @param {string | null} name
   * @returns {string}
   */
  get(name) {
    if (!name || !this.isOpen) return "";
    try {
      const value = this.api[this.names.call("GetValue")](name);
      const text = value === undefined || value === null ? "" : String(value);
      this.sent.set(name, text);
      return text;
    } catch (problem) {
      console.error(problem);
      return "";
    }
  }

  /**
   * Tell the platform a value, unless it has it: false if it refuses.
   * @param {string | null} name
   * @param {string} value
   */
  set(name, value) {
    if (!name || this.sent.get(name) === value) return true;
    if (!this.isOpen || !this.call("SetValue", name, value)) return false;
    this.sent.set(name, value);
    this.hasNew = true;
    return true;
  }

  /** Let it store what it was told. */
  commit() {
    if (!this.hasNew) return this.isOpen;
    if (!this.isOpen || !this.call("Commit", "")) return false;
    this.hasNew = false;
    return true;
  }

  end() {
    if (this.isOpen) this.call(this.names.end, "");
    this.isOpen = false;
  }
}

/** The platform's object: in a frame above, or in the window that opened this one. */
function found(from, name) {
  for (const start of [from, opener(from)]) {
    let at = start;
    for (let far = 0; at && far < FARTHEST; far += 1) {
      try {
        if (at[name]) return at[name];
      } catch {
        break; // a page of another host
      }
      at = at.parent !== at ? at.parent : null;
    }
  }
  return null;
}

function opener(from) {
  try {
    return from.opener ?? from.top?.opener ?? null;
  } catch {
    return null;
  }
}
