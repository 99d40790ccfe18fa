// Files that are dropped or chosen: with their folders, one after the other.
import { send, size } from "./asking.js";
import { fill, h } from "./dom.js";

/** @typedef {{file: File, name: string, stamp: string}} Sent */

let number = 0;

/** A stamp for what is dropped together: it sorts by time. */
function stamp() {
  number = (number + 1) % 10000;
  return `${String(Date.now()).padStart(13, "0")}-${String(number).padStart(4, "0")}`;
}

/** All files below an entry of a drop. @param {any} entry @param {string} above @param {string} of @returns {Promise<Sent[]>} */
async function below(entry, above, of) {
  const name = above + entry.name;
  if (entry.isFile) {
    const file = await new Promise((done, failed) => entry.file(done, failed));
    return [{ file, name, stamp: of }];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed)); // at most a hundred at a time
    if (!some.length) return found;
    for (const one of some) found.push(...(await below(one, `${name}/`, of)));
  }
}

/** @param {DataTransfer} given @returns {Promise<Sent[]>} */
async function dropped(given) {
  // Entries are there only while the event is handled: all are taken before anything is waited for.
  const entries = [...given.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry);
  const found = [];
  for (const entry of entries) found.push(...(await below(entry, "", stamp())));
  return found;
}

/** @param {FileList | null} files @returns {Sent[]} */
function chosen(files) {
  const tops = new Map();
  return [...(files ?? [])].map((file) => {
    const name = file.webkitRelativePath || file.name;
    const top = file.webkitRelativePath ? name.split("/")[0] : name;
    if (!tops.has(top)) tops.set(top, stamp());
    return { file, name, stamp: tops.get(top) };
  });
}

/**
 * @param {Record<string, string>} words
 * @param {() => Promise<void>} then called when all has come in
 */
export function start(words, then) {
  const place = /** @type {any} */ (Object.fromEntries(
    ["drop", "files", "folder", "choose-files", "choose-folder", "sending", "refused", "limit"].map((id) => [id, document.getElementById(id)]),
  ));
  const language = document.documentElement.lang;
  const limit = Number(document.body.dataset.limit);
  place.limit.textContent = fill(words.take_limit, { size: size(limit, language) });

  /** @param {Sent[]} all */
  async function takeIn(all) {
    place.refused.replaceChildren();
    for (const { file, name, stamp: of } of all) {
      /** @param {string} sentence @param {Record<string, unknown>} values */
      const refuse = (sentence, values) => place.refused.append(h("li", null, fill(sentence, { name, ...values })));
      if (file.size > limit) {
        refuse(words.take_too_large, { size: size(limit, language) });
        continue;
      }
      /** @param {number} share */
      const tell = (share) => (place.sending.textContent = fill(words.take_sending, { name, percent: Math.round(100 * share) }));
      tell(0);
      try {
        await send(file, `/take?${new URLSearchParams({ name, stamp: of })}`, tell);
      } catch (problem) {
        refuse(words.take_failed, { why: problem instanceof TypeError ? words.no_line : /** @type {Error} */ (problem).message });
      }
    }
    place.sending.textContent = words.working;
    await then();
    place.sending.textContent = "";
  }

  for (const id of ["files", "folder"]) {
    place[`choose-${id}`].addEventListener("click", () => place[id].click());
    place[id].addEventListener("change", async () => {
      const all = chosen(place[id].files);
      await takeIn(all);
      place[id].value = ""; // the same file may be chosen again
    });
  }
  // A file that is dropped beside the place would be opened in place of the desk.
  window.addEventListener("dragover", (event) => event.preventDefault());
  window.addEventListener("drop", (event) => event.preventDefault());
  place.drop.addEventListener("dragover", () => (place.drop.dataset.over = "true"));
  place.drop.addEventListener("dragleave", () => delete place.drop.dataset.over);
  place.drop.addEventListener("drop", async (/** @type {DragEvent} */ event) => {
    delete place.drop.dataset.over;
    if (event.dataTransfer) await takeIn(await dropped(event.dataTransfer));
  });
}
