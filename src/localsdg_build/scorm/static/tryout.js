// A bare run-time: one lesson in a frame, and npm's scorm-again as the platform's half of SCORM. window.tryout is for
// tests: what was told, and how the platform is to fail.
import { takes } from "./moodle.js";

const packages = await (await fetch("packages.json")).json();
const $ = (id) => document.getElementById(id);
const tryout = { told: [], refused: [], fails: "", kept: "", state: () => ({}) };
window.tryout = tryout;
window.packages = packages;
let running = null;

for (const [at, one] of packages.entries()) {
  const group = Object.assign(document.createElement("optgroup"), { label: `${one.title} (SCORM ${one.version})` });
  one.scos.forEach((sco, number) => group.append(new Option(sco.title, `${at}/${number}`)));
  $("lesson").append(group);
}

function key() {
  return `tryout:${$("lesson").value}:${packages[$("lesson").value.split("/")[0]].name}:${$("learner").value}`;
}

function program(file) {
  return new Promise((done, fail) => {
    const script = Object.assign(document.createElement("script"), { src: file, onload: done, onerror: fail });
    document.head.append(script);
  });
}

/** Values as the lesson wrote them, kept by name: { "cmi.suspend_data": … }. */
function kept() {
  return JSON.parse(localStorage.getItem(key()) ?? "{}");
}

function started(api, isNew, values) {
  const learner = $("learner").value;
  const count = new Set(Object.keys(values).map((name) => /^cmi\.interactions\.(\d+)\./.exec(name)?.[1]).filter(Boolean)).size;
  const own = isNew ? { learner_id: learner, learner_name: learner } : { core: { student_id: learner, student_name: learner } };
  api.loadFromJSON({ cmi: own }.cmi, "");
  for (const [name, value] of Object.entries(values)) if (!/interactions|session_time|exit/.test(name)) put(api, name, value);
  for (let at = 0; at < count; at += 1) {
    for (const part of ["id", "type"]) put(api, `cmi.interactions.${at}.${part}`, values[`cmi.interactions.${at}.${part}`]);
  }
}

/** Before a lesson begins its values are set in the run-time's own model. */
function put(api, name, value) {
  api.setCMIValue(name, value);
}

/** The lesson's way to the run-time, with Moodle's limits, and the failures that a test asks for. */
function guarded(api, isNew, values, place) {
  const prefix = isNew ? "" : "LMS";
  const end = isNew ? "Terminate" : "Finish";
  const guard = {};
  const fail = () => {
    if (tryout.fails === "throws") throw new Error("The platform is at fault.");
    return tryout.fails !== "";
  };
  for (const verb of ["Initialize", end, "GetValue", "SetValue", "Commit", "GetLastError", "GetErrorString", "GetDiagnostic"]) {
    guard[prefix + verb] = (...given) => (fail() ? "false" : api[prefix.toLowerCase() + (prefix ? verb : verb[0].toLowerCase() + verb.slice(1))](...given));
  }
  guard[`${prefix}SetValue`] = (name, value) => {
    if (fail()) return "false";
    tryout.told.push([name, value]);
    const isTaken = takes(isNew, name, value) && api[isNew ? "SetValue" : "LMSSetValue"](name, value) === "true";
    if (!isTaken) tryout.refused.push([name, value]);
    else values[name] = value;
    return String(isTaken);
  };
  const store = (call) => (...given) => {
    if (fail()) return "false";
    localStorage.setItem(place, JSON.stringify(values)); // the choice above may be another one by now
    show(values);
    return call(...given);
  };
  for (const verb of ["Commit", end]) guard[prefix + verb] = store(guard[prefix + verb]);
  return guard;
}

function show(values) {
  $("told").textContent = JSON.stringify(values, null, 1);
}

async function open() {
  await close();
  const [at, number] = $("lesson").value.split("/");
  const { name, program: file, version, scos } = packages[at];
  const isNew = version === "2004";
  if (!window[isNew ? "Scorm2004API" : "Scorm12API"]) await program(file);
  const api = new window[isNew ? "Scorm2004API" : "Scorm12API"]({ autocommit: false, logLevel: 5 });
  const values = kept();
  started(api, isNew, values);
  show(values);
  tryout.state = () => structuredClone(values);
  window[isNew ? "API_1484_11" : "API"] = guarded(api, isNew, values, key());
  $("frame").src = `packages/${name}/${scos[number].page}`;
  $("close").disabled = false;
  running = key();
}

/** Close the lesson; the platform has what it was told. */
async function close() {
  if (!running) return;
  running = null;
  const gone = new Promise((done) => $("frame").addEventListener("load", done, { once: true }));
  $("frame").src = "about:blank";
  await gone;
  delete window.API;
  delete window.API_1484_11;
  $("close").disabled = true;
}

Object.assign(tryout, { open, close, key });
document.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  open();
});
$("close").addEventListener("click", close);
$("forget").addEventListener("click", () => localStorage.removeItem(key()));
document.body.dataset.ready = "1";
