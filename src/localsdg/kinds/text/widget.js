import { freshId, h, isObject, mount } from "../frame.js";
import { saveFile } from "../table.js";
import { dossierPaper, takingOver } from "./dossier.js";

// A text to write, with a word count; the frame shows the rubric by which it is judged. In a dossier the learner's
// notes on the lessons can be taken over.

/**
 * @param {Tools} tools
 * @returns {View}
 */
function body({ spec, answer, change, say, el, t }) {
  const id = freshId("lsdg-text");
  const { min_words: least, max_words: most } = spec.parameters || {};
  const count = h("p", { class: "lsdg-text-count lsdg-help", id: `${id}-count` });
  const field = h("textarea", { id, class: "lsdg-field lsdg-text-field", rows: "14", "aria-describedby": count.id,
    oninput: () => {
      measure();
      change(field.value === "" ? null : { text: field.value });
    } });
  const checked = (spec.checks || []).length > 0;
  el.append(
    spec.notes ? takingOver({ spec, t, say, read: () => field.value, write: written }) : "",
    h("label", { for: id, class: "lsdg-text-label" }, t("text_field")), field, count,
    h("p", null, h("button", { type: "button", class: "lsdg-button lsdg-quiet lsdg-text-save", onclick: () =>
      saveFile(`${spec.slug || spec.kind}.txt`, field.value.replaceAll("\n", "\r\n")) }, t("text_save"))),
    checked ? h("p", null, t("text_counted")) : "");

  function measure() {
    const words = wordCount(field.value);
    count.textContent = least && most ? t("text_words_of", { words, least, most }) : t("text_words", { words });
  }

  function written(text) {
    field.value = text;
    measure();
    change({ text });
  }

  function update(next) {
    field.value = isObject(next) && typeof next.text === "string" ? next.text : "";
    measure();
  }

  update(answer);
  const paper = () => (spec.parameters?.notes ? dossierPaper(field.value) : h("div", { class: "lsdg-paper-text" }, field.value));
  const put = (said) => {
    count.after(said);
    return said;
  };
  return { update, paper, place: ({ box }) => box === "text" ? { put, described: [field], focus: field, marked: field } : null };
}

/** As the checks count (localsdg.checks.text_length): what stands between spaces; five dense signs are three words. */
function wordCount(text) {
  const signs = [...text];
  const plain = signs.map((sign) => (isDense(sign) ? " " : sign)).join("");
  return plain.split(/[ \n\r\t\u00a0\u3000]+/).filter(Boolean).length
    + Math.floor(signs.filter(isDense).length * 3 / 5);
}

function isDense(sign) {
  const place = sign.codePointAt(0);
  return place > 0x303f && place < 0xd800;
}

export default { render: mount(body) };
