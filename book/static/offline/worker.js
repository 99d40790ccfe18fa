// The service worker of the course: what was opened works without a network, and versions of the course never mix.
//
// The build writes it to the top of the site as sw.js, with worker-asked.js, below one line that says which release
// it is of (lsdgRelease). The manifest of that release names every file with the hash of its content. A file that
// comes from the network is used and kept only if it is of this release; the files of another release are for the
// worker of that release, which takes over when no page of this one is open, or when the reader asks for it.

/** @type {any} */
const sw = self;
/** @type {{ build: string, edition: string }} */
const RELEASE = sw.lsdgRelease;
const SCOPE = new URL(sw.registration.scope);
const OURS = ["localsdg", SCOPE.pathname, RELEASE.edition]; // editions share nothing
const NAME = [...OURS, RELEASE.build].join("|");
const MANIFEST = "_offline/manifest.json";
const BUILD = "_offline/build.json";
const KEPT = "_offline/kept.json"; // which modules the reader has asked to keep; no such file is on the server
const ABSENT = "offline.html";
// On this computer the network costs nothing, and who serves a book there changes it often.
const NEAR = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(SCOPE.hostname);
const AT_ONCE = 4; // files fetched at the same time
const LARGE = 1e6; // bytes: who waits for such a file is shown how much has come

/** @typedef {{ hash: string, size: number, wire: number }} Entry of one file: wire is its size as it travels */
/** @typedef {{ pages: string[], more: string[], python: string[] }} Group what a module is: its own pages; pages and files beside them; what its code needs */
/** @typedef {{ files: Map<string, Entry>, needs: Map<string, string[]>, groups: Map<string, Group> }} Manifest */
/** @typedef {"ok" | "full" | "other" | "alien" | "gone" | "lost"} State */
/** @typedef {{ state: State, reply?: Response }} Taken */

const address = (name) => new URL(name, SCOPE).href;
const opened = () => caches.open(NAME);

// ---- What this release is made of ----

/** @type {Promise<Manifest> | null} */
let known = null;

function manifest() {
  known ??= readManifest(NAME).then((found) => found ?? Promise.reject(new Error("no manifest")));
  known.catch(() => { known = null; });
  return known;
}

/** @returns {Promise<Manifest | null>} */
async function readManifest(cacheName) {
  const cache = await caches.open(cacheName);
  const reply = await cache.match(address(MANIFEST));
  if (!reply) return null;
  const { files, needs, groups } = await reply.json();
  const named = (places) => places.map((place) => files[place][0]);
  const inAll = (pairs, read) => new Map(Object.entries(pairs).map(([name, value]) => [name, read(value)]));
  return {
    files: new Map(files.map(([name, hash, size, wire]) => [name, { hash, size, wire }])),
    needs: inAll(needs, named),
    groups: inAll(groups, ({ pages, more, python = [] }) => ({ pages: named(pages), more: named(more), python: named(python) })),
  };
}

/** The name of a file of the course at this address, as hosts read addresses; null if it has none. */
function nameOf(href, files) {
  const url = new URL(href);
  if (url.origin !== SCOPE.origin || !url.pathname.startsWith(SCOPE.pathname)) return null;
  const path = url.pathname.slice(SCOPE.pathname.length);
  const tried = path === "" || path.endsWith("/") ? [`${path}index.html`] : [path, `${path}.html`, `${path}/index.html`];
  return tried.find((one) => files.has(one)) ?? null;
}

async function hashOf(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body)).slice(0, 12);
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
}

// ---- Files from the network ----

/** @type {Map<string, Promise<Taken>>} */
const flying = new Map();

/** Fetch a file of this release and keep it. Who asks for it at the same time gets the same. @returns {Promise<Taken>} */
async function take(name) {
  if (!flying.has(name)) flying.set(name, fetchFile(name).finally(() => flying.delete(name)));
  const { state, reply } = await /** @type {Promise<Taken>} */ (flying.get(name));
  return { state, reply: reply?.clone() };
}

/** @returns {Promise<Taken>} */
async function fetchFile(name) {
  const entry = (await manifest()).files.get(name);
  let reply, body;
  for (const cache of /** @type {RequestCache[]} */ (NEAR ? ["no-cache"] : ["default", "reload"])) {
    try {
      reply = await fetch(address(name), { cache, credentials: "same-origin" });
      body = await reply.arrayBuffer();
    } catch {
      return { state: "lost" };
    }
    if (!reply.ok) return { state: "gone", reply: copyOf(reply, body) };
    if (await hashOf(body) === entry?.hash) return keep(name, copyOf(reply, body));
  }
  // Another content: of another release, changed on its way by the host, or of another site at this address.
  const serving = await releaseServed();
  const copy = copyOf(/** @type {Response} */ (reply), body);
  return serving === "same" ? keep(name, copy) : { state: serving, reply: copy };
}

/** A reply that was redirected or packed may not be answered with as it is. */
function copyOf(reply, body) {
  const headers = new Headers(reply.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Vary"]) headers.delete(name);
  return new Response(body, { status: reply.status, statusText: reply.statusText, headers });
}

/** @returns {Promise<Taken>} */
async function keep(name, reply) {
  try {
    await (await opened()).put(address(name), reply.clone());
    return { state: "ok", reply };
  } catch (problem) {
    console.warn(problem);
    return { state: "full", reply };
  }
}

/** Which release does the site serve now? @returns {Promise<"same" | "other" | "alien">} */
async function releaseServed() {
  try {
    const reply = await fetch(address(BUILD), { cache: "no-store" });
    const { build } = await reply.json();
    if (typeof build !== "string") return "alien";
    return build === RELEASE.build ? "same" : "other";
  } catch {
    return "alien"; // another site, a page of a hotel's network, or no answer
  }
}

// ---- Answering pages ----

/** @param {any} event of a request */
async function answer(event) {
  const { request } = event;
  const { files } = await manifest().catch(() => ({ files: new Map() }));
  const name = nameOf(request.url, files);
  const isPage = request.mode === "navigate";
  if (name === null) return fetch(request).catch(() => (isPage ? absent(request, "offline") : Response.error()));
  const cache = await opened();
  if (!NEAR) {
    const found = await cache.match(address(name));
    if (found) return found;
  }
  if (!isPage && (files.get(name)?.wire ?? 0) > LARGE) return passed(event, name);
  const { state, reply } = await take(name);
  if (state === "ok" || state === "full" || state === "alien") return reply;
  if (state === "other") {
    sw.registration.update().catch(() => {}); // so that the page hears of the new release
    return isPage ? absent(request, "new") : (await cache.match(address(name))) ?? Response.error();
  }
  return (await cache.match(address(name))) ?? reply ?? (isPage ? absent(request, "offline") : Response.error());
}

/** A large file as it comes; it is kept if it turns out to be of this release. (Python looks at its files itself.) */
async function passed(event, name) {
  const reply = await fetch(event.request).catch(() => null);
  if (!reply) return (await (await opened()).match(address(name))) ?? Response.error();
  const other = reply.clone();
  event.waitUntil(other.arrayBuffer().then(async (body) => {
    const { files } = await manifest();
    if (reply.ok && await hashOf(body) === files.get(name)?.hash) await keep(name, copyOf(other, body));
  }).catch((problem) => console.warn(problem)));
  return reply;
}

/** To the page that says why another cannot be shown. Its own address: the links in it are relative. */
async function absent(request, why) {
  const { files } = await manifest().catch(() => ({ files: new Map() }));
  const page = absentPage(nameOf(request.url, files) ?? request.url.slice(SCOPE.href.length), files);
  if (!(await (await opened()).match(address(page)))) return Response.error();
  const query = new URLSearchParams({ why, page: request.url.slice(SCOPE.href.length) });
  return Response.redirect(`${address(page)}?${query}`, 302);
}

/** That page in the language of this one. */
function absentPage(name, files) {
  const spoken = `${name.split("/")[0]}/${ABSENT}`;
  return files.has(spoken) ? spoken : ABSENT;
}

// ---- A new release ----

async function install() {
  const reply = await fetch(address(MANIFEST), { cache: "no-store" });
  const text = await reply.text();
  if (JSON.parse(text).build !== RELEASE.build) throw new Error("the files of this release are not all there yet");
  await (await opened()).put(address(MANIFEST), new Response(text, { headers: { "Content-Type": "application/json" } }));
  await inherit();
}

/** What the last release had on this device, this one has too, before it takes over; unchanged files are not fetched. */
async function inherit() {
  const states = await each(await carry(), async (name) => (await take(name)).state);
  // Later: the next visit goes on from here. A full device gets the release without these.
  if (states.includes("lost")) throw new Error("the connection was lost");
}

/** Copy what the last release has on this device and is unchanged; the names of what has changed. */
async function carry() {
  const [last] = await cachesOf(OURS); // the oldest: others are of releases that have never taken over
  if (!last) return [];
  const { files } = await manifest();
  const [cache, old] = [await opened(), await caches.open(last)];
  const before = (await readManifest(last))?.files ?? new Map();
  const kept = await old.match(address(KEPT));
  if (kept) await cache.put(address(KEPT), kept);
  const there = new Set((await cache.keys()).map(({ url }) => url));
  const changed = [];
  for (const { url } of await old.keys()) {
    const name = nameOf(url, files);
    if (name === null || there.has(url)) continue;
    const found = before.get(name)?.hash === files.get(name)?.hash && await old.match(url);
    if (found) await cache.put(url, found);
    else changed.push(name);
  }
  return changed;
}

/** Names of other caches of this site; those that begin with `start` alone, if that is given. */
async function cachesOf(start = OURS.slice(0, 2)) {
  const names = await caches.keys();
  return names.filter((name) => name !== NAME && start.every((part, place) => name.split("|")[place] === part));
}

/** Do `work` on each, some at a time; their results. */
async function each(list, work) {
  const results = [];
  let next = 0;
  const one = async () => {
    while (next < list.length) {
      const place = next++;
      results[place] = await work(list[place]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return results;
}

// ---- Events ----

sw.addEventListener("install", (event) => event.waitUntil(install()));

sw.addEventListener("activate", (event) => event.waitUntil((async () => {
  // What was opened or kept on this device while this release waited.
  const changed = await carry().catch((problem) => console.warn(problem));
  await Promise.all((await cachesOf()).map((name) => caches.delete(name)));
  await sw.clients.claim();
  each(changed ?? [], take).catch((problem) => console.warn(problem)); // pages do not wait for it
})()));

sw.addEventListener("fetch", (event) => {
  if (event.request.method === "GET" && event.request.url.startsWith(SCOPE.href)) event.respondWith(answer(event));
});

sw.addEventListener("message", (event) => {
  const work = Object.hasOwn(asked, event.data?.type) ? asked[event.data.type](event.data) : Promise.resolve({});
  event.waitUntil(work.catch((problem) => ({ problem: String(problem) })).then((reply) => event.ports[0]?.postMessage(reply)));
});
