// The page that verifies badges: a file, a pasted text, or the badge in the page's own address (from a QR code).
// Nothing is sent to anybody; the list of revoked badges is fetched where it lies beside these pages, else asked for.
//
// The page holds <div class="lsdg-verify"> with <script class="lsdg-words">: { words, language } (book/badge_page.py).
import { Invalid, unpacked, verify } from "./badge-verify.js";
import { h } from "./element.js";
import { fill } from "./hand-in-notebook.js";

const LARGEST = 2e6; // bytes of a file

class BadgePage {
  /** @param {HTMLElement} el */
  constructor(el) {
    const page = JSON.parse(el.querySelector("script.lsdg-words")?.textContent ?? "");
    this.t = (key, values = {}) => fill(page.words[key] ?? key, values);
    this.day = new Intl.DateTimeFormat(page.language, { dateStyle: "long", timeZone: "UTC" });
    this.text = "";
    this.draw(el);
    el.dataset.ready = "1";
    this.fromAddress();
    addEventListener("hashchange", () => this.fromAddress());
  }

  draw(el) {
    const { t } = this;
    const file = this.chooser("lsdg-verify-file", (text) => this.look(text));
    this.paste = h("textarea", { class: "lsdg-field", id: "lsdg-verify-text", rows: "4", spellcheck: "false" });
    const button = h("button", { type: "button", class: "lsdg-button lsdg-primary", "data-does": "verify" }, t("verify_do"));
    button.addEventListener("click", () => this.look(this.paste.value));
    this.status = h("p", { class: "lsdg-verify-status", role: "status" });
    this.result = h("div", { class: "lsdg-verify-result" });
    el.append(
      h("div", { class: "lsdg-verify-form" },
        h("label", { for: "lsdg-verify-file" }, t("verify_choose")), file, h("p", { id: "lsdg-verify-file-about" }, t("verify_about")),
        h("label", { for: "lsdg-verify-text" }, t("verify_paste")), this.paste, button),
      this.status, this.result);
    file.setAttribute("aria-describedby", "lsdg-verify-file-about");
  }

  chooser(id, take) {
    const field = h("input", { type: "file", class: "lsdg-field", id });
    field.addEventListener("change", async () => {
      const [file] = field.files;
      if (!file) return;
      if (file.size > LARGEST) this.fail(new Invalid("verify_large"));
      else take(await file.text());
    });
    return field;
  }

  /** The badge behind # in the address, as a QR code brings it. */
  async fromAddress() {
    const packed = /^#b=(.+)$/.exec(location.hash)?.[1];
    if (!packed) return;
    try {
      await this.look(await unpacked(packed));
    } catch (problem) {
      this.fail(problem);
    }
  }

  /** @param {string} text @param {string} [list] */
  async look(text, list) {
    this.text = text;
    this.status.textContent = this.t("verify_working");
    this.result.replaceChildren();
    try {
      let found = await verify(text, list);
      const beside = list === undefined && found.listed === "not_looked" ? await listBeside(found.badge) : undefined;
      if (beside !== undefined) found = await verify(text, beside);
      this.show(found);
    } catch (problem) {
      this.fail(problem);
    }
  }

  fail(problem) {
    if (!(problem instanceof Invalid)) console.error(problem);
    const { key, values } = problem instanceof Invalid ? problem : new Invalid("damaged");
    this.status.textContent = this.t("verify_fails");
    this.status.className = "lsdg-verify-status lsdg-problem";
    this.result.replaceChildren(h("p", {}, this.t(key, values)));
  }

  show({ badge, listed }) {
    const { t } = this;
    const subject = badge.credentialSubject;
    const list = badge.credentialStatus?.statusListCredential ?? "";
    const name = subject.identifier?.find?.(({ identityType }) => identityType === "name")?.identityHash;
    this.status.textContent = t("verify_holds");
    this.status.className = "lsdg-verify-status lsdg-verify-holds";
    const rows = [
      [t("issuer"), badge.issuer.name ?? "–"], [t("issued"), this.date(badge.validFrom)],
      ...("validUntil" in badge ? [[t("until"), this.date(badge.validUntil)]] : []),
      [t("learner"), name ?? t("names_nobody")], [t("asked"), subject.achievement.criteria?.narrative ?? "–"],
      ...("activityEndDate" in subject ? [[t("done"), this.date(subject.activityEndDate)]] : []),
      [t("id"), badge.id],
    ];
    this.result.replaceChildren(
      h("h3", {}, subject.achievement.name), h("p", {}, t("valid")),
      h("dl", {}, rows.map(([term, said]) => [h("dt", {}, term), h("dd", {}, String(said))]).flat()),
      points(subject, t),
      h("p", {}, t("whose", { key: badge.iss })), h("p", { class: "lsdg-verify-listed" }, t(listed, { list })),
      listed === "not_looked" && h("label", { for: "lsdg-verify-list" }, t("verify_list")),
      listed === "not_looked" && this.chooser("lsdg-verify-list", (text) => this.look(this.text, text)));
  }

  date(text) {
    return this.day.format(new Date(text));
  }
}

/**
 * The points that a learner chose to show: a group of rows for each module, with its objectives, where they are told.
 * A badge says which rows are modules only by naming these in what was asked for.
 */
function points(subject, t) {
  const { criteria, resultDescription } = subject.achievement;
  const described = new Map((resultDescription ?? []).map((one) => [one.id, one]));
  const found = (subject.result ?? []).filter((one) => described.has(one.resultDescription));
  if (!found.length) return "";
  const bodies = [h("tbody", {})];
  for (const { resultDescription: id, value } of found) {
    const { name, valueMax } = described.get(id);
    const isModule = Boolean(criteria?.narrative?.includes(name));
    if (isModule && bodies[bodies.length - 1].childElementCount) bodies.push(h("tbody", {}));
    bodies[bodies.length - 1].append(h("tr", {},
      h("th", { scope: isModule ? "rowgroup" : "row", class: isModule ? "lsdg-verify-module" : "" }, String(name)),
      h("td", {}, t("points", { earned: value, points: valueMax }))));
  }
  return h("table", {}, h("thead", {}, h("tr", {},
    h("th", { scope: "col" }, t("activityEndDate" in subject ? "module_or_objective" : "module")), h("th", { scope: "col" }, t("earned")))), bodies);
}

/** The list of revoked badges, if it lies on the host of this page; no other host is asked. */
async function listBeside(badge) {
  try {
    const address = new URL(badge.credentialStatus.statusListCredential);
    if (address.origin !== location.origin) return undefined;
    const answer = await fetch(address, { cache: "no-store" });
    return answer.ok ? await answer.text() : undefined;
  } catch {
    return undefined;
  }
}

for (const el of document.querySelectorAll(".lsdg-verify")) new BadgePage(/** @type {HTMLElement} */ (el));
