// "Start again": asks first, removes the answer, and can put it back.
import { h } from "./dom.js";
import { recall } from "./recall.js";

/** @param {Json} frame the exercise's: frame.js */
export function askToStartAgain(frame) {
  const no = h("button", { type: "button", class: "lsdg-button", onclick: () => {
    frame.forget();
    frame.againButton.focus();
  } }, frame.t("keep_answer"));
  const yes = h("button", { type: "button", class: "lsdg-button lsdg-danger", onclick: () => startAgain(frame) },
    frame.t("remove_answer"));
  frame.bar(frame.t("start_again_sure"), yes, no);
  no.focus();
}

function startAgain(frame) {
  const before = frame.answer();
  frame.spec.earlier = false;
  frame.keep(null);
  frame.result.clear();
  frame.marks.clear();
  delete frame.root.dataset.checked;
  frame.redraw(null);
  const undo = h("button", { type: "button", class: "lsdg-button", onclick: () => {
    frame.keep(before);
    frame.redraw(frame.answer());
    recall(frame.model);
    frame.forget();
    frame.say(frame.t("answer_back"));
    frame.againButton.focus();
  } }, frame.t("undo"));
  frame.bar(frame.t("answer_removed"), undo);
  frame.note("");
  frame.say(frame.t("answer_removed"));
  undo.focus();
}
