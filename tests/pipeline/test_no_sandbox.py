"""Where the sandbox cannot start, code is ungraded, and nobody tells the learner to mend anything."""

import json

import pytest

from autograder import sandbox
from autograder.lms import comments
from autograder.model import ExerciseResult, Outcome
from autograder.reports import feedback, letters
from autograder.store import earlier
from autograder.written import Judged, Kept

from .conftest import CHOICE, CODE, MEAN, NAME, RIGHT, scores, statuses

NONE_HERE = "There is no sandbox here. Do this and that."


@pytest.fixture(autouse=True)
def no_sandbox(monkeypatch):
    monkeypatch.setattr(sandbox, "missing", lambda: NONE_HERE)


def test_the_facilitator_is_told_what_to_do_and_the_learner_that_nothing_is(maker, hand_in, graded, folder):
    outcome = graded(hand_in("amina", maker.by_page({CHOICE: RIGHT}, code=MEAN)))["amina"]
    assert (outcome.status, outcome.score, scores(outcome)[CODE]) == ("ungraded", None, None)
    assert NONE_HERE in outcome.reason
    (page,) = [path.read_text() for path in feedback.write_all(folder)]
    (letter,) = letters.letters(folder)
    copy = folder.autograded("amina", NAME).read_text()
    for told in (page, letter.message, comments.html(outcome), copy):
        assert "a fault of the grading, not of your answer" in told
        assert "mend what stops it" not in told
    assert "You need not do anything." in letter.message
    assert "hand in again, the newest" not in letter.message


def test_code_that_was_not_run_is_not_forgotten_for_a_newer_file_without_it(maker, hand_in, graded, folder):
    whole = maker.by_page({CHOICE: RIGHT}, code=MEAN)
    graded(hand_in("amina", whole))
    outcome = graded(hand_in("amina", maker.by_page({CHOICE: RIGHT})))["amina"]
    assert (statuses(outcome)[CODE], scores(outcome)[CODE]) == ("needs_human", None)
    assert "An earlier hand-in had an answer here that has no points yet" in outcome.reason
    kept = [path.read_bytes() for path in folder.submitted("amina", NAME).parent.glob("*.replaced")]
    assert kept == [json.dumps(whole).encode()]


def test_the_same_file_is_no_earlier_hand_in(maker, hand_in, graded, folder):
    source = hand_in("amina", maker.by_page({CHOICE: RIGHT}, code=MEAN))
    for options in ({"unsafe": True}, {}, {"again": True}):
        outcome = graded(source, **options)["amina"]
        assert "earlier" not in outcome.reason
    assert outcome.reason.startswith(f"{CODE}: {NONE_HERE}") or outcome.reason == NONE_HERE


@pytest.mark.parametrize(
    ("now", "status"),
    [
        ({"status": "ungraded", "reason": "Its code ran longer than 10 seconds."}, "needs_human"),
        ({"status": "ungraded", "reason": "Emptied.", "why": "emptied"}, "graded"),
    ],
)
def test_an_answer_that_nobody_knows_was_one_and_an_emptied_output_may_have_been_none(now, status):
    was = ExerciseResult(CODE, score=None, max_score=3, **now)
    before = Kept(Outcome("amina", NAME, "ungraded", None, 3, "", (was,)), {CODE: None})
    blank = ExerciseResult(CODE, "graded", 0, 3)
    judged, _ = earlier.compared(Judged(exercises=(blank,), answers={CODE: None}), before)
    assert judged.exercises[0].status == status
