// In JupyterLite: a way back to the page that opened the notebook. Loaded by JupyterLite's own pages.
import "./jupyter-files.js";

/** @returns {{ href: string, text: string } | null} */
function wayBack() {
  try {
    const { href, text } = JSON.parse(sessionStorage.getItem("localsdg-back") ?? "null") ?? {};
    return typeof text === "string" && new URL(href).origin === location.origin ? { href, text } : null;
  } catch {
    return null;
  }
}

const back = wayBack();
if (back) {
  const style = document.createElement("style");
  style.textContent = `
    #main { bottom: 2.75rem !important; height: auto !important; }
    .lsdg-back { position: fixed; inset: auto 0 0 0; height: 2.75rem; box-sizing: border-box; z-index: 1;
      padding-inline: 1rem; display: flex; align-items: center; font: 600 1rem system-ui, sans-serif;
      color: #fff !important; background: #1f4e5f; text-decoration: underline; }
    .lsdg-back:focus-visible { outline: 3px solid #fff; outline-offset: -6px; }`;
  const link = document.createElement("a");
  Object.assign(link, { className: "lsdg-back", href: back.href, textContent: `← ${back.text}` });
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    try {
      await /** @type {Json} */ (window).jupyterapp?.commands.execute("docmanager:save");
    } finally {
      location.assign(back.href);
    }
  });
  document.head.append(style);
  document.body.append(link);
}
