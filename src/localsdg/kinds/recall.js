// What the last check found is kept with the answer that was checked, and shown again when an exercise is opened.

/**
 * Ask page or kernel for it; they reply as to a check, if there is anything.
 * @param {WidgetModel} model
 */
export function recall(model) {
  if ((model.get("answer") ?? null) === null) return;
  try {
    model.send({ type: "recall" });
  } catch (problem) {
    console.error(problem); // a kernel that is gone: the answer can be read without it
  }
}

/**
 * Show it. Nobody asked for it: nothing is said aloud, and the focus stays where it is.
 * @param {{ checked(found: RecalledCheck): void, stale(): void, isBusy(): boolean, outcome: HTMLElement, root: HTMLElement, spec: Spec,
 *   marks: { clear(): void } }} frame
 * @param {RecalledCheck} found
 */
export function showAgain(frame, found) {
  if (frame.isBusy()) return; // a newer one is on its way
  try {
    frame.checked(found);
  } catch (problem) {
    console.error(problem); // damaged: the exercise goes on without it
    frame.outcome.hidden = true;
    frame.marks.clear();
    return;
  }
  // The words of a check are kept as they were said.
  if (found.language && found.language !== (frame.spec.language || "en")) {
    for (const text of frame.root.querySelectorAll(".lsdg-outcome .lsdg-text, .lsdg-said > :last-child")) {
      text.setAttribute("lang", found.language);
    }
  }
  if (found.isOfBefore) frame.stale();
}
