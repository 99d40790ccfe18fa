// What the projector shows: how to join, the timer, "look up", the poll that is asked, and what was revealed.
import { drawn } from "./draw.js";
import { clock, fill, words } from "./dom.js";
import { line } from "./line.js";

const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const told = await words();
const people = new Map();
/** @type {Record<string, any>} */
let stage = { revealed: {}, polls: {}, timer: null, send: null };

line(`/workshop/feed?language=${document.documentElement.lang}`, {
  open() {},
  heard(message) {
    if (message.type === "people") {
      for (const row of message.people) people.set(row.id, row);
      const here = [...people.values()].filter((one) => one.here).length;
      byId("count").textContent = fill(told.board_count, { here, all: people.size });
    } else if (message.type === "stage") {
      stage = message.stage;
      show();
    }
  },
  closed() {},
});

/** Of several revealed ones that of the poll or exercise to which everybody was sent, else the last. */
function subject() {
  const { send, revealed } = stage;
  const now = send?.type === "poll" ? `lsdg-poll:${send.poll}` : `localsdg:${send?.exercise}`;
  return now in revealed ? now : send?.type === "poll" ? "" : Object.keys(revealed).at(-1) ?? "";
}

async function show() {
  const asked = stage.send?.type === "poll" ? stage.polls[stage.send.poll] : null;
  const key = subject();
  const reply = key ? await fetch(`/workshop/revealed?key=${encodeURIComponent(key)}&language=${document.documentElement.lang}`) : null;
  const found = reply?.ok ? await reply.json() : null;
  byId("title").textContent = found?.title ?? asked?.question ?? byId("title").dataset.welcome ?? "";
  // The page's heading says it already.
  const parts = found?.parts.map((part) => part.title === found.title ? { ...part, title: "" } : part);
  byId("answers").replaceChildren(...(parts ? [drawn(parts, told)] : []));
  document.querySelector("main")?.setAttribute("data-shows", found ? "answers" : "join");
}

setInterval(() => {
  byId("clock").textContent = stage.timer ? clock(stage.timer.ends - Date.now()) : "";
}, 500);
