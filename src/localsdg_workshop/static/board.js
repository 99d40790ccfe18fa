// The trainer's board. What the laptop tells is kept here and drawn; each button is one order to it.
import { drawn } from "./draw.js";
import { clock, fill, h, words } from "./dom.js";
import { line } from "./line.js";

const byId = (id) => /** @type {any} */ (document.getElementById(id));
const told = await words();
const people = new Map();
const cards = new Map(); // of the exercise or poll that is watched
/** @type {{ key: string, title: string, parts: any[] }} */
let view = { key: "", title: "", parts: [] };
/** @type {Record<string, any>} */
let stage = { held: [], revealed: {}, polls: {}, walls: {}, is_tested: true, timer: null, send: null };
let isMerged = false;
let isFirst = true; // nothing was heard of the stage yet
const places = new Map(); // option: what it is { type, page, exercise, key }
const titles = new Map(); // exercise or page: its title
const asked = h("optgroup", { label: told.board_polls });

const channel = line(`/workshop/feed?language=${document.documentElement.lang}`, {
  open() {
    byId("state").textContent = told.board_line;
    if (view.key) order("watch", { key: view.key, together: isMerged });
  },
  heard(message) {
    if (message.type === "people") hearPeople(message.people, message.gone);
    else if (message.type === "stage") hearStage(message);
    else if (message.type === "watching") {
      cards.clear();
      view = { key: message.key, title: message.title, parts: [] };
      choose(message.key);
      drawAnswers();
      drawButtons();
    } else if (message.type === "view" && message.key === view.key) {
      for (const card of message.cards) cards.set(card.id, card);
      for (const id of message.gone) cards.delete(id);
      view.parts = message.parts ?? view.parts;
      drawAnswers();
    } else if (message.type === "refused") byId("state").textContent = told[message.why];
  },
  closed(code) {
    byId("state").textContent = code === 4401 ? told.board_secret : told.board_no_line;
  },
});

const order = (name, values = {}) => channel.tell({ do: name, ...values });

/** Look at the answers to an exercise or a poll, as one view or side by side. */
function watch(key, together = isMerged) {
  isMerged = together;
  order("watch", { key, together });
}

// ---- People ----

/** Table 2 stands before table 10. */
const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
const byName = (one, other) => compare(one.name, other.name);

function hearPeople(rows, gone = []) {
  for (const row of rows) people.set(row.id, row);
  for (const id of gone) people.delete(id);
  const all = [...people.values()].sort((one, other) => Number(other.here) - Number(one.here) || byName(one, other));
  byId("count").textContent = fill(told.board_count, { here: all.filter(({ here }) => here).length, all: all.length });
  redraw(byId("people"), all.map(({ id, name, team, here, page, exercise }) => h("li", { "data-here": here },
    h("strong", null, name), team && ` · ${team}`, h("span", { class: "ws-quiet" }, here ? where(exercise, page) : told.board_away),
    remover({ person: id }, name, told.board_remove_person, told.board_remove_person_sure))));
}

/** The button that removes a person, or (`what.key`) an answer; asked once more, since it cannot be undone. */
function remover(what, name, label, sure) {
  return h("button", { type: "button", class: "ws-remove", "data-mark": what.person, "aria-label": fill(label, { name }),
    onclick: () => confirm(fill(sure, { name })) && order("remove", what) }, told.board_remove);
}

/** Draws anew what stands in a place; who was on a button in it stays there, or in the place where it is gone. */
function redraw(place, inner) {
  const mark = place.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.mark : undefined;
  place.replaceChildren(...inner);
  if (mark) /** @type {HTMLElement} */ (place.querySelector(`[data-mark="${mark}"]`) ?? place).focus({ preventScroll: true });
}

function where(exercise, page) {
  return titles.get(exercise) ?? titles.get(place(page)) ?? told.board_elsewhere;
}

/** A lesson's place, or its slides', without the language in which somebody reads it. */
function place(page) {
  const path = page.replace(/^\/[^/]+\/(?=modules\/|_slides\/)/, "/");
  return path.startsWith("/modules/") ? path.replace(/\/[^/]*$/, "") : path;
}

// ---- What everybody is shown ----

function hearStage({ stage: now, questions }) {
  stage = now;
  byId("state").textContent = told.board_line;
  byId("questions").replaceChildren(...(questions.length ? questions.map(({ id, text, who }) => h("li", null,
    h("span", null, who && h("strong", null, `${who}: `), text),
    h("button", { type: "button", onclick: () => order("answered", { id }) }, told.board_answered))) : [h("li", { class: "ws-quiet" }, told.board_no_questions)]));
  byId("untested").checked = !stage.is_tested;
  drawAbout();
  drawPolls();
  drawNow();
  if (isFirst && keyOf(stage.send)) watch(keyOf(stage.send), stage.send.type === "poll");
  isFirst = false;
  drawButtons();
  drawAnswers();
}

/** The answers that belong to what everybody was sent to. */
const keyOf = (send) => send?.type === "poll" ? `lsdg-poll:${send.poll}` : send?.exercise ? `localsdg:${send.exercise}` : "";

/** What the room is doing, in a sentence. */
function drawNow() {
  const { send } = stage;
  const title = send?.type === "poll" ? stage.polls[send.poll]?.question : titles.get(send?.exercise) ?? titles.get(place(send?.page ?? "")) ?? "";
  byId("now").textContent = send?.type === "look" ? told.board_now_look : send ? fill(told.board_now, { title }) : told.board_now_free;
}

function drawButtons() {
  const press = (id, isOn) => byId(id).setAttribute("aria-pressed", String(isOn));
  press("look", stage.send?.type === "look");
  press("free", !stage.send);
  press("each", !isMerged);
  press("merged", isMerged);
  press("hold", stage.held.includes(view.key));
  for (const how of ["anonymous", "named"]) press(how, stage.revealed[view.key] === how);
  for (const id of ["hold", "anonymous", "named"]) byId(id).disabled = !view.key;
}

setInterval(() => {
  byId("clock").textContent = stage.timer ? clock(stage.timer.ends - Date.now()) : "";
}, 500);

// ---- Answers ----

let waiting = 0;
/** At most once a frame, and never while the trainer types into a card. */
function drawAnswers() {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => {
    byId("title").textContent = view.title || told.board_answers;
    if (byId("answers").contains(document.activeElement) && document.activeElement?.matches("input")) return;
    if (!view.key) byId("answers").replaceChildren(h("p", { class: "ws-quiet" }, told.board_choose_first));
    else redraw(byId("answers"), [h("p", { class: "ws-quiet" }, fill(told.board_answered_by, { n: cards.size })), isMerged ? merged() : sideBySide()]);
  });
}

function sideBySide() {
  const isNamed = byId("names").checked;
  const all = [...cards.values()].sort(byName);
  return h("div", { class: "ws-side" }, all.map(({ id, name, team, lines }, place) => {
    const called = isNamed ? name : fill(told.board_nobody, { n: place + 1 });
    return h("article", null, h("h3", null, isNamed && team ? `${name} · ${team}` : called),
      h("ul", null, lines.map((one) => h("li", null, one))),
      remover({ person: id, key: view.key }, called, told.board_remove_answer, told.board_remove_answer_sure));
  }));
}

function merged() {
  const wall = stage.walls[view.key] ?? { hidden: [], groups: {} };
  const parts = view.parts.map((part) => part.type === "wall" ? { ...part, cards: part.cards.map((card) => ({ ...card, group: wall.groups[card.id] ?? "" })) } : part);
  return drawn(byId("names").checked ? parts : bare(parts), told, { onCard: ({ id }) => {
    const isHidden = wall.hidden.includes(id);
    const set = (values) => order("wall", { key: view.key, card: id, hide: isHidden, group: wall.groups[id] ?? "", ...values });
    return [h("input", { class: "ws-group", value: wall.groups[id] ?? "", maxlength: 60, placeholder: told.board_group, "aria-label": told.board_group,
      onchange: (event) => set({ group: event.target.value }) }), " ",
    h("button", { type: "button", "aria-pressed": isHidden, onclick: () => set({ hide: !isHidden }) }, told.board_hide)];
  } });
}

function bare(value) {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== "who").map(([key, inner]) => [key, bare(inner)]));
}

// ---- Choosing ----

async function fillChoices() {
  const modules = await (await fetch(`/workshop/catalog.json?language=${document.documentElement.lang}`)).json();
  for (const { title, lessons } of modules) {
    const group = h("optgroup", { label: title });
    for (const lesson of lessons) {
      titles.set(place(lesson.page), lesson.title);
      titles.set(place(lesson.slides), fill(told.board_slides, { title: lesson.title }).replace(/^– /, ""));
      group.append(choice({ type: "page", page: lesson.page, key: "" }, fill(told.board_lesson, { title: lesson.title })));
      if (lesson.slides) group.append(choice({ type: "page", page: lesson.slides, key: "" }, fill(told.board_slides, { title: lesson.title })));
      for (const { slug, title: name } of lesson.exercises) {
        titles.set(slug, name);
        group.append(choice({ type: "page", page: lesson.page, exercise: slug, key: `localsdg:${slug}` }, `– ${name}`));
      }
      for (const question of lesson.questions) byId("openers").append(h("option", { value: question }, lesson.title));
    }
    byId("subject").append(group);
  }
  hearPeople([]);
  drawNow();
  choose(view.key);
}

/** Polls that were asked stand before the lessons: their answers are one choice away. */
function drawPolls() {
  for (const [id, { question }] of Object.entries(stage.polls)) {
    const key = `lsdg-poll:${id}`;
    if (![...places.values()].some((one) => one.key === key)) asked.append(choice({ type: "poll", poll: id, key }, question));
  }
  if (asked.childElementCount && !asked.isConnected) byId("subject").firstElementChild.after(asked);
}

/** The list names what is watched. */
function choose(key) {
  const found = key && [...places].find(([, place]) => place.key === key);
  if (found) byId("subject").value = found[0];
}

function choice(what, title) {
  const option = h("option", { value: String(places.size + 1) }, title);
  places.set(option.value, what);
  return option;
}

const chosen = () => places.get(byId("subject").value);
const on = (id, what, does) => byId(id).addEventListener(what, does);
on("subject", "change", () => watch(chosen()?.key ?? ""));
on("send", "click", () => chosen() && order("send", chosen()));
on("look", "click", () => order("send", { type: stage.send?.type === "look" ? "" : "look" }));
on("free", "click", () => order("send", { type: "" }));
on("poll", "submit", (event) => {
  event.preventDefault();
  if (!byId("line").value.trim() || !order("poll", { line: byId("line").value })) return;
  byId("line").value = "";
  isMerged = true;
});
on("timer", "click", () => order("timer", { seconds: Math.round(Number(byId("minutes").value) * 60) }));
on("timer-stop", "click", () => order("timer"));
on("untested", "change", () => order("tested", { on: !byId("untested").checked }));
on("hold", "click", () => order("hold", { key: view.key, on: !stage.held.includes(view.key) }));
for (const how of ["anonymous", "named"]) {
  on(how, "click", () => order("reveal", { key: view.key, how: stage.revealed[view.key] === how ? "" : how }));
}
for (const [id, value] of /** @type {[string, boolean][]} */ ([["each", false], ["merged", true]])) {
  on(id, "click", () => {
    watch(view.key, value);
    drawButtons();
  });
}
on("names", "change", drawAnswers);

// ---- What the papers say ----

const about = () => /** @type {HTMLInputElement[]} */ ([...byId("about").querySelectorAll("input")]);

/** Nothing is written over while the trainer types. */
function drawAbout() {
  if (byId("about").contains(document.activeElement)) return;
  for (const field of about()) field.value = stage.about?.[field.name] ?? "";
}

on("about", "input", () => { byId("about-said").textContent = ""; });
on("about", "submit", (event) => {
  event.preventDefault();
  const isTold = order("about", { said: Object.fromEntries(about().map(({ name, value }) => [name, value])) });
  byId("about-said").textContent = isTold ? told.about_saved : told.board_no_line;
});
drawAnswers();
await fillChoices();
