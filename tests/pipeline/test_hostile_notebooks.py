"""Notebooks that lie about themselves, or that are made to break their readers, through the whole way."""

import json

import nbformat
import pytest
from hostile_class import Graded, hand_in, learner
from hostile_notebooks import CASES

from autograder.reports import export, feedback

from .conftest import CHOICE, CODE, MEAN, NAME, RIGHT, TEXT, Maker

pytestmark = pytest.mark.sandbox  # its class hands in code, too


@pytest.fixture(scope="module")
def graded(small_course_folder, prepared_course, tmp_path_factory):
    """All cases in one run, an honest learner (``… z``) after each."""
    place, maker = tmp_path_factory.mktemp("notebooks"), Maker(small_course_folder)
    for number, (name, (make, _)) in enumerate(CASES.items()):
        hand_in(place / "in", learner(number, name), NAME, make(maker))
        code = MEAN if number % 5 == 0 else None
        hand_in(place / "in", learner(number, name) + "-z", NAME, maker.by_lab({CHOICE: RIGHT}, code))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOCALSDG_COURSE", str(small_course_folder))
        yield Graded([place / "in"], prepared_course, place / "course")


@pytest.mark.parametrize(("number", "name"), list(enumerate(CASES)), ids=list(CASES))
def test_a_hostile_notebook_gets_what_its_answers_earn(graded, number, name):
    expected, who = CASES[name][1], learner(number, name)
    outcome, found = graded.outcomes[who], graded.exercises(who)
    if isinstance(expected, str):
        assert (outcome.status, outcome.score) == ("ungraded", None)
        assert {one.score for one in found.values()} == {None}
        assert expected in outcome.reason and len(outcome.reason) < 400
        return
    for exercise, score in expected.items():
        result = found[exercise]
        if isinstance(score, str):
            assert (result.status, result.score) == ("ungraded", None) and score in result.reason
        else:
            assert result.score == score, result
            assert result.status == ("graded" if score is not None else "needs_human")
    text = graded.copy(who, NAME)
    if len(text) < 1_000_000:  # it takes its time
        nbformat.validate(nbformat.reads(text, as_version=4))
    json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} in the copy"))


@pytest.mark.parametrize(("number", "name"), list(enumerate(CASES)), ids=list(CASES))
def test_the_next_learners_grade_is_untouched(graded, number, name):
    found = graded.exercises(learner(number, name) + "-z")
    code = 3 if number % 5 == 0 else 0
    assert {one: result.score for one, result in found.items()} == {CHOICE: 5, CODE: code, TEXT: 0}


def test_the_grader_is_not_held_up(graded):
    assert graded.seconds < 120
    assert graded.left_running == {}


def test_reports_are_written_of_it(graded):
    assert len(list(feedback.write_all(graded.folder))) == 2 * len(CASES)
    rows = export.write("csv", list(graded.outcomes.values())).split("\r\n")
    assert len(rows) == 2 * len(CASES) + 2
    path = graded.dashboard()
    path.read_text(encoding="utf-8").encode()
    assert path.stat().st_size < 1_000_000
