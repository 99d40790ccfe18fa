// The panel in which a learner makes the record.
import { save } from "./assignment.js";
import { h } from "./element.js";
import { RECORD, recordOf, recordPage } from "./record.js";

/**
 * @param {WorkTools} tools
 * @returns {HTMLElement}
 */
export function recordPanel(tools) {
  const { t, assignments, say } = tools;
  const make = h("button", { type: "button", class: "lsdg-button", "data-does": "record" }, t("record_make"));
  make.addEventListener("click", async () => {
    if (!assignments.some((one) => one.isBegun())) {
      say(t("nothing_to_save"), true);
      return;
    }
    say(t("record_making"));
    try {
      save(RECORD, recordPage(await recordOf(tools), tools), "text/html;charset=utf-8");
      say(t("saved", { file: RECORD }));
    } catch (problem) {
      console.error(problem);
      say(t("not_made"), true);
    }
  });
  return h("details", { class: "lsdg-work-panel", id: "lsdg-work-record" }, h("summary", {}, t("record")),
    h("p", {}, t("record_about")), h("div", { class: "lsdg-actions" }, make));
}
