// Several notebooks in one zip, and out of it again. Loaded when it is asked for.
import { strToU8, unzipSync, zipSync } from "./vendor/fflate.js";
import { readFile } from "./assignment.js";

const LARGEST = 50e6; // bytes of one file in it
const MOST = 60; // files that are read; a course has a few

/**
 * @param {Record<string, string>} files texts by name
 * @returns {BlobPart}
 */
export function zipped(files) {
  return /** @type {Uint8Array<ArrayBuffer>} */ (zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));
}

/**
 * The notebooks in a file that a learner chose, [[name, notebook], ...]: one, or those of a zip. What is in a zip
 * beside notebooks is passed by. Raises if there is none that can be read.
 * @param {File} file
 * @returns {Promise<[string, Json][]>}
 */
export async function notebooksIn(file) {
  const head = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (head[0] !== 0x50 || head[1] !== 0x4b) return [[file.name, await readFile(file)]];
  if (file.size > LARGEST) throw new Error("too large");
  let count = 0;
  const isWanted = ({ name, originalSize }) => /\.ipynb$/i.test(name) && !/(^|\/)(\.|__MACOSX)/.test(name)
    && originalSize <= LARGEST && (count += 1) <= MOST;
  const found = unzipSync(new Uint8Array(await file.arrayBuffer()), { filter: isWanted });
  const names = Object.keys(found).sort();
  if (names.length === 0) throw new Error("no notebook in it");
  return Promise.all(names.map(async (name) => /** @type {[string, Json]} */ (
    [name.split("/").at(-1) ?? name, await readFile(new Blob([found[name].slice()]))])));
}
