// Asking the server: one way, so that a desk that is gone or closed is said on the page.

/** What the server refuses, in a sentence. */
export class Refused extends Error {
  /** @type {any} all that was answered */
  told = null;
}

// A tab that shows another course than the one that lies on the desk now is told so.
const headers = { "x-localsdg-course": document.body.dataset.course ?? "" };

/**
 * @param {string} place
 * @param {Record<string, unknown>} [told] sent as JSON; without it the page only asks
 * @returns {Promise<any>}
 */
export async function ask(place, told) {
  const reply = await fetch(place, told ? { method: "POST", body: JSON.stringify(told), headers } : { headers });
  const found = await reply.json().catch(() => ({}));
  if (!reply.ok) throw Object.assign(new Refused(found.problem ?? String(reply.status)), { told: found });
  return found;
}

/**
 * Sends one file.
 * @param {File} file
 * @param {string} place
 * @param {(share: number) => void} tell
 * @returns {Promise<any>}
 */
export function send(file, place, tell) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest(); // fetch does not say how much is sent
    request.open("POST", place);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => tell(event.total ? event.loaded / event.total : 1);
    request.onload = () => {
      if (request.status === 200) return done(JSON.parse(request.responseText));
      let problem = String(request.status);
      try {
        problem = JSON.parse(request.responseText).problem ?? problem;
      } catch {
        // no JSON: the number of the status has to do
      }
      failed(new Refused(problem));
    };
    request.onerror = () => failed(new TypeError("no answer"));
    request.send(file);
  });
}

/**
 * Downloads a file; what the server refuses is thrown, where a mere link would end in nothing.
 * @param {string} place
 */
export async function download(place) {
  const reply = await fetch(place, { headers });
  if (!reply.ok) throw new Refused((await reply.json().catch(() => ({}))).problem ?? String(reply.status));
  const name = decodeURIComponent(reply.headers.get("content-disposition")?.split("''")[1] ?? "file");
  const address = URL.createObjectURL(await reply.blob());
  const link = document.createElement("a");
  Object.assign(link, { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A size in bytes for people. @param {number} bytes @param {string} language */
export function size(bytes, language) {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  let step = 0;
  while (bytes >= 1000 && step < 3) {
    bytes /= 1000;
    step += 1;
  }
  const digits = { style: "unit", unit: units[step], unitDisplay: "short", maximumFractionDigits: bytes < 10 ? 1 : 0 };
  return new Intl.NumberFormat(language, /** @type {any} */ (digits)).format(bytes);
}
