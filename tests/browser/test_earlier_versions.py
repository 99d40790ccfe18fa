"""An answer that was given for another version of its exercise stays, and the learner is told so."""

import json

import pytest
from exercise_pages import TEXT, kept, open_exercise

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
