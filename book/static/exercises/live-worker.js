// Pyodide, away from the page. Messages in: { start: { root, wheel, bytes } }, { job, code, request (JSON text) };
// out: { state: "loading", share }, { state: "ready" }, { job, state: "running" }, then { job, reply } or { job, problem }.
// pandas comes while the learner still reads, other packages when code names them.

const TABLES = ["pandas"];
const IDLE = 2000; // ms: code that is run as soon as Python is there goes first
const COURSE = /\blocalsdg\b/; // its tables are pandas'
const FIGURES = /\bplotly\b/;
// The browser keeps these compiled if nobody looks into them: they are counted when they are there.
const UNCOUNTED = ["pyodide.asm.js", "pyodide.asm.wasm"];

/** @type {{ root: string, wheel: string, bytes: Record<string, number> }} */
let place;
/** @type {Promise<Json>} */
let python;
/** @type {(request: string) => string} */
let run;
/** @type {Promise<unknown>} */
let queue = Promise.resolve();
const fetched = new Map(); // bytes so far, by file name

onmessage = ({ data }) => {
  if (data.start) {
    place = data.start;
    python = begin();
    tables().catch(failed);
  } else {
    queue = queue.then(() => answer(data)).catch(failed);
  }
};

function failed(problem) {
  console.error(problem);
  postMessage({ problem: "live_offline" });
}

async function begin() {
  count();
  const course = fetch(`${place.root}pyodide/${place.wheel}`).then((reply) => reply.arrayBuffer());
  const { loadPyodide } = await import(`${place.root}pyodide/pyodide.mjs`);
  const pyodide = await loadPyodide({ indexURL: `${place.root}pyodide/` });
  for (const name of UNCOUNTED) fetched.set(name, place.bytes[name]);
  pyodide.unpackArchive(await course, "whl"); // without what a notebook needs besides
  run = pyodide.pyimport("localsdg.live").run;
  return pyodide;
}

/** While nobody waits: what most code needs. Code that does not need it may run meanwhile. */
async function tables() {
  const pyodide = await python;
  await new Promise((done) => { setTimeout(done, IDLE); });
  await queue;
  await pyodide.loadPackage(TABLES);
  queue = queue.then(() => {
    pyodide.runPython("import pandas");
    postMessage({ state: "ready" });
  });
}

/** What is fetched is counted, for the bar. */
function count() {
  const ask = self.fetch.bind(self);
  self.fetch = async (address, options) => {
    const reply = await ask(address, options);
    const name = String(address instanceof Request ? address.url : address).split("/").at(-1) ?? "";
    if (!reply.ok || !reply.body || UNCOUNTED.includes(name) || !(name in place.bytes)) return reply;
    const counter = new TransformStream({ transform(part, out) {
      fetched.set(name, (fetched.get(name) ?? 0) + part.byteLength);
      tell();
      out.enqueue(part);
    } });
    return new Response(reply.body.pipeThrough(counter), reply);
  };
}

let told = 0;

function tell() {
  if (performance.now() - told < 100) return;
  told = performance.now();
  let [there, all] = [0, 0];
  for (const [name, bytes] of Object.entries(place.bytes)) {
    all += bytes;
    there += Math.min(bytes, fetched.get(name) ?? 0);
  }
  postMessage({ state: "loading", share: there / all });
}

async function answer({ job, code, request }) {
  const pyodide = await python;
  await packages(pyodide, code);
  postMessage({ job, state: "running" });
  try {
    postMessage({ job, reply: run(request) });
  } catch (problem) {
    console.error(problem); // memory or stack is used up: this Python cannot go on
    postMessage({ job, problem: "live_died" });
  }
}

async function packages(pyodide, code) {
  const names = pyodide.pyimport("pyodide.code").find_imports(code).toJs();
  // The course's own package is there; by its list it would bring all that a notebook needs.
  const others = names.filter((name) => name !== "localsdg").map((name) => `import ${name}`);
  await pyodide.loadPackagesFromImports(others.join("\n"));
  if (COURSE.test(code)) await pyodide.loadPackage(TABLES);
  if (FIGURES.test(code)) {
    await pyodide.loadPackage(["plotly", ...TABLES]);
    pyodide.runPython("import plotly.basedatatypes");
  }
}
