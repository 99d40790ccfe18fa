import { freshId, h, into, isObject, mount } from "../frame.js";
import { coded } from "../goal-code.js";
import { fittingNumber, numberField } from "../number.js";
import { htmlTable } from "../table.js";
import { caseOf } from "./case.js";
import { ordered } from "./order.js";

// Knowledge checks: one option, several options, a number, or pairs. Every question carries its own feedback.
// With spec.cases the questions are about a case, and they appear when it is drawn.

/**
 * @param {Tools} tools
 * @returns {View}
 */
function body({ spec, answer, change, say, el, t, label }) {
  const questions = spec.parameters?.questions || [];
  let given = {};
  let chosen = null;
  const kept = () => spec.cases ? { case: chosen, answers: given } : { answers: given };
  const arrange = (seed) => questions.forEach(({ id, last }, place) => parts[place].arrange(
    (ids, side) => ordered(ids, `${spec.slug}/${id}/${side}`, seed, last)));
  const parts = questions.map((question, place) => {
    const part = draw(question, place, { language: spec.language, t, label, set: (value) => {
      if (value === null) delete given[question.id];
      else given[question.id] = value;
      change(kept());
    } });
    return part;
  });
  const list = h("ol", { class: "lsdg-choice" }, parts.map((part) => part.node));
  const drawn = spec.cases && caseOf({ spec, t, label, say, busy: () => Object.keys(given).length > 0,
    choose(id) {
      update({ case: id });
      change(kept());
    } });
  el.append(...(drawn ? [drawn.node] : []), list);

  function update(next) {
    given = {};
    const found = isObject(next) && isObject(next.answers) ? next.answers : {};
    questions.forEach((question, place) => {
      const value = Object.hasOwn(found, question.id) ? SHAPES[question.type].read(found[question.id], question) : null;
      if (value !== null) given[question.id] = value;
      parts[place].set(value);
    });
    if (!drawn) return;
    chosen = isObject(next) && drawn.has(next.case) ? next.case : null;
    drawn.show(chosen);
    list.hidden = chosen === null;
  }

  /** A number that is still asked back is not given yet. */
  function isDone({ id, type }) {
    return Object.hasOwn(given, id) && !(type === "number" && typeof given[id] === "string");
  }

  arrange(spec.order);
  update(answer);
  return {
    update,
    arrange,
    place: ({ question, ...part }) => list.hidden ? null
      : parts[questions.findIndex(({ id }) => id === question)]?.place(part) ?? null,
    marksMet: true,
    part: (record) => {
      const place = questions.findIndex((question) => question.id === record.id);
      return place < 0 ? "" : `${place + 1}`;
    },
    progress: () => ({ done: questions.filter(isDone).length, total: questions.length }),
    work: () => h("div", null,
      chosen !== null && drawn ? h("p", null, h("strong", null, drawn.name(chosen))) : "",
      htmlTable([t("choice_question"), t("choice_answer")], questions.map((question) =>
        [label("questions", question.id).title, inWords(question, given[question.id], label)]))),
  };
}

/** What was chosen, as a learner reads it; nothing is "–". */
function inWords({ id, type, items, unit }, value, label) {
  const title = (option) => label("options", id, option).title;
  if (value === undefined) return "–";
  if (type === "single") return title(value);
  if (type === "multiple") return value.map(title).join("; ");
  if (type === "number") return [value, unit && label("units", unit).title].filter(Boolean).join(" ");
  return items.filter((item) => item in value).map((item) => `${label("items", id, item).title}: ${title(value[item])}`).join("\n");
}

function draw(question, place, { language, t, label, set }) {
  const name = freshId("lsdg-q");
  const sentence = label("questions", question.id);
  const field = SHAPES[question.type].field({ question, name, language, t, label, set });
  const fieldset = h("fieldset", null,
      h("legend", { id: `${name}-legend` },
        h("span", { class: "lsdg-choice-number", "aria-hidden": "true" }, String(place + 1)),
        h("span", null, sentence.title)),
      sentence.help && h("p", { class: "lsdg-help" }, sentence.help),
      SHAPES[question.type].hint && h("p", { class: "lsdg-help" }, t(SHAPES[question.type].hint)),
      field.node);
  const node = h("li", { class: "lsdg-choice-question", dataset: { question: question.id } }, fieldset);
  return {
    node,
    set: field.set,
    arrange: (order) => field.arrange?.(order),
    /** Where the question is, or one of its options or pairs; what is said stands below the question or in the pair. */
    place({ option, item }) {
      const controls = [...fieldset.querySelectorAll("input, select")];
      const one = controls.find((control) => item ? control.dataset.item === item : option && control.value === option);
      const row = one?.closest(".lsdg-option, .lsdg-match");
      if (item && row) return { put: into(row), described: [one], marked: row, focus: one };
      return { put: into(node), described: one ? [fieldset, one] : [fieldset], marked: row, chip: row,
        focus: one ?? controls.find((control) => control.checked) ?? controls[0] };
    },
  };
}

/** Rows of options, radio buttons or boxes: -> { rows: [{ id, input, node }], node, arrange }. */
function optionRows(question, type, name, label, onchange) {
  const rows = (question.options || []).map((option) => {
    const words = label("options", question.id, option);
    const input = h("input", { type, name, value: option, onchange });
    return { id: option, input, node: h("label", { class: "lsdg-option" }, input,
      h("span", null, coded(words.title), words.help && h("small", { class: "lsdg-help" }, words.help))) };
  });
  const node = h("div", { class: "lsdg-options" }, rows.map((row) => row.node));
  return { rows, node, arrange: (order) => putInOrder(node, rows, (ids) => order(ids, "options")) };
}

/** Rows ({ id, node }) of a list in another order: seen, read aloud and reached by Tab in this one. */
function putInOrder(list, rows, order) {
  const nodes = new Map(rows.map(({ id, node }) => [id, node]));
  list.append(...order([...nodes.keys()]).map((id) => nodes.get(id)));
  rows.forEach(({ node }, place) => node.style.setProperty("--lsdg-place", String(place))); // for paper
}

const SHAPES = {
  single: {
    read: (value, question) => (question.options || []).includes(value) ? value : null,
    field({ question, name, label, set }) {
      const { rows, node, arrange } = optionRows(question, "radio", name, label, (event) => set(event.target.value));
      return { node, arrange, set: (value) => rows.forEach((row) => { row.input.checked = row.id === value; }) };
    },
  },

  multiple: {
    hint: "choose_several",
    read(value, question) {
      const known = Array.isArray(value) ? (question.options || []).filter((option) => value.includes(option)) : [];
      return known.length ? known : null;
    },
    field({ question, name, label, set }) {
      const { rows, node, arrange } = optionRows(question, "checkbox", name, label, () => {
        const ticked = rows.filter((row) => row.input.checked).map((row) => row.id);
        set(ticked.length ? ticked : null);
      });
      return { node, arrange,
        set: (value) => rows.forEach((row) => { row.input.checked = (value || []).includes(row.id); }) };
    },
  },

  number: {
    read: fittingNumber,
    field({ question, name, language, t, label, set }) {
      const { input, note, show } = numberField({ id: name, language, t, set,
        props: { "aria-labelledby": `${name}-legend` } });
      const unit = question.unit && label("units", question.unit).title;
      return { node: h("div", null, h("div", { class: "lsdg-number" }, input, unit && h("span", null, unit)), note),
        set: show };
    },
  },

  matching: {
    read(value, question) {
      const known = {};
      for (const item of question.items || []) {
        if (isObject(value) && (question.options || []).includes(value[item])) known[item] = value[item];
      }
      return Object.keys(known).length ? known : null;
    },
    field({ question, name, t, label, set }) {
      const title = (option) => label("options", question.id, option).title;
      const show = (row) => { row.chosen.replaceChildren(...(row.select.value ? coded(title(row.select.value)) : [])); };
      const rows = (question.items || []).map((item) => matchRow(item, { question, name, t, label, title,
        onchange: () => {
          const pairs = {};
          rows.forEach(show);
          for (const row of rows) if (row.select.value) pairs[row.id] = row.select.value;
          set(Object.keys(pairs).length ? pairs : null);
        } }));
      const long = (question.options || []).some((option) => title(option).length > 30);
      const node = h("div", { class: `lsdg-matches${long ? " lsdg-matches-long" : ""}` }, rows.map((row) => row.node));
      return { node,
        arrange(order) {
          putInOrder(node, rows, (ids) => order(ids, "items"));
          for (const { select, choices } of rows) {
            const { value } = select;
            select.append(...order([...choices.keys()], "options").map((option) => choices.get(option)));
            select.value = value;
          }
        },
        set: (value) => rows.forEach((row) => {
          row.select.value = value?.[row.id] || "";
          show(row);
        }) };
    },
  },
};

function matchRow(item, { question, name, t, label, title, onchange }) {
  const id = `${name}-${item}`;
  // On a phone a select cuts a long option off: it is written out below.
  const chosen = h("p", { class: "lsdg-match-chosen", "aria-hidden": "true" });
  const choices = new Map((question.options || []).map((option) => [option, h("option", { value: option }, title(option))]));
  const select = h("select", { id, class: "lsdg-field", dataset: { item }, onchange },
    h("option", { value: "" }, t("choose")), [...choices.values()]);
  return { id: item, select, choices, chosen, node: h("div", { class: "lsdg-match" },
    h("label", { for: id }, label("items", question.id, item).title), select, chosen) };
}

// questions: for pages with questions that are no exercise (before-after.js).
export default { render: mount(body), questions: { draw, ordered } };
