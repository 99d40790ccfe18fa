"""Who met what a badge asks for, by the gradebook and the facilitator's list alone.

Nothing that a learner names decides anything: not a name in a hand-in, not a score in a file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from autograder.badges import named_rows
from autograder.badges.asked import Asked
from autograder.messages import message
from autograder.model import NEEDS_HUMAN, UNGRADED, Outcome
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import excusing
from autograder.store.results import current
from autograder.values import Points


@dataclass
class Found:
    """One learner: what is ``missing`` (none: the badge is earned), and the points by assignment."""

    learner: str
    missing: list[str] = field(default_factory=list)
    points: dict[str, tuple[Points, Points]] = field(default_factory=dict)


def of(folder: CourseFolder, asked: Asked, learner: str | None = None) -> list[Found]:
    """All who handed in something, or this one ``learner``, by id."""
    outcomes: dict[str, dict[str, Outcome]] = {}
    for outcome, _ in current(folder, learner):
        outcomes.setdefault(outcome.learner, {})[outcome.assignment] = outcome
    held = {one for one, _ in named_rows.read(folder, asked.teachback)} if asked.teachback else None
    excused = set(excusing.of(folder))
    return [_found(name, outcomes[name], asked, held, excused) for name in sorted(outcomes)]


def _found(name, outcomes, asked, held, excused):
    found = Found(name)
    for assignment in asked.assignments:
        outcome = outcomes.get(assignment)
        if outcome is None:
            is_excused = (name, assignment) in excused
            told = message("badge_excused") if is_excused else message("badge_not_handed_in")
            found.missing.append(told.format(assignment=assignment))
            continue
        found.missing += _lacks(outcome, asked.points)
        if outcome.score is not None:
            found.points[assignment] = outcome.score, outcome.max_score or 0
    if held is not None and name not in held:
        found.missing.append(message("badge_no_session", learner=name, file=asked.teachback.name))
    return found


def _lacks(outcome: Outcome, percent: float) -> Iterator[str]:
    score, most = outcome.score or 0, outcome.max_score or 0
    if outcome.status == UNGRADED:
        yield message("badge_ungraded", assignment=outcome.assignment)
    elif outcome.status == NEEDS_HUMAN:
        yield message("badge_waits", assignment=outcome.assignment)
    elif score * 100 < percent * most:
        told = message("badge_points", assignment=outcome.assignment)
        yield told.format(score=score, most=most, percent=percent)
