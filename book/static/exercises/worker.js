// Runs an exercise's checks in MicroPython, away from the page. Messages in: { job, slug, answer, first (JSON texts) };
// out: { job, state: "running" } when all is fetched, then { job, reply (JSON text) } or { job, problem }.
// { prepare: slug } fetches what a check of this exercise needs; out, if that failed: { unprepared: true }.
import { loadMicroPython } from "./micropython/micropython.mjs";
import { PYTHON, startPython } from "./python.js";

const HERE = new URL(".", import.meta.url);

async function text(path) {
  const reply = await fetch(new URL(path, HERE));
  if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
  return reply.text();
}

async function begin() {
  return startPython(loadMicroPython, JSON.parse(await text(PYTHON)));
}

const python = begin();
const exercises = new Map();

function fetched(slug) {
  if (!exercises.has(slug)) exercises.set(slug, text(`checks/${slug}.json`));
  return Promise.all([python, exercises.get(slug)]);
}

onmessage = async ({ data: { prepare, job, slug, answer, first } }) => {
  if (prepare) {
    fetched(prepare).catch(() => postMessage({ unprepared: true }));
    return;
  }
  let judge;
  try {
    const [runtime, exercise] = await fetched(slug);
    judge = () => runtime.judge(slug, exercise, answer, first);
  } catch (problem) {
    console.error(problem);
    postMessage({ job, problem: "check_offline" });
    return;
  }
  postMessage({ job, state: "running" });
  try {
    postMessage({ job, reply: judge() });
  } catch (problem) {
    console.error(problem);
    postMessage({ job, problem: "check_broken" });
  }
};
