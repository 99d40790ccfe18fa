// Code that can be changed and run on its page: an editor, Run and Stop, and below what came of it.
import { h } from "./element.js";
import { openEditor } from "./live-editor.js";
import { showOutput } from "./live-output.js";

const style = h("link", { rel: "stylesheet", href: new URL("live.css", import.meta.url).href });
document.head.append(style);

let counter = 0;

export class Bench {
  /**
   * @param {import("./live.js").Live} live
   * @param {{ el: HTMLElement, title: string, code: string, wanted?: Json[], before?: () => string[],
   *   changed?: (code: string) => void, given?: string }} about
   *   before: code that is run first and shows nothing; given: the code that *Undo my changes* brings back
   */
  constructor(live, { el, title, code, wanted = [], before = () => [], changed = () => {}, given }) {
    this.live = live;
    this.title = title;
    this.code = code;
    this.wanted = wanted;
    this.before = before;
    this.changed = changed;
    this.given = given;
    /** @type {Editor | null} */
    this.editor = null;
    /** @type {number[]} */
    this.marked = []; // lines of which feedback speaks
    this.isRunning = this.hasRun = false;
    this.draw(el);
    live.watch((state) => this.follow(state));
  }

  t(key, values = {}) {
    return this.live.t(key, values);
  }

  draw(el) {
    counter += 1;
    const id = `lsdg-bench-${counter}`;
    this.place = h("div", { class: "lsdg-bench-code" }, h("pre", { class: "lsdg-bench-plain", tabindex: "0", "aria-label": this.t("live_code") }, this.code));
    this.help = h("p", { class: "lsdg-help", id: `${id}-help`, hidden: "" }, this.t("live_keys"));
    this.opener = this.button("lsdg-primary lsdg-live-start", this.t("live_start"), () => this.open());
    this.about = h("p", { class: "lsdg-help lsdg-live-about" }, this.t("live_about"));
    this.runner = this.button("lsdg-run", this.t("live_run"), () => this.run());
    this.stopper = this.button("lsdg-quiet lsdg-stop", this.t("live_stop"), () => this.live.stop());
    this.undoer = this.button("lsdg-quiet lsdg-undo", this.t("live_given"), () => this.undo());
    this.bar = h("progress", { class: "lsdg-live-bar", "aria-label": this.t("live_loading"), hidden: "" });
    this.status = h("p", { class: "lsdg-live-status", role: "status" });
    this.output = h("div", { class: "lsdg-run-out", role: "region", "aria-label": this.t("live_output"), tabindex: "-1", hidden: "" });
    this.tools = h("div", { class: "lsdg-bench-tools", hidden: "" }, this.runner, this.stopper, ...(this.given === undefined ? [] : [this.undoer]));
    el.append(this.place, this.help, this.about, h("p", {}, this.opener), this.tools, this.bar, this.status, this.output);
    this.busy(false);
  }

  button(classes, text, press) {
    const node = h("button", { type: "button", class: `lsdg-button ${classes}` }, text);
    node.addEventListener("click", press);
    return node;
  }

  /** The learner's click: Python is fetched, and the code becomes an editor. */
  async open() {
    if (this.opener.hidden) return;
    this.opener.hidden = this.about.hidden = true;
    this.tools.hidden = this.help.hidden = false;
    this.live.start();
    this.follow(this.live.state);
    const code = this.code;
    this.editor = await openEditor(this.live, { into: this.place, code, label: `${this.t("live_code")}: ${this.title}`,
      help: this.help.id, changed: (next) => this.edited(next), run: () => this.run() });
    if (this.code !== code) this.editor.write(this.code); // another one came meanwhile
    this.editor.focus();
  }

  edited(code) {
    this.code = code;
    this.changed(code);
  }

  read() {
    return this.code;
  }

  /** Another code is the kept one: of another tab, or of a file that was loaded. */
  write(code) {
    if (code === this.code) return;
    this.code = code;
    if (this.editor) this.editor.write(code);
    else this.place.querySelector("pre")?.replaceChildren(code);
  }

  /**
   * A line as a place for what feedback says: the sentence stands below the code and describes it; the line is marked.
   * @param {number} line
   * @param {string} name
   * @returns {Place}
   */
  at(line, name) {
    const node = this.editor?.node ?? /** @type {HTMLElement} */ (this.place.firstElementChild);
    const put = (said) => {
      let last = /** @type {Element} */ (this.place);
      while (last.nextElementSibling?.matches(".lsdg-said, .lsdg-way")) last = last.nextElementSibling;
      last.after(said);
      const isMark = said.matches(".lsdg-said");
      if (isMark) this.marked.push(line);
      this.editor?.mark(this.marked);
      return { remove: () => {
        said.remove();
        if (isMark) this.marked.splice(this.marked.indexOf(line), 1);
        this.editor?.mark(this.marked);
      } };
    };
    return { put, described: [node], focus: node, name };
  }

  select(line) {
    this.editor?.select(line);
  }

  undo() {
    this.write(this.given ?? "");
    this.changed(this.code);
    this.editor?.focus();
  }

  /** Run the code and show what came of it -> what live.js says of it, with { problem } as a sentence. */
  async run() {
    if (this.opener.hidden === false) return { problem: this.t("live_first") };
    if (this.isRunning) return { problem: this.t("live_busy") };
    this.busy(true);
    const asked = { code: this.code, before: this.before(), wanted: this.wanted };
    const found = await this.live.run(asked, () => this.say(this.t("live_running")));
    this.busy(false);
    this.hasRun = true;
    if (found.problem) found.problem = this.t(found.problem);
    this.say(found.problem ?? found.error ?? this.t("live_done"), Boolean(found.problem ?? found.error));
    await showOutput(this.output, found, (key, values) => this.t(key, values));
    return found;
  }

  say(text, isProblem = false) {
    this.status.textContent = text;
    this.status.classList.toggle("lsdg-problem", isProblem);
  }

  busy(yes) {
    this.isRunning = yes;
    // Not the disabled attribute: it would throw the keyboard focus away.
    this.runner.setAttribute("aria-disabled", String(yes));
    this.stopper.setAttribute("aria-disabled", String(!yes));
    if (yes) this.say(this.t("live_waits"));
  }

  /** @param {LiveState} state of Python, for all of the page's code alike */
  follow({ name, share = null }) {
    if (this.tools.hidden) return;
    this.bar.hidden = name !== "loading";
    if (share === null) this.bar.removeAttribute("value");
    else this.bar.setAttribute("value", String(share));
    if (this.isRunning) return;
    if (name === "failed") this.say(this.t("live_offline"), true);
    else if (name !== this.followed && name !== "off" && !this.hasRun) this.say(this.t(`live_${name}`));
    this.followed = name;
  }
}
