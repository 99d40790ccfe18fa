import { freshId, h, into, mount } from "../frame.js";
import { Board, years } from "./model.js";
import { head, lines, load, track, washes } from "./timeline.js";
import { panel, stepper } from "./details.js";
import { copyTable, downloadCsv } from "../table.js";
import { small } from "./small.js";
import { cellsOf, tableNode } from "./table.js";

/** Sentences about months and steps, and those that stand in their place where the lanes are no months. */
const ON_A_LIST = {
  board_how: "board_list_how", board_keys: "board_list_keys", board_when: "board_lane", board_step: "board_card",
  board_load: "board_list_load", board_too_many: "board_list_too_many", board_next: "board_list_next",
  board_close: "board_list_close", board_table: "board_list_table",
  board_earlier: "board_list_earlier", board_later: "board_list_later",
};

/**
 * The whole board: settings, the picture, a row per card with its panel, the table to take to work.
 * @param {Tools} tools
 * @returns {View}
 */
function body({ spec, answer, change, say, el, t: words, label }) {
  const board = new Board(spec, label);
  const t = board.calendar ? words : (key, values) => words(ON_A_LIST[key] || key, values);
  board.read(answer);
  let opened = null;
  let drawn;

  const keep = () => {
    refresh();
    change(board.answer());
  };
  const set = (id, field, value) => {
    board.state[id][field] = value;
    keep();
  };
  const move = (id, at) => {
    if (board.state[id].at === at) return;
    board.state[id].at = at;
    keep();
    say(spoken(board, id, t));
  };
  const open = (id, from) => {
    opened = id;
    refresh();
    rows[id ?? from].button.focus({ preventScroll: true });
    rows[id ?? from].node.scrollIntoView({ block: "start" });
  };
  // A panel that closes further up must not pull the pressed button away from under the finger.
  const toggle = (id) => {
    const { button } = rows[id];
    const before = button.getBoundingClientRect().top;
    opened = opened === id ? null : id;
    refresh();
    scroller(button).scrollBy({ top: button.getBoundingClientRect().top - before, behavior: "instant" });
  };

  const tools = { spec, t, label, set, open };
  const top = settings(board, { t, label, keep });
  const fixed = head(board, tools);
  const rows = Object.fromEntries(board.cards.map(({ id }) => [id,
    row(board, id, { ...tools, move: (at) => move(id, at), toggle: () => toggle(id) })]));
  const list = h("div", { class: "lsdg-b-cards" }, h("ol", null, board.cards.map(({ id }) => rows[id].node)));
  const glance = small(board, rows, { t, say });
  const bars = Object.fromEntries(board.cards.map(({ id }) => [id, rows[id].bar]));
  const arrows = lines(board, list, bars);
  list.append(arrows.node);
  const busy = load(board, tools);
  const table = takeaway(board, { ...tools, say });
  const picture = h("div", { class: "lsdg-b-timeline", dataset: { lanes: board.calendar ? "months" : "list" } },
    fixed.node, h("p", { class: "lsdg-hidden" }, t("board_keys")), glance.node, list, busy.node);
  picture.style.setProperty("--lanes", board.lanes.length);
  el.append(h("div", { class: "lsdg-board" }, top.node, picture, table.node));

  function refresh() {
    for (const part of [top, fixed, glance, busy, table]) part.refresh();
    for (const [id, part] of Object.entries(rows)) part.refresh(opened === id);
    const now = [board.calendar && board.year(), opened, ...board.cards.map(({ id }) => board.state[id].at)].join(" ");
    if (now === drawn) return; // somebody is typing: nothing has moved
    drawn = now;
    picture.style.setProperty("--washes", washes(board));
    arrows.refresh(near());
  }
  const near = () => board.cards.map(({ id }) => id).find((id) => rows[id].node.matches(":hover, :focus-within")) || opened;
  for (const name of ["pointerover", "pointerleave", "focusin", "focusout"]) {
    list.addEventListener(name, () => arrows.refresh(near()));
  }
  new ResizeObserver(() => arrows.refresh(near())).observe(list);
  refresh();

  return {
    update(next) {
      board.read(next);
      refresh();
    },
    place: ({ card, ...part }) => rows[card ?? ""]?.place(part) ?? null,
    reveal({ card, field }) {
      if (!field || opened === card) return;
      opened = card;
      refresh();
    },
    progress() {
      const parts = board.cards.map(({ id }) => board.parts(id));
      const sum = (key) => parts.reduce((all, part) => all + part[key], 0);
      return { done: sum("done"), total: sum("total") };
    },
    paper: () => h("div", { class: "lsdg-b-paper" }, top.lines(), tableNode(board, tools),
      board.markers.length > 0 && h("p", { class: "lsdg-b-paper-note" },
        `${label("calendar").title}: ${label("calendar").help}`)),
  };
}

function scroller(node) {
  for (let place = node.parentElement; place && place !== document.body; place = place.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(place).overflowY) && place.scrollHeight > place.clientHeight) return place;
  }
  return window;
}

function spoken(board, id, t) {
  if (board.state[id].at < 0) return t("board_taken_off", { step: board.title(id) });
  const soon = board.tooSoon(id).map((before) => t("board_too_soon", { step: board.title(before) }));
  return [`${board.title(id)}: ${board.place(id)}.`, ...soon].join(" ");
}

/** The learner's own country, the year. -> { node, refresh(), lines() } */
function settings(board, { t, label, keep }) {
  const controls = board.settings.map((setting) => {
    const id = freshId();
    const text = label("settings", setting.id);
    const control = setting.type === "year"
      ? h("select", { class: "lsdg-field", id, "aria-describedby": `${id}-help`,
        onchange: () => { board.set[setting.id] = Number(control.value); keep(); } },
      years(setting).map((year) => h("option", { value: String(year) }, String(year))))
      : h("input", { class: "lsdg-field", id, type: "text", maxlength: setting.max, autocomplete: "off",
        "aria-describedby": `${id}-help`, oninput: () => { board.set[setting.id] = control.value; keep(); } });
    const node = h("div", { class: "lsdg-b-labelled", dataset: { setting: setting.id } },
      h("label", { class: "lsdg-b-label", for: id }, text.title), control,
      h("p", { class: "lsdg-help", id: `${id}-help` }, text.help));
    return { setting, control, node, title: text.title };
  });
  const shown = (setting) => (setting.type === "year" ? String(board.year()) : board.set[setting.id] ?? "");
  return {
    node: h("div", { class: "lsdg-b-settings", hidden: controls.length === 0 }, controls.map(({ node }) => node)),
    refresh() {
      for (const { setting, control } of controls) {
        if (control.value !== shown(setting)) control.value = shown(setting);
      }
    },
    lines: () => controls.map(({ setting, title }) => shown(setting)
      && h("p", { class: `lsdg-b-paper-${setting.type}` }, `${title}: `, h("strong", null, shown(setting)))),
  };
}

/** One card: title, bar, stepper for small screens, and the panel that opens below. */
function row(board, id, tools) {
  const { t, toggle } = tools;
  const panelId = freshId();
  const parts = h("span", { class: "lsdg-b-parts", "aria-hidden": "true" });
  const partsSaid = h("span", { class: "lsdg-hidden", id: `${panelId}-parts` });
  const hint = h("span", { class: "lsdg-b-hint", id: `${panelId}-hint` });
  const button = h("button", { type: "button", class: "lsdg-b-card-name", "aria-expanded": "false",
    "aria-controls": panelId, "aria-describedby": `${hint.id} ${partsSaid.id}`, onclick: toggle }, board.title(id));
  const title = h("div", { class: "lsdg-b-card-title" }, parts,
    h("div", { class: "lsdg-b-card-words" }, button, hint, partsSaid),
    h("span", { class: "lsdg-b-chevron", "aria-hidden": "true" }));
  const line = track(board, id, { ...tools, open: toggle });
  const thumb = stepper(board, id, tools);
  const place = h("div", { id: panelId, class: "lsdg-b-panel-place", hidden: true });
  const said = h("div", { class: "lsdg-b-said" });
  /** @type {ReturnType<typeof panel> | null} */
  let inside = null;
  const fill = () => {
    if (!inside) place.append((inside = panel(board, id, tools)).node);
    return inside;
  };
  const node = h("li", { class: "lsdg-b-row", dataset: { card: id } }, title, line.node, thumb.node, said, place);
  const put = into(said);
  /** Where a field of this card is, or the card itself; its sentences stand in the row, open or not. */
  const placeOf = ({ field, option }) => {
    if (!field) return { put, described: [button, line.bar, thumb.select], focus: button, marked: title };
    const found = fill().place(field, option);
    return found && { ...found, put, described: [button, ...found.described] };
  };
  const refresh = (open) => {
    const { done, total } = board.parts(id);
    const soon = board.tooSoon(id).map((before) => t("board_too_soon", { step: board.title(before) }));
    const after = board.card(id).depends.map((before) => board.title(before)).join(t("list_comma"));
    parts.textContent = `${done}/${total}`; // no tick: filled in is not yet right
    partsSaid.textContent = t("board_filled", { done, total });
    hint.textContent = soon[0] || (after && t("board_after", { steps: after }));
    node.dataset.state = soon.length > 0 ? "wrong" : done === total ? "complete" : "open";
    button.setAttribute("aria-expanded", String(open));
    node.dataset.opened = open ? "1" : "";
    place.hidden = !open;
    if (open) fill();
    inside?.refresh();
    line.refresh();
    thumb.refresh();
  };
  return { node, button, bar: line.bar, place: placeOf, refresh };
}

/** The table, to look at, to copy and to save. */
function takeaway(board, tools) {
  const { t, say, spec } = tools;
  const place = h("div", { class: "lsdg-b-table-place", role: "region", tabindex: "0",
    "aria-label": t("board_table") });
  const done = h("span", { class: "lsdg-b-done" });
  const tell = (words) => {
    done.textContent = words;
    say(words);
  };
  /** @returns {[string[], string[][]]} */
  const rows = () => {
    const [header, ...others] = cellsOf(board, tools);
    return [header, others];
  };
  const node = h("details", { class: "lsdg-b-takeaway" }, h("summary", null, t("board_table")),
    place,
    h("div", { class: "lsdg-b-takeaway-actions" },
      h("button", { type: "button", class: "lsdg-button", onclick: async () =>
        tell(t(await copyTable(...rows()) ? "board_copied" : "board_not_copied")) }, t("board_copy")),
      h("button", { type: "button", class: "lsdg-button", onclick: () =>
        downloadCsv([spec.words?.title, board.calendar && board.year()].filter(Boolean).join(" "), ...rows())
      }, t("board_csv")), done));
  const refresh = () => {
    done.textContent = "";
    if (node.open) place.replaceChildren(tableNode(board, tools));
  };
  node.addEventListener("toggle", refresh);
  return { node, refresh };
}

export default { render: mount(body) };
