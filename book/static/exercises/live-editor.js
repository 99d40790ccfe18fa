// The editor for code: CodeMirror, fetched with Python; a plain field where it cannot be had.
import { h } from "./element.js";

// Colours come from the page (live.css): each kind of token has a class.
const QUIET = { spellcheck: "false", autocorrect: "off", autocapitalize: "off", translate: "no" };

/**
 * Put an editor in the place of what is there.
 * @param {import("./live.js").Live} live
 * @param {{ into: HTMLElement, code: string, label: string, help: string, changed: (code: string) => void, run: () => void }} about
 * @returns {Promise<Editor>}
 */
export async function openEditor(live, about) {
  try {
    return mirror(await import(new URL("codemirror.js", live.root).href), about);
  } catch (problem) {
    console.error(problem);
    return plain(about);
  }
}

function mirror(cm, { into, code, label, help, changed, run }) {
  let isOurs = false; // a change that the learner did not make
  const runKey = { key: "Mod-Enter", preventDefault: true, run: () => { run(); return true; } };
  // Escape, then Tab leaves the editor: CodeMirror sees to that itself.
  const keys = cm.keymap.of([runKey, ...cm.defaultKeymap, ...cm.historyKeymap, cm.indentWithTab]);
  const { field, effect } = markedLines(cm);
  const view = new cm.EditorView({
    doc: code,
    extensions: [cm.lineNumbers(), cm.history(), cm.bracketMatching(), cm.indentOnInput(), cm.indentUnit.of("    "), cm.python(),
      cm.syntaxHighlighting(cm.classHighlighter), cm.EditorView.lineWrapping, keys, field,
      cm.EditorView.contentAttributes.of({ ...QUIET, "aria-label": label, "aria-describedby": help }),
      cm.EditorView.updateListener.of((update) => {
        if (update.docChanged && !isOurs) changed(update.state.doc.toString());
      })],
  });
  into.replaceChildren(view.dom);
  return {
    focus: () => view.focus(),
    write(text) {
      isOurs = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
      isOurs = false;
    },
    node: view.contentDOM,
    mark: (lines) => view.dispatch({ effects: effect.of(lines.filter((line) => line > 0 && line <= view.state.doc.lines)) }),
    select(number) {
      if (number < 1 || number > view.state.doc.lines) return;
      const { from, to } = view.state.doc.line(number);
      view.dispatch({ selection: { anchor: from, head: to }, effects: cm.EditorView.scrollIntoView(from, { y: "center" }) });
    },
  };
}

/** Lines that feedback speaks of have a class; they move along with what is written before them. */
function markedLines(cm) {
  const effect = cm.StateEffect.define();
  const line = cm.Decoration.line({ class: "lsdg-line-marked" });
  const field = cm.StateField.define({
    create: () => cm.Decoration.none,
    update(marks, { changes, effects, state }) {
      const asked = effects.findLast((one) => one.is(effect));
      const starts = asked && [...new Set(asked.value)].sort((one, other) => one - other).map((number) => line.range(state.doc.line(number).from));
      return starts ? cm.Decoration.set(starts) : marks.map(changes);
    },
    provide: (one) => cm.EditorView.decorations.from(one),
  });
  return { field, effect };
}

function plain({ into, code, label, help, changed }) {
  const field = h("textarea", { class: "lsdg-field lsdg-bench-field", rows: "18", "aria-label": label, "aria-describedby": help, ...QUIET });
  field.value = code;
  field.addEventListener("input", () => changed(field.value));
  into.replaceChildren(field);
  return { node: field, focus: () => field.focus(), write: (text) => { field.value = text; }, mark() {},
    select(number) {
      const lines = field.value.split("\n");
      const start = lines.slice(0, number - 1).join("\n").length + (number > 1 ? 1 : 0);
      if (number > 0 && number <= lines.length) field.setSelectionRange(start, start + lines[number - 1].length);
    } };
}
