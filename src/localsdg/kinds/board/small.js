// On a phone: the whole plan as a small calendar above the list, and the list by month if the learner wishes.
import { h } from "../dom.js";
import { lanes, yearNames } from "./timeline.js";

/**
 * -> { node, refresh() }. rows: each card's element; say(text) tells a screen reader.
 * @param {import("./model.js").Board} board
 * @param {Record<string, { node: HTMLElement }>} rows
 * @param {{ t: Translate, say(text: string): void }} tools
 */
export function small(board, rows, { t, say }) {
  const axis = h("div", { class: "lsdg-b-small-axis" });
  const bars = h("div", { class: "lsdg-b-small-bars" });
  const given = board.cards.map(({ id }) => id);
  const button = (key, order, told) => h("button", { type: "button", class: "lsdg-button", onclick() {
    const list = rows[given[0]]?.node.parentElement;
    list?.append(...order().map((id) => rows[id].node));
    refresh();
    say(t(told));
  } }, t(key));
  const asGiven = button("board_sort_given", () => given, "board_sorted_given");
  const byMonth = button("board_sort_months", () => ordered(board, given), "board_sorted_months");
  const node = h("div", { class: "lsdg-b-small", hidden: !board.calendar },
    // The list below says the same in words.
    h("div", { class: "lsdg-b-small-picture", "aria-hidden": "true" }, axis, bars),
    h("div", { class: "lsdg-b-sort", role: "group", "aria-label": t("board_sort") },
      h("span", { "aria-hidden": "true" }, t("board_sort")), asGiven, byMonth));

  function shownOrder() {
    const among = [...(rows[given[0]]?.node.parentElement?.children ?? [])];
    return [...given].sort((a, b) => among.indexOf(rows[a].node) - among.indexOf(rows[b].node));
  }

  function refresh() {
    if (!board.calendar) return;
    const now = shownOrder();
    axis.replaceChildren(...yearNames(board), ...lanes(board, "narrow"));
    bars.replaceChildren(...now.map((id, place) => bar(board, id, place)).filter(Boolean));
    const isGiven = `${now}` === `${given}`;
    asGiven.setAttribute("aria-pressed", String(isGiven));
    // A step that was moved since stays where the finger is, until the button is pressed again.
    byMonth.setAttribute("aria-pressed", String(!isGiven && `${now}` === `${ordered(board, given)}`));
  }

  return { node, refresh };
}

/** Cards by their months; those of the same month as given, those without one last. */
function ordered(board, given) {
  const at = (id) => (board.state[id].at < 0 ? Infinity : board.state[id].at);
  return [...given].sort((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)));
}

function bar(board, id, place) {
  const { at } = board.state[id];
  if (at < 0) return null;
  const node = h("span", { dataset: { state: board.tooSoon(id).length > 0 ? "wrong" : "" } });
  node.style.gridRow = `${place + 1}`;
  node.style.gridColumn = `${at + 1} / span ${Math.min(board.card(id).length, board.lanes.length - at)}`;
  return node;
}
