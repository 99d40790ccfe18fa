import { freshId, h, into, mount } from "../frame.js";
import { copyTable, downloadCsv, htmlTable } from "../table.js";
import { effects, money } from "./effects.js";
import { measureRow } from "./measure.js";
import { Plan } from "./model.js";

// Money to share out: an amount for each measure, the money left, and the effects with their aims.

const PAUSE = 700; // ms after the last change before the money left is said aloud

/**
 * @param {Tools} tools
 * @returns {View}
 */
function body(tools) {
  const { spec, answer, change, say, el, t, label } = tools;
  const plan = new Plan(spec);
  const unit = label("unit").title;
  const purse = money(plan, tools);
  const reached = effects(plan, tools);
  /** @type {number | undefined} */
  let pause;
  const rows = plan.measures.map((measure) => measureRow(plan, measure, { ...tools, set(amount) {
    plan.amounts[measure.id] = amount;
    refresh();
    change(plan.answer());
    clearTimeout(pause); // a slider passes many amounts on its way
    pause = setTimeout(() => say(purse.said()), PAUSE);
  } }));
  const reason = reasonBox(plan, { label, keep: () => change(plan.answer()) });
  el.append(h("div", { class: "lsdg-allocation" },
    h("div", { class: "lsdg-a-parts" },
      h("ol", { class: "lsdg-a-measures" }, rows.map((row) => row.node)),
      h("div", { class: "lsdg-a-side" }, purse.node, reached.node)),
    plan.withReason && reason.node,
    h("div", { class: "lsdg-a-tools" },
      h("button", { type: "button", class: "lsdg-button lsdg-quiet", onclick: async () =>
        say(t(await copyTable(...amounts()) ? "table_copied" : "table_not_copied")) }, t("copy_table")),
      h("button", { type: "button", class: "lsdg-button lsdg-quiet",
        onclick: () => downloadCsv(spec.slug || spec.kind, ...amounts()) }, t("download_csv")))));

  function refresh() {
    for (const part of [purse, reached, reason, ...rows]) part.refresh();
  }

  /**
   * [header, rows] in words: the measures, and below them the effects.
   * @returns {[string[], string[][]]}
   */
  function amounts(withEffects = true) {
    const header = [t("allocation_measure"), t("allocation_amounts", { unit }), "", ""];
    const list = plan.measures.map(({ id }) => [label("measures", id).title, plan.written(plan.amounts[id]), "", ""]);
    list.push([t("allocation_sum"), `${plan.written(plan.spent())} / ${plan.written(plan.budget)}`, "", ""]);
    if (!withEffects) return [header.slice(0, 2), list.map((row) => row.slice(0, 2))];
    return [header, [...list, effectHeader(), ...reached.lines()]];
  }

  function effectHeader() {
    return [t("allocation_effect"), t("allocation_reaches"), t("allocation_aim"), ""];
  }

  function update(next) {
    plan.read(next);
    refresh();
  }

  /** @returns {Place | null} */
  function place({ measure, effect, box }) {
    if (box === "reason" && plan.withReason) return reason.place();
    const at = plan.measures.findIndex((one) => one.id === measure);
    return at >= 0 ? rows[at].place() : reached.place(effect);
  }

  update(answer);
  return { update, place, paper: () => h("div", { class: "lsdg-a-paper" }, htmlTable(...amounts(false)),
    h("p", null, purse.said()), htmlTable(effectHeader(), reached.lines()),
    plan.reason !== "" && h("div", null, h("p", null, h("strong", null, label("reason").title)),
      h("p", { class: "lsdg-a-paper-reason" }, plan.reason))) };
}

function reasonBox(plan, { label, keep }) {
  const id = freshId("lsdg-a");
  const { title, help } = label("reason");
  const field = h("textarea", { id, class: "lsdg-field", rows: "4", "aria-describedby": help && `${id}-help`,
    oninput: () => {
      plan.reason = field.value;
      keep();
    } });
  const node = h("div", { class: "lsdg-a-reason" }, h("label", { for: id }, title),
    help && h("p", { class: "lsdg-help", id: `${id}-help` }, help), field);
  return { node, place: () => ({ put: into(node), described: [field], focus: field, marked: node }), refresh() {
    if (field.value !== plan.reason) field.value = plan.reason;
  } };
}

export default { render: mount(body) };
