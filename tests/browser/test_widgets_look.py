"""Widgets at phone width, for axe, and by weight."""

import gzip

import accessibility
import pytest
from exercise_pages import ONE_EACH, PHONE, QUIZ, check, open_exercise, sample, small_targets

# ---- Looks and speed ------------------------------------------------------------------------


@pytest.mark.sample(6)
@pytest.mark.parametrize("slug", ONE_EACH)
def test_at_phone_width_nothing_is_cut_off_and_targets_are_large_enough(blocked, bare_pages, slug):
    page = open_exercise(blocked(viewport=PHONE), bare_pages, slug)
    if page.locator(".lsdg-check").count():
        check(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert small_targets(page) == []


@pytest.mark.sample(5)
@pytest.mark.parametrize("slug", ONE_EACH)
def test_axe_finds_nothing(blocked, bare_pages, axe, slug):
    page = open_exercise(blocked(), bare_pages, slug)
    if page.locator(".lsdg-check").count():
        check(page)
    page.locator(".lsdg-again").click()
    assert accessibility.findings_light_and_dark(page, axe, "main") == []


def test_the_first_check_is_small(blocked, bare_pages):
    context = blocked()
    loaded = []
    page = open_exercise(context, bare_pages, QUIZ, sample(QUIZ, "partial")["answer"])
    context.on("response", lambda response: loaded.append(response))
    check(page)
    wire = sum(len(gzip.compress(response.body())) for response in loaded)
    assert {"worker.js", "python.json", "micropython.wasm", f"{QUIZ}.json"} <= {
        response.url.rpartition("/")[2] for response in loaded
    }
    assert wire <= 400_000, f"{wire} bytes"
