// The money left and the effects, each as words and as a bar.
import { h, into } from "../dom.js";

/**
 * -> { node, refresh(), said() }: said() is the sentence about the money.
 * @param {import("./model.js").Plan} plan
 * @param {Tools} tools
 */
export function money(plan, { t, label }) {
  const unit = label("unit").title;
  const words = h("p", { class: "lsdg-a-left" });
  const bar = h("div", { class: "lsdg-a-money-bar", "aria-hidden": "true" },
    plan.measures.map(() => h("span")), h("i"));
  const node = h("section", { class: "lsdg-a-money", "aria-label": t("allocation_money") }, words, bar);
  const said = () => {
    const left = plan.left();
    const values = { left: plan.written(left), over: plan.written(-left), budget: plan.written(plan.budget), unit };
    return t(left < 0 ? "allocation_over" : left === 0 ? "allocation_spent" : "allocation_left", values);
  };
  return { node, said, refresh() {
    const over = plan.left() < 0;
    const whole = Math.max(plan.budget, plan.spent()) || 1;
    node.dataset.state = over ? "over" : "";
    words.replaceChildren(...(over ? [h("strong", null, h("span", { "aria-hidden": "true" }, "! "),
      `${t("allocation_over_sign")}: `)] : []), said());
    plan.measures.forEach((measure, place) => {
      bar.children[place].style.inlineSize = `${(plan.amounts[measure.id] / whole) * 100}%`;
    });
    bar.lastChild.style.insetInlineStart = `${(plan.budget / whole) * 100}%`;
    bar.lastChild.hidden = !over;
  } };
}

/**
 * The words for one value of an effect: number and unit.
 * @param {import("./model.js").Plan} plan
 * @param {Effect} effect
 * @param {number} number
 * @param {Tools} tools
 * @param {boolean} signed
 */
export function measured(plan, effect, number, { label, spec }, signed = false) {
  const known = spec.words?.labels?.units;
  const unit = known && Object.hasOwn(known, effect.id) ? ` ${label("units", effect.id).title}` : "";
  return `${plan.written(number, signed)}${unit}`;
}

/**
 * What the aim says, or "".
 * @param {import("./model.js").Plan} plan
 * @param {Effect} effect
 * @param {Tools} tools
 */
export function aim(plan, effect, tools) {
  if (effect.threshold === undefined || plan.reached(effect) === null) return "";
  const name = plan.isLimit(effect) ? "limit" : effect.better === "less" ? "aim_less" : "aim_more";
  return tools.t(`allocation_${name}`, { aim: measured(plan, effect, effect.threshold, tools) });
}

/**
 * -> { node, refresh(), lines(), place(id) }
 * @param {import("./model.js").Plan} plan
 * @param {Tools} tools
 */
export function effects(plan, tools) {
  const { t, label } = tools;
  const parts = plan.effects.map((effect) => oneEffect(plan, effect, tools));
  return {
    node: h("section", { class: "lsdg-a-effects", "aria-label": t("allocation_effects") },
      h("p", { class: "lsdg-a-title" }, t("allocation_effects")), h("ul", null, parts.map((part) => part.node))),
    refresh: () => parts.forEach((part) => part.refresh()),
    /** @param {string} [id] */
    place(id) {
      const node = parts.find((part) => part.id === id)?.node;
      return node ? { put: into(node), described: [node], focus: node, marked: node } : null;
    },
    lines: () => plan.effects.map((effect) => [label("effects", effect.id).title,
      measured(plan, effect, plan.value(effect), tools), aim(plan, effect, tools), state(plan, effect, t)]),
  };
}

function state(plan, effect, t) {
  const reached = plan.reached(effect);
  if (reached === null) return "";
  if (plan.isLimit(effect)) return t(reached ? "allocation_within" : "allocation_beyond");
  return t(reached ? "allocation_reached" : "allocation_missed");
}

function oneEffect(plan, effect, tools) {
  const { t, label } = tools;
  const { title, help } = label("effects", effect.id);
  const { low, high } = plan.range(effect);
  const at = (value) => `${Math.max(0, Math.min(1, (value - low) / (high - low))) * 100}%`;
  const value = h("strong");
  const badge = h("span", { class: "lsdg-a-badge" });
  const fill = h("span");
  const hasAim = plan.reached(effect) !== null;
  const mark = hasAim && h("i");
  if (mark) mark.style.insetInlineStart = at(effect.threshold);
  const node = h("li", { tabindex: "-1", dataset: { effect: effect.id } },
    h("p", { class: "lsdg-a-effect" }, h("span", null, title), value),
    help && h("p", { class: "lsdg-help" }, help),
    h("div", { class: "lsdg-a-bar", "aria-hidden": "true" }, fill, mark),
    hasAim && h("p", { class: "lsdg-a-aim" }, h("span", null, aim(plan, effect, tools)), badge));
  return { id: effect.id, node, refresh() {
    const now = plan.value(effect);
    value.textContent = measured(plan, effect, now, tools);
    fill.style.insetInlineStart = at(Math.min(0, now));
    fill.style.inlineSize = `calc(${at(Math.max(0, now))} - ${at(Math.min(0, now))})`;
    if (!hasAim) return;
    const reached = plan.reached(effect);
    node.dataset.state = reached ? "reached" : "missed";
    badge.replaceChildren(h("span", { "aria-hidden": "true" }, reached ? "✓ " : "○ "), state(plan, effect, t));
  } };
}
