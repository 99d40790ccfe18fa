// Types of the page's own modules, which its widgets do not know.

/** What the page "My work" gives to its panels: see my-work.js. */
interface WorkTools {
  t: Translate;
  page: Json;
  assignments: import("./exercises/assignment.js").Assignment[];
  modules: Json[];
  say(text: string, isProblem?: boolean): void;
  changed(): void;
}
