// Judge answers with MicroPython under Node, through the very files that a page loads.
// usage: node micropython.mjs EXERCISES_FOLDER; answers each line {"slug", "answer": JSON text} with a line of JSON,
// and a line {"python": a program that sets `found` to a text} with that text (a line of JSON, too).
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2]);
const load = (path) => import(pathToFileURL(join(folder, path)).href);
const { loadMicroPython } = await load("micropython/micropython.mjs");
const { PYTHON, startPython } = await load("python.js");
const sources = JSON.parse(readFileSync(join(folder, PYTHON), "utf8"));
let runtime, exercise, before;

async function judged(slug, answer) {
  if (slug !== before) {
    // A new interpreter, as for a page: with all exercises in one, it would look for free memory most of the time.
    runtime = await startPython(loadMicroPython, sources);
    exercise = readFileSync(join(folder, `checks/${slug}.json`), "utf8");
    before = slug;
  }
  return runtime.judge(slug, exercise, answer);
}

async function ran(program) {
  const python = await loadMicroPython({ heapsize: 4 * 1024 * 1024 });
  python.runPython(program);
  return python.globals.get("found");
}

for await (const line of createInterface({ input: process.stdin })) {
  const { slug, answer, python } = JSON.parse(line);
  let reply;
  try {
    reply = python === undefined ? await judged(slug, answer) : await ran(python);
  } catch (problem) {
    reply = JSON.stringify({ raised: String(problem) });
  }
  process.stdout.write(`${reply}\n`);
}
