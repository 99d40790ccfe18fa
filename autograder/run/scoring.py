"""The trusted judge: public and hidden checks over an answer's JSON, in the grader's own process."""

from typing import Any

from autograder.exercise_cache import spec
from autograder.model import GRADED, NEEDS_HUMAN, UNGRADED, ExerciseResult, number
from autograder.notebook import answers
from autograder.notebook.released import Exercise
from autograder.run import faults
from localsdg import checks
from localsdg.course import cases

SAVED_SCORE = (
    "The score of {saved} is saved in the file, but graded anew it is {score} (of {points} points). The file "
    "does not hold what made the difference: a cell that was deleted, another order of running the cells, a "
    "newer answer that was not saved, or a number that was typed in.{stopped} Look at the notebook and give "
    "points (formgrader, or autograder override), or ask the learner to choose Restart Kernel and Run All "
    "Cells, to save, and to hand in again."
)
LOOK = {
    "text_elsewhere": "It stands in a cell that the learner added (cell {cell}); its own cell says nothing.",
    "copies": (
        "It is in the notebook more than once, and a copy shows another answer (cell {cell}). The newest "
        "answer counts, which gets {score} (of {points} points). Look at the notebook and give points "
        "(formgrader, or autograder override), or ask the learner which answer counts."
    ),
    "below": (
        "Cell {cell} sets what this exercise asks for, but runs after its check: without it the score is "
        "{score} (of {points} points). Look at the notebook and give points (formgrader, or autograder "
        "override), or ask the learner to move the code above the check cell, to choose Restart Kernel and "
        "Run All Cells, to save, and to hand in again."
    ),
    "text_cell": (
        "Its cell (cell {cell}) is a text cell (Markdown or Raw), and text is not run: without it the score "
        "is {score} (of {points} points). Look at the notebook and give points (formgrader, or autograder "
        "override), or ask the learner to choose the cell, to make it a code cell again (Escape, then Y), to "
        "run it, to save, and to hand in again."
    ),
}
SHOWS = " Its check cell in the file shows a score of {saved}, which nobody has checked."
STOPPED = "Cell {cell} stopped{line} ({error})."
AT_LINE = " at line {line}"


def score(exercise: Exercise, answer: answers.Answer, learner: str | None = None) -> ExerciseResult:
    """One exercise's result from an ``Answer``.

    ``checks`` are explained records; those of hidden checks have ``hidden: true``. ``score`` is
    ``None`` unless the status is ``graded``: what could not be judged is never a zero. With ``learner`` an
    exercise about a case of one's own counts only for the case that belongs to this learner. Broken checks
    are the course's fault: they are not among ``checks``, but in ``faults`` (see there). Where there is
    something to say, the result also has ``why`` (a key of words for the learner), ``stopped`` (see
    ``sandbox.stops``) and ``saved``: ``{"score": as the file shows it, "graded": by the same checks now}``.
    """
    # Built step by step, in the order in which it is stored.
    outcome: Any = {"id": exercise.id, "status": GRADED, "score": None, "max_score": exercise.points}
    if answer.problem:
        why = {"why": answer.why} if answer.why else {}
        reason = answer.problem + (SHOWS.format(saved=number(answer.saved)) if answer.saved else "")
        return outcome | {"status": UNGRADED, "reason": reason, "checks": [], **why}
    records, broken = faults.judged(exercise.id, answer.value, _case(exercise.id, learner))
    if broken:
        outcome["faults"] = broken
    if exercise.kind == "text" and _has_text(answer):
        reason = "A person gives the points for this text."
        if answer.look:
            reason += f" {LOOK[answer.look['why']].format(cell=answer.look['cell'])}"
        return outcome | {"status": NEEDS_HUMAN, "reason": reason, "checks": records}
    if broken:
        why = {"reason": faults.because(broken), "why": "broken"}
        return outcome | {"status": UNGRADED, "checks": records, **why}
    graded = min(checks.total(records), exercise.points)
    outcome |= {"score": graded, "reason": "", "checks": records}
    if answer.stopped and graded < exercise.points:
        outcome["stopped"] = answer.stopped
    if answer.look and graded < exercise.points:
        return _looked_at(outcome, exercise, answer)
    return _with_saved(outcome, exercise, answer, learner)


def _looked_at(outcome, exercise, answer):
    """Something of the answer stands where it is not read: a person looks at it before points are missing."""
    look, score, points = answer.look, number(outcome["score"]), number(exercise.points)
    reason = LOOK[look["why"]].format(cell=look["cell"], score=score, points=points)
    reason += SHOWS.format(saved=number(answer.saved)) if answer.saved else ""
    return {**outcome, "status": NEEDS_HUMAN, "score": None, "reason": reason, "why": look["why"]}


def _with_saved(outcome, exercise, answer, learner):
    """A score in the file that is higher than ours gives no points, but a person looks at the answer."""
    if answer.saved is None:
        return outcome
    shown = outcome["checks"]
    if _case(exercise.id, learner) is not None:  # the notebook did not know whose case it is
        shown, _ = faults.judged(exercise.id, answer.value)
    public = [record for record in shown if not record.get("hidden")]
    now, points = checks.total(public), sum(record["points"] for record in public)
    if not now < answer.saved <= points:  # no check shows more than its points
        return outcome
    reason = SAVED_SCORE.format(
        saved=number(answer.saved), score=number(now), points=number(points),
        stopped=f" {stop_sentence(answer.stopped)}" if answer.stopped else "",
    )  # fmt: skip
    saved = {"why": "saved_score", "saved": {"score": answer.saved, "graded": now}}
    return {**outcome, "status": NEEDS_HUMAN, "score": None, "reason": reason, **saved}


def stop_sentence(stopped: dict) -> str:
    """Where code stopped, in a sentence for the facilitator."""
    line = AT_LINE.format(line=stopped["line"]) if stopped["line"] else ""
    return STOPPED.format(cell=stopped["cell"], line=line, error=stopped["error"])


def refused(exercise: Exercise, reason: str) -> ExerciseResult:
    """The result of an exercise in a notebook that could not be read."""
    return {
        "id": exercise.id, "status": UNGRADED, "score": None, "max_score": exercise.points,
        "reason": reason, "checks": [],
    }  # fmt: skip


def _case(slug, learner):
    """The case that a learner was to work on; ``None`` where any may be drawn."""
    if learner is None or not learner.strip():
        return None
    table = spec(slug).get("cases")
    return cases.case_of(learner, table) if table else None


def _has_text(answer):
    return isinstance(answer.value, dict) and not answers.is_empty(answer.value.get("text"))
