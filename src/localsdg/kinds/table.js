// A table that leaves the page: as CSV, on the clipboard, on paper, and one that comes in by pasting.
import { h } from "./dom.js";

/**
 * An HTML table: header and rows are lists of texts.
 * @param {string[]} header
 * @param {string[][]} rows
 */
export function htmlTable(header, rows) {
  return h("table", null,
    h("thead", null, h("tr", null, header.map((text) => h("th", { scope: "col" }, text)))),
    h("tbody", null, rows.map((row) => h("tr", null, row.map((text) => h("td", null, text))))));
}

/**
 * Save header and rows as a CSV file that spreadsheet programs open right (UTF-8 with a mark, CRLF).
 * @param {string | undefined} name
 * @param {string[]} header
 * @param {string[][]} rows
 */
export function downloadCsv(name, header, rows) {
  const text = [header, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n");
  saveFile(`${name}.csv`, `${text}\r\n`, "text/csv");
}

/**
 * Save a text (UTF-8 with a mark, so that every office program reads it right).
 * @param {string} name
 * @param {string} text
 * @param {string} type
 */
export function saveFile(name, text, type = "text/plain") {
  const url = URL.createObjectURL(new Blob([`\ufeff${text}`], { type: `${type};charset=utf-8` }));
  const link = h("a", { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

/**
 * A text that no spreadsheet runs as a formula: an apostrophe stands before what begins like one.
 * @param {string} text
 */
export function safeCell(text) {
  return /^[=+@\t\r]/.test(text) || (/^-/.test(text) && Number.isNaN(Number(text))) ? `'${text}` : text;
}

function csvCell(text) {
  return `"${safeCell(text).replaceAll('"', '""')}"`;
}

/**
 * Put the table on the clipboard, as a table and as text -> true if that worked.
 * @param {string[]} header
 * @param {string[][]} rows
 */
export async function copyTable(header, rows) {
  const plain = [header, ...rows].map((row) => row.map(tsvCell).join("\t")).join("\n");
  try {
    await navigator.clipboard.write([new ClipboardItem({
      "text/html": new Blob([htmlTable(header, rows).outerHTML], { type: "text/html" }),
      "text/plain": new Blob([plain], { type: "text/plain" }),
    })]);
    return true;
  } catch {
    return copyOldWay(htmlTable(header, rows));
  }
}

function tsvCell(text) {
  return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Without https there is no clipboard object: select the table and copy the selection. */
function copyOldWay(table) {
  const holder = h("div", { class: "lsdg-hidden" }, table);
  document.body.append(holder);
  const selection = getSelection();
  selection?.selectAllChildren(table);
  const worked = document.execCommand("copy");
  selection?.removeAllRanges();
  holder.remove();
  return worked;
}

/**
 * Cells of a table copied in a spreadsheet (tabs, line ends, quoted cells) -> list of lists of texts.
 * @param {string} text
 * @returns {string[][]}
 */
export function pastedTable(text) {
  /** @type {string[][]} */
  const rows = [[]];
  const cell = /("(?:[^"]|"")*"|[^\t\n\r]*)(\t|\r\n|\n|\r|$)/y;
  while (cell.lastIndex <= text.length) {
    const found = cell.exec(text);
    if (!found) break;
    const [, raw, end] = found;
    rows[rows.length - 1].push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end === "") break;
    if (end !== "\t") rows.push([]);
  }
  return rows.filter((row) => row.some((part) => part.trim() !== ""));
}
