// What can be done for one learner: each form asks the desk, then the page is read anew.
import { ask, Refused } from "./asking.js";
import { words as readWords } from "./dom.js";

const words = await readWords("/words");
/** @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);

/** @param {unknown} problem */
function say(problem) {
  at("problem").textContent = problem instanceof Refused ? problem.message : words.no_line;
  at("problem").scrollIntoView({ block: "center" });
}

/** Waits until the grader has ended. */
async function ended() {
  for (;;) {
    const { run } = await ask("/state");
    if (!run.is_running) {
      if (run.end !== "ended") throw new Refused(run.problem || words[`grade_${run.end}`]);
      return;
    }
    await new Promise((done) => setTimeout(done, 500));
  }
}

for (const form of document.querySelectorAll("form.act")) {
  form.addEventListener("submit", async (/** @type {any} */ event) => {
    event.preventDefault();
    const button = event.target.querySelector("button");
    button.disabled = true;
    at("problem").textContent = "";
    try {
      await ask(event.target.dataset.to, Object.fromEntries(new FormData(event.target)));
      if (event.target.dataset.waits) {
        at("how-far").textContent = words.working;
        await ended();
      }
      const open = [...document.querySelectorAll("details")].map((one) => one.open);
      history.replaceState({ open }, ""); // is there still when the page was read anew
      location.reload();
    } catch (problem) {
      at("how-far").textContent = "";
      button.disabled = false;
      say(problem);
    }
  });
}

// What was unfolded before the page was read anew is so again.
const { open } = history.state ?? { open: [] };
document.querySelectorAll("details").forEach((one, number) => (one.open = Boolean(open[number])));
