// In a course that lies in a folder (localsdg kit): a page that was opened from there says what is missing, and how
// to get it. It is a script of the old kind: a browser loads no modules from folders. Above it stands lsdgKit.
(function () {
  "use strict";
  if (location.protocol !== "file:") return;
  /** @type {{ note: string, exercise: string, title: string }} */
  const said = /** @type {any} */ (window).lsdgKit;

  /** @param {string} tag @param {string} text */
  function made(tag, text) {
    const node = document.createElement(tag);
    node.textContent = text;
    return node;
  }

  const note = document.createElement("aside");
  note.className = "lsdg-kit-note";
  note.setAttribute("aria-label", said.title);
  note.append(made("p", said.note));
  document.querySelector("main")?.prepend(note);
  for (const place of document.querySelectorAll(".lsdg-mount, .lsdg-hand-in, .lsdg-before-after")) {
    const sentence = made("p", said.exercise);
    sentence.className = "lsdg-noscript";
    place.append(sentence);
  }
})();
