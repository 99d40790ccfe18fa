// Judge answers with MicroPython under Node, through the very files that a page loads.
// usage: node micropython.mjs EXERCISES_FOLDER < lines of {"slug", "answer": JSON text}; writes a line of JSON each.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2]);
const load = (path) => import(pathToFileURL(join(folder, path)).href);
const { loadMicroPython } = await load("micropython/micropython.mjs");
const { PYTHON_FILES, startPython } = await load("python.js");
const sources = PYTHON_FILES.map((path) => [path, readFileSync(join(folder, path), "utf8")]);
const runtime = await startPython(loadMicroPython, sources);
const exercises = new Map();
for (const line of readFileSync(0, "utf8").split("\n")) {
  if (!line) continue;
  const { slug, answer } = JSON.parse(line);
  if (!exercises.has(slug)) exercises.set(slug, readFileSync(join(folder, `checks/${slug}.json`), "utf8"));
  let reply;
  try {
    reply = runtime.judge(slug, exercises.get(slug), answer);
  } catch (problem) {
    reply = JSON.stringify({ raised: String(problem) });
  }
  process.stdout.write(`${reply}\n`);
}
