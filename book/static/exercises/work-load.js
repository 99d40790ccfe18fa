// "Download my work" of all modules as one file, and "Load my work" from it or from any module's notebook.
import { compared, save } from "./assignment.js";
import { h } from "./element.js";
import { keepAll } from "./kept.js";

/**
 * @param {WorkTools} tools
 * @returns {HTMLElement}
 */
export function loadPanel({ t, assignments, say, changed }) {
  const chooser = h("input", { type: "file", hidden: "", multiple: "", accept: ".ipynb,.zip,application/zip,application/x-ipynb+json", "aria-label": t("load") });
  const load = h("button", { type: "button", class: "lsdg-button", "data-does": "load" }, t("load"));
  const download = h("button", { type: "button", class: "lsdg-button", "data-does": "download" }, t("download"));
  const question = h("div", { class: "lsdg-question-bar", hidden: "" });
  load.addEventListener("click", () => chooser.click());
  download.addEventListener("click", () => give(assignments, t, say));
  chooser.addEventListener("change", async () => {
    const files = [...chooser.files];
    chooser.value = ""; // so that the same file can be chosen again
    question.hidden = true;
    await take(files);
  });

  /** Read all files first: then there is one question, or none. */
  async function take(files) {
    const told = [];
    /** @type {Record<string, Json>} */
    let asked = {}, values = {};
    let answers = 0, notes = 0, hasTest = false;
    for (const file of files) {
      for (const [name, notebook] of await opened(file, told, t)) {
        const found = await foundIn(notebook, assignments);
        if ("problem" in found) {
          told.push(t(found.problem, { file: name }));
          continue;
        }
        asked = { ...asked, ...found.asked };
        values = { ...values, ...found.values };
        answers += found.answers;
        notes += found.notes;
        hasTest ||= found.hasTest;
      }
    }
    const of = files.map(({ name }) => name).join(", ");
    if (Object.keys(asked).length === 0) {
      if (told.length) say(told.join(" "), true);
      return;
    }
    const { fresh, replaced, notes: other } = compared(asked);
    const finish = () => {
      const isKept = keepAll(values);
      say([t(isKept ? "loaded" : "full", { answers, notes, file: of }), ...(isKept && hasTest ? [t("loaded_test")] : []), ...told].join(" "),
        !isKept || told.length > 0);
      if (isKept) changed();
    };
    if (!fresh) say([t("same", { file: of }), ...told].join(" "), told.length > 0);
    else if (!replaced && !other) finish();
    else ask(t("replace", { file: of, answers: replaced, notes: other }), finish);
  }

  function ask(sentence, then) {
    const text = h("p", { id: "lsdg-work-replace" }, sentence);
    const yes = h("button", { type: "button", class: "lsdg-button lsdg-danger", "aria-describedby": text.id }, t("replace_yes"));
    const no = h("button", { type: "button", class: "lsdg-button", "aria-describedby": text.id }, t("replace_no"));
    const end = (what) => () => {
      question.hidden = true;
      what();
      load.focus();
    };
    yes.addEventListener("click", end(then));
    no.addEventListener("click", end(() => say(t("unchanged"))));
    question.replaceChildren(text, h("div", {}, no, yes));
    question.hidden = false;
    no.focus();
  }

  return h("details", { class: "lsdg-work-panel", id: "lsdg-work-keep" }, h("summary", {}, t("keep")),
    h("p", {}, t("keep_about")), h("div", { class: "lsdg-actions" }, download, load, chooser), question);
}

async function opened(file, told, t) {
  try {
    const { notebooksIn } = await import("./work-archive.js");
    return await notebooksIn(file);
  } catch (problem) {
    console.error(problem);
    told.push(t("damaged", { file: file.name }));
    return [];
  }
}

/** What a notebook holds, for the module that it says it is of; else for the one of which it has answers. */
async function foundIn(notebook, assignments) {
  const named = assignments.find(({ name }) => name === notebook.metadata?.localsdg?.assignment);
  const every = await Promise.all((named ? [named] : assignments).map(async (one) =>
    one.found(notebook, await one.released().catch(() => null))));
  return every.find((one) => !("problem" in one)) ?? every.find(({ problem }) => problem !== "foreign") ?? every[0];
}

/** One zip with a notebook for each module that was begun. */
async function give(assignments, t, say) {
  const begun = assignments.filter((one) => one.isBegun());
  if (begun.length === 0) {
    say(t("nothing_to_save"), true);
    return;
  }
  try {
    const [{ zipped }, ...texts] = await Promise.all([import("./work-archive.js"), ...begun.map((one) => one.text())]);
    save("my-work.zip", zipped(Object.fromEntries(begun.map(({ file }, place) => [file, texts[place]]))), "application/zip");
    say(t("saved", { file: "my-work.zip" }));
  } catch (problem) {
    console.error(problem);
    say(t("not_made"), true);
  }
}
