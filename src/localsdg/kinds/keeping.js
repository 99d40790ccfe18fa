// In a notebook an answer is kept when the kernel says that it has it. A kernel that was restarted says nothing:
// then the learner is told, and the change waits in the browser until the cell is run again.

const SILENT_AFTER = 5000; // ms without a word from the kernel

/** Follows an answer from the widget to the kernel. told(key) shows a sentence, doubt(key) a warning. */
export class Keeping {
  /**
   * @param {WidgetModel} model
   * @param {Spec} spec
   * @param {{ told(key: string): void, doubt(key: string): void, certain(): void }} hears
   */
  constructor(model, spec, { told, doubt, certain }) {
    this.model = model;
    this.told = told;
    this.doubt = doubt;
    this.certain = certain;
    this.place = `localsdg-unkept:${spec.notebook}:${spec.slug}`;
    this.known = this.confirmed = JSON.stringify(model.get("answer") ?? null);
  }

  close() {
    clearTimeout(this.timer);
  }

  /** The model's answer has changed here: give the change a number, and wait until the kernel names it. */
  handOver(known) {
    this.known = known;
    this.turn = (Number(this.model.get("turn")) || 0) + 1;
    this.model.set("turn", this.turn);
    this.stash(JSON.stringify({ base: this.confirmed, answer: known }));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.isInDoubt = true;
      this.doubt("unkept_notebook");
    }, SILENT_AFTER);
  }

  /** The kernel has the change of this number, and all before it. */
  arrived(turn) {
    if (turn !== this.turn) return;
    clearTimeout(this.timer);
    this.confirmed = this.known;
    this.stash(null);
    if (this.isInDoubt) this.certain();
    this.isInDoubt = false;
    this.told(this.isBack ? "back_notebook" : "saved_notebook");
    this.isBack = false;
  }

  /** The last change that no kernel confirmed; undefined if there is none, or the answer is another one since. */
  recall() {
    /** @type {{ base: string, answer: string } | null} */
    let last;
    try {
      last = JSON.parse(sessionStorage.getItem(this.place) ?? "null");
    } catch {
      return undefined; // no storage here
    }
    if (!last || last.base !== this.known || last.answer === this.known) return undefined;
    this.isBack = true;
    return JSON.parse(last.answer);
  }

  stash(text) {
    try {
      if (text === null) sessionStorage.removeItem(this.place);
      else sessionStorage.setItem(this.place, text);
    } catch {
      // No storage: what is on the screen stays there, but does not come back by itself.
    }
  }
}
