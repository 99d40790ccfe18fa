// A deck: reveal.js turns the slides, plotly draws figures large enough for the last row, other windows follow.
// @ts-ignore: the build puts it beside this file
import Reveal from "./reveal/reveal.js";

const here = /** @type {HTMLElement} */ (document.querySelector("script[data-plotly]"));
const FONT = 24; // pixels at 1280 × 720, the least size of letters in the room
const paper = new URLSearchParams(location.search).has("print-pdf");

const deck = new Reveal({
  width: 1280,
  height: 720,
  margin: 0,
  center: false,
  hash: true,
  controls: true,
  progress: true,
  slideNumber: "c/t",
  transition: "none",
  backgroundTransition: "none",
  rtl: document.documentElement.dir === "rtl",
});

/** Windows of the same deck, and the trainer's page beside it, show the same slide. */
const channel = new BroadcastChannel(`lsdg-slides ${location.pathname}`);

function tell() {
  const { indexh, indexf } = deck.getState();
  const about = deck.getCurrentSlide()?.dataset.about ?? "";
  channel.postMessage({ slide: indexh, fragment: indexf ?? -1, count: deck.getTotalSlides(), about });
}

channel.onmessage = ({ data }) => {
  if (data.ask) tell();
  else if (data.turn === "next") deck.next();
  else if (data.turn === "before") deck.prev();
  else if (typeof data.slide === "number") {
    const { indexh, indexf } = deck.getState();
    if (data.slide !== indexh || data.fragment !== (indexf ?? -1)) deck.slide(data.slide, 0, data.fragment);
  }
};

function load(address) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
}

/** Every letter of a figure is at least as large as those of the slides. */
function enlarge(part) {
  if (Array.isArray(part)) part.forEach(enlarge);
  else if (part && typeof part === "object") {
    for (const [name, value] of Object.entries(part)) {
      if (/font$/i.test(name) && value && typeof value === "object") value.size = FONT;
      else enlarge(value);
    }
  }
}

function draw(place) {
  const { data, layout } = JSON.parse(place.parentElement.querySelector("script").textContent);
  const template = structuredClone(window.lsdgFigureTemplates.light);
  enlarge(template);
  enlarge(data);
  enlarge(layout);
  delete layout.height;
  layout.template = template;
  layout.font = { ...layout.font, size: FONT };
  layout.autosize = true;
  layout.dragmode = false;
  for (const [name, axis] of Object.entries(layout)) if (/^[xy]axis/.test(name) && axis) axis.automargin = true;
  return window.Plotly.react(place, data, layout, { staticPlot: true, displayModeBar: false });
}

/** Figures need plotly, which a deck without any does not load. */
async function drawAll(places) {
  await Promise.all([load(here.dataset.plotly), load(here.dataset.templates)]);
  await Promise.all(places.map(draw));
}

/** For paper (`?print-pdf`) the slides stand one below the other, a page each, without reveal's own style. */
async function lay(places) {
  document.querySelector('link[href$="reveal.css"]')?.remove();
  document.documentElement.classList.add("on-paper");
  if (places.length > 0) await drawAll(places);
}

async function start() {
  if (paper) {
    await lay([...document.querySelectorAll(".plot")]);
    document.documentElement.dataset.ready = "yes";
    return;
  }
  await deck.initialize();
  deck.on("slidechanged", tell);
  deck.on("fragmentshown", tell);
  deck.on("fragmenthidden", tell);
  const places = [...document.querySelectorAll(".plot")];
  if (places.length > 0) {
    await Promise.all([load(here.dataset.plotly), load(here.dataset.templates)]);
    const near = () => {
      for (const place of deck.getCurrentSlide()?.querySelectorAll(".plot") ?? [])
        if (!place.dataset.drawn) {
          place.dataset.drawn = "yes";
          draw(place);
        }
    };
    deck.on("slidechanged", near);
    near();
  }
  tell();
  document.documentElement.dataset.ready = "yes";
}

start();
