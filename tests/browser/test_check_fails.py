"""When the check in the page cannot run: the learner is told, can try again, and loses nothing."""

import re

import accessibility
import pytest
from exercise_pages import DESKTOP, PHONE, QUIZ, check, kept, open_exercise, sample, shown

FULL = sample(QUIZ, "full")["answer"]
BROKEN = "This check is broken. That is a fault of the course, not of your answer. Nothing is lost"

# ---- When the check cannot run --------------------------------------------------------------


@pytest.mark.sample(2)
@pytest.mark.parametrize("missing", ["worker.js", "micropython.wasm", "check-why-report.json", "python.json"])
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


def break_check(context, change):
    """Let the page's worker get other checks of the quiz: ``change(known)`` changes what the book holds."""

    def fulfil(route):
        known = route.fetch().json()
        change(known)
        route.fulfill(json=known)

    context.route(re.compile(f"checks/{QUIZ}.json"), fulfil)


def with_body(body):
    """The check ``purpose`` with another body."""

    def change(known):
        known["source"] += "\n\nfrom localsdg.checks import check, result\n\n@check('purpose')\n"
        known["source"] += f"def purpose(answer, params):\n    {body}\n"

    return change


def without_sentence(known):
    known["words"]["feedback"]["purpose"] = {"unheard": "…"}


@pytest.mark.parametrize(
    "options", [{"viewport": DESKTOP}, {"viewport": PHONE, "color_scheme": "dark"}], ids=str
)
def test_a_broken_check_is_the_course_s_fault_and_loses_nothing(blocked, bare_pages, axe, options):
    context = blocked(**options)
    break_check(context, with_body("return result(1 / 0, 'met')"))
    page = open_exercise(context, bare_pages, QUIZ, FULL)
    assert sorted(state for _, state, _ in check(page)) == ["broken", *["met"] * 4]
    assert page.locator(".lsdg-problem:visible").text_content().startswith(BROKEN)
    assert "you can hand it in" in page.locator(".lsdg-problem:visible").text_content()
    row = page.locator(".lsdg-record[data-check='purpose']")
    assert "Not checked" in row.text_content() and row.locator(".lsdg-points").count() == 0
    assert page.locator(".lsdg-score").count() == 0
    assert kept(page, QUIZ) == FULL
    assert page.evaluate("key => localStorage.getItem(key)", f"localsdg-checked:{QUIZ}") is None
    result = page.get_by_role("region", name="This check is broken.")
    assert result.evaluate("node => node === document.activeElement")
    assert accessibility.findings(page, axe, "main") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


BROKEN_KINDS = {
    "raises": with_body("return result(answer['nothing'], 'met')"),
    "no result": with_body("return 1"),
    "share above 1": with_body("return result(2, 'met')"),
    "NaN": with_body("return result(float('nan'), 'met')"),
    "no sentence": without_sentence,
    "prints": with_body("print(answer)\n    return result(1, 'met')"),
    "changes the answer": with_body("answer.clear()\n    return result(1, 'met')"),
    "changes its parameters": with_body("params.clear()\n    return result(1, 'met')"),
    "no Python": with_body("return ("),
    "stops when it is loaded": with_body("return 1\n\n1 / 0"),
    "imports what is not there": with_body("return 1\n\nimport pandas"),
}


def test_every_kind_of_broken_check_says_so(blocked, bare_pages):
    context = blocked()
    for change in BROKEN_KINDS.values():
        break_check(context, change)
        page = open_exercise(context, bare_pages, QUIZ, FULL)
        check(page)
        assert page.locator(".lsdg-problem:visible").text_content().startswith(BROKEN)
        assert [record for record in shown(page) if record[0] != "purpose" and record[1] != "met"] == []
        assert kept(page, QUIZ) == FULL
        page.close()
        context.unroute_all()


@pytest.mark.parametrize("name", ["choice", "shared"])
def test_a_widget_that_cannot_be_loaded_offers_to_try_again(name, blocked, bare_pages):
    context = blocked()
    pattern = re.compile(rf"kinds/{name}\.js")
    context.route(pattern, lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{bare_pages}/pages/{QUIZ}.html")
    again = page.get_by_role("button", name="Try again")
    again.wait_for()
    context.unroute(pattern)
    again.click()
    page.wait_for_selector("[data-ready='1']")
