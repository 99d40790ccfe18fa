"""Points that a person gave belong to the answer that they were given for: they come back when it does."""

import pytest

from autograder.store.ledger import auditing, changing
from autograder.store.results import current

from .conftest import CHOICE, HALF, MEAN, NAME, RIGHT, STORY, TEXT, by_hand, grade_all, scores, statuses

OTHER = "Another story, which nobody has read yet."


@pytest.fixture
def course(maker, hand_in, folder):
    """``course(text)``: amina hands in such a text (``None``: a broken file); her outcome then."""

    def graded(text, **options):
        notebook = b'{"cells": [' if text is None else maker.by_page({CHOICE: HALF}, text=text)
        (outcome,) = grade_all([hand_in("amina", notebook)], folder, **options)
        return outcome

    return graded


def now(folder):
    ((outcome, _),) = current(folder)
    return outcome


def test_a_broken_upload_between_does_not_lose_them(course, folder):
    course(STORY)
    changing.override(folder, "amina", TEXT, 3, "kofi", "Read it")
    assert course(None).status == "ungraded"
    again = course(STORY)
    assert (again.status, scores(again)[TEXT]) == ("graded", 3)
    assert auditing.audit(folder).problems == []


def test_they_come_back_with_the_answer_and_each_answer_keeps_its_own(course, folder):
    course(STORY)
    by_hand(folder, "amina", 3.5, "Good.")
    other = course(OTHER)
    assert statuses(other)[TEXT] == "needs_human"
    by_hand(folder, "amina", 1, "Too short.")
    for text, points, comment in ((STORY, 3.5, "Good."), (OTHER, 1, "Too short."), (STORY, 3.5, "Good.")):
        again = course(text)
        assert (again.status, scores(again)[TEXT]) == ("graded", points)
        assert next(one for one in again.exercises if one.id == TEXT).comment == comment
        assert course(None).status == "ungraded"
    assert auditing.audit(folder).problems == []


def test_points_confirmed_for_a_changed_answer_belong_to_that_one_too(course, folder):
    course(STORY)
    by_hand(folder, "amina", 3)
    course(OTHER)
    by_hand(folder, "amina", 3)  # the same points, given on purpose
    assert scores(now(folder))[TEXT] == 3
    course(None)
    assert scores(course(OTHER))[TEXT] == 3 and scores(course(STORY))[TEXT] == 3
    assert statuses(course("A third one."))[TEXT] == "needs_human"


def test_points_given_while_a_grader_runs_belong_to_the_answer_that_was_shown(course, folder, monkeypatch):
    from autograder.run import local_executor

    course(STORY)
    judge = local_executor.Here.run

    def meanwhile(self, jobs, tick):
        by_hand(folder, "amina", 2)  # the old text is still what formgrader shows
        yield from judge(self, jobs, tick)

    with monkeypatch.context() as patch:
        patch.setattr(local_executor.Here, "run", meanwhile)
        assert statuses(course(OTHER))[TEXT] == "needs_human"
    again = course(STORY)
    assert (again.status, scores(again)[TEXT]) == ("graded", 2)


def test_an_answer_that_nobody_judged_gets_no_points_of_another(course, folder):
    course(STORY)
    by_hand(folder, "amina", 3)
    outcome = course(OTHER)
    assert statuses(outcome)[TEXT] == "needs_human"
    assert "has changed since a person gave 3 points" in outcome.reason


def test_points_that_a_person_took_back_do_not_come_back(course, folder):
    course(STORY)
    by_hand(folder, "amina", 3)
    now(folder)
    by_hand(folder, "amina", None)
    now(folder)
    course(None)
    assert scores(course(STORY))[TEXT] is None


def test_points_for_a_file_that_cannot_be_read_stay_when_it_is_graded_again(course, folder):
    course(STORY)
    course(None)
    for exercise in (TEXT, CHOICE, "a-mean"):
        changing.override(folder, "amina", exercise, 2, "kofi", "Seen on paper")
    assert now(folder).score == 6
    assert course(None, again=True).score == 6
    assert scores(course(STORY))[CHOICE] is None  # this file was not seen on paper


def test_an_override_of_code_outlives_a_broken_upload(maker, hand_in, folder):
    source = hand_in("amina", maker.by_lab({CHOICE: RIGHT}, code=MEAN, text=STORY))
    grade_all([source], folder)
    changing.override(folder, "amina", "a-mean", 2, "kofi", "A trick")
    grade_all([hand_in("amina", b"")], folder)
    source = hand_in("amina", maker.by_lab({CHOICE: RIGHT}, code=MEAN, text=STORY))
    assert scores(grade_all([source], folder)[0])["a-mean"] == 2


def test_the_history_tells_that_they_came_back(course, folder):
    course(STORY)
    by_hand(folder, "amina", 3)
    now(folder)
    course(None)
    course(STORY, who="fatou")
    last = list(auditing.lines(folder, "amina"))[-1]
    assert f"{NAME}  {TEXT}: needs a human → 3  (fatou: the answer came back" in last
