"""The trusted judge: public and hidden checks over an answer's JSON, in the grader's own process."""

from dataclasses import replace

from autograder.exercise_cache import spec
from autograder.model import GRADED, NEEDS_HUMAN, UNGRADED, ExerciseResult, Saved, Stopped, is_empty, number
from autograder.notebook import answers
from autograder.notebook.released import Exercise
from autograder.run import faults
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

    With ``learner`` an exercise about a case of one's own counts only for the case that belongs to this
    learner. Broken checks are the course's fault: they are not among ``checks``, but in ``faults``.
    """
    slug, points = exercise.id, exercise.points
    if answer.problem:
        reason = answer.problem + (SHOWS.format(saved=number(answer.saved)) if answer.saved else "")
        return ExerciseResult(slug, UNGRADED, None, points, reason, why=answer.why or "")
    found, broken = faults.judged(slug, answer.value, _case(slug, learner))
    if exercise.kind == "text" and _has_text(answer):
        reason = "A person gives the points for this text."
        if answer.look:
            reason += f" {LOOK[answer.look.why].format(cell=answer.look.cell)}"
        return ExerciseResult(slug, NEEDS_HUMAN, None, points, reason, found, broken)
    if broken:
        return ExerciseResult(
            slug, UNGRADED, None, points, faults.because(broken), found, broken, why="broken"
        )
    score = min(faults.total(found), points)
    stopped = answer.stopped if score < points else None
    result = ExerciseResult(slug, GRADED, score, points, "", found, stopped=stopped)
    if answer.look and score < points:
        return _looked_at(result, exercise, answer, answer.look)
    return _with_saved(result, exercise, answer, learner)


def _looked_at(
    result: ExerciseResult, exercise: Exercise, answer: answers.Answer, look: answers.Look
) -> ExerciseResult:
    """Something of the answer stands where it is not read: a person looks at it before points are missing."""
    score, points = number(result.score), number(exercise.points)
    reason = LOOK[look.why].format(cell=look.cell, score=score, points=points)
    reason += SHOWS.format(saved=number(answer.saved)) if answer.saved else ""
    return replace(result, status=NEEDS_HUMAN, score=None, reason=reason, why=look.why)


def _with_saved(
    result: ExerciseResult, exercise: Exercise, answer: answers.Answer, learner: str | None
) -> ExerciseResult:
    """A score in the file that is higher than ours gives no points, but a person looks at the answer."""
    if answer.saved is None:
        return result
    shown = result.checks
    if _case(exercise.id, learner) is not None:  # the notebook did not know whose case it is
        shown, _ = faults.judged(exercise.id, answer.value)
    public = [one for one in shown if not one.hidden]
    now, points = faults.total(public), sum(one.points for one in public)
    if not now < answer.saved <= points:  # no check shows more than its points
        return result
    reason = SAVED_SCORE.format(
        saved=number(answer.saved), score=number(now), points=number(points),
        stopped=f" {stop_sentence(answer.stopped)}" if answer.stopped else "",
    )  # fmt: skip
    saved = Saved(answer.saved, now)
    return replace(result, status=NEEDS_HUMAN, score=None, reason=reason, why="saved_score", saved=saved)


def stop_sentence(stopped: Stopped) -> str:
    """Where code stopped, in a sentence for the facilitator."""
    line = AT_LINE.format(line=stopped.line) if stopped.line else ""
    return STOPPED.format(cell=stopped.cell, line=line, error=stopped.error)


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
