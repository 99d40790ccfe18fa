// Blocks (work-blocks.js) as a Word document: real headings, lists and tables, on A4; an exercise with a wide table
// stands on pages turned sideways. Loaded when it is asked for.
import * as docx from "./vendor/docx.js";

const SHORT = 11906, LONG = 16838; // twips: the sides of A4
const MARGIN = 1134; // twips: 2 cm
const WIDE = 5; // columns: a table with more of them needs a page that is turned
const SIGN = 6.4; // twips that a bold sign takes, for each half point of its size
const INSIDE = 200; // twips of a cell's margins
const LONG_WORD = 16; // signs: a longer word is cut
const MANY = 7; // columns: a table with more of them has smaller letters
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/gu;
const LEVELS = ["TITLE", "HEADING_1", "HEADING_2", "HEADING_3", "HEADING_4"];

/**
 * @param {{ title: string, about: string, blocks: import("./work-blocks.js").Block[], language: string, isRtl: boolean }} wanted
 * @returns {Promise<Blob>}
 */
export function docxOf({ title, about, blocks, language, isRtl }) {
  const head = [paragraph({ heading: "TITLE" }, [{ text: title, bold: false }], isRtl),
    paragraph({}, [{ text: about, bold: false }], isRtl)];
  const font = { name: "Calibri" };
  const whole = new docx.Document({ title, description: about, creator: "", lastModifiedBy: "",
    styles: { default: { document: { run: { font, size: 21, language: { value: language } },
      paragraph: { spacing: { after: 120, line: 276 } } },
    title: { run: { font, size: 44, bold: true }, paragraph: { spacing: { after: 120 } } },
    heading1: heading(0, 34, 360), heading2: heading(1, 27, 280), heading3: heading(2, 23, 200), heading4: heading(3, 21, 160) } },
    sections: sectionsOf(blocks).map(({ isWide, some }, place) => ({ properties: { page: { margin: { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN },
      size: { width: SHORT, height: LONG, ...(isWide && { orientation: docx.PageOrientation.LANDSCAPE }) } } },
    footers: { default: footer() },
    children: [...(place === 0 ? head : []), ...some.flatMap((block) => made(block, isRtl, (isWide ? LONG : SHORT) - 2 * MARGIN))] })) });
  return docx.Packer.toBlob(whole);
}

/**
 * Blocks that follow one another on pages that stand or lie. An exercise stays together, a module's heading with its
 * first exercise.
 * @param {import("./work-blocks.js").Block[]} blocks
 */
function sectionsOf(blocks) {
  /** @type {(typeof blocks)[]} */
  const parts = [[]];
  for (const block of blocks) {
    const last = parts[parts.length - 1];
    const isNew = block.type === "heading" && block.level <= 3 && last.some((one) => one.type !== "heading");
    if (isNew) parts.push([block]);
    else last.push(block);
  }
  /** @type {{ isWide: boolean, some: typeof blocks }[]} */
  const found = [];
  for (const some of parts) {
    const isWide = some.some((block) => block.type === "table" && columnsOf(block.rows) > WIDE);
    if (found.at(-1)?.isWide === isWide) found.at(-1)?.some.push(...some);
    else found.push({ isWide, some });
  }
  return found;
}

function columnsOf(rows) {
  return Math.max(...rows.map((row) => row.reduce((all, { span }) => all + span, 0)), 1);
}

function footer() {
  return new docx.Footer({ children: [new docx.Paragraph({ alignment: docx.AlignmentType.CENTER,
    children: [new docx.TextRun({ children: [docx.PageNumber.CURRENT, " / ", docx.PageNumber.TOTAL_PAGES], size: 18 })] })] });
}

function heading(outlineLevel, size, before) {
  return { run: { size, bold: true, color: "1F3A4D", font: { name: "Calibri" } },
    paragraph: { spacing: { before, after: 100 }, keepNext: true, outlineLevel } };
}

/** @param {import("./work-blocks.js").Block} block */
function made(block, isRtl, width) {
  if (block.type === "heading") return [paragraph({ heading: LEVELS[block.level - 1] ?? "HEADING_4" }, [{ text: block.text, bold: false }], isRtl)];
  if (block.type === "table") return [table(block, isRtl, width), new docx.Paragraph({ spacing: { after: 60 } })];
  if (block.type === "item" && block.number === null) return [paragraph({ bullet: { level: 0 } }, block.runs, isRtl)];
  if (block.type === "item") return [paragraph({ indent: { start: 360 } }, block.runs, isRtl)];
  if (block.style === "code") {
    return block.runs.flatMap(({ text }) => text.split("\n")).map((line) => new docx.Paragraph({ spacing: { after: 0 },
      children: [run({ text: line, font: { name: "Consolas" }, size: 18 })] }));
  }
  return [paragraph({}, block.runs.map((one) => ({ ...one, italics: block.style === "task" })), isRtl)];
}

/** A text as XML may hold it: what is pasted from elsewhere has signs with which Word opens no file. */
function run({ text, ...options }) {
  return new docx.TextRun({ ...options, text: text.replace(NO_XML, " ") });
}

function paragraph({ heading: level = "", ...options }, runs, isRtl) {
  return new docx.Paragraph({ ...options, bidirectional: isRtl, ...(level && { heading: docx.HeadingLevel[level] }),
    children: runs.map((one) => run({ ...one, ...(one.bold ? {} : { bold: undefined }), rightToLeft: isRtl })) });
}

/** A table over the whole width; its first rows come again on each page. */
function table({ rows, heads }, isRtl, whole) {
  const count = columnsOf(rows);
  const size = count > MANY ? 16 : 19;
  const widths = shares(rows, count, size, whole);
  return new docx.Table({ width: { size: whole, type: docx.WidthType.DXA }, columnWidths: widths, visuallyRightToLeft: isRtl,
    layout: docx.TableLayoutType.FIXED,
    rows: rows.map((cells, place) => {
      let column = 0;
      const filled = cells.map((cell) => {
        const width = widths.slice(column, column + cell.span).reduce((all, one) => all + one, 0);
        column += cell.span;
        return tableCell(cell, width, { size, isHead: place < heads, isRtl });
      });
      if (column < count) filled.push(tableCell({ text: "", isHead: false, span: count - column }, widths.slice(column).reduce((all, one) => all + one, 0), { size, isHead: false, isRtl }));
      return new docx.TableRow({ tableHeader: place < heads, cantSplit: true, children: filled });
    }) });
}

function tableCell({ text, isHead, span }, width, { size, isHead: isTop, isRtl }) {
  return new docx.TableCell({ columnSpan: span, width: { size: width, type: docx.WidthType.DXA },
    margins: { top: 50, bottom: 50, left: 80, right: 80 },
    ...(isTop && { shading: { fill: "E8EEF2", type: docx.ShadingType.CLEAR, color: "auto" } }),
    children: text.split("\n").map((line) => new docx.Paragraph({ bidirectional: isRtl, spacing: { after: 0, line: 240 },
      children: [run({ text: line, bold: isHead || isTop, size, rightToLeft: isRtl })] })) });
}

/** Widths of columns, in twips: room for the longest word, and the rest to those with longer texts. */
function shares(rows, count, size, whole) {
  const weights = Array(count).fill(1), least = Array(count).fill(0);
  for (const row of rows) {
    let column = 0;
    for (const { text, span } of row) {
      if (span === 1) {
        const word = Math.max(...text.split(/[\s\u2010-\u2015-]+/).map((part) => part.length));
        weights[column] = Math.max(weights[column], Math.min(160, Math.sqrt(text.length) * 10));
        least[column] = Math.max(least[column], Math.min(word, LONG_WORD) * size * SIGN + INSIDE);
      }
      column += span;
    }
  }
  const sum = (some) => some.reduce((all, one) => all + one, 0);
  const shrink = Math.min(1, whole / (sum(least) || 1));
  const rest = Math.max(0, whole - sum(least));
  return least.map((one, column) => Math.floor(one * shrink + (weights[column] / sum(weights)) * rest));
}
