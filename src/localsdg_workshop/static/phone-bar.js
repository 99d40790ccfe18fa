// The strip at the foot of each page: who one is, whether the work is on the laptop, the timer, a question to the room.
import { clock, fill, h } from "./dom.js";

export class Bar {
  /**
   * @param {Record<string, string>} told
   * @param {{ ask: (text: string, named: boolean) => boolean }} on
   */
  constructor(told, { ask }) {
    this.told = told;
    this.name = h("span", { class: "lsdg-ws-name" });
    this.line = h("span", { class: "lsdg-ws-state" });
    this.heard = h("span", { class: "lsdg-hidden", role: "status" });
    this.clock = h("span", { class: "lsdg-ws-clock", role: "timer", hidden: true });
    this.said = h("p", { class: "lsdg-ws-said", role: "status" });
    const text = h("textarea", { id: "lsdg-ws-text", rows: 3, maxlength: 500 });
    const named = h("input", { type: "checkbox", id: "lsdg-ws-named" });
    this.form = h("form", { class: "lsdg-ws-ask", hidden: true, onsubmit: (event) => {
      event.preventDefault();
      if (!text.value.trim()) return;
      if (ask(text.value, named.checked)) text.value = "";
      else this.problem(told.ask_no_line);
    } },
    h("label", { for: "lsdg-ws-text" }, told.ask_label), text,
    h("label", null, named, " ", told.ask_named),
    h("button", { class: "lsdg-button" }, told.ask_send), this.said);
    this.button = h("button", { type: "button", class: "lsdg-ws-open", "aria-expanded": "false", onclick: () => this.open() }, told.ask_open);
    this.node = h("aside", { class: "lsdg-ws-bar", "aria-label": told.bar_label },
      h("div", { class: "lsdg-ws-row" }, h("span", { class: "lsdg-ws-who" }, this.name, this.line), this.clock, this.button), this.heard, this.form);
    document.body.append(this.node);
    document.documentElement.classList.add("lsdg-ws");
    this.form.addEventListener("keydown", (event) => event.key === "Escape" && this.open(false));
  }

  open(isOpen = this.form.hidden) {
    this.form.hidden = !isOpen;
    this.button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) this.form.querySelector("textarea").focus();
    else this.button.focus();
  }

  /** @param {{ name: string, team: string }} person */
  me({ name, team }) {
    this.name.textContent = team ? `${name} · ${team}` : name;
  }

  /**
   * @param {boolean} isOnline @param {number} waiting how many values are not on the laptop yet
   * @param {boolean} isNew a page that has just been opened, and is about to have a line
   */
  state(isOnline, waiting, isNew) {
    const key = !isOnline && isNew ? "bar_connecting" : !isOnline ? (waiting ? "bar_waiting" : "bar_no_line") : waiting ? "bar_sending" : "bar_kept";
    if (this.key === key) return;
    this.key = key;
    this.node.dataset.state = key;
    this.line.textContent = this.told[key];
    // Said aloud only where something is not as it was: "kept" after each letter would be a nuisance.
    if (isNew) return;
    if (!isOnline || this.wasOffline) this.heard.textContent = this.told[key];
    this.wasOffline = !isOnline;
  }

  /** @param {{ ends: number } | null} timer @param {number} now the laptop's time: phones' clocks differ */
  timer(timer, now) {
    clearInterval(this.ticking);
    this.clock.hidden = !timer;
    if (!timer) return;
    const ends = Date.now() + (timer.ends - now);
    const tick = () => {
      this.clock.textContent = clock(ends - Date.now());
      this.clock.dataset.over = String(ends <= Date.now());
    };
    tick();
    this.ticking = setInterval(tick, 500);
  }

  asked() {
    this.said.textContent = this.told.ask_sent;
  }

  /** @param {string | undefined} text */
  problem(text) {
    this.said.textContent = text ?? "";
    this.heard.textContent = fill(text ?? "", {});
  }
}
