"""Why hand-ins are ungraded, for many of them together."""

from autograder import exercise_cache
from autograder.messages import message, said
from autograder.model import GRADED, UNGRADED, ExerciseResult
from autograder.outcome import in_titles, outcome, tally
from autograder.reports import table

EMPTIED, TIME = message("file_empty"), message("file_damaged")


def of(learner, **reasons):
    """The outcome of a hand-in with the exercises a, b and c, ungraded for these reasons."""
    results = [
        ExerciseResult(slug, UNGRADED, None, 5, reasons[slug])
        if slug in reasons
        else ExerciseResult(slug, GRADED, 5, 5)
        for slug in "abc"
    ]
    return outcome(learner, "module", results)


def test_a_reason_is_one_line_whatever_exercises_it_meets():
    found = [of("amina", a=EMPTIED), of("ben", b=EMPTIED, a=EMPTIED), of("cleo", c=TIME, b=EMPTIED)]
    assert tally(one.reason for one in found) == {f"a, b: {EMPTIED}": 3, f"c: {TIME}": 1}
    lines = list(table.closing([table.Brief.of(one) for one in found]))
    assert [line for line in lines if " × " in line] == [
        f"  3 × ungraded: a, b: {EMPTIED}",
        f"  1 × ungraded: c: {TIME}",
    ]


def test_a_reason_that_keeps_all_of_a_hand_in_names_no_exercise():
    whole = of("amina", a=EMPTIED, b=EMPTIED, c=EMPTIED)
    assert tally([whole.reason, of("ben", a=EMPTIED).reason, "of an older ledger"]) == {
        EMPTIED: 2,
        "of an older ledger": 1,
    }


def test_who_knows_exercises_by_their_titles_is_told_those():
    reason = of("amina", a=EMPTIED, b=EMPTIED, c=TIME).reason
    assert in_titles(reason) == reason  # exercises that the course has no more
    known = [
        ExerciseResult("reporting-roadmap", UNGRADED, None, 5, EMPTIED),
        ExerciseResult("survey-design", GRADED, 3, 5),
    ]
    told = in_titles(outcome("amina", "x", known).reason)
    assert told == f"{exercise_cache.title('reporting-roadmap')}: {EMPTIED}"
    assert said(told, "zh-Hans").startswith(exercise_cache.title("reporting-roadmap", "zh-Hans"))
    assert in_titles("of an older ledger") == "of an older ledger" and in_titles("") == ""
