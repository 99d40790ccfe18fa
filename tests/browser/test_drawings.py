"""The drawings of lessons in a real browser: letters large enough, nothing outside, seen in all colours."""

import re
from pathlib import Path

import accessibility
import pytest

MODULES = Path(__file__).parents[2] / "modules"
LESSONS = sorted(path.parent.relative_to(MODULES).as_posix() for path in MODULES.glob("*/*/drawing.svg"))
# Of each drawing: how large the letters of its texts are, and whether each stands in it and off the others.
LOOK = """figures => figures.map((figure) => {
  const picture = figure.querySelector("svg");
  const whole = picture.getBoundingClientRect(), scale = whole.width / picture.viewBox.baseVal.width;
  const texts = [...picture.querySelectorAll("text")].map((e) => [e, e.getBoundingClientRect()]);
  const out = ([, b]) => b.left < whole.left - 1 || b.right > whole.right + 1 || b.bottom > whole.bottom + 1;
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top + 4 < b.bottom && b.top + 4 < a.bottom;
  return {
    smallest: Math.min(...texts.map(([e]) => e.getAttribute("font-size") * scale)),
    outside: texts.filter(out).map(([e]) => e.textContent),
    crossing: texts
      .filter(([, a], n) => texts.slice(n + 1).some(([, b]) => meet(a, b)))
      .map(([e]) => e.textContent),
    wide: whole.left < 0 || whole.right > innerWidth || document.documentElement.scrollWidth > innerWidth,
    said: picture.getAttribute("role") === "img" ? picture.getAttribute("aria-label").length : 0,
  };
})"""
# All stand in one page, where its own stood: to open a page for each would take far longer.
TOGETHER = """figures => {
  const own = document.querySelector(".lsdg-drawing");
  own.insertAdjacentHTML("afterend", figures.join(""));
  own.remove();
}"""


def drawings_of(built_book):
    """The drawing of each lesson as HTML, from its finished page."""
    pages = [(built_book / "modules" / lesson / "en.html").read_text(encoding="utf-8") for lesson in LESSONS]
    return [re.search(r'<figure class="lsdg-drawing">.*?</figure>', page, re.S).group() for page in pages]


@pytest.mark.sample(1)
@pytest.mark.parametrize("width", [360, 1280])
def test_every_drawing_can_be_read(book, built_book, blocked, axe, width):
    page = blocked(viewport={"width": width, "height": 800}).new_page()
    page.goto(f"{book}/modules/{LESSONS[0]}/en.html")
    page.evaluate(TOGETHER, drawings_of(built_book))
    looks = page.locator(".lsdg-drawing").evaluate_all(LOOK)
    assert len(looks) == len(LESSONS) >= 36
    for lesson, found in zip(LESSONS, looks, strict=True):
        assert found.pop("smallest") >= 12, lesson
        assert found.pop("said") > 100, lesson
        assert found == {"outside": [], "crossing": [], "wide": False}, lesson
    if width == 360:
        assert accessibility.findings_light_and_dark(page, axe, ".lsdg-drawing") == []


def test_places_and_words_are_told_apart_in_forced_colours(book, blocked):
    page = blocked(viewport={"width": 360, "height": 800}).new_page()
    page.goto(f"{book}/modules/1-sdg-introduction/align-and-monitor/en.html")
    page.emulate_media(forced_colors="active")
    filled = """e => ["rect, text", "rect.warm", "text", "circle"].map((names) =>
        [...new Set([...e.querySelectorAll(names)].map((one) => getComputedStyle(one).fill))].sort())"""
    every, places, words, marks = page.locator(".lsdg-drawing svg").evaluate(filled)
    assert len(places) == len(words) == 1 and words == marks and places != words
    assert every == sorted([*places, *words, "none"])
