"""Whose a hand-in is and of which assignment, where the facilitator knows better than its name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from autograder.intake import naming
from autograder.intake.hand_in import HandIn


@dataclass(frozen=True)
class Correction:
    """``learner``: an id or name; ``assignment``: its name; ``""``: as the hand-in's own names say."""

    learner: str = ""
    assignment: str = ""


def applied(hand_ins: Iterable[HandIn], by_place: Mapping[str, Correction]) -> list[HandIn]:
    """The hand-ins with what is corrected of them; ``by_place``: see ``HandIn.place``."""
    return [_corrected(one, by_place[one.place]) if one.place in by_place else one for one in hand_ins]


def _corrected(one: HandIn, by: Correction) -> HandIn:
    if by.assignment:
        one = replace(one, assignment=by.assignment)
    if not by.learner:
        return one
    # What a platform wrote into the name is of whom the name says, and would count before ours.
    return replace(
        one,
        learner=naming.learner_id(by.learner),
        name=by.learner,
        names=(by.learner,),
        lms=None,
        lms_id=None,
        company=None,
        team="",
        unclear="",
        has_namesake=False,
        is_part=False,
        version=(),
    )
