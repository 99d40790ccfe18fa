// The page that stands for one that cannot be shown: not on this device, or of a newer version of the course.
import { ask, askOf, button, home, style, words } from "./worker-talk.js";

const PATIENCE = 30000; // ms for a new version to come

/** @param {ServiceWorkerRegistration} registration */
export async function show(registration) {
  const place = /** @type {HTMLElement} */ (document.querySelector(".lsdg-absent"));
  style();
  const said = await words();
  const asked = new URLSearchParams(location.search);
  const back = new URL(asked.get("page") ?? "", home());
  const target = back.href.startsWith(home().href) ? back.href : home().href; // nobody else's links lead elsewhere
  const told = /** @type {HTMLElement} */ (place.querySelector("[role=status]"));
  const tools = /** @type {HTMLElement} */ (place.querySelector(".lsdg-keep-tools"));
  // The worker of a new version took over: then the page is to be had.
  navigator.serviceWorker.addEventListener("controllerchange", () => location.replace(target));
  if (asked.get("why") === "new") await offer(registration, said, told, tools, target);
  else tools.replaceChildren(button(said.absent_again, () => location.replace(target), true));
  await list(place);
}

async function offer(registration, said, told, tools, target) {
  told.textContent = said.absent_new;
  const waiting = await newWorker(registration);
  if (!waiting) {
    told.textContent = said.absent_new_later;
    tools.replaceChildren(button(said.absent_again, () => location.replace(target), true));
    return;
  }
  const { alone } = await ask("alone");
  if (alone) await askOf(waiting, "use"); // no other page is open that could mind
  else tools.replaceChildren(button(said.release_use, () => askOf(waiting, "use"), true));
}

/** The worker of the new release, when it has all that it needs; null if there is none. */
async function newWorker(registration) {
  await registration.update().catch(() => {});
  const end = Date.now() + PATIENCE;
  while (!registration.waiting && registration.installing && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return registration.waiting;
}

/** What is here, in the order and with the words of the menu. */
async function list(place) {
  const box = place.querySelector(".lsdg-absent-pages");
  const { pages } = await ask("pages");
  const links = [.../** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("#course-menu a[href]"))];
  const here = links.filter(({ href }) => pages.includes(href));
  if (!here.length) return;
  const items = here.map((found) => {
    const link = document.createElement("a");
    link.href = found.href;
    if (found.lang) link.lang = found.lang;
    const title = /** @type {HTMLElement} */ (found.cloneNode(true));
    title.querySelector(".lsdg-at")?.remove(); // how far the learner has come: progress.js
    link.textContent = title.textContent?.trim() ?? "";
    const item = document.createElement("li");
    item.append(link);
    return item;
  });
  box.querySelector("ul").replaceChildren(...items);
  box.hidden = false;
}
