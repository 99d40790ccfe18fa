// What a page writes, one after the other, and how it is taken back.
import { ask, Refused } from "./asking.js";

/** Writes readings: of what comes while one is under way only the newest is sent. */
export class Writer {
  /**
   * @param {Record<string, string>} words
   * @param {(id: string, reply: any, now?: any) => void} written
   * @param {(problem: unknown) => void} say
   */
  constructor(words, written, say) {
    this.words = words;
    this.written = written;
    this.say = say;
    /** @type {Map<string, string>} by text, the mark of what was seen last */
    this.seen = new Map();
    /** @type {{id: string, before: any}[]} */
    this.steps = [];
    /** @type {Map<string, any>} what waits to be written, by text */
    this.waiting = new Map();
    /** @type {Promise<boolean> | null} */
    this.working = null;
  }

  get isBusy() {
    return this.working !== null;
  }

  /** Nothing of before can be taken back: somebody else reads now. */
  forget() {
    this.steps = [];
  }

  /** @param {string} id @param {any} told */
  save(id, told) {
    this.waiting.set(id, told);
    this.working ??= this.#work().finally(() => (this.working = null));
  }

  /** Waits until all is written; whether it was. */
  async flush() {
    return (await this.working) ?? this.waiting.size === 0;
  }

  async #work() {
    let isDone = true;
    while (this.waiting.size) {
      const [[id, told]] = this.waiting;
      this.waiting.delete(id);
      try {
        const reply = await ask("/read/save", { id, seen: this.seen.get(id), ...told });
        this.seen.set(id, reply.seen);
        this.steps.push({ id, before: reply.before });
        this.say(null);
        this.written(id, reply);
      } catch (problem) {
        isDone = false;
        this.waiting.delete(id);
        this.say(problem);
        this.written(id, null, problem instanceof Refused ? problem.told?.now : undefined);
      }
    }
    return isDone;
  }

  /** Takes the last step back; the text's id and how it stands then, or null. */
  async undo() {
    const last = this.steps.pop();
    if (!last) return null;
    try {
      const reply = await ask("/read/undo", { ...last, seen: this.seen.get(last.id) });
      this.seen.set(last.id, reply.seen);
      this.say(null);
      return { id: last.id, ...reply };
    } catch (problem) {
      this.say(problem);
      return null;
    }
  }
}
