// The files of JupyterLite, in this browser's storage: one record a path, as JupyterLite itself writes them.

const STORAGE = "localsdg-notebooks"; // localsdg_build.live.jupyterlite.STORAGE
const FILES = "files";

/**
 * The database, with a place for files; JupyterLite adds what else it needs.
 * @param {number} [version]
 * @returns {Promise<IDBDatabase>}
 */
function database(version) {
  return new Promise((done, failed) => {
    const request = indexedDB.open(STORAGE, version);
    const make = () => request.result.objectStoreNames.contains(FILES) || request.result.createObjectStore(FILES);
    request.addEventListener("upgradeneeded", make);
    request.addEventListener("error", () => failed(request.error));
    request.addEventListener("blocked", () => failed(new Error("another tab holds it")));
    request.addEventListener("success", () => {
      const found = request.result;
      if (found.objectStoreNames.contains(FILES)) return done(found);
      found.close();
      return database(found.version + 1).then(done, failed);
    });
  });
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(files: IDBObjectStore) => IDBRequest<T>} ask
 * @returns {Promise<T>}
 */
async function inFiles(mode, ask) {
  const open = await database();
  try {
    return await new Promise((done, failed) => {
      const transaction = open.transaction(FILES, mode);
      const request = ask(transaction.objectStore(FILES));
      transaction.addEventListener("complete", () => done(request.result));
      for (const event of ["error", "abort"]) transaction.addEventListener(event, () => failed(transaction.error));
    });
  } finally {
    open.close();
  }
}

/**
 * The notebook at this path, null if there is none. Raises where the browser keeps no files.
 * @param {string} path
 * @returns {Promise<Json>}
 */
export async function read(path) {
  const record = await inFiles("readonly", (files) => files.get(path));
  return record ? record.content ?? {} : null;
}

/**
 * The JSON in a file that a kernel has written, null if there is none or it cannot be read.
 * @param {string} path
 * @returns {Promise<Json>}
 */
export async function readJson(path) {
  const record = await inFiles("readonly", (files) => files.get(path));
  try {
    const { content, format } = record;
    if (typeof content !== "string") return content;
    const bytes = format === "base64" ? Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0)) : null;
    return JSON.parse(bytes ? new TextDecoder().decode(bytes) : content);
  } catch {
    return null;
  }
}

/**
 * Copy a file, whatever is in it, into a folder; nothing happens if there is none.
 * @param {string} path
 * @param {string} folder
 * @param {string} name
 */
export async function copy(path, folder, name) {
  const record = await inFiles("readonly", (files) => files.get(path));
  if (!record) return;
  await makeFolder(folder);
  await put(`${folder}/${name}`, record);
}

/**
 * @param {string} path
 */
export async function remove(path) {
  await inFiles("readwrite", (files) => files.delete(path));
}

/**
 * Write a notebook. Raises where the browser keeps no files, or has no room.
 * @param {string} path
 * @param {Json} content
 */
export async function write(path, content) {
  await makeFolder(path.split("/").slice(0, -1).join("/"));
  const size = new Blob([JSON.stringify(content)]).size;
  await put(path, { type: "notebook", format: "json", mimetype: "application/x-ipynb+json", content, size });
}

async function makeFolder(path) {
  if (path) await put(path, { type: "directory", format: "json", mimetype: "", content: null, size: 0 });
}

async function put(path, record) {
  const now = new Date().toISOString();
  const name = path.split("/").at(-1);
  const whole = { ...record, name, path, created: now, last_modified: now, writable: true };
  await inFiles("readwrite", (files) => files.put(whole, path));
}
