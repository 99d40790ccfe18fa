// A term's meaning in a small box at the word itself; the link leads on to the glossary. Without script, or in a
// browser that has no popovers, it leads there at once.
(function () {
  "use strict";
  const source = document.querySelector(".lsdg-terms");
  const article = document.querySelector(".lsdg-article");
  if (!source || !article || !HTMLElement.prototype.showPopover) return;
  const known = JSON.parse(source.textContent ?? "{}");
  const ROOM = 8; // px between the box, the word and the window's edges
  const NARROW = "(max-width: 38rem)"; // there the box is a sheet at the foot of the window (terms.css)

  /** @type {HTMLElement | null} */
  let box = null;
  /** @type {HTMLAnchorElement | null} */
  let opener = null;
  let wasOpen = false; // for the link that is pressed: the browser has closed its box before the click comes

  const termOf = (link) => known.terms[decodeURIComponent(link.hash.slice(1))];

  function element(tag, name, text) {
    const node = document.createElement(tag);
    node.className = name;
    node.textContent = text;
    return node;
  }

  function boxOf(link, term) {
    const name = element("p", "lsdg-term-name", term.name);
    name.id = "lsdg-term-name";
    const more = /** @type {HTMLAnchorElement} */ (element("a", "", known.more));
    more.href = link.href;
    const close = /** @type {HTMLButtonElement} */ (element("button", "lsdg-button", known.close));
    close.type = "button";
    close.addEventListener("click", () => box?.hidePopover());
    const foot = element("p", "lsdg-term-foot", "");
    foot.append(more, close);
    const words = element("div", "", "");
    if (term.lang) words.lang = term.lang;
    words.append(name);
    if (term.also) words.append(element("p", "lsdg-term-also", term.also.join(" · ")));
    words.append(...term.text.map((text) => element("p", "", text)));
    const node = element("div", "lsdg-term-note", "");
    node.popover = "auto";
    node.tabIndex = -1;
    node.setAttribute("role", "dialog");
    node.setAttribute("aria-labelledby", name.id);
    node.append(words, foot);
    return node;
  }

  /** Below the word, or above it where there is no room. */
  function put(node, link) {
    if (matchMedia(NARROW).matches) return;
    const [word] = link.getClientRects(); // of a link over two lines the first part
    const { width, height } = node.getBoundingClientRect();
    const left = Math.max(ROOM, Math.min(word.left, root().clientWidth - width - ROOM));
    const below = word.bottom + ROOM;
    const top = below + height < root().clientHeight ? below : Math.max(ROOM, word.top - height - ROOM);
    node.style.left = `${left + scrollX}px`;
    node.style.top = `${top + scrollY}px`;
  }
  const root = () => document.documentElement;

  function closed(node, link) {
    const active = document.activeElement;
    const isLost = !active || active === document.body || node.contains(active);
    if (isLost) link.focus({ preventScroll: true });
    node.remove();
    if (box === node) box = opener = null; // the browser tells it late: another box may be open already
  }

  function open(link, term) {
    const node = boxOf(link, term);
    box?.remove();
    box = node;
    opener = link;
    node.addEventListener("toggle", (event) => event.newState === "closed" && closed(node, link));
    link.after(node); // so that the keyboard goes from the word into the box, and on in the text
    node.showPopover();
    put(node, link);
    node.focus({ preventScroll: true });
  }

  const linkAt = (event) => {
    const link = event.target instanceof Element && event.target.closest("a");
    return link && link.querySelector(":scope > .std-term") ? /** @type {HTMLAnchorElement} */ (link) : null;
  };
  for (const term of article.querySelectorAll("a > .std-term")) {
    const link = /** @type {HTMLAnchorElement} */ (term.parentElement);
    if (termOf(link)) link.setAttribute("aria-haspopup", "dialog");
  }
  article.addEventListener("pointerdown", (event) => { wasOpen = opener !== null && linkAt(event) === opener; }, true);
  article.addEventListener("click", (event) => {
    const press = /** @type {MouseEvent} */ (event);
    const link = linkAt(press);
    const isPlain = press.button === 0 && !press.ctrlKey && !press.metaKey && !press.shiftKey && !press.altKey;
    if (!link || !termOf(link) || !isPlain) return; // a new tab on the glossary is the reader's own choice
    press.preventDefault();
    if (!wasOpen) open(link, termOf(link));
    wasOpen = false;
  });
})();
