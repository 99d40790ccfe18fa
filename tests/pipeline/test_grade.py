"""From hand-in to grade on a small course with real parts: three outcomes that stay apart."""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from outcomes import told

from autograder.reports import feedback
from autograder.store.ledger import history
from autograder.store.results import current

from .conftest import CHOICE, CODE, HALF, MEAN, NAME, RIGHT, STORY, TEXT, by_hand, scores, statuses

# ---- One answer, two ways -------------------------------------------------------------------------


def test_page_and_jupyterlab_get_the_same_score_and_feedback(maker, hand_in, graded, folder):
    hand_in("paul", maker.by_page({CHOICE: HALF}, text=STORY))
    source = hand_in("laila", maker.by_lab({CHOICE: HALF}, text=STORY))
    outcomes = graded(source)
    paul, laila = outcomes["paul"], outcomes["laila"]
    assert scores(paul) == {CHOICE: 3, CODE: 0, TEXT: None}
    assert replace(paul, learner="laila") == laila
    pages = {path.parents[1].name: path.read_text() for path in feedback.write_all(folder)}
    assert pages["paul"].replace("paul", "laila") == pages["laila"]
    copies = [folder.autograded(learner, NAME).read_text() for learner in ("paul", "laila")]
    assert copies[0] == copies[1]


def test_each_check_is_explained_in_the_exercises_words(maker, hand_in, graded):
    outcome = graded(hand_in("amina", maker.by_page({CHOICE: HALF})))["amina"]
    who, when, hidden = outcome.exercises[0].checks
    assert (who.earned, who.state, when.earned, when.state) == (0, "unmet", 2, "met")
    assert told(outcome.exercises[0])[:2] == ["That is a <b>city's</b> review.", "Right."]
    assert hidden.hidden and hidden.earned == 1


# ---- Three words that stay apart ------------------------------------------------------------------


def test_graded_needs_human_and_ungraded_stay_apart(maker, hand_in, graded, folder):
    hand_in("amina", maker.by_page({CHOICE: RIGHT}, text=STORY))
    hand_in("ben", maker.by_page({CHOICE: RIGHT}, text=STORY))
    hand_in("cleo", json.dumps(maker.by_page({CHOICE: RIGHT})).encode()[:900])
    source = hand_in("dora", {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []})
    outcomes = graded(source)
    by_hand(folder, "amina", 0)
    outcomes = {outcome.learner: outcome for outcome, _ in current(folder)}
    assert (outcomes["amina"].status, outcomes["amina"].score) == ("graded", 5)
    assert scores(outcomes["amina"])[TEXT] == 0  # a person gave 0: that is a grade
    assert (outcomes["ben"].status, outcomes["ben"].score) == ("needs_human", 5)
    assert "A person gives the points" in outcomes["ben"].reason
    for learner, word in (("cleo", "cut off"), ("dora", "no exercise")):
        assert (outcomes[learner].status, outcomes[learner].score) == ("ungraded", None)
        assert word in outcomes[learner].reason
        assert set(scores(outcomes[learner]).values()) == {None}
    assert {outcome.max_score for outcome in outcomes.values()} == {12}


def test_an_unanswered_exercise_is_graded_0_with_its_explanation(maker, hand_in, graded):
    outcome = graded(hand_in("amina", maker.blank))["amina"]
    assert scores(outcome) == {CHOICE: 0, CODE: 0, TEXT: 0}
    assert told(outcome.exercises[0])[:2] == ["Choose one.", "Write a number."]


def test_a_hand_in_for_another_course_is_named(maker, hand_in, graded, tmp_path):
    hand_in("amina", maker.blank)
    path = tmp_path / "in" / "submitted" / "ben" / "lesson-nine" / "lesson-nine.ipynb"
    path.parent.mkdir(parents=True)
    shutil.copy(tmp_path / "in" / "amina" / f"{NAME}.ipynb", path)
    outcome = graded(tmp_path / "in")["ben"]
    assert (outcome.status, outcome.score, outcome.assignment) == ("ungraded", None, "lesson-nine")
    assert "no assignment lesson-nine" in outcome.reason and NAME in outcome.reason


@pytest.mark.sandbox
def test_an_exercise_that_is_not_in_the_notebook_is_ungraded_not_0(maker, hand_in, graded):
    notebook = maker.by_page({CHOICE: RIGHT}, code=MEAN)
    notebook["cells"] = [cell for cell in notebook["cells"] if TEXT not in cell["id"]]
    hand_in("amina", notebook)
    stripped = maker.by_page({CHOICE: RIGHT})  # by a program that drops metadata: found by bundle and by text
    for cell in stripped["cells"]:
        cell["metadata"] = {}
    outcomes = graded(hand_in("ben", stripped))
    assert scores(outcomes["amina"]) == {CHOICE: 5, CODE: 3, TEXT: None}
    assert statuses(outcomes["amina"])[TEXT] == "ungraded" and outcomes["amina"].score is None
    assert "not in this notebook" in outcomes["amina"].reason
    assert scores(outcomes["ben"]) == {CHOICE: 5, CODE: 0, TEXT: 0}
    assert statuses(outcomes["ben"])[TEXT] == "graded" and "recognised" in outcomes["ben"].notes[0]


# ---- Points that people give ----------------------------------------------------------------------


def test_a_persons_points_stay_when_graded_again_and_a_changed_text_is_asked_for(
    maker, hand_in, graded, folder
):
    source = hand_in("amina", maker.by_page({CHOICE: RIGHT}, text=STORY))
    assert graded(source)["amina"].status == "needs_human"
    by_hand(folder, "amina", 3.5, "Clear & short.")
    again = graded(source)["amina"]
    assert (again.status, again.score, scores(again)[TEXT]) == ("graded", 8.5, 3.5)
    page = next(feedback.write_all(folder)).read_text()
    assert "Clear &amp; short." in page and "3.5 of 4 points" in page
    hand_in("amina", maker.by_page({CHOICE: RIGHT}, text=STORY + " And then?"))
    changed = graded(source)["amina"]
    assert (changed.status, scores(changed)[TEXT]) == ("needs_human", None)
    assert "changed since a person gave 3.5 points" in changed.reason
    by_hand(folder, "amina", 4)
    assert graded(source)["amina"].score == 9


def rows(path):
    """All grades in the gradebook, without ids that are drawn anew."""
    with closing(sqlite3.connect(path)) as database, database:
        return database.execute(
            "select submitted_assignment.student_id, base_cell.name, auto_score, manual_score,"
            " needs_manual_grade from grade join base_cell on base_cell.id = cell_id"
            " join submitted_notebook on submitted_notebook.id = grade.notebook_id"
            " join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id"
            " order by 1, 2"
        ).fetchall()


def everything(folder):
    files = {path: path.read_bytes() for path in folder.root.rglob("*") if path.is_file()}
    return {path: data for path, data in files.items() if path != folder.gradebook}, rows(folder.gradebook)


def test_grading_again_changes_nothing(maker, hand_in, graded, folder):
    hand_in("amina", maker.by_lab({CHOICE: RIGHT}, code=MEAN, text=STORY))
    source = hand_in("ben", b"broken")
    first = graded(source)
    before = everything(folder)
    assert graded(source) == first and everything(folder) == before
    assert graded(folder.root) == first and everything(folder) == before  # its own submitted/ as the input


def test_a_changed_hand_in_updates_and_a_broken_one_leaves_no_grade_behind(maker, hand_in, graded, folder):
    source = hand_in("amina", maker.by_page({CHOICE: HALF}))
    assert scores(graded(source)["amina"])[CHOICE] == 3
    hand_in("amina", maker.by_page({CHOICE: RIGHT}))
    assert scores(graded(source)["amina"])[CHOICE] == 5
    hand_in("amina", b"{")
    assert graded(source)["amina"].score is None
    assert {row[2] for row in rows(folder.gradebook)} == {None}
    assert not folder.autograded("amina", NAME).exists()
    hand_in("amina", maker.by_page({CHOICE: RIGHT}))
    assert scores(graded(source)["amina"])[CHOICE] == 5


def test_a_failure_while_recording_leaves_the_gradebook_as_it_was(
    maker, hand_in, graded, folder, monkeypatch
):
    source = hand_in("amina", maker.by_page({CHOICE: HALF}))
    graded(source)
    before = rows(folder.gradebook)
    hand_in("amina", maker.by_page({CHOICE: RIGHT}))
    hand_in("ben", maker.by_page({CHOICE: RIGHT}))

    def fails_half_way(*rest):
        assert rows(folder.gradebook) == before  # nobody else sees what is not committed
        raise RuntimeError("power cut")

    monkeypatch.setattr(history, "append", fails_half_way)
    with pytest.raises(RuntimeError):
        graded(source)
    assert rows(folder.gradebook) == before
