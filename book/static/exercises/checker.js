// Checks answers in a worker, which is started by the first check and again after it failed.

const START_LIMIT = 90000; // ms to fetch 0.3 MB: a slow line is no fault
const RUN_LIMIT = 5000; // ms for the checks themselves, which take some milliseconds

/** @type {Worker | null} */
let worker = null;
let asked = 0;
const waiting = new Map();

/**
 * Check one answer -> { type: "checked", records, score, points, first }, or { type: "problem", problem } with
 * problem "check_offline" (the worker or its files could not be fetched), "check_hangs" or "check_broken".
 * first: the first try so far, and after this check (localsdg.tries). Never rejects.
 * @param {string} slug
 * @param {Json} answer
 * @param {Json} first
 * @returns {Promise<Reply>}
 */
export function checkAnswer(slug, answer, first) {
  return new Promise((resolve) => {
    asked += 1;
    const job = { resolve, timer: setTimeout(() => fail("check_offline"), START_LIMIT) };
    waiting.set(asked, job);
    try {
      worker ??= start();
      worker.postMessage({ job: asked, slug, answer: JSON.stringify(answer ?? null), first: JSON.stringify(first ?? null) });
    } catch (problem) {
      console.error(problem);
      fail("check_broken");
    }
  });
}

/**
 * Fetch Python and an exercise's checks before they are asked for: on a slow line that takes seconds. A failure
 * is nobody's business until there is something to check.
 * @param {string} slug
 */
export function prepare(slug) {
  try {
    worker ??= start();
    worker.postMessage({ prepare: slug });
  } catch (problem) {
    console.error(problem);
  }
}

function start() {
  const fresh = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  fresh.onmessage = ({ data }) => heard(data);
  fresh.onerror = (event) => {
    event.preventDefault();
    fail("check_offline");
  };
  return fresh;
}

function heard({ job, state, reply, problem, unprepared }) {
  if (unprepared && waiting.size === 0) { // what failed is remembered there: the first check begins anew
    worker?.terminate();
    worker = null;
  }
  const known = waiting.get(job);
  if (!known) return;
  if (state === "running") {
    clearTimeout(known.timer);
    known.timer = setTimeout(() => fail("check_hangs"), RUN_LIMIT);
  } else if (problem) {
    fail(problem);
  } else {
    clearTimeout(known.timer);
    waiting.delete(job);
    known.resolve({ type: "checked", ...JSON.parse(reply) });
  }
}

/** End the worker; the next check starts a new one. */
function fail(problem) {
  worker?.terminate();
  worker = null;
  for (const { resolve, timer } of waiting.values()) {
    clearTimeout(timer);
    resolve({ type: "problem", problem });
  }
  waiting.clear();
}
