"""Pages of the built book, opened narrow and widened: quiet, drawn, never wider than the window.

All pages in ``make soak``; in ``make test`` a third of them, from each part of the book and each language.
"""

from dataclasses import dataclass

import pytest
from book_pages import draw_all, go, pages_spoken
from soak import many, some

from localsdg_build import order

from .conftest import ROOT, blocked_context

pytestmark = pytest.mark.soak


@dataclass
class Seen:
    """What was seen on one page: what the console and the network said, and what is on it."""

    noise: list[str]
    figures: list[dict]  # {marks, label, height, mixed} of each; mixed: names at its side that lie on another
    libraries: list[str]  # addresses of the library of figures
    widths: dict[int, int]  # the window's width -> how wide the page is there
    places: dict  # what a lesson's box holds

    IS_ON_IT = """() => {
      const mixed = (place) => {
        const boxes = [...place.querySelectorAll(".ytick text")].map((one) => one.getBoundingClientRect());
        const meet = (one, other) => one.right > other.left && other.right > one.left
          && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 5;
        return boxes.filter((one, at) => boxes.slice(at + 1).some((other) => meet(one, other))).length;
      };
      return {
      figures: [...document.querySelectorAll(".lsdg-plot")].map(place => ({
        marks: place.querySelectorAll("svg .trace, svg .point, svg .slice, svg .hm, svg .bars").length,
        label: place.getAttribute("aria-label"),
        height: place.getBoundingClientRect().height,
        mixed: mixed(place),
      })),
      places: {
        boxes: document.querySelectorAll(".lsdg-glance").length,
        terms: document.querySelectorAll(".lsdg-glance .lsdg-term").length,
        place: document.querySelector(".lsdg-place")?.innerText ?? "",
        exercises: document.querySelectorAll("[data-exercise]").length,
      },
    }; }"""


TRANSLATED = "zh-Hans/modules/3-monitoring-reporting/reporting-roadmap/zh-Hans.html"  # with a figure
WIDTHS = [360, 768, 1280]


@pytest.fixture(scope="module")
def walk(contexts, book, built_book):
    """``{page's name: Seen}`` of the pages, opened at the least width and then made wider."""
    with blocked_context(contexts) as context:
        page = context.new_page()
        names = pages_spoken(built_book)
        sample = {*some(names, len(names) // 3), TRANSLATED}
        yield {name: _look_at(page, book, name) for name in names if name in sample}


def _look_at(page, book, name):
    noise, asked = [], []
    listeners = {
        "console": lambda said: noise.append(said.text) if _is_noise(said) else None,
        "response": lambda got: noise.append(f"{got.status} {got.url}") if got.status >= 400 else None,
        "request": lambda one: asked.append(one.url) if "plotly.min" in one.url else None,
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    page.set_viewport_size({"width": WIDTHS[0], "height": 740})
    go(page, f"{book}/{name}")
    draw_all(page)
    seen = page.evaluate(Seen.IS_ON_IT)
    widths = {WIDTHS[0]: page.evaluate("document.documentElement.scrollWidth")}
    for width in WIDTHS[1:]:
        page.set_viewport_size({"width": width, "height": 740})
        widths[width] = page.evaluate(_WIDE_WHEN_DRAWN)
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    return Seen(noise, seen["figures"], asked, widths, seen["places"])


def _is_noise(said):
    return said.type in ("error", "warning") and "Service Worker registration blocked" not in said.text


# Figures follow the window in the next frames.
_WIDE_WHEN_DRAWN = """() => new Promise(done => {
  const look = () => document.documentElement.scrollWidth;
  setTimeout(() => requestAnimationFrame(() => done(look())), 150);
})"""


def test_each_page_is_quiet(walk):
    """No error, nothing missing; that no page asks another host the walk itself wants."""
    assert {name: seen.noise for name, seen in walk.items() if seen.noise} == {}


def test_no_page_scrolls_sideways(walk):
    wide = [(name, seen.widths) for name, seen in walk.items()]
    assert [one for one in wide if any(found > width for width, found in one[1].items())] == []


def test_figures_are_drawn_and_the_library_is_loaded_once(walk):
    for name, seen in walk.items():
        assert len(seen.libraries) == (1 if seen.figures else 0), name
        for figure in seen.figures:
            assert figure["marks"] > 0, f"{name}: a figure without anything in it"
            assert figure["label"] and figure["height"] > 150, name
            assert figure["mixed"] == 0, f"{name}: names in {figure['label']!r} lie on one another"
    assert sum(len(seen.figures) for seen in walk.values()) >= 6
    libraries = {address for seen in walk.values() for address in seen.libraries}
    assert len(libraries) == 2  # one file for all pages of a language, which the browser keeps


def test_each_lesson_says_what_it_takes_and_gives(walk):
    lessons = [f"modules/{module}/{lesson}/{path.stem}.html" for module, lesson, path in order.lessons(ROOT)]
    assert len(lessons) >= 30
    seen = [name for name in lessons if name in walk]
    assert len(seen) >= many(len(lessons) // 5, len(lessons))
    for name in seen:
        there = walk[name].places
        assert (there["boxes"], bool(there["place"])) == (1, True), name
        assert there["terms"] >= 2 and there["exercises"] >= 1, name
