"""When the check in the page cannot run: the learner is told, can try again, and loses nothing."""

import re

import pytest
from exercise_pages import QUIZ, check, kept, open_exercise, sample

# ---- When the check cannot run --------------------------------------------------------------


@pytest.mark.parametrize("missing", ["worker.js", "micropython.wasm", "check-why-report.json", "feedback.py"])
def test_a_check_without_network_says_so_and_works_later(blocked, bare_pages, missing):
    context = blocked()
    page = open_exercise(context, bare_pages, QUIZ, sample(QUIZ, "full")["answer"])
    pattern = re.compile(re.escape(missing))
    context.route(pattern, lambda route: route.abort())
    assert check(page) == []
    assert "internet connection" in page.locator(".lsdg-problem:visible").text_content()
    assert kept(page, QUIZ) == sample(QUIZ, "full")["answer"]
    context.unroute(pattern)
    assert [record[1] for record in check(page)] == ["met"] * 5


def test_a_check_that_hangs_is_stopped(blocked, bare_pages):
    context = blocked()
    page = open_exercise(context, bare_pages, QUIZ)
    pattern = re.compile("check-why-report.json")
    broken = {
        "source": "from localsdg.checks import check\n"
        "@check('purpose')\ndef hang(a, p):\n  while True: pass\n",
        "points": [["purpose", 1]],
        "params": {},
        "words": {"feedback": {}, "labels": {}, "ui": {}},
    }
    context.route(pattern, lambda route: route.fulfill(json=broken))
    assert check(page) == []
    assert "took too long" in page.locator(".lsdg-problem:visible").text_content()
    context.unroute(pattern)
    assert len(check(page)) == 5


def test_a_widget_that_cannot_be_loaded_offers_to_try_again(blocked, bare_pages):
    context = blocked()
    pattern = re.compile(r"kinds/choice\.js")
    context.route(pattern, lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{bare_pages}/pages/{QUIZ}.html")
    again = page.get_by_role("button", name="Try again")
    again.wait_for()
    context.unroute(pattern)
    again.click()
    page.wait_for_selector("[data-ready='1']")
