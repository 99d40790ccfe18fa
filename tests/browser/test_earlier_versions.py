"""An answer that was given for another version of its exercise stays, and the learner is told so."""

import json
from pathlib import Path

import pytest
from exercise_pages import KIND_OF, TEXT, WITH_WIDGET, kept, open_exercise

ROOT = Path(__file__).parents[2]
EARLIER = json.loads((ROOT / "tests/fixtures/answers-of-2026-11.json").read_text(encoding="utf-8"))
ANSWER = {"text": "The wells are dry."}


@pytest.mark.parametrize("version", ['"0123456789ab"', None], ids=["another", "not known"])
def test_an_answer_of_before_is_there_and_said_to_be_of_before(blocked, bare_pages, version):
    page = open_exercise(blocked(), bare_pages, TEXT)
    page.evaluate(
        """([slug, answer, version]) => { localStorage.setItem('localsdg:' + slug, answer);
            if (version) localStorage.setItem('localsdg-version:' + slug, version); }""",
        [TEXT, json.dumps(ANSWER), version],
    )
    page.reload()
    told = page.get_by_text("This exercise has changed since you answered it.")
    told.wait_for()
    assert page.get_by_label("Your text").input_value() == ANSWER["text"] and kept(page, TEXT) == ANSWER
    page.get_by_label("Your text").fill("The wells are dry again.")
    assert told.is_hidden()
    assert kept(page, TEXT) == {"text": "The wells are dry again.", "earlier": ANSWER}
    page.get_by_text("Your earlier answer").click()
    assert page.locator(".lsdg-earlier-text").text_content() == f"text: {ANSWER['text']}"
    page.reload()
    page.get_by_label("Your text").wait_for()
    assert told.count() == 0


def test_a_new_exercise_says_nothing_of_before(blocked, bare_pages):
    page = open_exercise(blocked(), bare_pages, TEXT)
    assert page.get_by_text("This exercise has changed").count() == 0


@pytest.mark.parametrize("slug", {KIND_OF[slug]: slug for slug in WITH_WIDGET if slug in EARLIER}.values())
def test_what_an_earlier_answer_held_is_there_to_be_read(blocked, bare_pages, slug):
    answer = EARLIER[slug]
    page = open_exercise(blocked(), bare_pages, slug)
    page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)", [f"localsdg:{slug}", json.dumps(answer)]
    )
    page.reload()
    page.get_by_text("This exercise has changed since you answered it.").wait_for()
    page.get_by_text("Your earlier answer").click()
    said = page.locator(".lsdg-earlier-text").text_content()
    assert all(str(leaf) in said for leaf in leaves(answer))
    assert kept(page, slug) == answer


def test_to_judge_an_answer_of_before_loses_none_of_it(blocked, bare_pages):
    page = open_exercise(blocked(), bare_pages, TEXT)
    page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)", [f"localsdg:{TEXT}", json.dumps(ANSWER)]
    )
    page.reload()
    page.get_by_role("region", name="Your own words").get_by_role("radio").first.check()
    page.reload()
    page.get_by_label("Your text").fill("Now.")
    assert kept(page, TEXT)["earlier"] == ANSWER


def test_an_exercise_that_changes_twice_keeps_both_answers(blocked, bare_pages):
    second = {"text": "The second.", "earlier": ANSWER}
    page = open_exercise(blocked(), bare_pages, TEXT)
    page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)", [f"localsdg:{TEXT}", json.dumps(second)]
    )
    page.reload()
    page.get_by_label("Your text").fill("The third.")
    assert kept(page, TEXT) == {"text": "The third.", "earlier": second}
    page.get_by_text("Your earlier answer").click()
    said = page.locator(".lsdg-earlier-text").text_content()
    assert second["text"] in said and ANSWER["text"] in said and "The third." not in said


def leaves(value):
    """All words and numbers of an answer."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from leaves(inner)
    elif isinstance(value, str | int | float) and str(value).strip():
        yield value
