// The picture of the board: what stands fixed above, one row per card with its bar on a track, the load below.
import { h } from "../dom.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * The fixed part: years, months and the markers hung above their months. -> { node, refresh() }
 * @param {import("./model.js").Board} board
 * @param {{ t: Translate, label: Label }} tools
 */
export function head(board, { t, label }) {
  const list = h("ul", { class: "lsdg-b-markers" });
  const axis = h("div", { class: "lsdg-b-axis", "aria-hidden": "true" });
  const node = h("div", { class: "lsdg-b-calendar" },
    board.markers.length > 0 && h("div", { class: "lsdg-b-calendar-text" },
      h("strong", null, label("calendar").title), h("span", null, label("calendar").help)),
    board.markers.length > 0 && list, axis, h("p", { class: "lsdg-b-how" }, t("board_how")));
  let drawn;
  const refresh = () => {
    const key = board.calendar ? board.year() : "list";
    if (key === drawn) return;
    drawn = key;
    list.style.setProperty("--rows", board.markers.length);
    list.replaceChildren(...board.markers.map((marker, place) => {
      const item = h("li", { dataset: { marker: marker.id } },
        h("span", { class: "lsdg-b-marker-lane" }, board.lane(marker.at)), " ",
        h("span", { class: "lsdg-b-marker-text" }, label("markers", marker.id).title));
      item.style.setProperty("--at", marker.at);
      item.style.setProperty("--row", board.markers.length - 1 - place);
      return item;
    }));
    axis.replaceChildren(...(board.calendar ? [...yearNames(board), ...lanes(board, "narrow")] : lanes(board)));
  };
  return { node, refresh };
}

/**
 * The names of the lanes, each in its column; those with a marker are set off.
 * @param {import("./model.js").Board} board
 * @param {"long" | "short" | "narrow"} [style]
 */
export function lanes(board, style) {
  return board.lanes.map((_, at) => {
    const marked = board.markers.some((marker) => marker.at === at);
    const cell = h("span", { class: marked ? "lsdg-b-lane lsdg-b-marked" : "lsdg-b-lane" }, board.lane(at, style));
    cell.style.gridColumn = `${at + 1}`;
    return cell;
  });
}

/**
 * The years above their months.
 * @param {import("./model.js").Board} board
 */
export function yearNames(board) {
  const starts = board.lanes.map((_, at) => at).filter((at) => at === 0 || board.date(at).getUTCMonth() === 0);
  return starts.map((at, place) => {
    const next = starts[place + 1] ?? board.lanes.length;
    // The name of a year needs the room of three months.
    const name = h("span", { class: "lsdg-b-year" }, next - at > 2 ? String(board.date(at).getUTCFullYear()) : "");
    name.style.gridColumn = `${at + 1} / ${next + 1}`;
    return name;
  });
}

/**
 * Backgrounds that all tracks share: a wash under each marked lane, a line where a year begins.
 * @param {import("./model.js").Board} board
 */
export function washes(board) {
  const share = 100 / board.lanes.length;
  const parts = board.lanes.flatMap((_, at) => {
    const marked = board.markers.some((marker) => marker.at === at);
    const newYear = board.calendar && at > 0 && board.date(at).getUTCMonth() === 0;
    const from = `${(at * share).toFixed(3)}%`;
    const to = `${((at + 1) * share).toFixed(3)}%`;
    return [
      newYear && `linear-gradient(90deg, transparent ${from}, var(--lsdg-edge) ${from}, var(--lsdg-edge) calc(${from} + 1px), transparent calc(${from} + 1px))`,
      marked && `linear-gradient(90deg, transparent ${from}, var(--wash) ${from}, var(--wash) ${to}, transparent ${to})`,
    ].filter(Boolean);
  });
  return parts.join(", ") || "none";
}

/**
 * A card's bar on its track. It is a slider: arrow keys move it. -> { node, refresh() }
 * @param {import("./model.js").Board} board
 * @param {string} id
 * @param {{ t: Translate, move(at: number): void, open(): void }} tools
 */
export function track(board, id, { t, move, open }) {
  const bar = h("div", { class: "lsdg-b-card", role: "slider", tabindex: "0", "aria-label": board.title(id),
    "aria-valuemin": "0", "aria-valuemax": String(board.lanes.length) });
  const note = h("span", { class: "lsdg-b-card-note", "aria-hidden": "true" });
  const ghost = h("span", { class: "lsdg-b-ghost", "aria-hidden": "true", hidden: true });
  const node = h("div", { class: "lsdg-b-track" }, ghost, bar, note);
  bar.addEventListener("keydown", (event) => onKey(event, board, id, { move, open }));
  pointer(node, { bar, ghost, board, id, move });
  const refresh = () => {
    const { at } = board.state[id];
    node.style.setProperty("--at", Math.max(at, 0));
    node.style.setProperty("--length", Math.min(board.card(id).length, board.lanes.length - Math.max(at, 0)));
    node.dataset.placed = at >= 0 ? "1" : "";
    node.dataset.side = at > board.lanes.length * 0.6 ? "start" : "end";
    bar.setAttribute("aria-valuenow", String(at + 1));
    bar.setAttribute("aria-valuetext", at < 0 ? t("board_unplaced") : board.place(id));
    note.textContent = at < 0 ? t("board_unplaced") : board.calendar ? board.place(id, "short") : "";
  };
  return { node, bar, refresh };
}

/** Does the calendar begin on the right? */
function isFromRight(node) {
  return getComputedStyle(node).direction === "rtl";
}

function onKey(event, board, id, { move, open }) {
  const { at } = board.state[id];
  const last = board.lanes.length - 1;
  const ahead = isFromRight(event.currentTarget) ? -1 : 1;
  const steps = { ArrowRight: ahead, ArrowUp: 1, ArrowLeft: -ahead, ArrowDown: -1, PageUp: 3, PageDown: -3 };
  let next;
  if (event.key in steps) next = at < 0 ? board.earliest(id) : Math.max(0, Math.min(last, at + steps[event.key]));
  else if (event.key === "Home") next = 0;
  else if (event.key === "End") next = last;
  else if (event.key === "Delete" || event.key === "Backspace") next = -1;
  else if (event.key === "Enter" || event.key === " ") open();
  else return;
  event.preventDefault();
  if (next !== undefined) move(next);
}

/** Mouse and finger: press a track to put the card there, or drag the bar along it. Only an extra. */
function pointer(node, { bar, ghost, board, id, move }) {
  const laneAt = (event) => {
    const box = node.getBoundingClientRect();
    const along = isFromRight(node) ? box.right - event.clientX : event.clientX - box.left;
    const at = Math.floor((along / box.width) * board.lanes.length);
    return Math.max(0, Math.min(board.lanes.length - 1, at));
  };
  /** @type {number | null} */
  let grip = null;
  let moved = false;
  node.addEventListener("pointerdown", (event) => {
    moved = false;
    if (event.target !== bar || event.button !== 0 || board.state[id].at < 0) return;
    grip = laneAt(event) - board.state[id].at;
    bar.setPointerCapture(event.pointerId);
  });
  node.addEventListener("pointermove", (event) => {
    if (grip === null) return hover(event);
    const next = Math.max(0, Math.min(board.lanes.length - 1, laneAt(event) - grip));
    if (next === board.state[id].at) return undefined;
    moved = true;
    return move(next);
  });
  const drop = () => { grip = null; };
  node.addEventListener("pointerup", drop);
  node.addEventListener("pointercancel", drop);
  node.addEventListener("pointerleave", () => { ghost.hidden = true; });
  node.addEventListener("click", (event) => {
    if (event.target === bar || moved) return;
    move(laneAt(event));
    ghost.hidden = true;
    bar.focus({ preventScroll: true });
  });
  function hover(event) {
    ghost.hidden = event.pointerType !== "mouse" || event.target === bar;
    ghost.style.setProperty("--at", laneAt(event));
    ghost.textContent = board.lane(laneAt(event), "short");
  }
}

/**
 * How many cards each lane holds, with a sentence where it is too many. -> { node, refresh() }
 * @param {import("./model.js").Board} board
 * @param {{ t: Translate }} tools
 */
export function load(board, { t }) {
  const cells = h("div", { class: "lsdg-b-load-cells", "aria-hidden": "true" });
  const warning = h("p", { class: "lsdg-b-load-warning", hidden: true });
  const node = h("div", { class: "lsdg-b-load" }, h("span", { class: "lsdg-b-load-title" }, t("board_load")), cells, warning);
  node.hidden = !Number.isFinite(board.most); // without a limit there is nothing to watch
  const refresh = () => {
    const counts = board.load();
    cells.replaceChildren(...counts.map((count) =>
      h("span", { class: count > board.most ? "lsdg-b-lane lsdg-b-too-many" : "lsdg-b-lane" }, count || "")));
    const full = counts.map((count, at) => ({ count, at })).filter(({ count }) => count > board.most);
    warning.hidden = full.length === 0;
    warning.textContent = full.map(({ count, at }) =>
      t("board_too_many", { lane: board.lane(at), count, most: board.most })).join(" ");
  };
  return { node, refresh };
}

/**
 * Lines from the end of each card to the start of those that come after it.
 * @param {import("./model.js").Board} board
 * @param {HTMLElement} rows
 * @param {Record<string, HTMLElement>} bars
 */
export function lines(board, rows, bars) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "lsdg-b-lines");
  svg.setAttribute("aria-hidden", "true");
  const refresh = (active) => {
    const frame = rows.getBoundingClientRect();
    const paths = board.cards.flatMap((card) => card.depends.map((before) => {
      if (board.state[card.id].at < 0 || board.state[before].at < 0) return null;
      const from = bars[before].getBoundingClientRect();
      const to = bars[card.id].getBoundingClientRect();
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", elbow(from, to, frame));
      const broken = board.tooSoon(card.id).includes(before);
      const near = active && (card.id === active || before === active);
      path.setAttribute("class", ["lsdg-b-line", broken && "lsdg-b-broken", near && "lsdg-b-near"].filter(Boolean).join(" "));
      return path;
    })).filter(Boolean);
    svg.replaceChildren(...paths);
  };
  return { node: svg, refresh };
}

/** Down (or up) in the last lane of the first card, then along the row of the second. */
function elbow(from, to, frame) {
  const x = from.right - 5 - frame.left;
  const down = to.top >= from.bottom;
  const start = (down ? from.bottom : from.top) - frame.top;
  const row = to.top + to.height / 2 - frame.top;
  const left = to.left - frame.left;
  const right = to.right - frame.left;
  if (x > left - 3 && x < right + 3) return arrow(x, start, [], x, (down ? to.top : to.bottom) - frame.top, 0, down ? 1 : -1);
  const along = x <= left ? 1 : -1;
  const turn = 5;
  const bend = [`V${row - (down ? turn : -turn)}`, `Q${x} ${row} ${x + along * turn} ${row}`];
  return arrow(x, start, bend, along > 0 ? left : right, row, along, 0);
}

function arrow(x, y, bend, toX, toY, alongX, alongY) {
  const size = 4;
  const back = [toX - alongX * size, toY - alongY * size];
  const wing = [alongY * size * 0.8, alongX * size * 0.8];
  return [`M${x} ${y}`, ...bend, `L${toX} ${toY}`, `M${back[0] - wing[0]} ${back[1] - wing[1]}`, `L${toX} ${toY}`,
    `L${back[0] + wing[0]} ${back[1] + wing[1]}`].join(" ");
}
