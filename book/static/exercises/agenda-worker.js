// Runs the planner (localsdg_build.agenda.page) in MicroPython, away from the page. Messages in: { job, course, wish }
// (JSON texts); out: { job, reply (JSON text, null if it could not be loaded or broke) }.
import { loadMicroPython } from "./micropython/micropython.mjs";
import { pythonWith } from "./python.js";

const SOURCES = new URL("agenda-python.json", import.meta.url);

async function begin(course) {
  const reply = await fetch(SOURCES);
  if (!reply.ok) throw new Error(`${SOURCES}: ${reply.status}`);
  const python = await pythonWith(loadMicroPython, await reply.json());
  python.runPython("from localsdg_build.agenda import page");
  const page = python.globals.get("page");
  page.learn(course);
  return page;
}

/** @type {Promise<Json> | null} */
let planner = null;

onmessage = async ({ data: { job, course, wish } }) => {
  try {
    planner ??= begin(course);
    const page = await planner;
    postMessage({ job, reply: page.answer(wish) });
  } catch (problem) {
    console.error(problem);
    postMessage({ job, reply: null });
  }
};
