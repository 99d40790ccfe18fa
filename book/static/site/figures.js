// Draws the page's figures with the one plotly.js of the site, in the site's own colours.
(function () {
  "use strict";
  const NARROW = 560;
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

  function draw(place, spec) {
    const narrow = place.clientWidth < NARROW;
    // A map keeps its shape, so on a phone it would leave the rest of its height empty.
    place.dataset.height ||= place.style.blockSize;
    const low = narrow && spec.layout.meta && spec.layout.meta.narrow_height;
    place.style.blockSize = low ? `${low}px` : place.dataset.height;
    const { data, layout } = fit(spec, narrow, place.clientHeight);
    layout.template = window.lsdgFigureTemplates[root.dataset.theme === "dark" ? "dark" : "light"];
    layout.autosize = true;
    layout.dragmode = false; // a finger that scrolls the page must not move the figure
    const config = { responsive: true, displayModeBar: false, scrollZoom: false, doubleClick: false };
    return window.Plotly.react(place, data, layout, config).then(() => {
      place.dataset.drawn = narrow ? "narrow" : "wide";
    });
  }

  function start() {
    const places = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".lsdg-plot"))];
    const figures = places.map((place) => ({
      place,
      spec: JSON.parse(place.parentElement?.querySelector("script")?.textContent ?? "null"),
    }));
    const drawAll = () => figures.forEach(({ place, spec }) => draw(place, spec));
    drawAll();
    new MutationObserver(drawAll).observe(root, { attributes: true, attributeFilter: ["data-theme"] });
    addEventListener("resize", () => {
      for (const { place, spec } of figures) {
        if ((place.clientWidth < NARROW ? "narrow" : "wide") !== place.dataset.drawn) draw(place, spec);
      }
    });
  }

  if (window.Plotly) start();
})();
