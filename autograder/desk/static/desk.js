// The desk: asks the server how things stand, shows it, and passes on what is pressed.
import { ask, Refused } from "./asking.js";
import { fill, words as readWords } from "./dom.js";
import { gives } from "./giving.js";
import * as take from "./take.js";
import * as views from "./views.js";

const QUICK = 700; // ms between two questions while something is graded
const PAGE = 100; // rows of the class
const SLOW = 5000; // … else: another page or a command may have changed something

const words = await readWords("/words");
/** @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);
/** @type {any} */
let state = null;
/** @type {any} */
let people = null;
/** @type {string} */
let drawn = "";
/** @type {number | undefined} */
let timer;
let asked = 0;
let shown = 0; // how many rows of the class stand before those that are shown

/** @param {unknown} problem */
function say(problem) {
  at("problem").textContent = problem === null ? "" : problem instanceof Refused ? problem.message : words.no_line;
}

/** Puts new content into a place unless it says the same already: what is focused or typed in stays. @param {any} place @param {any[]} content */
function put(place, content) {
  const made = document.createElement("div");
  made.append(...content.filter((one) => one !== ""));
  if (place.innerHTML !== made.innerHTML) place.replaceChildren(...made.childNodes);
}

function draw() {
  const { run } = state;
  if (state.files && JSON.stringify(state) !== drawn) {
    drawn = JSON.stringify(state);
    put(at("taken"), views.taken(state, words, act));
  }
  const ready = Object.entries(state.counts ?? {}).reduce((sum, [name, count]) => sum + (name === "done" ? 0 : Number(count)), 0);
  at("grade").disabled = run.is_running || !state.hand_ins?.length || Boolean(state.missing);
  at("without").hidden = run.is_running || !state.missing || !state.hand_ins?.length;
  at("stop").hidden = !run.is_running;
  const before = run.end || !state.hand_ins ? "" : ready ? fill(words.grade_ready, { count: ready }) : words.grade_nothing;
  at("how-far").textContent = views.howFar(run, words) || before;
  at("bar").hidden = !run.is_running;
  if (run.expected) [at("bar").max, at("bar").value] = [run.expected, run.done];
  else at("bar").removeAttribute("value");
  put(at("ended"), views.ended(run, words));
}

/** @param {any} part a page of the class */
function drawClass(part) {
  at("class").replaceChildren(...(part.rows.length ? [views.classTable(part, words)] : []));
  at("filter-line").hidden = !people.count;
  shown = part.at;
  const last = part.at + part.rows.length;
  at("shown").textContent = fill(words.held_shown, { from: part.found ? part.at + 1 : 0, to: last, found: part.found, count: part.count });
  /** @param {string} id @param {number} to */
  const turn = (id, to) => {
    at(id).hidden = to < 0 || to >= part.found;
    at(id).onclick = () => turnTo(to);
  };
  turn("class-before", part.at - PAGE);
  turn("class-next", part.at + PAGE);
}

/** Asks for a page of the class; an answer that another question has overtaken is not drawn. @param {number} to */
async function turnTo(to) {
  const mine = (asked += 1);
  try {
    const part = await ask(`/rows?${new URLSearchParams({ wanted: at("filter").value, at: String(to) })}`);
    if (mine === asked) drawClass(part);
  } catch (problem) {
    say(problem);
  }
}

async function drawPeople() {
  const found = await ask(`/people?${new URLSearchParams({ seen: people?.seen ?? "" })}`);
  if (!found.rows || JSON.stringify(found) === JSON.stringify(people)) return;
  people = found;
  put(at("missing"), views.missing(people, words));
  if (at("filter").value || shown) await turnTo(shown);
  else drawClass(people);
  at("give").replaceChildren(...gives(people, words).filter((one) => one !== ""));
}

/** Asks once, and again after a while. */
async function look() {
  clearTimeout(timer);
  try {
    const was = state;
    state = await ask("/state");
    draw();
    if (!state.run.is_running && (was === null || was.run.is_running || document.visibilityState === "visible")) await drawPeople();
    say(null);
  } catch (problem) {
    say(problem);
  }
  timer = setTimeout(look, state?.run.is_running ? QUICK : SLOW);
}

/** @param {string} place @param {any} told */
async function act(place, told) {
  try {
    await ask(place, told);
    await look();
  } catch (problem) {
    say(problem);
  }
}

at("grade").addEventListener("click", () => act("/grade", {}));
at("without").addEventListener("click", () => act("/grade", { without_list: true }));
at("stop").addEventListener("click", () => act("/stop", {}));
at("filter").addEventListener("input", () => turnTo(0));
take.start(words, look);
await look();
