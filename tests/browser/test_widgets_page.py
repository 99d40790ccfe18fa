"""Exercises in a page: real Chromium, the real host and worker, MicroPython in place of CPython."""

import json

import pytest
from exercise_pages import (
    DESKTOP,
    HOSTILE,
    ONE_EACH,
    PHONE,
    QUIZ,
    ROOT,
    WITH_WIDGET,
    answer_by_keyboard,
    arrive,
    check,
    check_again,
    expected,
    first_try,
    keep,
    kept,
    open_exercise,
    same,
    sample,
    tab_to,
)
from soak import some

from localsdg import course
from localsdg.course import public

# ---- One checker, everywhere ----------------------------------------------------------------


@pytest.mark.sample(20)
@pytest.mark.parametrize("slug", WITH_WIDGET)
def test_page_and_python_say_the_same_about_samples(blocked, bare_pages, slug):
    """Three of an exercise, in ``make soak`` all; test_two_pythons.py asks MicroPython about each one."""
    page = open_exercise(blocked(), bare_pages, slug)
    if not page.locator(".lsdg-check").count():
        assert not course.check_points(course.exercise(slug, course=ROOT))
        return
    for path in some(sorted((ROOT / "exercises" / slug / "samples").glob("*.json")), 3):
        answer = json.loads(path.read_text(encoding="utf-8"))["answer"]
        arrive(page, slug, answer)
        page.evaluate("key => localStorage.removeItem(key)", f"localsdg-first:{slug}")
        assert check_again(page) == expected(slug, answer), path.stem
        first = first_try(page, slug)
        assert check_again(page) == expected(slug, answer, first and first["answer"]), path.stem
    assert check(page) == expected(slug, answer, first and first["answer"])  # pressed as people do


@pytest.mark.sample(4)
@pytest.mark.parametrize("slug", ONE_EACH)
def test_no_kept_value_breaks_an_exercise(blocked, bare_pages, slug):
    page = open_exercise(blocked(), bare_pages, slug)
    for raw in ["{broken", "", *(json.dumps(value) for value in HOSTILE[::3])]:
        keep(page, slug, raw)
        page.reload()
        page.wait_for_selector(".lsdg-exercise[data-ready='1']")
        assert page.locator(".lsdg-body > *").count(), raw
        assert page.locator("img[src=x]").count() == 0


@pytest.mark.sample(4)
@pytest.mark.parametrize("slug", ONE_EACH)
def test_hostile_answers_that_arrive_are_checked_like_any_other(blocked, bare_pages, slug):
    page = open_exercise(blocked(), bare_pages, slug)
    for answer in some(HOSTILE, 8):
        arrive(page, slug, answer)
        if page.locator(".lsdg-check").count():
            assert check_again(page) == expected(slug, answer), answer


# ---- Keeping answers ------------------------------------------------------------------------


@pytest.mark.sample(1)
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_quiz_is_answered_by_keyboard_and_survives_a_reload(blocked, bare_pages, viewport):
    page = open_exercise(blocked(viewport=viewport), bare_pages, QUIZ)
    answer = sample(QUIZ, "full")["answer"]
    for question in course.exercise(QUIZ, course=ROOT)["parameters"]["questions"]:
        answer_by_keyboard(page, question, answer["answers"][question["id"]])
    assert same(kept(page, QUIZ), answer)
    tab_to(page, ".lsdg-check")
    page.keyboard.press("Enter")
    page.wait_for_selector(".lsdg-record")
    result = page.get_by_role("region", name="8 of 8 points")
    assert result.evaluate("node => node === document.activeElement")
    assert page.locator(".lsdg-choice-question > .lsdg-said.lsdg-met:visible").count() == 5
    page.reload()
    page.wait_for_selector("[data-ready]")
    assert same(kept(page, QUIZ), answer)
    assert check(page) == expected(QUIZ, answer)


def test_the_version_of_the_exercise_is_kept_with_each_answer(blocked, bare_pages):
    version = lambda: page.evaluate("(key) => localStorage.getItem(key)", f"localsdg-version:{QUIZ}")  # noqa: E731
    page = open_exercise(blocked(), bare_pages, QUIZ)
    page.locator(".lsdg-option input").first.click()
    assert json.loads(version()) == public.exercise(QUIZ, course=ROOT)["version"]
    page.locator(".lsdg-again").click()
    page.locator(".lsdg-danger").click()
    assert (kept(page, QUIZ), version()) == (None, None)


FULL = sample(QUIZ, "full")["answer"]
SINGLE = course.exercise(QUIZ, course=ROOT)["parameters"]["questions"][0]["id"]


def option(answer):
    """The radio button of an answer's first question."""
    return f"[data-question={SINGLE}] input[value={answer['answers'][SINGLE]}]"


def test_start_again_asks_first_and_can_be_undone(blocked, bare_pages):
    answer = sample(QUIZ, "partial")["answer"]
    page = open_exercise(blocked(), bare_pages, QUIZ, answer)
    check(page)
    page.locator(".lsdg-again").click()
    page.get_by_role("button", name="Keep it").press("Enter")
    assert kept(page, QUIZ) == answer
    assert page.evaluate("document.activeElement.classList.contains('lsdg-again')")
    page.locator(".lsdg-again").click()
    page.get_by_role("button", name="Remove it").click()
    assert kept(page, QUIZ) is None
    assert page.locator(".lsdg-choice input:checked").count() == 0
    assert page.locator(".lsdg-record:visible, .lsdg-said:visible").count() == 0
    page.get_by_role("button", name="Undo").click()
    assert kept(page, QUIZ) == answer
    assert page.locator(".lsdg-choice input:checked").count() > 0


def test_two_tabs_show_the_same_answer(blocked, bare_pages):
    context = blocked()
    one, other = (open_exercise(context, bare_pages, QUIZ) for _ in range(2))
    one.locator(option(FULL)).check()
    other.wait_for_function("selector => document.querySelector(selector).checked", arg=option(FULL))
    assert one.locator(".lsdg-kept").text_content() == "Your answer is kept in this browser."


@pytest.mark.parametrize("blocked_by", ["full", "forbidden"])
def test_without_storage_the_exercise_works_and_says_so(blocked, bare_pages, blocked_by):
    context = blocked()
    full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
    none = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'no') } })"
    context.add_init_script(full if blocked_by == "full" else none)
    page = open_exercise(context, bare_pages, QUIZ)
    page.locator(option(FULL)).check()
    assert "does not keep your answer" in page.locator(".lsdg-kept").text_content()
    assert check(page)[0][1] == "met"


def test_feedback_says_when_the_answer_changed_after_it(blocked, bare_pages):
    page = open_exercise(blocked(), bare_pages, QUIZ, sample(QUIZ, "full")["answer"])
    check(page)
    page.locator(f"[data-question={SINGLE}] input:not(:checked)").first.check()
    assert page.locator(".lsdg-stale").is_visible()
    assert page.locator(f"[data-question={SINGLE}] .lsdg-said").count() == 0
    assert check(page)[0][1] == "unmet"
    assert page.locator(".lsdg-stale").count() == 0
