// The desk: asks the server how things stand, shows it, and passes on what is pressed.
import { ask, Refused } from "./asking.js";
import { fill, words as readWords } from "./dom.js";
import { gives } from "./giving.js";
import { Paged } from "./paged.js";
import * as take from "./take.js";
import * as views from "./views.js";

const QUICK = 700; // ms between two questions while something is graded
const SLOW = 5000; // … else: another page or a command may have changed something

const words = await readWords("/words");
/** @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);
/** @type {any} */
let state = null;
/** @type {any} */
let people = null;
/** @type {{name: string, title: string}[]} */
let modules = [];
/** @type {string} */
let drawn = "";
/** @type {number | undefined} */
let timer;

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

const handIns = new Paged("hand-ins", "/hand-ins", words, (part) => views.handIns(part, modules, words, act), say);
const members = new Paged("class", "/rows", words, (part) => views.classTable(part, words), say);

async function draw() {
  const { run } = state;
  if (state.files && JSON.stringify(state) !== drawn) {
    drawn = JSON.stringify(state);
    modules = state.modules ?? [];
    put(at("taken"), views.taken(state, words, act));
    await handIns.renew(state.hand_ins);
  }
  const ready = Object.entries(state.counts ?? {}).reduce((sum, [name, count]) => sum + (name === "done" ? 0 : Number(count)), 0);
  at("grade").disabled = run.is_running || !state.hand_ins?.count || Boolean(state.missing);
  at("without").hidden = run.is_running || !state.missing || !state.hand_ins?.count;
  at("stop").hidden = !run.is_running;
  const before = run.end || !state.hand_ins ? "" : ready ? fill(words.grade_ready, { count: ready }) : words.grade_nothing;
  at("how-far").textContent = views.howFar(run, words) || before;
  at("bar").hidden = !run.is_running;
  if (run.expected) [at("bar").max, at("bar").value] = [run.expected, run.done];
  else at("bar").removeAttribute("value");
  put(at("ended"), views.ended(run, words));
}

async function drawPeople() {
  const found = await ask(`/people?${new URLSearchParams({ seen: people?.seen ?? "" })}`);
  if (!found.rows || JSON.stringify(found) === JSON.stringify(people)) return;
  people = found;
  put(at("missing"), views.missing(people, words));
  await members.renew(people);
  at("give").replaceChildren(...gives(people, words).filter((one) => one !== ""));
}

/** Asks once, and again after a while. */
async function look() {
  clearTimeout(timer);
  try {
    const was = state;
    state = await ask("/state");
    await draw();
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
    drawn = ""; // what changed may stand on another page of a list
    await look();
  } catch (problem) {
    say(problem);
  }
}

at("grade").addEventListener("click", () => act("/grade", {}));
at("without").addEventListener("click", () => act("/grade", { without_list: true }));
at("stop").addEventListener("click", () => act("/stop", {}));
take.start(words, look);
await look();
