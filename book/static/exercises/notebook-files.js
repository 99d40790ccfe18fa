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
    const transaction = open.transaction(FILES, mode);
    const request = ask(transaction.objectStore(FILES));
    await ended(transaction);
    return request.result;
  } finally {
    open.close();
  }
}

/** @param {IDBTransaction} transaction @returns {Promise<void>} */
function ended(transaction) {
  return new Promise((done, failed) => {
    transaction.addEventListener("complete", () => done());
    for (const event of ["error", "abort"]) transaction.addEventListener(event, () => failed(transaction.error));
  });
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

/** @typedef {{ store: string, key: IDBValidKey, value: unknown }} Stored one record of JupyterLite's: a file, an earlier state of one … */

/**
 * Take away all that JupyterLite keeps here, also what it keeps beside files; it is returned, for `putBack`.
 * @returns {Promise<Stored[]>}
 */
export async function takeAll() {
  const known = await indexedDB.databases?.();
  if (known && !known.some(({ name }) => name === STORAGE)) return []; // no notebook was ever opened here
  const open = await database();
  try {
    const stores = [...open.objectStoreNames];
    const transaction = open.transaction(stores, "readwrite");
    /** @type {Stored[]} */
    const found = [];
    for (const store of stores) {
      const request = transaction.objectStore(store).openCursor();
      request.addEventListener("success", () => {
        const cursor = request.result;
        if (!cursor) return;
        found.push({ store, key: cursor.key, value: cursor.value });
        cursor.delete();
        cursor.continue();
      });
    }
    await ended(transaction);
    return found;
  } finally {
    open.close();
  }
}

/** @param {Stored[]} records what `takeAll` has taken away */
export async function putBack(records) {
  if (!records.length) return;
  const open = await database();
  try {
    const transaction = open.transaction([...open.objectStoreNames], "readwrite");
    for (const { store, key, value } of records) {
      const added = transaction.objectStore(store).add(value, key);
      added.onerror = (problem) => problem.preventDefault(); // made anew since, in another tab: that stays
    }
    await ended(transaction);
  } finally {
    open.close();
  }
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
