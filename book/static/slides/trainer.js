// The trainer's page: turns the deck in all windows, shows the notes to its slide, and keeps the time.
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const frame = /** @type {HTMLIFrameElement} */ (document.querySelector("iframe"));
/** @returns {HTMLElement[]} */
const all = (which) => [...document.querySelectorAll(which)];
const channel = new BroadcastChannel(`lsdg-slides ${new URL(frame.src).pathname}`);

channel.onmessage = ({ data }) => {
  if (typeof data.slide !== "number" || typeof data.count !== "number") return;
  const text = at("place").dataset.text ?? "";
  at("place").textContent = text.replace("{number}", String(data.slide + 1)).replace("{count}", String(data.count));
  for (const part of all("[data-about]")) part.hidden = part.dataset.about !== data.about;
};

const turn = (which) => channel.postMessage({ turn: which });
at("next").onclick = () => turn("next");
at("before").onclick = () => turn("before");
addEventListener("keydown", (event) => {
  if (event.target instanceof HTMLElement && event.target.closest("button, a, summary, input")) return;
  if (["ArrowRight", "PageDown"].includes(event.key)) turn("next");
  else if (["ArrowLeft", "PageUp"].includes(event.key)) turn("before");
});
frame.addEventListener("load", () => channel.postMessage({ ask: true }));
channel.postMessage({ ask: true });

// Time: what has passed, and the line of the plan in which one should be now.
const rows = all("tr[data-minutes]");
let gone = 0; // milliseconds before the last start
let since = 0; // when it was started; 0 while it rests

function show() {
  const seconds = Math.floor((gone + (since ? Date.now() - since : 0)) / 1000);
  at("clock").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  let end = 0;
  /** @type {HTMLElement | null} */
  let current = null;
  for (const row of rows) {
    const begin = end;
    end += Number(row.dataset.minutes) * 60;
    if (seconds >= begin && seconds < end) current = row;
  }
  for (const row of rows) row.toggleAttribute("data-now", row === current && (since > 0 || gone > 0));
  const late = seconds >= end && end > 0 ? (at("late").dataset.late ?? "") : "";
  if (at("late").textContent !== late) at("late").textContent = late;
}

at("start").onclick = () => {
  if (since) {
    gone += Date.now() - since;
    since = 0;
  } else since = Date.now();
  const button = at("start");
  button.textContent = (since ? button.dataset.pause : button.dataset.start) ?? "";
  show();
};
at("again").onclick = () => {
  gone = 0;
  since = since ? Date.now() : 0;
  show();
};
setInterval(show, 500);
show();

export {}; // a module: its names are its own
