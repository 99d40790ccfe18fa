"""The first try: what a page says to it, and that it is kept beside the answer and goes along with it."""

import json

import pytest
from exercise_pages import (
    HOSTILE,
    QUIZ,
    ROOT,
    arrive,
    check,
    expected,
    first_try,
    kept,
    open_exercise,
    sample,
)
from hand_in_pages import GIVEN, NAME, SLUG, cell, download, keep, load

from localsdg import course, tries
from localsdg.answer_store import Store
from localsdg.answers import MIME
from localsdg.course import public
from localsdg_build.release import notebooks

SPEC = course.exercise(QUIZ, course=ROOT)
VERSION = public.exercise(QUIZ, course=ROOT)["version"]
MULTIPLE = next(one for one in SPEC["parameters"]["questions"] if one["type"] == "multiple")
NUMBER = next(one["id"] for one in SPEC["parameters"]["questions"] if one["type"] == "number")
FULL = sample(QUIZ, "full")["answer"]
TICKS = {"answers": {MULTIPLE["id"]: MULTIPLE["options"]}}  # all of them: some do not belong


def told(page, question=MULTIPLE["id"]):
    return next(text for name, _, text in check(page) if name == question)


def put_first(page, slug, text):
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"localsdg-first:{slug}", text])


def points(page, question=MULTIPLE["id"]):
    return page.locator(f".lsdg-record[data-check={question}] .lsdg-points").text_content()


def test_the_first_check_does_not_name_the_wrong_tick_and_the_second_does(blocked, bare_pages):
    page = open_exercise(blocked(), bare_pages, QUIZ, TICKS)
    named = next(text for name, _, text in expected(QUIZ, TICKS, TICKS) if name == MULTIPLE["id"])
    general = SPEC["words"]["ui"]["extra_first_try"]
    assert told(page) == general != named
    assert page.locator(f"[data-question={MULTIPLE['id']}] .lsdg-said").inner_text().endswith(general)
    assert page.locator("[data-marked]").count() == 0, "the wrong tick is not shown either"
    first = points(page)
    assert (told(page), points(page)) == (named, first)
    page.reload()
    page.wait_for_selector("[data-ready]")
    assert told(page) == named


def test_a_question_that_was_open_at_the_first_check_has_its_own_first_check(blocked, bare_pages):
    page = open_exercise(blocked(), bare_pages, QUIZ, {"answers": {NUMBER: 61}})
    check(page)
    arrive(page, QUIZ, {"answers": {NUMBER: 62, **TICKS["answers"]}})
    general = SPEC["words"]["ui"]["extra_first_try"]
    assert told(page) == general
    assert told(page) != general
    tried = {"answers": {NUMBER: 61, **TICKS["answers"]}}
    assert first_try(page, QUIZ) == {"answer": tried, "version": VERSION}


def test_the_first_try_stays_when_the_answer_changes_or_goes(blocked, bare_pages):
    page = open_exercise(blocked(), bare_pages, QUIZ, TICKS)
    check(page)
    tried = first_try(page, QUIZ)
    assert tried == {"answer": TICKS, "version": VERSION}
    arrive(page, QUIZ, {"answers": {MULTIPLE["id"]: MULTIPLE["options"][:1]}})
    check(page)
    assert first_try(page, QUIZ) == tried
    page.locator(".lsdg-again").click()
    page.locator(".lsdg-danger").click()
    check(page)
    assert (kept(page, QUIZ), first_try(page, QUIZ)) == (None, tried)


def test_nothing_is_kept_of_a_check_without_an_answer_and_a_new_version_begins_anew(blocked, bare_pages):
    page = open_exercise(blocked(), bare_pages, QUIZ)
    check(page)
    assert first_try(page, QUIZ) is None
    text = json.dumps({"answer": TICKS, "version": "an older one"})
    put_first(page, QUIZ, text)
    arrive(page, QUIZ, FULL)
    check(page)
    assert first_try(page, QUIZ) == {"answer": FULL, "version": VERSION}


@pytest.mark.sample(2)
@pytest.mark.parametrize("raw", ["{broken", "3", "[]", '{"answer": 1}', '{"answer": {"answers": [1]}}'])
def test_what_is_no_first_try_changes_no_check(blocked, bare_pages, raw):
    page = open_exercise(blocked(), bare_pages, QUIZ, FULL)
    for text in (raw, raw.replace("}", f', "version": "{VERSION}"}}')):
        put_first(page, QUIZ, text)
        assert check(page) == expected(QUIZ, FULL)


def test_hostile_first_tries_break_nothing():
    for first in HOSTILE:
        for answer in HOSTILE + [FULL]:
            now = tries.extended(first, answer)
            assert now is None or isinstance(now["answers"], dict)
            assert tries.withheld([], first, answer, {}) == []


# ---- From the page to Jupyter and back ------------------------------------------------------

FIRST = {"answer": {"answers": {"who": "vlr"}}, "version": "of then"}


def test_the_first_try_goes_from_the_page_to_jupyter_and_back(hand_in_page, tmp_path):
    page = hand_in_page
    keep(page, zz_who_reports=GIVEN)
    put_first(page, SLUG, json.dumps(FIRST))
    made = download(page)
    (output,) = cell(json.loads(made), f"{SLUG}-answer")["outputs"]
    assert output["data"][MIME]["first"] == FIRST
    path = tmp_path / f"{NAME}.ipynb"
    path.write_bytes(made)
    store = Store(tmp_path, path)
    assert store.first(SLUG, "of then") == FIRST["answer"] and store.first(SLUG, "of now") is None
    page.evaluate("localStorage.clear()")
    load(page, tmp_path, made)
    assert first_try(page, SLUG) == FIRST


@pytest.mark.sample(2)
@pytest.mark.parametrize("first", [None, 3, [], {"answer": 3, "version": "x"}, {"answer": {"answers": {}}}])
def test_a_file_s_first_try_that_is_none_is_passed_over(hand_in_page, hand_in_course, tmp_path, first):
    page = hand_in_page
    saved = json.loads(notebooks.notebook_text(NAME, hand_in_course))
    content = {"exercise": SLUG, "answer": GIVEN, "version": 2, "first": first}
    output = {"output_type": "display_data", "metadata": {}, "data": {MIME: content}}
    cell(saved, f"{SLUG}-answer")["outputs"] = [output]
    load(page, tmp_path, saved)
    assert (kept(page, SLUG), first_try(page, SLUG)) == (GIVEN, None)
    put_first(page, SLUG, json.dumps(first))
    (output,) = cell(json.loads(download(page)), f"{SLUG}-answer")["outputs"]
    assert "first" not in output["data"][MIME]
