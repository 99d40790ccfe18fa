// A dossier: the notes that a learner has made on the lessons' questions, put together as one text. Headings are
// underlined and questions begin with ">", so that it reads well as it stands, in a notebook, and on paper.
import { h } from "../dom.js";

const UNDERLINE = /^-{3,}$/;

/**
 * How many notes there are, and the button that takes them over into the text.
 * @param {{ spec: Spec, t: Translate, say: (text: string) => void, read: () => string, write: (text: string) => void }} tools
 * @returns {HTMLElement}
 */
export function takingOver({ spec, t, say, read, write }) {
  const lessons = () => (spec.notes?.() ?? []).filter(({ notes }) => notes.length > 0);
  const told = h("p", { class: "lsdg-dossier-notes" });
  const done = h("p", { class: "lsdg-dossier-done" });
  const tell = () => {
    const noted = lessons(), notes = noted.reduce((sum, one) => sum + one.notes.length, 0);
    told.textContent = notes ? t("dossier_notes", { notes, lessons: noted.length }) : t("dossier_no_notes");
  };
  const take = () => {
    const { language = "en" } = spec;
    const date = new Date().toLocaleDateString(language === "en" ? "en-GB" : language, { dateStyle: "long" });
    const { text, added } = withNotes(read(), lessons(), t("dossier_head", { date }).trim());
    if (added) write(text);
    done.textContent = added ? t("dossier_taken", { notes: added }) : t("dossier_none_taken");
    say(done.textContent);
  };
  for (const event of ["storage", "focus", "pageshow"]) addEventListener(event, tell); // notes may be new
  tell();
  return h("div", { class: "lsdg-dossier" }, told,
    h("p", null, h("button", { type: "button", class: "lsdg-button lsdg-dossier-take", onclick: take }, t("dossier_take"))),
    done);
}

/**
 * The text with all notes whose question it does not have yet, below what the learner wrote. Nothing is changed there.
 * @param {string} text
 * @param {LessonNotes[]} lessons
 * @param {string} head what an empty text begins with
 * @returns {{ text: string, added: number }}
 */
export function withNotes(text, lessons, head) {
  const known = new Set(text.split("\n").map((line) => line.trim()));
  const fresh = lessons
    .map(({ title, notes }) => ({ title, notes: notes.filter(({ question }) => !known.has(`> ${question}`)) }))
    .filter(({ notes }) => notes.length > 0);
  const added = fresh.reduce((sum, { notes }) => sum + notes.length, 0);
  if (added === 0) return { text, added };
  const parts = fresh.flatMap(({ title, notes }) => [`${title}\n${"-".repeat(Math.max(3, title.length))}`,
    ...notes.flatMap(({ question, note }) => [`> ${question}`, note.trim()])]);
  return { text: `${[text.trim() === "" ? head : text.trimEnd(), ...parts].join("\n\n")}\n`, added };
}

/**
 * The dossier as it is printed.
 * @param {string} text
 * @returns {HTMLElement}
 */
export function dossierPaper(text) {
  const parts = text.split(/\n[ \t]*\n+/).map((part) => part.replace(/^\n+|\s+$/g, "")).filter(Boolean);
  return h("div", { class: "lsdg-paper-dossier" }, parts.map((part) => {
    const lines = part.split("\n");
    if (lines.length === 2 && UNDERLINE.test(lines[1].trim())) return h("h2", null, lines[0]);
    const isAsked = lines.every((line) => line.startsWith(">"));
    return h("p", { class: isAsked ? "lsdg-paper-question" : "lsdg-paper-text" },
      isAsked ? lines.map((line) => line.replace(/^>\s?/, "")).join("\n") : part);
  }));
}
