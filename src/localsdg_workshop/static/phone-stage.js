// What the trainer sets, on a participant's page: where to go, a poll, "look up", held and revealed answers.
import { h } from "./dom.js";
import { drawn } from "./draw.js";

const SEEN = "lsdg-workshop-sent"; // the number of the last sending that this tab followed

export class Stage {
  /**
   * @param {Record<string, string>} told
   * @param {{ changed: () => void }} on
   */
  constructor(told, { changed }) {
    this.told = told;
    this.changed = changed;
    this.dialog = h("dialog", { class: "lsdg-ws-dialog", "aria-label": told.stage_label });
    this.dialog.addEventListener("cancel", (event) => this.isLook && event.preventDefault());
    this.offer = h("div", { class: "lsdg-ws-offer", role: "status" });
    document.body.append(this.dialog, this.offer);
    this.shown = ""; // what stands in the dialog
    /** @type {Record<string, any>} */
    this.stage = {};
  }

  /** @param {Record<string, any>} stage see room.py */
  show(stage) {
    this.stage = stage;
    document.documentElement.toggleAttribute("data-not-tested", !stage.is_tested);
    this.hold(stage.held);
    this.reveal(stage.revealed);
    const sent = stage.send;
    this.isLook = sent?.type === "look";
    if (this.isLook) this.open("look", h("p", { class: "lsdg-ws-look" }, this.told.stage_look));
    else if (sent?.type === "poll" && stage.asked) this.poll(sent, stage.asked);
    else this.close();
    if (sent?.type === "page") this.go(sent);
    else this.offer.replaceChildren();
  }

  open(what, ...inner) {
    if (this.shown !== what) {
      this.shown = what;
      this.dialog.replaceChildren(...inner);
    }
    if (!this.dialog.open) this.dialog.showModal();
  }

  close() {
    this.shown = "";
    if (this.dialog.open) this.dialog.close();
  }

  /** Go where everybody is sent, once; who is in the middle of writing is asked. */
  go({ n, page, exercise }) {
    if (sessionStorage.getItem(SEEN) === String(n)) return;
    const there = () => {
      sessionStorage.setItem(SEEN, String(n));
      this.offer.replaceChildren();
      if (location.pathname !== page) location.assign(page + (exercise ? `#ws-${exercise}` : ""));
      else this.toExercise(exercise);
    };
    const at = document.activeElement; // a choice is made once it is touched; a poll is over
    const isWriting = !this.dialog.contains(at) && at?.matches("input:not([type=radio], [type=checkbox]), textarea, [contenteditable]");
    if (!isWriting) return there();
    this.offer.replaceChildren(h("p", null, this.told.stage_go), h("button", { type: "button", class: "lsdg-button", onclick: there }, this.told.stage_go_now));
  }

  toExercise(slug) {
    const section = slug && document.querySelector(`.lsdg-exercise[data-exercise="${CSS.escape(slug)}"]`);
    const target = section?.querySelector("h1, h2, h3, h4") ?? section;
    if (!target) return;
    target.setAttribute("tabindex", "-1");
    target.scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
  }

  poll({ n, poll: id }, { question, options }) {
    const key = `lsdg-poll:${id}`;
    if (this.shown === key && this.dialog.open) return this.heldPoll(key);
    if (sessionStorage.getItem(`${SEEN}-closed`) === String(n)) return undefined; // asked again it opens again
    const given = JSON.parse(localStorage.getItem(key) ?? "null");
    const keep = (value) => {
      localStorage.setItem(key, JSON.stringify(value));
      this.changed();
      said.textContent = this.told.poll_kept;
    };
    const said = h("p", { role: "status" });
    const field = options.length === 0
      ? h("textarea", { rows: 4, maxlength: 600, "aria-label": question, oninput: (event) => keep(event.target.value) }, given ?? "")
      : h("fieldset", null, h("legend", { class: "lsdg-hidden" }, question), options.map((option, place) => h("label", { class: "lsdg-ws-option" },
        h("input", { type: "radio", name: key, value: place, checked: given === place, onchange: () => keep(place) }), " ", option)));
    const done = h("button", { type: "button", class: "lsdg-button", onclick: () => {
      sessionStorage.setItem(`${SEEN}-closed`, String(n));
      this.close();
    } }, this.told.poll_done);
    this.open(key, h("h2", null, question), field, said, done);
    return this.heldPoll(key);
  }

  heldPoll(key) {
    const isHeld = this.stage.held.includes(key);
    for (const one of this.dialog.querySelectorAll("input, textarea")) one.disabled = isHeld;
  }

  /** Answers that are held: to be read, not to be changed. */
  hold(held) {
    for (const section of exercises()) {
      const isHeld = held.includes(`localsdg:${section.dataset.exercise}`);
      const place = /** @type {HTMLElement | null} */ (section.querySelector(".lsdg-mount"));
      if (place) place.inert = isHeld;
      section.querySelector(".lsdg-ws-held")?.remove();
      if (isHeld) place?.before(h("p", { class: "lsdg-ws-held", role: "status" }, this.told.stage_held));
    }
  }

  /** What the room said stands below the exercise once it is revealed; a poll's in the dialog. */
  async reveal(revealed) {
    for (const section of exercises()) {
      const key = `localsdg:${section.dataset.exercise}`;
      if (!(key in revealed)) section.querySelector(".lsdg-ws-room")?.remove();
      else if (!section.querySelector(".lsdg-ws-room")) section.append(this.room(key));
    }
    const poll = this.stage.send?.type === "poll" ? `lsdg-poll:${this.stage.send.poll}` : "";
    this.dialog.querySelector(".lsdg-ws-room")?.remove();
    if (poll in revealed) queueMicrotask(() => this.dialog.append(this.room(poll)));
  }

  room(key) {
    const place = h("section", { class: "lsdg-ws-room", "aria-label": this.told.stage_room });
    const show = async () => {
      const reply = await fetch(`/workshop/revealed?key=${encodeURIComponent(key)}&language=${document.documentElement.lang}`);
      if (!reply.ok) return;
      const { parts } = await reply.json();
      place.replaceChildren(h("h2", null, this.told.stage_room), drawn(parts, this.told),
        h("button", { type: "button", class: "lsdg-button", onclick: show }, this.told.stage_again));
    };
    show().catch(() => undefined); // no line: it is asked for again with the next stage
    return place;
  }
}

/** @returns {NodeListOf<HTMLElement>} */
function exercises() {
  return document.querySelectorAll(".lsdg-exercise");
}
