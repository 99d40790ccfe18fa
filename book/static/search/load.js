// Brings the index, and the texts that sentences are shown from, when somebody searches; each once.
(function () {
  "use strict";
  const search = (globalThis.lsdgSearch ??= /** @type {any} */ ({}));
  /** @type {Record<string, any>} */
  const taken = {};
  /** @type {Record<string, Promise<any> | undefined>} */
  const coming = {};

  search.take = (name, value) => {
    taken[name] = value;
  };

  /** A script, because a page that was opened from a folder may not fetch. */
  function script(address) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = address;
      element.onload = () => resolve(undefined);
      element.onerror = () => {
        element.remove();
        reject(new Error(address));
      };
      document.head.append(element);
    });
  }

  /** Once; a try that failed is made again when it is asked for again. */
  function once(name, make) {
    coming[name] ??= make().catch((problem) => {
      coming[name] = undefined;
      throw problem;
    });
    return /** @type {Promise<any>} */ (coming[name]);
  }

  search.ready = (root) =>
    once("index", async () => {
      await script(`${root}_search/index.js`);
      return search.engine(taken.index);
    });

  search.texts = (engine, root) =>
    once("texts", async () => {
      await script(`${root}_search/${engine.data.texts}`);
      return taken.texts;
    });
})();
