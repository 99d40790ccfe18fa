// The bar that says that there is a new version of the course. It waits: the reader chooses when.
import { askOf, button, style, words } from "./worker-talk.js";

/** @param {ServiceWorkerRegistration} registration with a worker that waits */
export async function show(registration) {
  if (document.querySelector(".lsdg-release, .lsdg-absent")) return; // that page says it itself
  style();
  const bar = document.createElement("section");
  bar.className = "lsdg-release";
  document.body.append(bar); // a live region must be there before it speaks
  const text = document.createElement("p");
  text.setAttribute("role", "status");
  bar.append(text);
  const said = await words();
  bar.setAttribute("aria-label", said.release_name);
  const use = button(said.release_use, () => {
    text.textContent = said.release_coming;
    if (registration.waiting) askOf(registration.waiting, "use");
    else location.reload(); // another page has asked for it already
  }, true);
  const later = button(said.release_later, () => bar.remove());
  bar.append(use, later);
  setTimeout(() => { text.textContent = said.release_there; }, 100);
}
