// The places of a page that a search can lead to: its sections, exercises, terms, Goals, targets, indicators.
const SKIPPED_TAGS = new Set(["script", "style", "noscript", "template", "nav", "aside", "svg", "details", "form", "button"]);
// What says nothing of its own, what gives away, and code.
const SKIPPED = new Set(
  "headerlink lsdg-place lsdg-glance lsdg-untranslated lsdg-eyebrow lsdg-meta lsdg-mount lsdg-hand-in lsdg-stuck lsdg-good lsdg-taught lsdg-goal-card cell_input highlight math lsdg-only-print".split(" "),
);
const BLOCKS = new Set("p li ul ol dl dt dd div section table tr figure figcaption blockquote h1 h2 h3 h4 h5 h6 pre br header".split(" "));

const attribute = (node, name) => node.attrs?.find((one) => one.name === name)?.value;
const classes = (node) => (attribute(node, "class") ?? "").split(/\s+/);
const has = (node, name) => classes(node).includes(name);
const is = (node, ...names) => names.includes(node.tagName);

function find(node, fits) {
  if (fits(node)) return node;
  for (const child of node.childNodes ?? []) {
    const found = find(child, fits);
    if (found) return found;
  }
  return null;
}
function all(node, fits) {
  return [...(fits(node) ? [node] : []), ...(node.childNodes ?? []).flatMap((child) => all(child, fits))];
}

/** The text of a node with a line for each paragraph. */
function plain(node, apart = () => false) {
  let text = "";
  const walk = (one) => {
    if (one.nodeName === "#text") text += one.value.replace(/\s+/g, " ");
    if (one !== node && (apart(one) || skipped(one))) return;
    if (BLOCKS.has(one.tagName)) text += "\n";
    else if (is(one, "small") || has(one, "lsdg-relation")) text += " ";
    for (const child of one.childNodes ?? []) walk(child);
    if (is(one, "td", "th")) text += " · ";
    if (BLOCKS.has(one.tagName)) text += "\n";
  };
  walk(node);
  const lines = text.split("\n").map((line) => line.replace(/\s+/g, " ").replace(/^[ ·]+|[ ·]+$/g, ""));
  return lines.filter(Boolean).join("\n");
}
const skipped = (node) => SKIPPED_TAGS.has(node.tagName) || classes(node).some((name) => SKIPPED.has(name));
const line = (node) => (node ? plain(node).replaceAll("\n", " ") : "");

/** The language that a node is in where it is not the page's. */
function language(node, page) {
  for (let one = node; one && one.tagName !== "html"; one = one.parentNode) {
    const found = attribute(one, "lang");
    if (found) return found === page ? undefined : found;
  }
  return undefined;
}

/**
 * `{title, language, places: [{anchor, kind, title, code, text, language}]}` of a page.
 * @param {string} html @param {(html: string) => any} parse @param {string} kind of page: module, lesson, page
 */
export function places(html, parse, kind) {
  const document = parse(html.replace(/<script\b[^]*?<\/script>/g, "")); // half of a page, and nothing to read
  const root = find(document, (node) => node.tagName === "html");
  const article = find(document, (node) => has(node, "lsdg-article"));
  const spoken = attribute(root, "lang");
  const found = [];
  const add = (node, one) => found.push({ language: language(node, spoken), text: "", ...one });
  if (article) visit(article, { add, kind, isFirst: true });
  const heading = article && find(article, (node) => node.tagName === "h1");
  return { title: line(heading), language: heading && language(heading, spoken), places: found };
}

/** A part that is a place of its own, whose text is no part of the place around it. */
const isApart = (node) =>
  (node.tagName === "section" && Boolean(attribute(node, "id"))) || has(node, "glossary") || has(node, "lsdg-goal");

function visit(node, page) {
  for (const child of node.childNodes ?? []) {
    if (has(child, "glossary")) terms(child, page);
    else if (has(child, "lsdg-goal")) targets(child, page);
    else if (isSources(child)) continue; // a third of the words, and no lesson in them
    else if (isApart(child)) {
      section(child, page);
      if (!has(child, "lsdg-exercise")) visit(child, page);
    } else if (!skipped(child)) visit(child, page);
  }
}

function section(node, page) {
  const exercise = has(node, "lsdg-exercise");
  const heading = find(node, (one) => /^h[1-6]$/.test(one.tagName ?? ""));
  if (!heading) return;
  const goal = has(node, "lsdg-goal-part") && /^goal-(\d+)$/.exec(attribute(node, "id") ?? "");
  const text = plain(node, (one) => one === heading || isApart(one));
  const anchor = page.isFirst ? "" : attribute(node, "id");
  page.isFirst = false;
  page.add(heading, {
    anchor,
    kind: exercise ? "exercise" : goal ? "goal" : page.kind,
    title: line(heading),
    code: goal ? goal[1] : undefined,
    text,
  });
}

/** A section that lists what the page cites; one around it does not count. */
const isSources = (node) =>
  is(node, "section") &&
  node.childNodes.some((child) => has(child, "citation-list") || (is(child, "div") && find(child, (one) => has(one, "citation-list"))));

/** Each term of a glossary with its meaning; several names may share one. */
function terms(list, page) {
  let names = [];
  for (const node of list.childNodes.filter((one) => one.tagName)) {
    if (is(node, "dt")) names.push(node);
    else if (is(node, "dd")) {
      for (const name of names) {
        page.add(name, { anchor: attribute(name, "id"), kind: "term", title: line(name), text: plain(node) });
      }
      names = [];
    }
  }
}

/** The rows of a Goal's table: a target, and its indicators. */
function targets(node, page) {
  for (const row of all(node, (one) => one.tagName === "tr" && attribute(one, "id"))) {
    const [head, target, indicators] = row.childNodes.filter((one) => is(one, "th", "td"));
    const anchor = attribute(row, "id");
    const title = `${line(head)} ${plain(target, (one) => is(one, "small"))}`;
    const more = all(target, (one) => is(one, "small")).map(line).join(" ");
    page.add(target, { anchor, kind: "target", code: line(head), title, text: more });
    for (const item of all(indicators ?? target, (one) => one.tagName === "li")) {
      const code = line(find(item, (one) => one.tagName === "b"));
      page.add(item, { anchor, kind: "indicator", code, title: line(item) });
    }
  }
}
