// Joining: code and name go to the laptop, which gives this browser its cookie.
const form = /** @type {HTMLFormElement} */ (document.getElementById("join"));
const problem = /** @type {HTMLElement} */ (document.getElementById("problem"));
const field = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));

field(field("code").value ? "name" : "code").focus();
// The code is in the field now: it need not stay in the address.
if (location.pathname !== "/workshop/") history.replaceState(null, "", "/workshop/");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  problem.textContent = "";
  const values = Object.fromEntries(["code", "name", "team"].map((name) => [name, field(name).value]));
  const language = document.documentElement.lang;
  try {
    const reply = await fetch(`/workshop/join?language=${language}`, { method: "POST", body: JSON.stringify(values) });
    const { to, problem: why } = await reply.json();
    if (to) location.assign(to);
    else {
      problem.textContent = why;
      field(reply.status === 403 ? "code" : "name").focus();
    }
  } catch {
    problem.textContent = form.dataset.failed ?? "";
  }
});
