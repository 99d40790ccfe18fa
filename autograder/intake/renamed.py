"""One hand-in that would be two learners: it was graded before, under an id that is none of this run's.

So it is after another list of the learners, or the first one, gave them other ids.
"""

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from autograder.intake import naming
from autograder.intake.grouping import Key
from autograder.intake.hand_in import HandIn
from autograder.intake.levels import SUBMITTED
from autograder.lms import base
from autograder.messages import message, together
from autograder.notebook import recognising

_MOST = 5  # learners that a sentence names
_LAST = 4  # names of a way: above them stand folders that have nothing to do with a hand-in
OTHER_IDS = message("renamed_other_ids")
LIST_WAS = message("renamed_list_was")
SWAPPED = message("renamed_swapped")


def swapped(
    groups: dict[Key, list[HandIn]], graded: Mapping[tuple[str, str], str]
) -> tuple[dict[Key, list[HandIn]], str]:
    """``(groups that are graded, a sentence on the others or "")``.

    The others have an id that had hand-ins under another name, and a name that had another id alone: each of
    the two may happen, both together only where ids changed their people. See ``apart`` for the arguments.
    """
    of_name: dict[str, set[str]] = {}
    for (learner, _), place in graded.items():
        for name in _way(place):
            of_name.setdefault(name, set()).add(learner)
            if said := _said(name):
                of_name.setdefault(said.name, set()).add(learner)
    known = set().union(*of_name.values())
    held: dict[tuple[str, str], str] = {}
    rest: dict[Key, list[HandIn]] = {}
    for key, group in groups.items():
        others = [(one.name, of_name.get(one.name, set())) for one in group if not one.team]
        odd = next((name for name, ids in others if ids and key[0] not in ids), None)
        if odd is None or key[2] or key[0] not in known:
            rest[key] = group
        else:
            held[odd, key[0]] = min(of_name[odd])
    return rest, _of_swapped(held)


def _of_swapped(held):
    if not held:
        return ""
    told = [
        message("renamed_was_now", name=naming.shown(name), old=naming.shown(old), new=naming.shown(new))
        for (name, new), old in sorted(held.items())
    ]
    return SWAPPED.format(**_counted(told))


def _counted(told):
    """``count`` and ``pairs`` of a sentence that names learners, of many only the first."""
    more = [message("more", count=len(told) - _MOST)] if len(told) > _MOST else []
    return {"count": message("renamed_count", count=len(told)), "pairs": told[:_MOST] + more}


def apart(
    groups: dict[Key, list[HandIn]], graded: Mapping[tuple[str, str], str], ids: Collection[str]
) -> tuple[dict[Key, list[HandIn]], dict[str, str]]:
    """``(groups that are graded, {learner: the earlier id})`` of the others.

    ``groups``: ``{(learner, assignment, why unknown): hand-ins}``. ``graded``: ``{(learner, assignment):
    place}`` of all that was graded before. ``ids``: the learners of this run's list, or of its hand-ins.
    """
    if all(learner in ids for learner, _ in graded):
        return groups, {}
    held: dict[str, str] = {}
    rest: dict[Key, list[HandIn]] = {}
    origins = _Origins(graded)
    for key, group in groups.items():
        learner, assignment, unknown = key
        earlier = None
        if not unknown and (learner, assignment) not in graded:
            earlier = origins.other(group, assignment, ids)
        if earlier is None:
            rest[key] = group
        else:
            held[learner] = earlier
    return rest, held


def sentence(held: Mapping[str, str], before: Path | None = None) -> str:
    """What is told of those that are ``held`` (see ``apart``); ``before``: the list of the run before."""
    pairs = [
        message("renamed_now", old=naming.shown(old), new=naming.shown(new))
        for new, old in sorted(held.items())
    ]
    told = OTHER_IDS.format(**_counted(pairs), first=naming.shown(min(held.values())))
    return together(told, LIST_WAS.format(path=before) if before else "")


class _Origins:
    """Whose hand-ins of before came under which names."""

    def __init__(self, graded: Mapping[tuple[str, str], str]) -> None:
        # By assignment and name on the way, or platform and its number.
        self._ways: dict[tuple[str, str | tuple[str | None, str | None]], set[str]] = {}
        for (learner, assignment), place in graded.items():
            for name in _way(place):
                said = _said(name)
                keys: list[str | tuple[str | None, str | None]] = [name]
                for key in [*keys, (said.system, said.id)] if said and said.id else keys:
                    self._ways.setdefault((assignment, key), set()).add(learner)

    def other(self, group: list[HandIn], assignment: str, ids: Collection[str]) -> str | None:
        """The earlier id of the learner whose the hand-ins are, if nobody of this run's ``ids`` had them."""
        found: set[str] = set()
        for hand_in in group:
            # The platform's number stays where names come in place of "Participant".
            found |= self._ways.get((assignment, (hand_in.lms, hand_in.lms_id)), set())
            for name in _way(hand_in.place):
                if _names(name, hand_in.name, assignment):
                    found |= self._ways.get((assignment, name), set())
        return min(found) if found and found.isdisjoint(ids) else None


def _way(place):
    """The names on the way to a file; of our own folder ``submitted`` none: it is called after the ids."""
    parts = re.split(r"/|: ", place)
    return () if SUBMITTED in parts else parts[-_LAST:]


def _said(part):
    return base.by_folder((part, "")) or base.by_folder((part,)) or base.by_file((part,))


def _names(part, name, assignment):
    """Whether one name of a way is that of the learner, as it was written."""
    said, bare = _said(part), naming.stem(recognising.bare(part))
    written = {part, bare, naming.split(bare, [assignment])[1]} | ({said.name} if said else set())
    return naming.shown(name) in written
