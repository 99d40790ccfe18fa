"""The matrix of objectives: what teaches them, what assesses them, and how many points."""

import shutil
from pathlib import Path

import pytest

from localsdg_build import alignment
from localsdg_build.alignment import Item
from localsdg_build.check import objectives

ROOT = Path(__file__).parents[2]
NAME = "3-monitoring-reporting"


@pytest.fixture
def course(tmp_path):
    """The fixture course: a choice with a hidden check, a code exercise, a text with a rubric."""
    shutil.copytree(ROOT / "tests" / "fixtures" / "course", tmp_path / "course")
    lesson = tmp_path / "course" / "modules" / NAME / "second" / "en.md"
    text = lesson.read_text(encoding="utf-8").replace("````\n", "")  # there it is shown as text
    lesson.write_text(text, encoding="utf-8")
    return tmp_path / "course"


@pytest.fixture
def module(course):
    (found,) = alignment.matrix(course)
    return found


def test_checks_hidden_checks_and_rubric_rows_all_count(module):
    items = {
        item
        for objective in module.objectives
        for assessment in objective.assessments
        for item in assessment.items
    }
    assert {item.source for item in items} == {"check", "hidden", "rubric"}
    total = sum(objective.points for objective in module.objectives)
    assert total == sum(item.points for item in items)


def test_an_exercise_is_listed_where_its_lesson_shows_it(course, module):
    shown = [part.exercise for objective in module.objectives for part in objective.assessments]
    assert sorted(set(shown)) == ["a-mean", "short-story", "zz-who-reports"]
    assert module.not_shown == []
    lesson = course / "modules" / NAME / "second" / "en.md"
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text.replace("{sdg-exercise} short-story", "{note} short-story"), encoding="utf-8")
    (changed,) = alignment.matrix(course)
    assert changed.not_shown == ["short-story"]
    assert any("no lesson shows this exercise" in problem.problem for problem in objectives.kept(course))


def test_what_cannot_be_read_is_left_out(course):
    for text in ("", "[]", "checks: 3", "module: 3-monitoring-reporting\nchecks: [{id: a}]"):
        (course / "exercises" / "a-mean" / "exercise.yml").write_text(text, encoding="utf-8")
        (module,) = alignment.matrix(course)
        exercises = {part.exercise for objective in module.objectives for part in objective.assessments}
        assert "a-mean" not in exercises


def test_points_are_summed():
    parts = [
        alignment.Assessment("one", "l", [Item("a", "check", 2), Item("b", "rubric", 1.5)]),
        alignment.Assessment("two", "l", [Item("c", "hidden", 1)]),
    ]
    assert alignment.Objective("o", "apply", "Do it.", ["l"], parts).points == 4.5


def test_every_point_of_the_course_stands_in_the_matrix():
    """What exercises promise and what the matrix counts is the same number."""
    from localsdg import course as sources
    from localsdg import judge

    for module in alignment.matrix(ROOT):
        counted = {}
        for objective in module.objectives:
            for part in objective.assessments:
                counted[part.exercise] = counted.get(part.exercise, 0) + part.points
        for slug, points in counted.items():
            spec = sources.exercise(slug, course=ROOT)
            assert points == spec["points"] + judge.open_points(spec), slug
