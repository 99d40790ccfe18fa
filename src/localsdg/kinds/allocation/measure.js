// One measure: a slider and a number that are always equal, and what the money brings.
import { amountField } from "../amount.js";
import { freshId, h, into } from "../dom.js";
import { measured } from "./effects.js";

/**
 * -> { node, refresh(), place() }. set(amount) is called at every change.
 * @param {import("./model.js").Plan} plan
 * @param {Json} measure
 * @param {Tools & { set(amount: number): void }} tools
 */
export function measureRow(plan, measure, tools) {
  const { t, label, set } = tools;
  const { title, help } = label("measures", measure.id);
  const unit = label("unit").title;
  const { min, max, step } = measure.limits;
  const id = freshId("lsdg-a");
  const range = h("p", { class: "lsdg-problem", id: `${id}-range`, hidden: true });
  const tell = (key, values) => {
    range.textContent = t(key, { min: plan.written(min), max: plan.written(max), unit, ...values });
    range.hidden = false;
  };
  const full = h("p", { class: "lsdg-a-upto", hidden: true }, t("allocation_upto",
    { upto: plan.written(measure.upto), unit }));
  let typing = false;
  const take = (amount) => {
    typing = true;
    set(amount ?? min);
    typing = false;
  };
  const field = amountField({ id, limits: measure.limits, language: tools.spec.language, t, set: take,
    props: { class: "lsdg-field lsdg-a-amount", "aria-describedby": range.id,
      "aria-label": t("allocation_amount", { measure: title, unit }) },
    wrong(yes) {
      if (yes) tell("allocation_range", { step: plan.written(step) });
      else range.hidden = true;
    },
    refused(amount) {
      tell("allocation_refused", { amount: plan.written(amount), now: plan.written(plan.amounts[measure.id]) });
      tools.say(range.textContent);
    } });
  field.node.addEventListener("change", () => {
    if (field.node.value.trim() === "") field.show(plan.amounts[measure.id]); // never left empty
  });
  const slider = h("input", { type: "range", class: "lsdg-a-slider", min, max, step,
    "aria-label": t("allocation_slider", { measure: title }), oninput() {
      range.hidden = true;
      set(Number(slider.value));
    } });
  const gains = brings(plan, measure, tools);
  const node = h("li", { class: "lsdg-a-measure", dataset: { measure: measure.id } },
    h("div", { role: "group", "aria-labelledby": `${id}-title` },
      h("p", { class: "lsdg-a-name", id: `${id}-title` }, title), help && h("p", { class: "lsdg-help" }, help),
      h("div", { class: "lsdg-a-controls" }, slider, h("span", { class: "lsdg-a-typed" }, field.node,
        h("span", { "aria-hidden": "true" }, unit))),
      range, field.note, gains.node, full));
  const place = () => ({ put: into(node), described: [field.node, slider], focus: field.node, marked: node });
  return { node, place, refresh() {
    const amount = plan.amounts[measure.id];
    if (!typing) field.show(amount);
    slider.value = String(amount);
    slider.setAttribute("aria-valuetext", t("allocation_value", { amount: plan.written(amount), unit }));
    slider.style.setProperty("--share", String(max > min ? (amount - min) / (max - min) : 0));
    full.hidden = amount <= measure.upto;
    gains.refresh();
  } };
}

/** What a measure brings: for each step of money, and now. */
function brings(plan, measure, tools) {
  const { t, label } = tools;
  const per = t("allocation_per", { step: plan.written(plan.step), unit: label("unit").title });
  const rows = plan.effects.filter((effect) => measure.effects[effect.id]).map((effect) => {
    const now = h("strong");
    const each = measured(plan, effect, plan.brings(measure, effect, plan.step), tools, true);
    return { effect, now, node: h("li", null, h("span", null, `${label("effects", effect.id).title} `,
      h("small", null, `${each} ${per}`)), now) };
  });
  return { node: h("ul", { class: "lsdg-a-brings", "aria-label": t("allocation_brings") }, rows.map((row) => row.node)),
    refresh() {
      for (const { effect, now } of rows) {
        now.textContent = measured(plan, effect, plan.brings(measure, effect), tools, true);
      }
    } };
}
