"""Two names that would be one learner, handed in at different times: the later one takes nothing away."""

import re
from collections.abc import Collection

from autograder.intake import comparing, naming
from autograder.intake.hand_in import HandIn
from autograder.intake.levels import SUBMITTED
from autograder.messages import message
from autograder.notebook import recognising

OTHER_ORIGIN = message("passed_same_learner")


def clash(hand_in: HandIn, places: Collection[str], assignments: Collection[str]) -> str:
    """A sentence if ``places``, the learner's graded hand-ins, are of a name written otherwise; else ``""``.

    What lies in our own folder ``submitted`` is called after the learner's id, and tells nothing.
    """
    if hand_in.place in places:  # it lies where it lay: most do, when a class is graded again
        return ""
    own = _plain(naming.shown(hand_in.name))
    earlier = {name for place in places for name in _names(place, hand_in.learner, assignments)}
    if not earlier or own in earlier:
        return ""
    return OTHER_ORIGIN.format(place=hand_in.place, name=own, earlier=min(earlier))


def _names(place, learner, assignments):
    """The names on a way that are made into this learner's id."""
    parts = re.split(r"/|: ", place)
    if SUBMITTED in parts:
        return
    for part in parts:
        bare = naming.stem(recognising.bare(part))
        for name in (part, bare, naming.split(bare, assignments)[1]):
            if name and naming.learner_id(name) == learner:
                yield _plain(name)


def _plain(name):
    return comparing.composed(name).strip(" .")
