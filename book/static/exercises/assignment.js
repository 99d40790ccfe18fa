// One module's work as a notebook file, and back: what this browser keeps goes into the released notebook, and what
// a notebook holds becomes values to keep. It draws nothing and asks nobody.
import { checksIn, fillNotebook, firstTriesIn, isOfNewerVersion, notesIn, openedIn, orderIn, readCode, readNotebook, testIn } from "./hand-in-notebook.js";
import { TEST, loses, merged, testIfAny } from "./before-after-kept.js";
import { FIRST } from "./first-try.js";
import { CHECKED, isCheck } from "./kept-check.js";
import { CODE, KEY, VERSION, kept } from "./kept.js";
import { NOTES, notesIfAny } from "./notes.js";
import { ORDER } from "./order.js";
import { OPENED } from "./progress-state.js";
import { canonical } from "./same.js";

const HERE = new URL(".", import.meta.url);
const LARGEST = 50e6; // bytes: no notebook that a learner made is larger

export class Assignment {
  /**
   * @param {string} name
   * @param {AssignmentPage} page what the page says of it
   */
  constructor(name, { words, exercises, lessons = [], placeholders = [], language }) {
    this.name = name;
    this.file = `${name}.ipynb`;
    this.words = words;
    this.language = language;
    this.placeholders = [words.text_placeholder, words.open_placeholder, ...placeholders];
    this.exercises = exercises;
    this.lessons = lessons;
  }

  /** The notebook as it was handed out. Raises if it cannot be fetched. */
  async released() {
    const reply = await fetch(new URL(`notebooks/${this.file}`, HERE), { cache: "no-cache" });
    if (!reply.ok) throw new Error(String(reply.status));
    return reply.json();
  }

  /**
   * Words for the ids in these answers, as far as they can be had; without them the ids are shown.
   * @param {string[]} slugs
   */
  async labels(slugs) {
    const found = await Promise.all(slugs.map(async (slug) => {
      try {
        const reply = await fetch(new URL(`checks/${slug}.json`, HERE));
        return [slug, reply.ok ? (await reply.json()).words?.labels ?? {} : {}];
      } catch {
        return [slug, {}];
      }
    }));
    return Object.fromEntries(found);
  }

  /** Is there anything of a learner's in it? */
  isBegun() {
    return kept(this.name, CODE) !== null || testIfAny(this.name) !== null || this.exercises.some(({ slug }) => kept(slug) !== null)
      || this.lessons.some((lesson) => notesIfAny(lesson).length > 0);
  }

  /**
   * All the work in it as the text of a notebook file. Raises if the released notebook cannot be fetched.
   * @param {Record<string, string>} [proposed] how its writer would like to be called: nobody has checked it
   * @returns {Promise<string>}
   */
  async text(proposed) {
    const notebook = await this.released();
    const answers = Object.fromEntries(this.exercises.map(({ slug }) => [slug, kept(slug)]));
    const labels = await this.labels(Object.keys(answers).filter((slug) => answers[slug] !== null));
    const versions = Object.fromEntries(this.exercises.map(({ slug }) => [slug, kept(slug, VERSION)]));
    const firsts = Object.fromEntries(this.exercises.map(({ slug }) => [slug, kept(slug, FIRST)]));
    const checks = Object.fromEntries(this.exercises.map(({ slug }) => [slug, kept(slug, CHECKED)]).filter(([, check]) => isCheck(check)));
    const opened = this.lessons.filter((lesson) => kept(lesson, OPENED) !== null);
    const work = { answers, labels, versions, firsts, checks, opened, code: kept(this.name, CODE), language: this.language,
      order: kept("", ORDER), test: testIfAny(this.name), notes: Object.fromEntries(this.lessons.map((lesson) => [lesson, notesIfAny(lesson)])) };
    const filled = fillNotebook(notebook, work, this.exercises, this.words);
    if (proposed && Object.keys(proposed).length > 0) (filled.metadata.localsdg ??= {}).proposed = proposed;
    return `${JSON.stringify(filled, null, 1)}\n`;
  }

  /**
   * What a file holds for this module: { values, answers, notes, hasTest } or { problem: "newer", "empty" or "foreign" }.
   * values: { key: value } to keep, of which `asked` may be a learner's own work that is there already.
   * @param {Json} notebook
   * @param {Json} released see readCode
   * @returns {Found}
   */
  found(notebook, released) {
    if (isOfNewerVersion(notebook)) return { problem: "newer" };
    const mine = notebook.metadata?.localsdg?.assignment;
    const found = readNotebook(notebook, this.exercises, this.placeholders);
    // Cells of a notebook that is none of ours are not carried into ours.
    const known = mine === this.name || Object.keys(found).length > 0;
    const code = known ? readCode(notebook, this.exercises, released, this.placeholders) : null;
    const notes = Object.entries(known ? notesIn(notebook, this.lessons) : {}).map(([lesson, one]) => [NOTES + lesson, one]);
    const answers = Object.keys(found).length + Object.keys(code?.sources ?? {}).length;
    const test = mine === this.name ? testIn(notebook) : null;
    if (!answers && !code && !notes.length && !test) return { problem: mine === this.name ? "empty" : "foreign" };
    const slugs = Object.keys(found);
    const written = Object.fromEntries(Object.entries(code?.sources ?? {}).map(([slug, source]) => [KEY + slug, { code: source }]));
    const order = orderIn(notebook);
    const firsts = Object.entries(firstTriesIn(notebook, this.exercises)).map(([slug, first]) => [FIRST + slug, first]);
    const asked = { ...Object.fromEntries(slugs.map((slug) => [KEY + slug, found[slug].answer])),
      ...written, ...(code && { [CODE + this.name]: { sources: {}, own: code.own } }), ...Object.fromEntries(notes),
      ...(test && { [TEST + this.name]: merged(testIfAny(this.name), test) }) };
    const checks = Object.entries(checksIn(notebook, this.exercises)).map(([slug, check]) => [CHECKED + slug, check]);
    const opened = openedIn(notebook, this.lessons).filter((lesson) => kept(lesson, OPENED) === null);
    const beside = { ...Object.fromEntries(slugs.map((slug) => [VERSION + slug, found[slug].version])),
      ...Object.fromEntries([...firsts, ...checks, ...opened.map((lesson) => [OPENED + lesson, 0])]), ...(order !== null && { [ORDER]: order }) };
    return { asked, values: { ...beside, ...asked }, answers, notes: notes.length, hasTest: test !== null };
  }
}

/**
 * The notebook in a file that a learner chose. Raises if it is none.
 * @param {Blob} file
 * @returns {Promise<Json>}
 */
export async function readFile(file) {
  if (file.size > LARGEST) throw new Error("too large");
  const notebook = JSON.parse((await file.text()).replace(/^\uFEFF/, ""));
  if (!Array.isArray(notebook?.cells)) throw new Error("no cells");
  return notebook;
}

/**
 * Which of these values ({ key: value }) are not here yet: { fresh, replaced, notes }; replaced: those of them in
 * whose place something else stands, without notes, of which there are so many.
 * @param {Record<string, Json>} asked
 */
export function compared(asked) {
  const fresh = Object.keys(asked).filter((key) => canonical(kept(key, "")) !== canonical(asked[key]));
  // Code and the learner's own cells around it are one answer to a learner.
  const isCode = (key) => typeof asked[key]?.code === "string";
  // What is merged replaces nothing as long as each answer of this browser is still in it.
  const isMerged = (key) => key.startsWith(TEST) && !loses(kept(key, ""), asked[key]);
  const inPlace = fresh.filter((key) => kept(key, "") !== null && !isMerged(key));
  const replaced = inPlace.filter((key) => !(key.startsWith(CODE) && inPlace.some(isCode)));
  const notes = replaced.filter((key) => key.startsWith(NOTES)).length;
  return { fresh: fresh.length, replaced: replaced.length - notes, notes };
}

/**
 * Give a learner a file.
 * @param {string} name
 * @param {BlobPart} content
 * @param {string} type
 */
export function save(name, content, type) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  Object.assign(link, { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}
