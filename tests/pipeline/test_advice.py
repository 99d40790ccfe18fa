"""What a check without points says is advice wherever results are read: neither passed nor failed."""

import cohorts
import pytest

from autograder import outcome
from autograder.exercise_cache import interface
from autograder.model import CheckResult
from autograder.notebook import answers, graded_copy, wording
from autograder.reports import cohort, feedback
from autograder.run import scoring
from localsdg import course

NAME, STORY = "3-monitoring-reporting", "advocacy-story"


@pytest.fixture(autouse=True)
def _of_the_real_course(monkeypatch):
    monkeypatch.delenv("LOCALSDG_COURSE", raising=False)


@pytest.fixture(scope="module")
def judged():
    exercise = next(one for one in cohorts.assignments()[NAME].exercises if one.id == STORY)
    return scoring.score(exercise, answers.Answer({"text": "Wells run dry."}))


def test_the_grader_sees_a_copy_of_the_lesson_and_says_so_without_points(judged):
    lesson = (course.root() / "modules" / NAME / "gaps-to-advocacy" / "en.md").read_text("utf-8")
    copied = max(
        lesson.split("\n\n"), key=lambda part: len(part) if part[0].isalpha() and "`" not in part else 0
    )
    exercise = next(one for one in cohorts.assignments()[NAME].exercises if one.id == STORY)
    result = scoring.score(exercise, answers.Answer({"text": copied}))
    (found,) = [one for one in result.checks if one.id == "own_words"]
    assert (found.message, found.points, found.state) == ("copied", 0, "advice")
    assert wording.check_words([found], STORY, "en") == [interface()["advice_copied"]]
    assert result.score == judged.score


def test_the_page_and_the_copy_show_it_neutrally(judged):
    assert judged.checks and {one.state for one in judged.checks} == {"advice"}
    found = outcome.outcome("amina", NAME, [judged])
    page = feedback.page(found, {STORY: {"text": "Wells run dry."}}, cohorts.assignments()[NAME])
    assert page.count('<li class="advice">') == len(judged.checks)
    assert "→" in page and "Not yet" not in page
    assert graded_copy.explained(judged).count("<li>") == len(judged.checks)


def test_the_dashboard_takes_none_for_a_mistake_or_an_item(judged):
    made = cohort.Cohort(cohorts.assignments())
    for found, entry in cohorts.hand_ins(20):
        made.add(found, entry)
    exercise = made.assignments[NAME].exercises[STORY]
    assert exercise.answered and exercise.checks == {} and exercise.mistakes == {}


def test_a_message_without_a_sentence_breaks_no_page():
    """As when the course was changed since: of checks with points, and of advice."""
    found = [
        CheckResult("gone", 2, 1, None, "partly", "gone"),
        CheckResult("length", 0, 0, None, "advice", "x"),
    ]
    texts = wording.check_words(found, STORY, "en")
    assert len(texts) == 2 and all(texts)


def test_the_interfaces_advice_has_words():
    found = [CheckResult("own_words", 0, 0, None, "advice", "short", {"count": 2, "least": 5})]
    words = wording.fill(interface()["advice_short"], count=2, least=5)
    assert wording.check_words(found, STORY, "en") == [words]


def test_checks_without_points_of_an_older_ledger_are_shown_as_they_were():
    old = CheckResult("length", 0, 0, "Too short.", "unmet")
    assert not old.is_advice and feedback._check("en", old, old.text, STORY)["mark"] == "○"
