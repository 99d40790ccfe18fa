// The board to take to work as a table by lane: on the page and on paper, and in rows for ../table.js.
import { h } from "../dom.js";
import { safeCell } from "../table.js";

/**
 * Rows in the order of the lanes: cards, and between them what stands fixed.
 * @param {import("./model.js").Board} board
 */
export function rowsOf(board) {
  const order = board.cards.map((card) => card.id);
  const cards = order.filter((id) => board.state[id].at >= 0).map((id) => ({ id, at: board.state[id].at }));
  const markers = board.markers.map((marker) => ({ marker: marker.id, at: marker.at }));
  return [...markers, ...cards].sort((a, b) => a.at - b.at);
}

/**
 * The table as an element; `label` and `t` give its words.
 * @param {import("./model.js").Board} board
 * @param {{ t: Translate, label: Label }} tools
 */
export function tableNode(board, { t, label }) {
  const columns = board.fields.filter((field) => field.type !== "multiple");
  const width = columns.length + 2;
  const rows = rowsOf(board);
  const body = rows.map((row) => {
    if (row.marker) {
      return h("tr", { class: "lsdg-b-row-marker" }, h("th", { scope: "row" }, board.lane(row.at)),
        h("td", { colspan: String(width - 1) }, label("calendar").title, ": ", label("markers", row.marker).title));
    }
    const more = ticked(board, row.id, label);
    return [h("tr", { class: more.length > 0 && "lsdg-b-row-first" }, h("th", { scope: "row" }, board.place(row.id)),
      h("td", null, h("strong", null, board.title(row.id))),
      columns.map((field) => h("td", null, board.words(row.id, field)))),
    more.map((text) => h("tr", { class: "lsdg-b-row-more" }, h("td"), h("td", { colspan: String(width - 1) }, text)))];
  });
  const left = board.cards.filter(({ id }) => board.state[id].at < 0).map(({ id }) => board.title(id));
  return h("div", { class: "lsdg-b-table" },
    h("table", null,
      h("thead", null, h("tr", null,
        [t("board_when"), t("board_step"), ...columns.map((field) => label("fields", field.id).title)]
          .map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", null, body)),
    left.length > 0 && h("p", { class: "lsdg-b-left" }, `${t("board_unplaced")}: ${left.join(t("list_comma"))}`));
}

function ticked(board, id, label) {
  return board.fieldsOf(id).filter((field) => field.type === "multiple" && board.state[id][field.id]?.length > 0)
    .map((field) => `${label("fields", field.id).title}: ${board.words(id, field).join(" · ")}`);
}

/**
 * The same as lists of texts in one line each, for CSV and clipboard; the first is the header.
 * @param {import("./model.js").Board} board
 * @param {{ t: Translate, label: Label }} tools
 * @returns {string[][]}
 */
export function cellsOf(board, { t, label }) {
  const titles = board.fields.map((field) => label("fields", field.id).title);
  const last = (row) => Math.min(board.end(row.id), board.lanes.length - 1);
  const lanes = (from, to) => (board.calendar ? [board.plain(from), board.plain(to)] : [board.lane(from)]);
  const rows = [
    [...(board.calendar ? [t("board_from"), t("board_to")] : [t("board_when")]), t("board_step"), ...titles],
    ...rowsOf(board).map((row) => (row.marker
      ? [...lanes(row.at, row.at), `${label("calendar").title}: ${label("markers", row.marker).title}`,
        ...titles.map(() => "")]
      : [...lanes(row.at, last(row)), board.title(row.id),
        ...board.fields.map((field) => [board.words(row.id, field)].flat().join("; "))])),
  ];
  return rows.map((row) => row.map((cell) => safeCell(String(cell).replace(/\s+/g, " ").trim())));
}
