// What the projector shows: how to join, the timer, what everybody was sent to, how many answered, what was revealed.
import { drawn } from "./draw.js";
import { clock, fill, h, words } from "./dom.js";
import { line } from "./line.js";

const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const told = await words();
const people = new Map();
/** @type {Record<string, any>} */
let stage = { revealed: {}, shown: "", polls: {}, timer: null, send: null };
const titles = new Map(); // exercise or page: its title
const answered = new Set(); // who has answered what the room was sent to
let watched = ""; // its key
let turn = 0; // of what is drawn: an answer that comes late is no longer asked for

const channel = line(`/workshop/feed?language=${document.documentElement.lang}`, {
  open() {
    watched = ""; // a new line watches nothing yet
  },
  heard(message) {
    if (message.type === "people") {
      for (const row of message.people) people.set(row.id, row);
      const here = [...people.values()].filter((one) => one.here).length;
      byId("count").textContent = fill(told.board_count, { here, all: people.size });
    } else if (message.type === "stage") {
      stage = message.stage;
      show();
    } else if (message.type === "view" && message.key === watched) {
      for (const { id } of message.cards) answered.add(id);
      for (const id of message.gone) answered.delete(id);
      count();
    }
  },
  closed() {},
});

/** What everybody was sent to: { title, key, options }. */
function now() {
  const { send, polls } = stage;
  if (send?.type === "poll") return { title: polls[send.poll]?.question, key: `lsdg-poll:${send.poll}`, options: polls[send.poll]?.options ?? [] };
  if (send?.type !== "page") return { title: "", key: "", options: [] };
  return { title: titles.get(send.exercise) ?? titles.get(send.page), key: send.exercise ? `localsdg:${send.exercise}` : "", options: [] };
}

/** How many have answered, until the answers themselves are revealed. */
function count() {
  const isShown = stage.shown in stage.revealed;
  byId("answered").textContent = watched && !isShown ? fill(told.board_answered_by, { n: answered.size }) : "";
}

async function show() {
  const mine = (turn += 1);
  const { title, key, options } = now();
  if (key !== watched) {
    watched = key;
    answered.clear();
    channel.tell({ do: "watch", key });
  }
  const shown = stage.shown in stage.revealed ? stage.shown : "";
  const reply = shown ? await fetch(`/workshop/revealed?key=${encodeURIComponent(shown)}&language=${document.documentElement.lang}`) : null;
  const found = reply?.ok ? await reply.json() : null;
  if (mine !== turn) return;
  byId("title").textContent = found?.title || title || byId("title").dataset.welcome;
  // The page's heading says it already.
  const parts = found?.parts.map((part) => part.title === found.title ? { ...part, title: "" } : part);
  const choices = options.length ? [h("ul", { class: "ws-options" }, options.map((option) => h("li", null, option)))] : [];
  byId("answers").replaceChildren(...(parts ? [drawn(parts, told)] : choices));
  document.querySelector("main")?.setAttribute("data-shows", found ? "answers" : title ? "now" : "join");
  count();
}

setInterval(() => {
  byId("clock").textContent = stage.timer ? clock(stage.timer.ends - Date.now()) : "";
}, 500);

const modules = await (await fetch(`/workshop/catalog.json?language=${document.documentElement.lang}`)).json();
for (const { lessons } of modules) {
  for (const { title, page, slides, exercises } of lessons) {
    titles.set(page, title).set(slides, title);
    for (const { slug, title: name } of exercises) titles.set(slug, name);
  }
}
show();
