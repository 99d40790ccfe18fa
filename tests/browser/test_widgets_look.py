"""Widgets at phone width, for axe, and by weight."""

import gzip

import pytest
from exercise_pages import ONE_EACH, PHONE, QUIZ, check, open_exercise, sample

# ---- Looks and speed ------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ONE_EACH)
def test_at_phone_width_nothing_is_cut_off_and_targets_are_large_enough(blocked, bare_pages, slug):
    page = open_exercise(blocked(viewport=PHONE), bare_pages, slug)
    if page.locator(".lsdg-check").count():
        check(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    # A target may be larger than its element's box (a label, a cell that the button covers): so press around.
    small = page.locator(".lsdg-frame :is(button, input, select, textarea):visible").evaluate_all(
        """all => all.filter((one) => {
            one.scrollIntoView({ block: "center", behavior: "instant" });
            const box = one.getBoundingClientRect(), owner = one.closest("label") || one;
            const x = box.x + Math.min(box.width / 2, 60), y = box.y + box.height / 2;
            return [[0, -11], [0, 11], [-11, 0], [11, 0]].some(([right, down]) =>
                !owner.contains(document.elementFromPoint(x + right, y + down)));
        }).map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert small == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("slug", ONE_EACH)
def test_axe_finds_nothing(blocked, bare_pages, npm_modules, slug, theme):
    page = open_exercise(blocked(), bare_pages, slug)
    page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    if page.locator(".lsdg-check").count():
        check(page)
    page.locator(".lsdg-again").click()
    page.evaluate((npm_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run('main')")["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []


def test_the_first_check_is_small(blocked, bare_pages):
    context = blocked()
    loaded = []
    page = open_exercise(context, bare_pages, QUIZ, sample(QUIZ, "partial")["answer"])
    context.on("response", lambda response: loaded.append(response))
    check(page)
    wire = sum(len(gzip.compress(response.body())) for response in loaded)
    assert len(loaded) >= 7
    assert wire <= 400_000, f"{wire} bytes"
