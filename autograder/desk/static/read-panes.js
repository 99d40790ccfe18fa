// What stands beside the rubric: the text, and on wish the task, examples, the rest of the answer, alike texts.
import { fill, h } from "./dom.js";

/** @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);
let view = "text";

/**
 * @param {any} text
 * @param {Record<string, string>} words
 * @param {(one: any) => string} called
 */
export function showViews(text, words, called) {
  const panes = {
    text: () => [paragraphs(text.text || words.read_no_words, { lang: text.language, dir: "auto" })],
    task: () => formatted(text.prompt),
    examples: () => text.examples.map((/** @type {any} */ one) => example(one, words)),
    beside: () => [h("ul", null, text.beside.map((/** @type {string} */ line) => h("li", null, line)))],
    alike: () => [h("p", { class: "quiet" }, words.read_alike_about), ...(text.alike ?? []).map((/** @type {any} */ one) => pair(one, text, words, called))],
  };
  const there = { text: true, task: text.prompt, examples: text.examples.length, beside: text.beside.length, alike: text.alike?.length };
  const names = Object.keys(panes).filter((name) => /** @type {any} */ (there)[name]);
  if (!names.includes(view)) view = "text";
  const choose = (/** @type {string} */ name) => {
    view = name;
    at("pane").scrollTop = 0;
    draw();
  };
  const buttons = names.map((name) => h("button", { type: "button", onclick: () => choose(name) }, fill(words[`read_view_${name}`], { count: text.alike?.length ?? 0 })));
  function draw() {
    buttons.forEach((button, number) => button.setAttribute("aria-pressed", String(names[number] === view)));
    at("pane").replaceChildren(.../** @type {any} */ (panes)[view]());
  }
  const focused = [...at("views").children].indexOf(document.activeElement);
  at("views").replaceChildren(...buttons);
  if (focused >= 0) buttons[focused]?.focus();
  draw();
}

/** A text as it was written, line by line. @param {string} text @param {Record<string, string>} [given] */
function paragraphs(text, given) {
  return h("div", { class: "words", ...given }, text.split(/\n\s*\n/).map((part) => h("p", null, part)));
}

/** @param {any} one @param {Record<string, string>} words */
function example(one, words) {
  const notes = one.notes.map((/** @type {any} */ note) => h("li", null, h("strong", null, note.title), `: ${note.note}`));
  return h("article", { class: "example" }, h("h3", null, words[`read_example_${one.kind}`]), paragraphs(one.text), notes.length > 0 && h("ul", null, notes));
}

/** @param {any} one @param {any} text @param {Record<string, string>} words @param {(one: any) => string} called */
function pair(one, text, words, called) {
  const side = (/** @type {string} */ name, /** @type {any[]} */ pieces) =>
    h("div", { class: "words" }, h("h3", null, name), h("p", null, pieces.map(([piece, isAlike]) => (isAlike ? h("mark", null, piece) : piece))));
  const name = called(one);
  return h("article", { class: "pair" }, h("p", null, h("strong", null, fill(words.read_alike_share, { name, percent: Math.round(100 * one.share) }))), h("div", null, side(called(text), one.left), side(name, one.right)));
}

/** Markdown of a task, as far as tasks use it: paragraphs, lists, what stands out. @param {string} markdown */
function formatted(markdown) {
  const made = [];
  for (const block of markdown.trim().split(/\n\s*\n/)) {
    const lines = block.split("\n");
    const isList = lines.every((line) => /^\s*([-*]|\d+\.)\s|^\s+/.test(line));
    if (isList) made.push(h("ul", null, block.split(/\n(?=\s*(?:[-*]|\d+\.)\s)/).map((line) => h("li", null, inline(line.replace(/^\s*([-*]|\d+\.)\s+/, ""))))));
    else made.push(h("p", null, inline(block)));
  }
  return made;
}

/** @param {string} text */
function inline(text) {
  return text.split(/(\*\*[^*]+\*\*|\*[^*]+\*)/).map((part) => {
    if (part.startsWith("**") && part.length > 4) return h("strong", null, part.slice(2, -2));
    if (part.startsWith("*") && part.length > 2) return h("em", null, part.slice(1, -1));
    return part;
  });
}
