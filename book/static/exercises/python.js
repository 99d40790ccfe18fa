// MicroPython with the course's checks in it. The worker uses it, and Node in the tests.

/** What MicroPython needs beside an exercise's own checks, relative to this file: [[path, text], ...]. */
export const PYTHON = "python.json";

const HEAP = 16 * 1024 * 1024; // bytes: the largest data table with room to spare
const STACK = 256 * 1024; // deep answers must not end the interpreter

/**
 * -> { judge(slug, exercise, answer, first?) }: JSON texts in (the exercise's checks/<slug>.json, an answer, the
 * first try so far), one out: { records, score, points, first? }. Raises only if the course's own files are broken.
 * @param {(options: object) => Promise<Json>} loadMicroPython
 * @param {string[][]} sources [path, text] of each file
 */
export async function startPython(loadMicroPython, sources) {
  const python = await pythonWith(loadMicroPython, sources);
  python.runPython("import judge");
  const judge = python.pyimport("judge");
  return { judge: (...texts) => judge.judge(...texts) };
}

/**
 * MicroPython that can import these files.
 * @param {(options: object) => Promise<Json>} loadMicroPython
 * @param {string[][]} sources [path, text] of each file
 * @returns {Promise<Json>}
 */
export async function pythonWith(loadMicroPython, sources) {
  const python = await loadMicroPython({ heapsize: HEAP, pystack: STACK });
  const made = new Set();
  for (const [path, text] of sources) {
    const parts = `course/${path}`.split("/").slice(0, -1);
    for (const place of parts.keys()) {
      const folder = `/${parts.slice(0, place + 1).join("/")}`;
      if (!made.has(folder)) python.FS.mkdir(folder);
      made.add(folder);
    }
    python.FS.writeFile(`/course/${path}`, text);
  }
  python.runPython("import sys\nsys.path.insert(0, '/course')");
  return python;
}
