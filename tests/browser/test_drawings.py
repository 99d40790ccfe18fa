"""The drawings of lessons in a real browser: letters large enough, nothing outside, seen in all colours."""

from pathlib import Path

import accessibility
import pytest

MODULES = Path(__file__).parents[2] / "modules"
LESSONS = sorted(path.parent.relative_to(MODULES).as_posix() for path in MODULES.glob("*/*/drawing.svg"))
# Of each text: how large its letters are, and whether it stands within the picture and off other texts.
LOOK = """() => {
  const picture = document.querySelector(".lsdg-drawing svg");
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
    wide: document.documentElement.scrollWidth > innerWidth,
  };
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_every_drawing_can_be_read(book, blocked, axe, width):
    page = blocked(viewport={"width": width, "height": 800}).new_page()
    for lesson in LESSONS:
        page.goto(f"{book}/modules/{lesson}/en.html")
        found = page.evaluate(LOOK)
        assert found.pop("smallest") >= 12
        assert found == {"outside": [], "crossing": [], "wide": False}, lesson
        picture = page.get_by_role("img").and_(page.locator(".lsdg-drawing svg"))
        assert len(picture.get_attribute("aria-label")) > 100
        if width == 1280:
            continue
        assert accessibility.findings_light_and_dark(page, axe, ".lsdg-drawing") == []
    page.goto(f"{book}/modules/1-sdg-introduction/align-and-monitor/en.html")
    page.emulate_media(forced_colors="active")
    filled = """e => ["rect, text", "rect.warm", "text", "circle"].map((names) =>
        [...new Set([...e.querySelectorAll(names)].map((one) => getComputedStyle(one).fill))].sort())"""
    every, places, words, marks = page.locator(".lsdg-drawing svg").evaluate(filled)
    assert len(places) == len(words) == 1 and words == marks and places != words
    assert every == sorted([*places, *words, "none"])
