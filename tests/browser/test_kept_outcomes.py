"""What the last check found stays: after a reload, in another tab, after *Start again* and *Undo*."""

import json

import pytest
from exercise_pages import HOSTILE, ONE_EACH, QUIZ, ROOT, arrive, check, open_exercise, sample, shown

from localsdg.course import public

READY = ".lsdg-exercise[data-ready='1']"


def again(page):
    page.reload()
    page.wait_for_selector(READY)


def is_of_before(page):
    return page.locator(".lsdg-stale").is_visible()


def test_an_outcome_outlives_the_page_and_says_when_it_is_of_before(blocked, bare_pages):
    page = open_exercise(blocked(), bare_pages, QUIZ, sample(QUIZ, "partial")["answer"])
    assert shown(page) == []
    found, score = check(page), page.locator(".lsdg-score").text_content()
    again(page)
    assert shown(page) == found and page.locator(".lsdg-score").text_content() == score
    assert not is_of_before(page)
    page.wait_for_timeout(100)  # longer than a live region waits
    assert (
        page.locator(".lsdg-live").text_content() == ""
    )  # nobody asked: nothing is said, nothing is focused
    assert page.evaluate("document.activeElement === document.body")

    arrive(page, QUIZ, sample(QUIZ, "full")["answer"])  # changed in another tab
    assert shown(page) == found and is_of_before(page)
    again(page)
    assert shown(page) == found and is_of_before(page)

    page.get_by_role("button", name="Start again").click()
    page.locator(".lsdg-danger").click()
    assert not page.locator(".lsdg-outcome").is_visible()
    page.get_by_role("button", name="Undo").click()
    assert shown(page) == found and is_of_before(page)
    page.get_by_role("button", name="Start again").click()
    page.locator(".lsdg-danger").click()
    again(page)
    assert not page.locator(".lsdg-outcome").is_visible()


def test_a_check_in_one_tab_is_shown_in_the_other(blocked, bare_pages):
    context = blocked()
    one = open_exercise(context, bare_pages, QUIZ, sample(QUIZ, "partial")["answer"])
    other = context.new_page()
    other.goto(one.url)
    other.wait_for_selector(READY)
    found = check(one)
    other.wait_for_selector(".lsdg-record")
    assert shown(other) == found and not is_of_before(other)


@pytest.mark.parametrize("slug", ONE_EACH)
def test_nothing_that_is_kept_of_a_check_breaks_an_exercise(blocked, bare_pages, slug):
    samples = sorted((ROOT / "exercises" / slug / "samples").glob("*.json"))
    answer = next(found for one in samples if (found := sample(slug, one.stem)["answer"]) is not None)
    page = open_exercise(blocked(), bare_pages, slug, answer)
    version = public.exercise(slug)["version"]
    record = {
        "id": "x",
        "state": "unmet",
        "text": "<img src=x onerror=alert(1)>",
        "points": 1,
        "earned": 0,
        "message": "none",
        "details": {},
    }
    whole = {"answer": answer, "score": 1, "points": 2, "version": version, "language": "zh-Hans"}
    damaged = [*HOSTILE[::4], {**whole, "records": [{}]}, {**whole, "score": 9, "records": []}]
    for kept in damaged:
        keep_check(page, slug, kept)
        assert page.locator(".lsdg-body > *").count() and not page.locator(".lsdg-record").count(), kept
    for odd in ({"details": [1]}, {"message": {}}, {"id": "__proto__"}):
        keep_check(page, slug, {**whole, "records": [{**record, **odd}]})
        assert page.locator(".lsdg-body > *").count()
    kept = {**whole, "records": [record]}
    keep_check(page, slug, kept)
    assert page.locator(".lsdg-record .lsdg-text").text_content().endswith(record["text"])
    assert page.locator(".lsdg-record [lang=zh-Hans]").count() == 1
    assert page.locator("img[src=x]").count() == 0
    keep_check(page, slug, {**kept, "version": "another"})
    assert not page.locator(".lsdg-record").count()


def keep_check(page, slug, value):
    """Something lies in the place of a check when the page is opened."""
    key = f"localsdg-checked:{slug}"
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, json.dumps(value)])
    again(page)
