"""What a change of the rules for late work did to the points of hand-ins that a run did not grade anew."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from autograder import lateness
from autograder.messages import first_of, message
from autograder.model import Late, Outcome
from autograder.store import results
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import excusing, rules
from autograder.store.ledger.opening import opened
from autograder.values import Points, as_points

_MOST_NAMES = 20  # of learners in one line
Changes = dict[str, dict[str, Points]]  # {assignment: {learner: points more, or less}}


def since_last_run(folder: CourseFolder, anew: Collection[tuple[str, str]]) -> Iterator[str]:
    """A message for each assignment in which lateness costs otherwise than at the end of the run before.

    ``anew``: ``(learner, assignment)`` of what this run has graded, which its own table shows. The rules of
    today are those to compare with from then on.
    """
    with opened(folder) as database, database.writing() as connection:
        before, now = rules.of_last_run(connection), rules.last(connection)
        rules.keep_for_next_run(connection)
    if before != now:
        yield from map(_line, sorted(_changes(folder, before, anew).items()))


def _changes(folder: CourseFolder, before: str | None, anew: Collection[tuple[str, str]]) -> Changes:
    try:
        old = lateness.of_text(before or "", folder.root / lateness.FILE)
    except lateness.LatenessError:  # what nobody could grade by tells of no points
        return {}
    found: Changes = {}
    for one, entry in excusing.marked(folder):
        if one.excused or entry is None or one.score is None or (one.learner, one.assignment) in anew:
            continue
        if difference := _difference(one, entry.received, old):
            found.setdefault(one.assignment, {})[one.learner] = difference
    return found


def _difference(one: Outcome, received: str, old: lateness.Policy) -> Points:
    """The points that a hand-in has more than it would have by the ``old`` rules."""
    assert one.score is not None, one
    penalty = _penalty(one.late)
    whole = replace(one, score=as_points(one.score + penalty))
    return as_points(_penalty(results.lateness_of(whole, old, received)) - penalty)


def _penalty(late: Late | None) -> Points:
    return (late.penalty if late else 0) or 0


def _line(changes: tuple[str, dict[str, Points]]) -> str:
    name, points = changes
    told = [f"{learner} {difference:+g}" for learner, difference in points.items()]
    details = {"learners": first_of(told, _MOST_NAMES), "points": f"{sum(points.values()):+g}"}
    return message("sum_changed", assignment=name, file=lateness.FILE, count=len(points), **details)
