// Every page of the book in a workshop: sends what is worked to the laptop, and shows what the trainer sets.
import { acknowledged, belongsTo, isWork, known, restored, unsent } from "./kept.js";
import { words } from "./dom.js";
import { line } from "./line.js";
import { Bar } from "./phone-bar.js";
import { Stage } from "./phone-stage.js";

const LATER = 250; // ms: a word that is being typed goes as one
const AGAIN = 6000; // ms until something that was refused or not acknowledged is sent again
const SIZE = 100000; // characters in one message
const UNKNOWN = 4401; // phones.py

const told = await words();
let number = 0;
let timer = 0;
let isWelcome = false; // only then it is known whose this browser is
let alone = false;
let isNew = true; // the first try for a line is not over
const sent = new Map(); // id: values
const refused = new Set(); // keys that wait until the stage changes
const bar = new Bar(told, { ask: (text, named) => channel.tell({ type: "ask", id: 0, text, named }) });
const stage = new Stage(told, { changed: soon });

const channel = line("/workshop/phone", {
  open() {
    sent.clear();
    channel.tell({ type: "hello", page: location.pathname, exercise: exerciseNow(), keys: known() });
  },
  heard(message) {
    if (message.type === "welcome") {
      belongsTo(message.me.id);
      restored(message.values);
      isWelcome = true;
      isNew = false;
      bar.me(message.me);
      send();
    } else if (message.type === "stage") {
      refused.clear();
      stage.show(message);
      bar.timer(message.timer, message.now);
      soon();
    } else if (message.type === "done") {
      const values = sent.get(message.id);
      sent.delete(message.id);
      if (values) acknowledged(values);
      else bar.asked();
      show();
      soon();
    } else if (message.type === "refused") {
      const keys = Object.keys(sent.get(message.id) ?? {});
      const isWork = sent.delete(message.id);
      if (keys.length > 1) alone = true; // refused as a whole: each by itself, so that one keeps no other away
      else keys.forEach((key) => refused.add(key));
      if (keys.length < 2 && !(isWork && message.why === "kept_held")) bar.problem(told[message.why]);
      soon();
    }
  },
  closed(code) {
    isWelcome = isNew = false;
    sent.clear();
    if (code === UNKNOWN) location.assign("/workshop/");
    else show();
  },
});

function waiting() {
  return Object.entries(unsent()).filter(([key]) => !refused.has(key));
}

function send() {
  if (!isWelcome || sent.size > 0) return; // one message at a time: the last word is the last there, too
  let values = {};
  let size = 0;
  for (const [key, text] of waiting()) {
    if (size && size + (text?.length ?? 0) > SIZE) break;
    values[key] = text;
    size += text?.length ?? 0;
  }
  if (alone) values = Object.fromEntries(Object.entries(values).slice(0, 1));
  if (Object.keys(values).length === 0) {
    alone = false;
    return;
  }
  number += 1;
  if (!channel.tell({ type: "keep", id: number, values })) return;
  sent.set(number, values);
  const mine = number;
  setTimeout(() => sent.delete(mine) && send(), AGAIN);
}

function soon() {
  show();
  clearTimeout(timer);
  timer = setTimeout(send, LATER);
}

function show() {
  bar.state(isWelcome, Object.keys(unsent()).length, isNew);
}

/** The exercise that is worked at, or seen in the middle of the screen. */
function exerciseNow() {
  const near = document.activeElement?.closest(".lsdg-exercise");
  const there = near ?? document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest(".lsdg-exercise");
  return /** @type {HTMLElement | null} */ (there)?.dataset.exercise ?? null;
}

let at = null;
function whereNow() {
  const now = exerciseNow();
  if (now !== at && channel.tell({ type: "at", page: location.pathname, exercise: now })) at = now;
}

// Pages write to the storage and tell nobody: whatever writes is followed by a look at what is new.
for (const name of /** @type {const} */ (["setItem", "removeItem"])) {
  const before = /** @type {(...given: any[]) => void} */ (Storage.prototype[name]);
  /** @this {Storage} @param {string} key @param {...any} rest */
  Storage.prototype[name] = function write(key, ...rest) {
    before.call(this, key, ...rest);
    if (this === localStorage && isWork(key)) soon();
  };
}
addEventListener("storage", soon);
addEventListener("pagehide", send);
setInterval(whereNow, 2000);
setTimeout(() => {
  isNew = false;
  show();
}, AGAIN);
addEventListener("focusin", whereNow);
show();
if (location.hash.startsWith("#ws-")) stage.toExercise(location.hash.slice(4));
