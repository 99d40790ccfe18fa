// Draws the page's figures with the one plotly.js of the site, in the site's own colours.
(function () {
  "use strict";
  const NARROW = 560;
  const LINE = 18; // px of a line of names
  const AROUND = 140; // px of legend and axis
  const root = document.documentElement;

  function wrapText(text, width) {
    if (typeof text !== "string" || text.length <= width || text.includes("<br>")) return text;
    const lines = [""];
    for (const word of text.split(" ")) {
      const last = lines.length - 1;
      if ((lines[last] + " " + word).trim().length > width && lines[last]) lines.push(word);
      else lines[last] = (lines[last] + " " + word).trim();
    }
    return lines.join("<br>");
  }

  const wrapAll = (list, width) => (Array.isArray(list) ? list.map((text) => wrapText(text, width)) : list);

  // Rows that lie close have no room for a second line.
  function rowsAreClose(data, height) {
    const names = new Set(data.flatMap((trace) => (Array.isArray(trace.y) ? trace.y : [])));
    return height / names.size < 28;
  }

  // On a phone, long names beside horizontal bars would leave no room for the bars.
  function fit(spec, narrow, height) {
    const { data, layout } = structuredClone(spec);
    if (!narrow) return { data, layout };
    for (const trace of data) if (trace.name) trace.name = wrapText(trace.name, 32);
    const sideways = data.some((trace) => trace.orientation === "h");
    const rows = sideways && rowsAreClose(data, height) ? Infinity : 18;
    for (const trace of data) if (trace.orientation === "h") trace.y = wrapAll(trace.y, rows);
    for (const [name, axis] of Object.entries(layout)) {
      if (!/^[xy]axis/.test(name) || !axis) continue;
      const width = name[0] === "y" ? rows : 18;
      if (axis.categoryarray) axis.categoryarray = wrapAll(axis.categoryarray, width);
      if (axis.ticktext) axis.ticktext = wrapAll(axis.ticktext, width);
      if (axis.title && axis.title.text) axis.title.text = wrapText(axis.title.text, name[0] === "x" ? 28 : 34);
    }
    return { data, layout };
  }

  // Names that became several lines must not run into those above and below: so much higher the figure has to be.
  function missing({ data, layout }, height) {
    const bars = data.find((trace) => trace.orientation === "h");
    const names = (layout.yaxis && layout.yaxis.categoryarray) || [...new Set(bars && Array.isArray(bars.y) ? bars.y : [])];
    const lines = names.map((name) => String(name).split("<br>").length);
    const most = Math.max(0, ...lines.slice(1).map((count, at) => (count + lines[at]) / 2));
    return most > 1 ? Math.max(0, names.length * most * LINE - (height - AROUND)) : 0;
  }

  function draw(place, spec) {
    const narrow = place.clientWidth < NARROW;
    // A map keeps its shape, so on a phone it would leave the rest of its height empty.
    place.dataset.height ||= place.style.blockSize;
    const low = narrow && spec.layout.meta && spec.layout.meta.narrow_height;
    place.style.blockSize = low ? `${low}px` : place.dataset.height;
    const { data, layout } = fit(spec, narrow, place.clientHeight);
    const more = narrow ? missing({ data, layout }, place.clientHeight) : 0;
    if (more) place.style.blockSize = `${place.clientHeight + more}px`;
    layout.template = window.lsdgFigureTemplates[root.dataset.theme === "dark" ? "dark" : "light"];
    layout.autosize = true;
    layout.dragmode = false; // a finger that scrolls the page must not move the figure
    const config = { responsive: true, displayModeBar: false, scrollZoom: false, doubleClick: false };
    return window.Plotly.react(place, data, layout, config).then(() => {
      place.dataset.drawn = narrow ? "narrow" : "wide";
    });
  }

  // plotly is half a megabyte: it comes when the reader comes near a figure, not before.
  const here = /** @type {HTMLScriptElement} */ (document.currentScript);
  /** @type {Promise<unknown> | undefined} */
  let library;

  function load(address) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address ?? "";
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
  }

  function plotly() {
    library ??= Promise.all([load(here.dataset.plotly), load(here.dataset.templates)]).catch((problem) => {
      library = undefined; // the line was away: the next figure, or the way back to this one, asks again
      throw problem;
    });
    return library;
  }

  function start() {
    const places = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".lsdg-plot"))];
    const specs = new Map(places.map((place) => [
      place, JSON.parse(place.parentElement?.querySelector("script")?.textContent ?? "null"),
    ]));
    const drawn = () => places.filter((place) => place.dataset.drawn);
    const drawAll = (which) => Promise.all(which.map((place) => draw(place, specs.get(place))));
    const near = new IntersectionObserver((entries) => {
      const seen = entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target);
      if (seen.length === 0) return;
      plotly().then(() => {
        for (const place of seen) near.unobserve(place);
        return drawAll(seen);
      }).catch(() => {}); // the table below says the same
    }, { rootMargin: "600px 0px" });
    for (const place of places) near.observe(place);
    new MutationObserver(() => drawAll(drawn())).observe(root, { attributes: true, attributeFilter: ["data-theme"] });
    addEventListener("resize", () => {
      drawAll(drawn().filter((place) => (place.clientWidth < NARROW ? "narrow" : "wide") !== place.dataset.drawn));
    });
    onPaper(places, () => plotly().then(() => drawAll(places)));
    // What code on the page has made (live-output.js) is drawn at once; what it made before is gone.
    window.lsdgAddFigure = (place, spec) => {
      places.splice(0, places.length, ...places.filter((one) => one.isConnected), place);
      specs.set(place, spec);
      return plotly().then(() => draw(place, spec));
    };
  }

  // Paper has all figures: Ctrl+P waits for them. The browser's own menu does not wait, and a figure that
  // nobody has come near is printed as its table.
  function onPaper(places, drawEach) {
    addEventListener("keydown", (event) => {
      const keys = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (!keys || event.key !== "p" || places.every((place) => place.dataset.drawn)) return;
      event.preventDefault();
      drawEach().catch(() => {}).then(() => print());
    });
    /** @type {HTMLDetailsElement[]} */
    let opened = [];
    addEventListener("beforeprint", () => {
      const missing = places.filter((place) => !place.dataset.drawn);
      const tables = missing.map((place) => place.parentElement?.querySelector("details.lsdg-plot-table"));
      opened = tables.filter((table) => table && !table.open);
      for (const table of opened) table.open = true;
    });
    addEventListener("afterprint", () => {
      for (const table of opened) table.open = false;
    });
  }

  start();
})();
