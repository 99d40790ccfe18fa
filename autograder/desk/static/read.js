// Reading texts: which one is shown, what is written of it, and the keys.
import { ask, Refused } from "./asking.js";
import { fill, words as readWords } from "./dom.js";
import { startBank } from "./read-bank.js";
import { notice } from "./read-notice.js";
import { showViews } from "./read-panes.js";
import { Rubric } from "./read-rubric.js";
import { Writer } from "./read-writer.js";

const words = { ...(await readWords("/words")), ...(await readWords("/read/words")) };
const TYPING = 3000; // ms without a key after which a comment is written
const WAITING = ["unread", "changed", "begun"];
const SHOWN = { waiting: WAITING, second: ["second"], differ: ["differ"] };
const SETTINGS = ["show", "order", "way"];

/** @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);
/** @type {any[]} all texts */
let all = [];
/** @type {any[]} those that are gone through, as they were when this began */
let queue = [];
let place = 0;
/** @type {any} the text that is shown */
let shown = null;
let reader = "";
/** @type {Map<string, Promise<any>>} */
const ahead = new Map();
/** @type {number | undefined} */
let typing;

const rubric = new Rubric(at("rows"), words, levelChosen);
const writer = new Writer(words, written, say);

/** @param {unknown} problem */
function say(problem) {
  at("problem").textContent = problem === null ? "" : problem instanceof Refused ? problem.message : words.no_line;
}

// ---- Which text ----------------------------------------------------------------------------------

function query(/** @type {any} */ more = {}) {
  const asked = { order: at("order").value, ...(at("anonymous").checked ? { anonymous: "1" } : {}), ...more };
  return new URLSearchParams(asked);
}

/** Asks for all texts anew, and begins with the first that is to be read. @param {string} [from] the id of the text to begin with */
async function begin(from) {
  at("main").inert = true; // what is pressed meanwhile would be meant for the text that goes
  try {
    await listed(from);
  } finally {
    at("main").inert = false;
  }
}

/** @param {string} [from] */
async function listed(from) {
  await writer.flush();
  const settings = Object.fromEntries(SETTINGS.map((name) => [name, at(name).value]));
  history.replaceState(null, "", `/read?${new URLSearchParams({ ...settings, ...(at("anonymous").checked ? { anonymous: "1" } : {}) })}`);
  const found = await ask(`/read/list?${query()}`);
  if (reader !== found.reader) writer.forget();
  reader = found.reader;
  at("who").textContent = fill(words.read_who, { name: reader });
  all = found.items;
  const wanted = /** @type {any} */ (SHOWN)[at("show").value];
  queue = all.filter((item) => !wanted || wanted.includes(item.state) || item.id === from);
  ahead.clear();
  const start = Math.max(0, queue.findIndex((item) => item.id === from));
  if (queue.length) return await show(start, 0);
  const waits = all.some((item) => WAITING.includes(item.state));
  nothing(all.length ? (waits ? words.read_none_shown : words.read_none_left) : words.read_none);
}

/** @param {string} sentence */
function nothing(sentence) {
  shown = null;
  at("nothing").textContent = sentence;
  at("nothing").hidden = false;
  for (const section of document.querySelectorAll("main > section")) /** @type {any} */ (section).hidden = true;
}

/** @param {any} item */
function fetched(item) {
  if (!ahead.has(item.id)) ahead.set(item.id, ask(`/read/text?${query({ id: item.id })}`));
  const found = /** @type {Promise<any>} */ (ahead.get(item.id));
  found.catch(() => ahead.delete(item.id));
  return found;
}

/** Shows a text of the queue, with a row of the rubric in hand. @param {number} number @param {number} row */
async function show(number, row) {
  const scrolled = at("pane").scrollTop;
  const item = queue[number];
  const found = await fetched(item);
  ahead.delete(item.id); // what was given may have changed when it is shown the next time
  place = number;
  shown = found;
  writer.seen.set(found.id, found.seen);
  draw();
  at("main").inert = false;
  rubric.focus(row);
  at("pane").scrollTop = scrolled;
  if (queue[number + 1]) fetched(queue[number + 1]).catch(() => null);
  findAlike(found);
}

/** @param {any} text */
async function findAlike(text) {
  const found = await ask(`/read/alike?${query({ id: text.id })}`).catch(() => ({ texts: [] }));
  if (shown === text && found.texts.length) {
    text.alike = found.texts;
    showViews(shown, words, called);
  }
}

/** What a text is called where its writer's name is not shown. @param {string} id */
const numbered = (id) => fill(words.read_number, { number: all.findIndex((item) => item.id === id) + 1 });
/** @param {any} text */
const called = (text) => text.name || numbered(text.id);

function draw() {
  at("nothing").hidden = true;
  for (const section of document.querySelectorAll("main > section")) /** @type {any} */ (section).hidden = false;
  at("which").textContent = `${called(shown)} · ${shown.title}`;
  at("place").textContent = fill(words.read_place, { number: place + 1, count: queue.length });
  showViews(shown, words, called);
  at("comment").value = shown.mine?.comment ?? (shown.state === "elsewhere" ? shown.given.comment : "");
  rubric.show(shown, shown.mine?.levels ?? {});
  drawStanding();
  at("saved").textContent = "";
}

/** What changes while a text is read. */
function drawStanding() {
  const points = rubric.points();
  at("sum").textContent = fill(points === null ? words.read_sum_open : words.read_sum, { points: points ?? rubric.soFar(), most: shown.most });
  rubric.lock(shown.state === "elsewhere" && !shown.goesOn);
  at("comment").disabled = shown.state === "elsewhere" && !shown.goesOn;
  at("undo").disabled = !writer.steps.length;
  at("previous").disabled = place === 0;
  at("notice").replaceChildren(...notice(shown, reader, words, { goOn, decide, keep: () => begin(shown.id), force }));
}

// ---- What is written -----------------------------------------------------------------------------

/** @param {boolean} chosenByKey */
function levelChosen(chosenByKey) {
  save();
  if (!chosenByKey) return;
  if (at("way").value === "rows") step(1);
  else if (!rubric.focusNext()) at("next").focus();
}

function save(more = {}) {
  clearTimeout(typing);
  if (!shown) return;
  at("saved").textContent = words.read_saving;
  writer.save(shown.id, { levels: rubric.levels(), comment: at("comment").value, ...more });
  at("sum").textContent = fill(rubric.points() === null ? words.read_sum_open : words.read_sum, { points: rubric.soFar(), most: shown.most });
}

/** A text was written, or not. @param {string} id @param {any} reply @param {any} [now] what stands instead */
function written(id, reply, now) {
  const item = all.find((one) => one.id === id);
  if (item && reply) item.state = reply.state;
  if (shown?.id !== id) {
    if (now) begin(id); // it could not be written: back to it
    return;
  }
  if (now) {
    shown.conflict = now;
    at("saved").textContent = "";
    return drawStanding();
  }
  Object.assign(shown, reply);
  const left = rubric.left();
  at("saved").textContent = left ? fill(words.read_kept, { count: left }) : reply.state === "second" || !counts(reply) ? words.read_saved_second : words.read_saved;
  drawStanding();
}

/** @param {any} reply */
const counts = (reply) => reply.readings.some((/** @type {any} */ one) => one.counts && one.reader === reader);

/** What was given elsewhere is to be read with the rubric all the same. */
function goOn() {
  shown.goesOn = true;
  drawStanding();
  rubric.focus(0);
}

/** What was written elsewhere meanwhile is known, and is replaced. */
function force() {
  writer.seen.set(shown.id, shown.conflict.seen);
  shown.conflict = null;
  shown.goesOn = true;
  save();
  rubric.focus(rubric.row);
}

/** @param {any} reading whose levels and comment shall count */
function decide(reading) {
  if (reading.reader !== reader) {
    rubric.show(shown, reading.levels);
    at("comment").value = reading.comment;
  }
  save({ decides: true });
}

async function undo() {
  await writer.flush();
  const back = await writer.undo();
  if (!back) return;
  const number = queue.findIndex((item) => item.id === back.id);
  const item = all.find((one) => one.id === back.id);
  if (item) item.state = back.state;
  ahead.delete(back.id);
  if (number < 0) return begin(back.id);
  await show(number, rubric.row);
  at("saved").textContent = words.read_undone;
}

/** @param {number} by */
async function step(by) {
  const row = document.activeElement === at("next") || at("comment") === document.activeElement ? 0 : rubric.row;
  if (document.activeElement === at("comment")) save();
  try {
    if (!(await writer.flush()) || !shown || shown.conflict) return;
    const number = place + by;
    if (number < 0) return;
    if (number >= queue.length) return await begin();
    await show(number, row);
  } catch (problem) {
    say(problem);
  }
}

// ---- What is pressed -----------------------------------------------------------------------------

at("next").addEventListener("click", () => step(1));
at("previous").addEventListener("click", () => step(-1));
at("undo").addEventListener("click", undo);
at("comment").addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => save(), TYPING);
});
at("comment").addEventListener("change", () => save());
at("own").addEventListener("change", () => at("rows").classList.toggle("shows-own", at("own").checked));
for (const name of [...SETTINGS.slice(0, 2), "anonymous"]) at(name).addEventListener("change", () => begin(name === "show" ? undefined : shown?.id).catch(say));
at("way").addEventListener("change", () => rubric.focus(rubric.row));

// Single keys are heard in the rubric alone: elsewhere they are somebody's typing, or a screen reader's.
at("rows").addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const does = { n: () => step(1), p: () => step(-1), u: undo, c: () => at("comment").focus() };
  const act = /** @type {any} */ (does)[event.key.toLowerCase()] ?? (/^\d$/.test(event.key) ? () => rubric.choose(Number(event.key)) : null);
  if (!act) return;
  event.preventDefault();
  act();
});
document.querySelector(".judge")?.addEventListener("keydown", (/** @type {any} */ event) => {
  if (event.key === "Enter" && event.ctrlKey) {
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  }
  if (event.key === "Escape" && event.target === at("comment")) rubric.focus(rubric.row);
});
window.addEventListener("beforeunload", (event) => writer.isBusy && event.preventDefault());

// ---- Who reads -----------------------------------------------------------------------------------

at("who").addEventListener("click", () => at("ask-reader").showModal());
at("ask-reader").addEventListener("cancel", (/** @type {Event} */ event) => reader || event.preventDefault());
at("ask-reader").querySelector("form").addEventListener("submit", async (/** @type {Event} */ event) => {
  event.preventDefault();
  try {
    await writer.flush();
    await ask("/read/reader", { name: at("reader-name").value });
    at("ask-reader").close();
    await begin(shown?.id);
  } catch (problem) {
    at("reader-problem").textContent = problem instanceof Refused ? problem.message : words.no_line;
  }
});

for (const [name, value] of new URLSearchParams(location.search)) {
  if (SETTINGS.includes(name) && [...at(name).options].some((option) => option.value === value)) at(name).value = value;
  if (name === "anonymous") at(name).checked = value === "1";
}
at("rows").classList.add("shows-own");
startBank(words, () => shown, () => save(), say);
try {
  await begin(new URLSearchParams(location.search).get("id") ?? undefined);
  at("reader-name").value = reader;
  if (!reader) at("ask-reader").showModal();
} catch (problem) {
  say(problem);
}
