// A field for a note below each question "In your municipality" of a lesson. Notes give no points; they stay in this
// browser, go along with "Download my work", and become the dossier of the town at the end of the module.
import { h } from "./element.js";
import { NOTES, keepNotes, notesOn } from "./notes.js";

const HERE = new URL(".", import.meta.url);

class Notes {
  /** @param {HTMLElement} script what the page says of the lesson, in the box of the questions */
  constructor(script) {
    const { lesson, words, dossier } = JSON.parse(script.textContent ?? "");
    this.lesson = lesson;
    this.words = words;
    /** @type {Note[]} */
    this.lost = []; // notes for which there is no field
    const box = /** @type {HTMLElement} */ (script.closest(".lsdg-town"));
    this.fields = [...document.querySelectorAll(".lsdg-town li")].map((item, at) => this.field(item, at));
    this.status = h("p", { class: "lsdg-note-status", role: "status" });
    const way = h("p", { class: "lsdg-note-about" }, words.town_about);
    if (dossier) way.append(" ", h("a", { href: new URL(`../${dossier}`, HERE).href }, words.town_dossier));
    box.append(way, this.status);
    this.show();
    addEventListener("storage", (event) => {
      if (event.key === null || event.key === NOTES + lesson) this.show();
    });
  }

  /** The field of one question; the question stays as it was. */
  field(item, at) {
    const question = h("div", { id: `lsdg-question-${at + 1}` });
    question.append(...item.childNodes);
    const label = h("label", { class: "lsdg-note-label", for: `lsdg-note-${at + 1}`, id: `lsdg-note-label-${at + 1}` },
      this.words.town_note);
    const other = h("p", { class: "lsdg-note-other", id: `lsdg-note-other-${at + 1}`, hidden: "" });
    const input = /** @type {HTMLTextAreaElement} */ (h("textarea", { class: "lsdg-field lsdg-note", id: `lsdg-note-${at + 1}`, rows: "2",
      "aria-labelledby": `${label.id} ${question.id}`, "aria-describedby": other.id }));
    input.addEventListener("input", () => this.keep());
    item.append(question, label, other, input);
    return { at, question: (question.textContent ?? "").trim().replace(/\s+/g, " "), input, other, asked: "" };
  }

  /** Put the kept notes into the fields: each below its question, or in its old place with the question it had. */
  show() {
    /** @type {Note[]} */
    let notes = [];
    try {
      notes = notesOn(this.lesson);
    } catch {
      this.say("town_blocked");
    }
    const own = new Map(notes.map((one) => [one.question, one]));
    const rest = notes.filter((one) => this.fields.every(({ question }) => question !== one.question));
    for (const field of this.fields) {
      const found = own.get(field.question) ?? rest.find(({ at }) => at === field.at);
      const isOther = found !== undefined && found.question !== field.question;
      field.asked = isOther ? found.question : field.question;
      field.other.hidden = !isOther;
      field.other.textContent = isOther ? this.words.town_other.replace("{question}", found.question) : "";
      const note = found?.note ?? "";
      if (field.input.value !== note) field.input.value = note;
    }
    this.lost = rest.filter((one) => this.fields.every(({ asked }) => asked !== one.question));
  }

  keep() {
    const written = this.fields.filter(({ input }) => input.value.trim() !== "");
    const notes = written.map(({ at, asked, input }) => ({ at, question: asked, note: input.value }));
    try {
      // Notes for which no field is left are no reason to lose them.
      keepNotes(this.lesson, [...notes, ...this.lost]);
      this.say("town_kept");
    } catch {
      this.say("town_blocked");
    }
  }

  /** The same sentence is not said again at each key. */
  say(key) {
    const sentence = this.words[key];
    if (this.status.textContent === sentence) return;
    this.status.textContent = sentence;
    this.status.classList.toggle("lsdg-problem", key === "town_blocked");
  }
}

for (const script of document.querySelectorAll("script.lsdg-town-words")) new Notes(/** @type {HTMLElement} */ (script));
