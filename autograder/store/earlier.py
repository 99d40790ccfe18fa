"""What an earlier hand-in of a learner had and the newest has not: no answer goes without a word."""

from dataclasses import replace

from autograder.messages import message, together
from autograder.model import GRADED, NEEDS_HUMAN, UNGRADED, Earlier, ExerciseResult
from autograder.notebook.answers import WHY
from autograder.values import Points, is_empty
from autograder.written import Judged, Kept

FEWER = message("earlier_fewer")
UNJUDGED = message("earlier_unjudged")
UNREAD = message("earlier_unread")


def compared(judged: Judged, before: Kept, is_same_file: bool = False) -> tuple[Judged, bool]:
    """A judged hand-in with marks on what the learner had answered before, and whether there is any.

    ``before``: the result recorded last; ``is_same_file``: whether that is of the very file that was judged
    now. An exercise without its earlier answer has ``earlier``, also after further hand-ins; if it
    would be graded lower now, a person decides.
    """
    had = _had(before, is_same_file)
    missing = {slug for slug in had if is_empty(judged.answers.get(slug))}
    missing &= {one.id for one in judged.exercises}
    if not missing:
        return judged, False
    exercises = [_marked(one, had[one.id]) if one.id in missing else one for one in judged.exercises]
    if judged.reason:  # it is the whole hand-in's: each exercise says the same, so it is told once
        reason = together(judged.reason, UNREAD)
        exercises = [replace(one, reason=reason) for one in exercises]
        judged = replace(judged, reason=reason)
    return replace(judged, exercises=tuple(exercises)), True


def _marked(one: ExerciseResult, score: Points | None) -> ExerciseResult:
    """The result of an exercise of which an earlier hand-in had an answer that got ``score``."""
    one = replace(one, earlier=Earlier(score))
    if one.status == GRADED and one.max_score and (score is None or score > (one.score or 0)):
        words = UNJUDGED if score is None else FEWER
        reason = words.format(score=score, now=one.score)
        return replace(one, status=NEEDS_HUMAN, score=None, reason=reason, why="fewer")
    if one.status == UNGRADED:
        return replace(one, reason=together(one.reason, UNREAD))
    return one


def _had(before: Kept, is_same_file: bool) -> dict[str, Points | None]:
    """``{exercise: the score of its answer}`` for all that was answered in the last hand-in, or before it."""
    had: dict[str, Points | None] = {}
    for result in before.outcome.exercises:
        slug = result.id
        if not is_same_file and not is_empty(before.answers.get(slug)):
            had[slug] = result.score
        elif result.earlier:
            had[slug] = result.earlier.score
        elif not is_same_file and slug in before.answers and _is_unjudged(result):
            had[slug] = None
    return had


def _is_unjudged(result: ExerciseResult) -> bool:
    """Whether there was an answer that nobody knows: code that was not run, or not to its end."""
    return result.status == UNGRADED and result.why not in WHY.values()
