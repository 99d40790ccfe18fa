// A document's element as a list of plain blocks, from which files are made: headings, paragraphs, lists, tables.

/**
 * @typedef {{ text: string, bold: boolean }} Run
 * @typedef {{ text: string, isHead: boolean, span: number }} Cell
 * @typedef {{ type: "heading", level: number, text: string }
 *   | { type: "text", runs: Run[], style: "" | "task" | "code" }
 *   | { type: "item", runs: Run[], number: number | null }
 *   | { type: "table", rows: Cell[][], heads: number }} Block
 */

const HEADING = /^H([1-6])$/;
const CONTAINERS = "address, article, div, dl, fieldset, figure, h1, h2, h3, h4, h5, h6, ol, p, pre, section, table, ul";

/**
 * @param {Element} root
 * @returns {Block[]}
 */
export function blocksOf(root) {
  return [...root.children].flatMap(blocks);
}

/** @returns {Block[]} */
function blocks(node) {
  const heading = HEADING.exec(node.tagName);
  if (heading) return [{ type: "heading", level: Number(heading[1]), text: textOf(node) }];
  if (node.tagName === "TABLE") return table(node);
  if (node.tagName === "UL" || node.tagName === "OL") return list(node);
  if (node.tagName === "PRE") return [{ type: "text", runs: [{ text: node.textContent, bold: false }], style: "code" }];
  if (node.querySelector(CONTAINERS)) return mixed(node);
  const style = node.classList.contains("lsdg-work-task") ? "task" : "";
  // A text that a learner wrote has its own lines.
  return paragraphs(runsOf(node)).map((runs) => ({ type: "text", runs, style }));
}

/** Text beside elements that are blocks of their own. */
function mixed(node) {
  /** @type {Block[]} */
  const found = [];
  let loose = [];
  const flush = () => {
    const runs = loose.filter(({ text }) => text.trim());
    if (runs.length) found.push({ type: "text", runs, style: "" });
    loose = [];
  };
  for (const child of node.childNodes) {
    const isBlock = child instanceof Element && (child.matches(CONTAINERS) || child.querySelector(CONTAINERS));
    if (isBlock) {
      flush();
      found.push(...blocks(child));
    } else loose.push(...(child instanceof Element ? runsOf(child) : [{ text: child.textContent ?? "", bold: false }]));
  }
  flush();
  return found;
}

/** @returns {Block[]} */
function list(node) {
  return [...node.children].map((item, place) => ({ type: "item", runs: [{ text: spaced(item), bold: false }], number: node.tagName === "OL" ? place + 1 : null }));
}

/** @returns {Block[]} */
function table(node) {
  const rows = [...node.querySelectorAll("tr")].map((row) => [...row.cells].map((cell) =>
    ({ text: textOf(cell), isHead: cell.tagName === "TH", span: cell.colSpan })));
  const caption = node.querySelector("caption");
  return [...(caption ? [{ type: /** @type {"text"} */ ("text"), runs: [{ text: textOf(caption), bold: true }], style: /** @type {""} */ ("") }] : []),
    { type: "table", rows: rows.filter((cells) => cells.length > 0), heads: node.tHead?.rows.length ?? 0 }];
}

/** Texts of an element's parts, in bold where they are. */
function runsOf(node) {
  const walk = (one, bold) => {
    if (!(one instanceof Element)) return [{ text: one.textContent ?? "", bold }];
    return [...one.childNodes].flatMap((child) => walk(child, bold || /^(B|STRONG|DT)$/.test(one.tagName)));
  };
  return walk(node, false).filter(({ text }) => text !== "");
}

/** Runs in paragraphs: cut at the ends of lines. */
function paragraphs(runs) {
  /** @type {Run[][]} */
  const found = [[]];
  for (const { text, bold } of runs) {
    text.split("\n").forEach((line, place) => {
      if (place > 0) found.push([]);
      if (line) found.at(-1)?.push({ text: line, bold });
    });
  }
  return found.filter((one) => one.some(({ text }) => text.trim()));
}

function textOf(node) {
  return (node.textContent ?? "").replace(/[ \t]+/g, " ").replace(/ ?\n ?/g, "\n").trim();
}

/** Texts of an item's parts with space between them: on the page they stand in columns. */
function spaced(node) {
  return [...node.childNodes].map((child) => textOf(child)).filter(Boolean).join(" ");
}

/**
 * The blocks as CSV for spreadsheets: module, exercise, then what stands in the document. UTF-8 with a mark, and no
 * cell that a spreadsheet would run as a formula.
 * @param {Block[]} found
 * @param {{ module: string, exercise: string }} heads
 */
export function csvOf(found, heads) {
  let module = "", exercise = "";
  /** @type {string[][]} */
  const rows = [[heads.module, heads.exercise]];
  for (const block of found) {
    if (block.type === "heading" && block.level === 2) [module, exercise] = [block.text, ""];
    else if (block.type === "heading" && block.level === 3) exercise = block.text;
    else if (block.type === "heading") rows.push([module, exercise, block.text]);
    else if (block.type === "table") {
      for (const cells of block.rows) rows.push([module, exercise, ...cells.flatMap(({ text, span }) => [text, ...Array(span - 1).fill("")])]);
    } else rows.push([module, exercise, block.runs.map(({ text }) => text).join("")]);
  }
  const width = Math.max(...rows.map((row) => row.length));
  return `\ufeff${rows.map((row) => [...row, ...Array(width - row.length).fill("")].map(csvCell).join(",")).join("\r\n")}\r\n`;
}

/** An apostrophe stands before what begins like a formula and is no number. */
function csvCell(text) {
  const isFormula = /^\s*[=@]|^[\t\r]/.test(text) || (/^\s*[+-]/.test(text) && Number.isNaN(Number(text)));
  return `"${(isFormula ? `'${text}` : text).replaceAll('"', '""')}"`;
}
