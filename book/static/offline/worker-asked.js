// What pages ask the service worker for (worker-talk.js). It is a part of sw.js: see worker.js.

const asked = {
  /** A page was opened before this worker answered for it: keep it with all it needs. */
  async visited({ href }) {
    const { files, needs } = await manifest();
    const name = nameOf(href, files);
    if (name === null) return {};
    const wanted = new Set([name, ...needs.get(name) ?? [], "index.html", absentPage(name, files)]);
    for (const one of needs.get(absentPage(name, files)) ?? []) wanted.add(one);
    const cache = await opened();
    await each([...wanted], async (one) => { if (!await cache.match(address(one))) await take(one); });
    return {};
  },

  /** How much of a module is on this device, and what is missing; of Python for its code apart. */
  async module({ href }) {
    const { files, groups } = await manifest();
    const page = nameOf(href, files);
    const names = await namesOf(page);
    const cache = await opened();
    const there = new Set((await cache.keys()).map(({ url }) => nameOf(url, files)));
    const listed = (wanted) => wanted.map((name) => ({ name, wire: files.get(name)?.wire ?? 0 }));
    const missing = (wanted) => listed(wanted).filter(({ name }) => !there.has(name));
    const python = groups.get(page ?? "")?.python ?? [];
    const wire = listed(names).reduce((sum, one) => sum + one.wire, 0);
    const kept = (await keptModules()).includes(page);
    return { build: RELEASE.build, wire, missing: missing(names), kept, python: python.length ? missing(python) : null };
  },

  async take({ name }) {
    return { state: (await take(name)).state };
  },

  /** Whether a module is to stay on this device, and to come along to each new release. */
  async keep({ href, kept }) {
    const page = nameOf(href, (await manifest()).files);
    const others = (await keptModules()).filter((one) => one !== page);
    await writeKept(kept ? [...others, page] : others);
    return {};
  },

  async drop({ names }) {
    const cache = await opened();
    await Promise.all(names.map((name) => cache.delete(address(name))));
    return {};
  },

  /** Remove a module, but for what other modules and pages that are here need. */
  async remove({ href }) {
    const { files, needs, groups } = await manifest();
    const page = nameOf(href, files);
    const rest = (await keptModules()).filter((one) => one !== page);
    const own = new Set(groups.get(page ?? "")?.pages);
    const cache = await opened();
    const there = (await cache.keys()).map(({ url }) => nameOf(url, files)).filter((name) => name !== null);
    const needed = new Set((await Promise.all(rest.map(namesOf))).flat());
    for (const other of rest) for (const one of groups.get(other)?.python ?? []) needed.add(one);
    for (const name of there) if (!own.has(name) && name.endsWith(".html")) needed.add(name);
    for (const name of [...needed]) for (const one of needs.get(name) ?? []) needed.add(one);
    const all = [...await namesOf(page), ...groups.get(page ?? "")?.python ?? []];
    const going = all.filter((name) => !needed.has(name));
    await writeKept(rest);
    await Promise.all(going.map((name) => cache.delete(address(name))));
    return {};
  },

  /** Addresses of the pages on this device. */
  async pages() {
    const { files } = await manifest();
    const there = (await (await opened()).keys()).map(({ url }) => url);
    return { pages: there.filter((href) => nameOf(href, files)?.endsWith(".html")) };
  },

  /** Is one page of the course open at most? */
  async alone() {
    return { alone: (await sw.clients.matchAll({ type: "window" })).length <= 1 };
  },

  /** The reader wants this release now. */
  async use() {
    await sw.skipWaiting();
    return {};
  },
};

async function namesOf(page) {
  const { groups, needs } = await manifest();
  const { pages, more } = groups.get(page) ?? { pages: [], more: [] };
  const all = [...pages, ...more];
  return [...new Set([...all, ...all.flatMap((name) => needs.get(name) ?? [])])];
}

async function keptModules() {
  const reply = await (await opened()).match(address(KEPT));
  return reply ? reply.json() : [];
}

async function writeKept(pages) {
  await (await opened()).put(address(KEPT), new Response(JSON.stringify(pages)));
}
