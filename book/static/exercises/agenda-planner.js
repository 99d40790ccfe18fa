// Asks the planner, which is Python in a worker. It is started by the first question.

export class Planner {
  /** @param {{ facts: Json, words: Json }} course */
  constructor(course) {
    this.course = JSON.stringify(course);
    /** @type {Worker | null} */
    this.worker = null;
    this.asked = 0;
    this.waiting = new Map();
  }

  /**
   * What agenda/page.py answers; null if the planner could not be loaded or broke. Never rejects.
   * @param {Json} wish
   * @returns {Promise<Json>}
   */
  ask(wish) {
    return new Promise((resolve) => {
      this.asked += 1;
      this.waiting.set(this.asked, resolve);
      this.worker ??= this.start();
      this.worker.postMessage({ job: this.asked, course: this.course, wish: JSON.stringify(wish) });
    });
  }

  start() {
    const worker = new Worker(new URL("agenda-worker.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data: { job, reply } }) => {
      this.waiting.get(job)?.(reply === null ? null : JSON.parse(reply));
      this.waiting.delete(job);
      if (reply === null) this.fail();
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.fail();
    };
    return worker;
  }

  /** The next question starts a new worker. */
  fail() {
    this.worker?.terminate();
    this.worker = null;
    for (const resolve of this.waiting.values()) resolve(null);
    this.waiting.clear();
  }
}
