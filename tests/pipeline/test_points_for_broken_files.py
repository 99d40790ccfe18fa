"""Points by hand for a learner whose file cannot be read: they stay, and so does the word on the file."""

import json

import pytest
from click.testing import CliRunner

from autograder import cli
from autograder.store.ledger import auditing
from autograder.store.results import current

from .conftest import CHOICE, CODE, NAME, RIGHT, TEXT, grade_all, scores, statuses


@pytest.fixture
def source(maker, hand_in, folder):
    """What was handed in: a good file of ben, one of amina that is cut off. Both are graded."""
    hand_in("ben", maker.by_page({CHOICE: RIGHT}))
    source = hand_in("amina", b'{"cells": [')
    grade_all([source], folder)
    return source


@pytest.fixture
def run(folder):
    def command(*arguments):
        ran = CliRunner().invoke(cli.main, [*map(str, arguments), "--course", str(folder.root)])
        assert ran.exit_code == 0, ran.output
        return ran.output

    return command


def of(folder):
    return next(outcome for outcome, _ in current(folder, "amina"))


def test_the_broken_file_stays_the_reason_and_the_points_stay(run, source, folder):
    before = of(folder).reason
    said = run("override", "amina", TEXT, 3, "--because", "Brought a print")
    assert "on paper" not in said and f"{before}\n" in said
    amina = of(folder)
    assert amina.status == "ungraded" and amina.reason == before
    assert scores(amina) == {CHOICE: None, CODE: None, TEXT: 3} and statuses(amina)[TEXT] == "graded"
    assert "1 ungraded" in run("status")
    run("letters")
    assert "nothing to do" not in (folder.root / "letters" / "amina.txt").read_text()
    grade_all([source], folder)
    run("regrade", "--all", "--workers", 0)
    assert of(folder) == amina and auditing.audit(folder).problems == []


def test_points_for_all_of_it_make_a_grade(run, source, folder):
    for exercise in (CHOICE, CODE, TEXT):
        run("override", "amina", exercise, 1, "--because", "Brought a print")
    grade_all([source], folder)
    assert (of(folder).status, of(folder).score, of(folder).reason) == ("graded", 3, "")


def test_a_good_file_that_comes_later_is_asked_about_with_both(run, source, folder, maker, hand_in):
    for exercise in (CHOICE, CODE, TEXT):
        run("override", "amina", exercise, 1, "--because", "Brought a print")
    grade_all([hand_in("amina", maker.by_page({CHOICE: RIGHT}, text="Our town counted its wells."))], folder)
    amina = of(folder)
    reasons = {one.id: one.reason for one in amina.exercises}
    assert "a person gave 1 points; the checks give it 5 now. Please look again." in reasons[CHOICE]
    assert amina.status == "needs_human" and "a person gave 1 points" in reasons[TEXT]
    assert scores(amina)[CODE] in (0, 1)
    assert amina.assignment == NAME and auditing.audit(folder).problems == []


def test_a_damaged_file_after_a_partly_answered_one_says_its_reason_once(maker, hand_in, graded):
    graded(hand_in("amina", maker.by_page({CHOICE: RIGHT})))
    outcome = graded(hand_in("amina", json.dumps(maker.by_page({CHOICE: RIGHT})).encode()[:-9]))["amina"]
    assert outcome.reason.startswith("The notebook is cut off")
    assert outcome.reason.count("cut off") == 1 and "An earlier hand-in of this learner" in outcome.reason
    assert [one.id for one in outcome.exercises if one.earlier] == [CHOICE]
