"""The trusted judge: public and hidden checks over an answer's JSON, in the grader's own process."""

import functools
from dataclasses import asdict, replace
from pathlib import Path

from autograder.exercise_cache import spec
from autograder.messages import message, together
from autograder.model import (
    GRADED,
    NEEDS_HUMAN,
    UNGRADED,
    CheckResult,
    ExerciseResult,
    Fault,
    Saved,
    Stopped,
)
from autograder.notebook import answers
from autograder.notebook.released import OPEN, Exercise
from autograder.run import faults
from autograder.values import Alike, is_empty
from localsdg.course import LANGUAGE, cases, root

SAVED_SCORE = message("score_saved")
_WHY = ("text_elsewhere", "copies", "outputs", "beside", "below", "text_cell")
LOOK = {why: message(f"look_{why}") for why in _WHY}
SHOWS = message("score_shows")


def score(
    exercise: Exercise, answer: answers.Answer, learner: str | None = None, language: str = LANGUAGE
) -> ExerciseResult:
    """One exercise's result from an ``Answer``.

    With ``learner`` an exercise about a case of one's own counts only for the case that belongs to this
    learner. Broken checks are the course's fault: they are not among ``checks``, but in ``faults``.
    ``language``: of the prompt that was answered.
    """
    slug, points = exercise.id, exercise.points
    if exercise.is_open and not points and (answer.problem or exercise.kind == OPEN):
        return ExerciseResult(slug, GRADED, 0, points)  # nobody reads it: it waits for nobody
    if answer.problem:
        reason = together(answer.problem, _shows(answer))
        return ExerciseResult(slug, UNGRADED, None, points, reason, why=answer.why or "")
    if exercise.kind == OPEN:
        return _open(exercise, answer)
    result = _checked(exercise, answer, _case(slug, learner), language)
    if exercise.kind == "text" and points and _has_text(answer):
        look = LOOK[answer.look.why].format(cell=answer.look.cell) if answer.look else ""
        reason = together(message("score_person"), look)
        return ExerciseResult(slug, NEEDS_HUMAN, None, points, reason, result.checks, result.faults)
    if result.score is None:
        return result
    if result.score < points:
        if answer.stopped:
            result = replace(result, stopped=answer.stopped)
        if answer.look:
            return _looked_at(result, exercise, answer, answer.look)
    return _with_saved(result, exercise, answer, learner, language)


def _checked(exercise: Exercise, answer: answers.Answer, case: str | None, language: str) -> ExerciseResult:
    """What checks say of an answer's value alone; of answers that are alike it is one result."""
    if case is None and answer.alike:
        result = _of_alike(exercise, answer.alike, language, root())
        if not result.faults:  # else looked at anew: that it took too long may be another one's fault
            return result
    found, broken = faults.judged(exercise.id, answer.value, case, language)
    return _of_checks(exercise, found, broken)


@functools.lru_cache(maxsize=4096)
def _of_alike(exercise: Exercise, alike: Alike, language: str, root: Path) -> ExerciseResult:
    return _of_checks(exercise, *faults.judged(exercise.id, alike.value, None, language)).with_text()


def _of_checks(
    exercise: Exercise, found: tuple[CheckResult, ...], broken: tuple[Fault, ...]
) -> ExerciseResult:
    slug, points = exercise.id, exercise.points
    if broken:
        reason = faults.because(broken)
        return ExerciseResult(slug, UNGRADED, None, points, reason, found, broken, why="broken")
    return ExerciseResult(slug, GRADED, min(faults.total(found), points), points, "", found)


def _open(exercise: Exercise, answer: answers.Answer) -> ExerciseResult:
    """An open half that a person reads: of no words there is nothing to read."""
    if _has_text(answer):
        return ExerciseResult(exercise.id, NEEDS_HUMAN, None, exercise.points, message("score_person"))
    return ExerciseResult(exercise.id, GRADED, 0, exercise.points)


def _looked_at(
    result: ExerciseResult, exercise: Exercise, answer: answers.Answer, look: answers.Look
) -> ExerciseResult:
    """Something of the answer stands where it is not read: a person looks at it before points are missing."""
    told = LOOK[look.why].format(cell=look.cell, score=result.score, points=exercise.points)
    reason = together(told, _shows(answer))
    return replace(result, status=NEEDS_HUMAN, score=None, reason=reason, why=look.why)


def _shows(answer: answers.Answer) -> str:
    return SHOWS.format(saved=answer.saved) if answer.saved else ""


def _with_saved(
    result: ExerciseResult, exercise: Exercise, answer: answers.Answer, learner: str | None, language: str
) -> ExerciseResult:
    """A score in the file that is higher than ours gives no points, but a person looks at the answer."""
    if answer.saved is None:
        return result
    shown = result.checks
    if _case(exercise.id, learner) is not None:  # the notebook did not know whose case it is
        shown, _ = faults.judged(exercise.id, answer.value, language=language)
    public = [one for one in shown if not one.hidden]
    now, points = faults.total(public), sum(one.points for one in public)
    if not now < answer.saved <= points:  # no check shows more than its points
        return result
    reason = together(
        SAVED_SCORE.format(saved=answer.saved, score=now, points=points),
        stop_sentence(answer.stopped) if answer.stopped else "",
        message("score_saved_look"),
    )
    saved = Saved(answer.saved, now)
    return replace(result, status=NEEDS_HUMAN, score=None, reason=reason, why="saved_score", saved=saved)


def stop_sentence(stopped: Stopped) -> str:
    """Where code stopped, in a sentence for the facilitator."""
    return message("score_stopped_at" if stopped.line else "score_stopped", **asdict(stopped))


def refused(exercise: Exercise, reason: str) -> ExerciseResult:
    """The result of an exercise in a notebook that could not be read."""
    return ExerciseResult(exercise.id, UNGRADED, None, exercise.points, reason)


def _case(slug: str, learner: str | None) -> str | None:
    """The case that a learner was to work on; ``None`` where any may be drawn."""
    if learner is None or not learner.strip():
        return None
    table = spec(slug).get("cases")
    return cases.case_of(learner, table) if table else None


def _has_text(answer: answers.Answer) -> bool:
    return isinstance(answer.value, dict) and not is_empty(answer.value.get("text"))
