"""The first try at a knowledge check: what it is, what is not said to it, where a notebook keeps it."""

import json
import os

import fixture_course
import notebook_store
import pytest

from localsdg import beside, tries
from localsdg import notebook as widgets
from localsdg.answer_store import Store, side_car_of
from localsdg.answers import MIME, bundle

SLUG = "zz-ticks"
EN = """---
title: Ticks
summary: One question.
labels:
  questions: {ticks: "Which ones?", who: "Who?"}
  options: {ticks: {a: "the first", b: "the second", c: "the third"}, who: {x: "she", y: "he"}}
feedback:
  ticks: {met: "Right.", none: "Choose.", missing: "One more.", extra: "Not “{option}”."}
  who: {met: "Right.", none: "Choose.", not_y: "Not he."}
---
Tick.
"""
YML = """module: 3-monitoring-reporting
kind: choice
objectives: [m3-why]
minutes: 5
points: 4
checks:
  - {id: ticks, points: 3, objective: m3-why}
  - {id: who, points: 1, objective: m3-why}
parameters:
  questions:
    - {id: ticks, type: multiple, options: [a, b, c]}
    - {id: who, type: single, options: [x, y]}
"""
PY = """from localsdg.checks import multiple, single

multiple("ticks", ["a", "b"])
single("who", "x")
"""
WRONG = {"answers": {"ticks": ["a", "b", "c"]}}
NAMED, GENERAL = "Not “the third”.", "Something that you ticked"


@pytest.fixture
def quiz(tmp_path, monkeypatch):
    """The knowledge check in a course of its own, and a notebook's store; gives the store."""
    course = fixture_course.make(tmp_path / "course")
    folder = course / "exercises" / SLUG
    folder.mkdir()
    for name, text in (("en.md", EN), ("exercise.yml", YML), ("checks.py", PY)):
        (folder / name).write_text(text, encoding="utf-8")
    with notebook_store.opened(tmp_path, course, monkeypatch) as store:
        yield store


def ticks(outcome):
    return next(one for one in outcome["records"] if one["id"] == "ticks")


def test_in_a_notebook_the_second_check_names_the_tick_and_the_points_are_the_same(quiz, capsys):
    shown = widgets._shown(SLUG)
    first, second = ticks(shown.checked(WRONG)), ticks(shown.checked(WRONG))
    assert first["text"].startswith(GENERAL) and second["text"] == NAMED
    assert "third" not in json.dumps(first)
    same = ("id", "points", "earned", "state", "message")
    assert [first[key] for key in same] == [second[key] for key in same]
    printed = capsys.readouterr().out
    assert printed.index(GENERAL) < printed.index(NAMED)  # the check cell below says what the widget says


def test_the_check_cell_counts_as_the_button_does(quiz, capsys):
    quiz.keep(SLUG, WRONG)
    widgets.grade(SLUG)
    assert GENERAL in (told := capsys.readouterr().out) and NAMED not in told
    assert ticks(widgets._shown(SLUG).checked(WRONG))["text"] == NAMED


def test_a_grader_s_run_is_told_all_and_notes_nothing(quiz, capsys, monkeypatch):
    quiz.keep(SLUG, WRONG)
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    widgets.grade(SLUG)
    assert NAMED in capsys.readouterr().out
    assert quiz.beside.firsts == {}


def test_looking_at_the_overview_is_no_check(quiz, capsys):
    quiz.keep(SLUG, WRONG)
    widgets.overview()
    assert quiz.beside.firsts == {}


def test_the_first_try_lies_in_the_exercise_s_own_bundle_and_outlives_the_kernel(quiz):
    shown = widgets._shown(SLUG)
    assert "first" not in shown._bundle()[MIME]
    shown.checked(WRONG)
    kept = {"answer": WRONG, "version": shown.spec["version"]}
    quiz.keep(SLUG, {"answers": {"ticks": ["a", "b"]}})
    assert shown._bundle()[MIME]["first"] == kept
    quiz.keep(SLUG, None)
    assert shown._bundle()[MIME]["first"] == kept
    again = Store(quiz.notebook.parent, quiz.notebook)
    assert again.first(SLUG, shown.spec["version"]) == WRONG
    assert again.first(SLUG, "another version") is None


# ---- What a first try is --------------------------------------------------------------------


def test_each_question_is_tried_when_it_is_first_answered():
    first = tries.extended(None, {"answers": {"a": 1, "b": [], "c": "", "d": {}, "e": None}})
    assert first == {"answers": {"a": 1}}
    first = tries.extended(first, {"answers": {"a": 2, "b": ["x"]}})
    assert first == {"answers": {"a": 1, "b": ["x"]}}
    assert tries.extended(first, {"answers": {"a": 3}}) == first
    assert tries.extended(first, None) == first


def test_an_answer_without_questions_has_no_first_try():
    for answer in (None, 3, "x", [], {}, {"cards": [1]}, {"answers": []}, {"answers": {}}):
        assert tries.extended(None, answer) is None


def test_a_first_try_at_one_case_takes_nothing_from_another_case():
    first = {"case": "BOL", "answers": {"a": 1}}
    other = {"case": "KEN", "answers": {"a": 2, "b": ["x"]}}
    assert tries.extended(first, other) == first
    record = {"id": "b", "message": "extra", "text": "named", "details": {}}
    assert tries.withheld([record], first, other, {"extra_first_try": "general"}) == [record]


def test_neither_the_answer_nor_the_first_try_is_changed():
    first, answer = {"answers": {"a": [1]}}, {"answers": {"a": [2], "b": [3]}}
    before = json.dumps([first, answer])
    tries.extended(first, answer)
    tries.withheld([{"id": "b", "message": "extra"}], first, answer, {"extra_first_try": "x"})
    assert json.dumps([first, answer]) == before


@pytest.mark.parametrize(
    "value",
    [None, 3, "x", [], {}, {"answer": WRONG}, {"answer": 1, "version": "v"}, {"answer": [], "version": "v"},
     {"answer": {"answers": []}, "version": "v"}, {"answer": WRONG, "version": 1},
     {"answer": WRONG, "version": "v" * 41}],
)  # fmt: skip
def test_what_is_no_first_try_is_passed_over(tmp_path, value):
    content = bundle(SLUG, WRONG, "", at=1)
    content[MIME]["first"] = value
    assert beside.firsts_in([content[MIME], value, None]) == {}
    path = tmp_path / "work.ipynb"
    path.write_text('{"cells": []}')
    side_car_of(path).write_text(json.dumps({"_first": {SLUG: value, "x": value}, SLUG: WRONG}))
    store = Store(tmp_path, path)
    assert (store.get(SLUG), store.beside.firsts) == (WRONG, {})


def test_of_several_bundles_the_newest_tells_the_first_try():
    def content(at, first, slug=SLUG):
        return bundle(slug, WRONG, "", {}, at=at, first={"answer": {"answers": {"n": first}}, "version": "v"})

    some = [content(2, "two")[MIME], content(3, "three")[MIME], content(1, "one")[MIME]]
    found = beside.firsts_in([*some, content(1, "other", "zz-other")[MIME]])
    assert {slug: one["answer"]["answers"]["n"] for slug, one in found.items()} == {
        SLUG: "three",
        "zz-other": "other",
    }


def test_two_kernels_keep_each_other_s_first_tries(tmp_path):
    path = tmp_path / "work.ipynb"
    path.write_text('{"cells": []}')
    one, other = Store(tmp_path, path), Store(tmp_path, path)
    one.keep_first("zz-one", WRONG, "v")
    other.keep_first("zz-other", WRONG, "v")
    os.utime(path, (1, 1))
    assert set(Store(tmp_path, path).beside.firsts) == {"zz-one", "zz-other"}
