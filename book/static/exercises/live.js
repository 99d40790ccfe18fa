// The page's own Python (Pyodide): fetched after a click, run in a worker, ended when it takes too long.
// Only a book that was built with it has live.json, and says so in the script element that loads host.js.

const HERE = new URL(".", import.meta.url);
const RUN_LIMIT = 60; // seconds; a phone is slower than the grader, which gives 30

/** @type {Promise<Live | null> | undefined} */
let known;

/**
 * This book's Python; null where there is none. It is asked for once a page, and starts nothing.
 * @returns {Promise<Live | null>}
 */
export function liveIfAny() {
  known ??= look();
  return known;
}

async function look() {
  if (!document.querySelector("script[data-live]")) return null;
  try {
    const reply = await fetch(new URL("live.json", HERE));
    if (!reply.ok) throw new Error(String(reply.status));
    return new Live(await reply.json());
  } catch (problem) {
    console.error(problem);
    known = undefined; // it may be asked for again
    return null;
  }
}

/** Python for all of a page's code. What one run leaves behind no other run sees. */
export class Live {
  /**
   * @param {{ root: string, wheel: string, megabytes: string, bytes: Record<string, number>, words: Record<string, string> }} about
   *   from live.json: where Python lies, what it weighs as compressed, its files as they are, and all sentences
   */
  constructor(about) {
    this.root = new URL(about.root, HERE);
    this.words = about.words;
    this.limit = RUN_LIMIT;
    /** @type {Worker | null} */
    this.worker = null;
    this.asked = 0;
    this.waiting = new Map();
    /** @type {Set<(state: LiveState) => void>} */
    this.watchers = new Set();
    this.about = about;
    /** @type {LiveState} */
    this.state = { name: "off" };
  }

  /**
   * @param {string} key
   * @param {Record<string, unknown>} [values]
   */
  t(key, values = {}) {
    const all = { megabytes: this.about.megabytes, seconds: this.limit, ...values };
    return String(this.words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in all ? String(all[name]) : whole));
  }

  /**
   * Be told of each change: off, loading (share: from 0 to 1, null if unknown), ready, failed.
   * @param {(state: LiveState) => void} watcher
   */
  watch(watcher) {
    this.watchers.add(watcher);
    watcher(this.state);
  }

  /** Fetch and start Python, if it is not there yet. */
  start() {
    if (this.worker) return;
    this.tell({ name: "loading", share: null });
    const worker = new Worker(new URL("live-worker.js", HERE), { type: "module" });
    this.worker = worker;
    worker.onmessage = ({ data }) => { if (worker === this.worker) this.heard(data); };
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker === this.worker) this.end("live_offline", "failed");
    };
    worker.postMessage({ start: { root: this.root.href, wheel: this.about.wheel, bytes: this.about.bytes } });
  }

  /**
   * Run code -> what localsdg.live.run says, or { problem } (a key of the interface's words). Never rejects.
   * @param {{ code: string, before?: string[], wanted?: Json[] }} asked
   * @param {() => void} begun called when all is there and the code begins
   * @returns {Promise<Json>}
   */
  run(asked, begun) {
    this.start();
    return new Promise((resolve) => {
      this.asked += 1;
      this.waiting.set(this.asked, { resolve, begun, timer: 0 });
      this.worker?.postMessage({ job: this.asked, code: [...(asked.before ?? []), asked.code].join("\n"), request: JSON.stringify({ ...asked, words: this.words }) });
    });
  }

  /** End what runs. The next run starts Python again, from what the browser has kept. */
  stop() {
    if (this.waiting.size > 0) this.end("live_stopped", "off");
  }

  heard({ job, state, share, reply, problem }) {
    const one = this.waiting.get(job);
    if (state === "loading") this.tell({ name: "loading", share });
    else if (state === "ready") this.tell({ name: "ready" });
    else if (state === "running" && one) {
      one.begun();
      one.timer = setTimeout(() => this.end("live_too_long", "off"), RUN_LIMIT * 1000);
    } else if (problem) this.end(problem, problem === "live_offline" ? "failed" : "off");
    else if (one) this.settle(job, JSON.parse(reply));
  }

  settle(job, result) {
    const { resolve, timer } = this.waiting.get(job);
    clearTimeout(timer);
    this.waiting.delete(job);
    resolve(result);
  }

  /** End the worker, whatever it does. */
  end(problem, name) {
    this.worker?.terminate();
    this.worker = null;
    for (const job of [...this.waiting.keys()]) this.settle(job, { problem });
    this.tell({ name });
  }

  tell(state) {
    this.state = state;
    for (const watcher of this.watchers) watcher(state);
  }
}

/**
 * Code that came from a notebook before its page could run it becomes the kept answer, if there is none.
 * @param {string | undefined} assignment
 * @param {string | undefined} slug
 */
export function takeOver(assignment, slug) {
  if (!assignment || !slug) return;
  try {
    const code = JSON.parse(localStorage.getItem(`localsdg-code:${assignment}`) ?? "null");
    const source = code?.sources?.[slug];
    if (typeof source !== "string") return;
    if (localStorage.getItem(`localsdg:${slug}`) === null) {
      localStorage.setItem(`localsdg:${slug}`, JSON.stringify({ code: source }));
    }
    delete code.sources[slug]; // from now on the page's is the one
    localStorage.setItem(`localsdg-code:${assignment}`, JSON.stringify(code));
  } catch {
    // No storage, or not ours: the notebook's code stays where it is.
  }
}
