import { h, isObject, mount } from "../frame.js";
import { lineOf } from "./lines.js";

// Code that the page runs itself. What is kept is the code; what its variables hold is looked at when it is checked.
// The page gives the bench (book/static/exercises/live-bench.js); a notebook has cells of its own in its place.

/**
 * @param {Tools} tools
 * @returns {View}
 */
function body({ spec, answer, change, el }) {
  const starter = spec.starter ?? "";
  const wanted = spec.parameters?.variables ?? [];
  const names = wanted.map(({ name }) => name);
  const code = (kept) => (isObject(kept) && typeof kept.code === "string" ? kept.code : starter);
  const bench = spec.bench?.({ el, title: spec.words?.title ?? "", code: code(answer), wanted,
    changed: (text) => change(text === starter ? null : { code: text }) });
  const line = (name) => lineOf(bench?.read() ?? "", name ?? "");
  return {
    place: ({ variable }) => bench?.at(line(variable), variable ?? "") ?? null,
    reveal: ({ variable }) => bench?.select(line(variable)),
    update: (next) => bench?.write(code(next)),
    // The names stand before the sentences: one exercise asks for several.
    part: ({ id }) => (names.includes(id) ? id : ""),
    paper: () => h("pre", { class: "lsdg-code-paper" }, bench?.read() ?? code(answer)),
    judged: async () => {
      const found = await bench?.run();
      return found?.problem ? { problem: found.problem } : { judged: found?.answer ?? null };
    },
  };
}

export default { render: mount(body) };
