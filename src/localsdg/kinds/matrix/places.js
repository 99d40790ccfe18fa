// Where the parts of a grid are: cells, rows, what is named below, weights, reasons.
import { h, into } from "../dom.js";

export const LAYOUT = "lsdg-layout"; // the event of a grid that has become cards, or a table again

/**
 * @param {HTMLElement} root
 * @param {Part} part
 * @param {Label} label
 * @returns {Place | null}
 */
export function placeIn(root, { row, column, pick, box }, label) {
  const find = (selector, data = {}) => /** @type {HTMLElement | undefined} */ ([...root.querySelectorAll(selector)].find(
    (one) => Object.entries(data).every(([key, value]) => value === undefined || one.dataset[key] === value)));
  if (pick) {
    const list = find("select", { pick });
    const node = list?.parentElement;
    return list && node ? { put: into(node), described: [list], focus: list, marked: node } : null;
  }
  if (box === "notes") {
    const field = find(".lsdg-m-notes textarea"), node = field?.parentElement;
    return field && node ? { put: into(node), described: [field], focus: field, marked: field } : null;
  }
  if (box === "weights") {
    const line = find(".lsdg-m-weights");
    const fields = /** @type {HTMLElement[]} */ ([...(line?.querySelectorAll("input") ?? [])]);
    return line ? { put: said(root, line), described: fields, focus: fields[0], marked: line } : null;
  }
  if (row === undefined && column === undefined) return null;
  const list = find(".lsdg-m-select", { row, column });
  const cell = list?.closest("td"), line = list?.closest("tr");
  if (!list || !cell || !line) return null;
  const isCell = row !== undefined && column !== undefined;
  return { put: said(root, line, isCell && cell), described: [list], focus: list, marked: isCell || row === undefined ? cell : line,
    chip: isCell ? cell : undefined, name: column !== undefined ? label("columns", column).title : undefined };
}

/** In a card a sentence stands below its cell; in a table cells are too narrow, so it is a line below the row. */
function said(root, line, cell) {
  return (sentence) => {
    const own = h("td", { role: "cell", colspan: String(line.cells.length) });
    const below = h("tr", { role: "row", class: "lsdg-m-said" }, own);
    const settle = () => {
      below.remove();
      if (cell && root.dataset.layout === "cards") return cell.append(sentence);
      let last = line;
      while (last.nextElementSibling?.classList.contains("lsdg-m-said")) last = last.nextElementSibling;
      own.append(sentence);
      return last.after(below);
    };
    settle();
    root.addEventListener(LAYOUT, settle);
    return { remove() {
      root.removeEventListener(LAYOUT, settle);
      sentence.remove();
      below.remove();
    } };
  };
}
