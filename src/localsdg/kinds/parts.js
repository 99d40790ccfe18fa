// Which parts of an exercise a record speaks of: a card, a row, a cell, a question … Draws nothing. Checks name what they
// mean by their id, their message and their details, in ways that all exercises share; here alone that is read, so that
// no check has to say it twice. What a check does not name has no part.

/** Details that count rows from 1, as "draft: 3". */
const COUNTED = ["number", "sentence", "draft"];
/** What localsdg.advice says of own texts, without naming them. */
const OF_TEXTS = ["short", "repeated", "copied"];
const LEAST_TITLE = 8; // signs of a title that is known again in a sentence without quotation marks

/**
 * The parts that a record speaks of, the first to look at first; [] where it names none.
 * @param {CheckRecord} record
 * @param {Spec} spec
 * @param {Json} answer the one that was checked
 * @returns {Part[]}
 */
export function partsOf(record, spec, answer) {
  const find = KINDS[spec.kind ?? ""];
  if (!find || record.state === "broken") return [];
  const told = { ...record, id: String(record.id), message: String(record.message) }; // what was kept may be damaged
  if (!record.points && OF_TEXTS.includes(told.message)) return ownTexts(told, spec, answer);
  return find(told, spec, answer);
}

/**
 * What an answer holds at a part: a mark is of before once this is another.
 * @param {Json} answer
 * @param {Part} part
 * @returns {Json}
 */
export function valueAt(answer, part) {
  const at = (key, id) => own(own(answer, key), id);
  if (part.box) return own(answer, part.box);
  if (part.variable) return own(answer, "code"); // any line may change what it holds
  if (part.card) return withId(own(answer, "cards"), part.card);
  if (part.question) return [own(answer, "case"), at("answers", part.question)]; // of another case it would be of before
  if (part.pick) return at("picks", part.pick);
  if (part.measure) return at("amounts", part.measure);
  if (part.effect) return own(answer, "amounts"); // every amount has a part in it
  const rows = own(answer, "rows");
  if (Array.isArray(rows)) {
    const row = typeof part.row === "number" ? rows[part.row] : withId(rows, part.row);
    return part.column ? own(row, part.column) : row;
  }
  const cells = own(answer, "cells");
  if (part.row === undefined) return Object.keys(object(cells)).map((row) => [row, own(cells[row], part.column)]);
  return part.column ? own(own(cells, part.row), part.column) : own(cells, part.row);
}

/** @type {Record<string, (record: CheckRecord, spec: Spec, answer: Json) => Part[]>} */
const KINDS = {
  board(record, spec, answer) {
    const { cards = [], fields = [] } = spec.parameters ?? {};
    const [list, item] = named(record, spec, "lists")[0] ?? [];
    const field = like(record, fields) ?? onlyOne(fields.filter((one) => list && one.list === list));
    const option = field?.type === "multiple" && field.list === list ? { option: item } : {};
    const has = (id) => field && (!field.cards || field.cards.includes(id));
    const found = inText(record, spec, "cards", cards.map((card) => card.id));
    if (found.length > 0 || !field) {
      return found.map((id) => ({ card: id, ...(has(id) && { field: field.id, ...option }) }));
    }
    // It speaks of a field on all cards: the first that lacks it, those that need it before the others.
    const able = cards.filter((card) => has(card.id));
    const needy = able.filter((card) => field.required || card.needs?.includes(field.id));
    const card = lacking(needy.length > 0 ? needy : able, (one) =>
      own(withId(own(answer, "cards"), one.id), field.id));
    return card ? [{ card: card.id, field: field.id }] : [];
  },

  matrix(record, spec, answer) {
    const { rows = [], columns = [], picks = [], weights, notes } = spec.parameters ?? {};
    if (picks.some((pick) => pick.id === record.id)) return [{ pick: record.id }];
    if (record.id === "weights" && weights) return [{ box: "weights" }];
    if (record.id === "notes" && notes) return [{ box: "notes" }];
    const [row] = inText(record, spec, "rows", rows);
    const [column] = named(record, spec, "columns").map(([id]) => id).filter((id) => columns.includes(id));
    const pick = row && !column && picks.find((one) => own(own(answer, "picks"), one.id) === row);
    if (pick) return [{ pick: pick.id }]; // it speaks of what was named
    return row || column ? [{ ...(row && { row }), ...(column && { column }) }] : [];
  },

  sheet(record, spec, answer) {
    const { columns = [], row_ids: ids } = spec.parameters ?? {};
    const [said] = [...named(record, spec, "columns"), ...named(record, spec, "options")];
    const column = columns.find((one) => one.id === said?.[0]) ?? like(record, columns);
    const inRow = (id) => {
      const its = columns.filter((one) => !one.rows || one.rows.includes(id));
      const only = its.includes(column) ? column : column ? undefined : onlyOne(its);
      return { row: id, ...(only && { column: only.id }) };
    };
    const found = rowsNamed(record, spec, ids);
    if (found.length > 0) return found.map(inRow);
    if (!column) return [];
    // It speaks of a column: the first of its cells that is empty, else the first.
    const given = own(answer, "rows");
    const rows = column.rows ?? ids ?? (Array.isArray(given) ? given.map((_, at) => at) : [0]);
    const row = lacking(rows, (id) => valueAt(answer, { row: id, column: column.id }));
    return row === undefined ? [] : [{ row, column: column.id }];
  },

  allocation(record, spec) {
    const { measures = [], effects = [] } = spec.parameters ?? {};
    const found = named(record, spec, "measures").map(([measure]) => ({ measure }));
    if (found.length > 0) return found.filter(({ measure }) => measures.some((one) => one.id === measure));
    const effect = effects.find((one) => one.id === (named(record, spec, "effects")[0]?.[0] ?? record.id));
    return effect ? [{ effect: effect.id }] : [];
  },

  choice(record, spec, answer) {
    const asked = (spec.parameters?.questions ?? []).find((one) => one.id === record.id);
    if (!asked) return [];
    const question = asked.id;
    const inIt = (group) => named(record, spec, group).filter(([of]) => of === question).map(([, id]) => id);
    const [item] = inIt("items"), [option = notOne(record, asked.options)] = inIt("options");
    if (item && asked.items?.includes(item)) return [{ question, item }];
    const given = own(own(answer, "answers"), question);
    // A sentence may name an option that nobody has chosen: only what stands in the answer is marked.
    return [given === option || (Array.isArray(given) && given.includes(option)) ? { question, option } : { question }];
  },

  code(record, spec) {
    const found = (spec.parameters?.variables ?? []).some((one) => one.name === record.id);
    return found ? [{ variable: record.id }] : [];
  },

  text: () => [{ box: "text" }],
};

// ---- what a record names ----

/** Details such as "rows.bus" name a label: [["bus"], …] for the group "rows", in the order of the sentence. */
function named(record, spec, group) {
  const texts = Object.values(object(record.details)).flat().filter((one) => typeof one === "string");
  const paths = texts.map((one) => one.split(".")).filter(([first, id]) => first === group && id);
  const place = (path) => String(record.text ?? "").indexOf(titleOf(spec, ...path));
  return paths.sort((one, other) => place(one) - place(other)).map((path) => path.slice(1));
}

/** Cards or rows that a record names in its details; where it names none, those whose titles its sentence says. */
function inText(record, spec, group, ids) {
  const found = named(record, spec, group).map(([id]) => id).filter((id) => ids.includes(id));
  if (found.length > 0) return [...new Set(found)];
  const text = String(record.text ?? "");
  const places = ids.map((id) => ({ id, at: placeIn(text, titleOf(spec, group, id)) })).filter(({ at }) => at >= 0);
  return places.sort((one, other) => one.at - other.at).map(({ id }) => id);
}

/** Where a title stands in a text as a whole: in quotation marks, or long enough to be no other word. */
function placeIn(text, title) {
  for (let at = title ? text.indexOf(title) : -1; at >= 0; at = text.indexOf(title, at + 1)) {
    const before = text[at - 1] ?? "", after = text[at + title.length] ?? "";
    if (/[“„«「『"]/.test(before) && /[”“»」』"]/.test(after)) return at;
    if (title.length >= LEAST_TITLE && !/[\p{L}\p{N}]/u.test(before + after)) return at;
  }
  return -1;
}

/** @returns {(string | number)[]} */
function rowsNamed(record, spec, ids) {
  const counted = COUNTED.map((name) => own(record.details, name)).find(Number.isInteger);
  if (counted > 0) return ids ? ids.slice(counted - 1, counted) : [counted - 1];
  if (!ids) return [];
  const byMessage = notOne(record, ids);
  const byDetails = named(record, spec, "rows").map(([id]) => id).filter((id) => ids.includes(id));
  if (byDetails.length > 0) return byDetails;
  const called = byMessage ?? ids.find((id) => id === record.id);
  return called ? [called] : inText(record, spec, "rows", ids);
}

/** The id in a message such as "not_bus", if it is one of these. */
function notOne(record, ids) {
  return (ids ?? []).find((id) => record.message === `not_${id}`);
}

/** The field or column that a check or its message is called after: "owners" judges "owner", "start: year" "start_year". */
function like(record, known) {
  const { id, message = "" } = record;
  const told = [message, message.slice(message.indexOf("_") + 1)];
  const names = [id, ...id.split("_").reverse()]
    .flatMap((name) => [name, name.replace(/ies$/, "y"), name.replace(/s$/, "")]);
  const both = names.flatMap((name) => told.flatMap((one) => [`${one}_${name}`, `${name}_${one}`]));
  for (const name of [...both, ...names, ...told]) {
    const found = known.find((one) => one.id === name);
    if (found) return found;
  }
  return undefined;
}

/** What an advice on own texts means: the shortest text, the two that are the same, or the only one there is. */
function ownTexts(record, spec, answer) {
  const places = (spec.texts ?? []).filter((place) => place[0] !== "settings" && typeof place.at(-1) === "string");
  const texts = places.flatMap((place) => gather(answer, place, []));
  const letters = texts.map(({ text }) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""));
  let found = texts.length === 1 ? texts : [];
  if (record.message === "short") found = [...texts].sort((one, other) => length(one.text) - length(other.text)).slice(0, 1);
  if (record.message === "repeated") {
    const second = letters.findIndex((one, at) => letters.indexOf(one) < at);
    found = second < 0 ? [] : [texts[second], texts[letters.indexOf(letters[second])]];
  }
  return found.map(({ path: [first, at, field] }) => {
    if (first === "cards") return { card: answer.cards[at].id, field };
    return first === "rows" ? { row: answer.rows[at].id ?? at, column: field } : { box: first };
  });
}

/** As many words as there are gaps; signs that are written without gaps count for about half a word each. */
function length(text) {
  return text.split(/\s+/).filter(Boolean).length + (text.match(/[\u3040-\ud7ff]/g) ?? []).length / 2;
}

/** @returns {{ path: Json[], text: string }[]} */
function gather(value, place, path) {
  const [key, ...rest] = place;
  const keys = key !== "*" ? [key] : Array.isArray(value) ? value.keys() : Object.keys(object(value)).sort();
  return [...keys].flatMap((name) => {
    const inner = own(value, name), here = [...path, name];
    if (rest.length > 0) return gather(inner, rest, here);
    return typeof inner === "string" && inner.trim() ? [{ path: here, text: inner }] : [];
  });
}

// ---- looking into what may be any JSON ----

function object(value) {
  return typeof value === "object" && value !== null ? value : {};
}

function own(value, key) {
  return key !== undefined && Object.hasOwn(object(value), key) ? value[key] : undefined;
}

function withId(list, id) {
  return (Array.isArray(list) ? list : []).find((one) => own(one, "id") === id);
}

function onlyOne(list) {
  return list.length === 1 ? list[0] : undefined;
}

/** The first for which value() gives nothing, else the first. */
function lacking(list, value) {
  const isEmpty = (one) => one === undefined || one === null || one === "" || (Array.isArray(one) && one.length === 0);
  return list.find((one) => isEmpty(value(one))) ?? list[0];
}

function titleOf(spec, ...path) {
  let place = spec.words?.labels;
  for (const part of path) place = own(place, part);
  const title = typeof place === "string" ? place : own(place, "title");
  return typeof title === "string" ? title : "";
}
