// In place of the book's service worker while `localsdg serve` follows the sources: ends the one of an earlier visit.
"use strict";
/** @type {any} */
const worker = self;

worker.addEventListener("install", () => worker.skipWaiting());

worker.addEventListener("activate", (event) => event.waitUntil((async () => {
  await worker.registration.unregister();
  for (const client of await worker.clients.matchAll({ type: "window" })) {
    const here = new URL(client.url);
    const wanted = here.searchParams.get("page"); // of the page that says that there is a new release
    const there = wanted === null ? here : new URL(wanted, worker.registration.scope);
    client.navigate(there.origin === here.origin ? there.href : here.href).catch(() => {});
  }
})()));
