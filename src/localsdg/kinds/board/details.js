// What opens below a card: its help, what it follows, its lane and its fields.
import { freshId, h } from "../dom.js";

const OWN = "*"; // the option "write your own": never an id, ids begin with a letter

/**
 * Earlier, a list of all lanes, later: works with a thumb and with any keyboard. -> { node, select, refresh() }
 * @param {import("./model.js").Board} board
 * @param {string} id
 * @param {CardTools} tools
 */
export function stepper(board, id, { t, move }) {
  const key = board.calendar ? "board_month" : "board_lane";
  const select = h("select", { class: "lsdg-field", "aria-label": `${board.title(id)}: ${t(key)}`,
    onchange: () => move(Number(select.value)) });
  const button = (name, sign, step) => h("button", { type: "button", class: "lsdg-button lsdg-b-step",
    "aria-label": `${board.title(id)}: ${t(name)}`, onclick: () => {
      const { at } = board.state[id];
      move(at < 0 ? board.earliest(id) : Math.max(0, Math.min(board.lanes.length - 1, at + step)));
    } }, sign);
  const node = h("div", { class: "lsdg-b-stepper" }, button("board_earlier", "‹", -1), select, button("board_later", "›", 1));
  let drawn = "";
  const refresh = () => {
    const now = board.state[id].at;
    const key = `${board.calendar && board.year()} ${now}`;
    if (key === drawn) return; // typing elsewhere must not rebuild a list of 25 months in every row
    drawn = key;
    const lane = (at) => board.range(at, board.card(id).length, board.card(id).length > 1 ? "short" : "long");
    // What stands fixed in a month helps to choose it; once chosen, the name must fit a small screen.
    const marked = (at) => board.markers.filter((marker) => marker.at === at && at !== now)
      .map((marker) => board.label("markers", marker.id).title);
    select.replaceChildren(h("option", { value: "-1" }, t("board_unplaced")),
      ...board.lanes.map((_, at) => h("option", { value: String(at) }, [lane(at), ...marked(at)].join(" · "))));
    select.value = String(now);
    select.dataset.placed = now >= 0 ? "1" : "";
  };
  return { node, select, refresh };
}

/**
 * The panel of one card. set(fieldId, value) keeps a value. -> { node, refresh(), place(fieldId, option) }
 * @param {import("./model.js").Board} board
 * @param {string} id
 * @param {CardTools} tools
 */
export function panel(board, id, tools) {
  const { t, label } = tools;
  const card = board.card(id);
  const names = (ids) => ids.map((other) => board.title(other)).join(t("list_comma"));
  const followers = board.followers(id);
  const month = stepper(board, id, tools);
  const fields = board.fieldsOf(id).map((field) => ({ choice, multiple, text }[field.type](board, id, field, tools)));
  const next = board.cards[board.cards.indexOf(card) + 1];
  const node = h("div", { class: "lsdg-b-panel" },
    h("div", { class: "lsdg-b-about" },
      h("p", null, label("cards", id).help),
      h("p", { class: "lsdg-b-relations" },
        card.group && h("span", { class: "lsdg-b-chip" }, label("groups", card.group).title),
        card.depends.length > 0 && h("span", null, t("board_after", { steps: names(card.depends) })),
        followers.length > 0 && h("span", null, t("board_before", { steps: names(followers) })))),
    h("div", { class: "lsdg-b-labelled lsdg-b-when" },
      h("span", { class: "lsdg-b-label" }, t(board.calendar ? "board_month" : "board_lane")), month.node),
    fields.map((field) => field.node),
    h("div", { class: "lsdg-b-panel-end" },
      h("button", { type: "button", class: "lsdg-button", onclick: () => tools.open(next ? next.id : null, id) },
        next ? t("board_next", { step: board.title(next.id) }) : t("board_close"))));
  const refresh = () => {
    month.refresh();
    for (const field of fields) field.refresh();
  };
  return { node, refresh, place: (field, option) => fieldPlace(node, field, option, label("fields", field).title) };
}

/** Where a field is, or one of the options to tick in it. */
function fieldPlace(node, field, option, name) {
  const found = [...node.querySelectorAll("[data-field]")].find((one) => one.dataset.field === field);
  if (!found) return null;
  const controls = [...found.querySelectorAll("select, input, textarea")];
  const tick = option && controls.find((one) => one.type === "checkbox" && one.value === option);
  if (tick) return { described: [tick], focus: tick, marked: tick.closest("label"), chip: tick.closest("label"), name };
  return { described: found.matches("fieldset") ? [found] : controls, focus: controls[0], marked: found,
    chip: found.querySelector(".lsdg-b-label"), name };
}

function heading(board, id, field, { t, label }, control) {
  const needed = board.needed(id, field);
  return h("label", { class: "lsdg-b-label", for: control },
    label("fields", field.id).title, " ",
    h("span", { class: "lsdg-b-must" }, t(needed ? "board_needed" : "board_optional")));
}

function helpOf(field, { label }) {
  const help = h("p", { class: "lsdg-help", id: freshId() }, label("fields", field.id).help);
  help.hidden = !help.textContent;
  return help;
}

function choice(board, id, field, tools) {
  const { t, label, set } = tools;
  const name = freshId();
  const help = helpOf(field, tools);
  const own = h("input", { class: "lsdg-field", type: "text", maxlength: "120", autocomplete: "off",
    "aria-label": `${label("fields", field.id).title}: ${t("board_own_words")}`,
    placeholder: t("board_own_words"), hidden: true, oninput: () => set(id, field.id, own.value) });
  const select = h("select", { class: "lsdg-field", id: name, "aria-describedby": help.id, onchange: () => {
    own.hidden = select.value !== OWN;
    if (!own.hidden) own.focus();
    set(id, field.id, own.hidden ? select.value : own.value);
  } },
    h("option", { value: "" }, t("board_choose")),
    board.lists[field.list].map((item) => h("option", { value: item }, label("lists", field.list, item).title)),
    field.own && h("option", { value: OWN }, t("board_own")));
  const node = h("div", { class: "lsdg-b-labelled", dataset: { field: field.id } },
    heading(board, id, field, tools, name), select, own, help);
  const refresh = () => {
    const value = board.state[id][field.id] ?? "";
    const written = value !== "" && !board.lists[field.list].includes(value);
    // An empty text of one's own stays open while somebody is about to write it.
    if (written || !(select.value === OWN && value === "" && own.matches(":focus"))) {
      select.value = written ? OWN : value;
      own.hidden = !written;
    }
    if (own.value !== value) own.value = written ? value : "";
  };
  return { node, refresh };
}

function multiple(board, id, field, tools) {
  const { t, label, set } = tools;
  const help = helpOf(field, tools);
  const boxes = board.lists[field.list].map((item) => h("input", { type: "checkbox", value: item, onchange: () =>
    set(id, field.id, boxes.filter((box) => box.checked).map((box) => box.value)) }));
  const node = h("fieldset", { class: "lsdg-b-labelled lsdg-b-ticks", "aria-describedby": help.id, dataset: { field: field.id } },
    h("legend", { class: "lsdg-b-label" }, label("fields", field.id).title, " ",
      h("span", { class: "lsdg-b-must" }, t(board.needed(id, field) ? "board_needed" : "board_optional"))),
    help,
    boxes.map((box) => h("label", null, box, h("span", null, label("lists", field.list, box.value).title))));
  const refresh = () => {
    const chosen = board.state[id][field.id] || [];
    for (const box of boxes) box.checked = chosen.includes(box.value);
  };
  return { node, refresh };
}

function text(board, id, field, tools) {
  const { t, set, spec } = tools;
  const name = freshId();
  const help = helpOf(field, tools);
  const examples = field.suggest ? Object.values(spec.words?.labels?.suggestions?.[id] || {}).map(String) : [];
  const area = h("textarea", { class: "lsdg-field", id: name, rows: "2", maxlength: field.max,
    "aria-describedby": help.id, oninput: () => set(id, field.id, area.value) });
  const offers = h("div", { class: "lsdg-b-offers" },
    h("span", { class: "lsdg-help" }, t("board_suggestions")),
    examples.map((example) => h("button", { type: "button", class: "lsdg-b-offer", onclick: () => {
      area.value = example;
      set(id, field.id, example);
      area.focus();
    } }, example)));
  const node = h("div", { class: "lsdg-b-labelled lsdg-b-wide", dataset: { field: field.id } },
    heading(board, id, field, tools, name), help, area, offers);
  const refresh = () => {
    const value = board.state[id][field.id] ?? "";
    if (area.value !== value) area.value = value;
    // Examples help an empty page; they must not wipe out what somebody has written.
    offers.hidden = examples.length === 0 || !(value === "" || examples.includes(value));
  };
  return { node, refresh };
}
