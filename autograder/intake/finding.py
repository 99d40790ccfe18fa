"""Find the hand-ins in folders, archives and single notebooks. Nothing a learner sends makes this raise."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.intake import archives, downloads, identity, inputs, naming, owners
from autograder.intake.folders import Entry, unstamped
from autograder.intake.roster import Roster
from autograder.lms import base


@dataclass(frozen=True)
class HandIn:
    """One notebook that was handed in, or the reason why a learner's files hold none.

    ``learner``: an id made of the name found; ``name``: the same as it was written; ``names``: all names
    that may be the learner's, the best first. ``assignment`` is ``None`` where no name tells it. ``read()``
    gives its bytes or raises ``Unreadable``; ``refused`` is the reason where names alone tell it, ``unclear``
    why they do not tell whose it is. ``number`` is the place of the INPUT it came from, ``download`` the
    folder of it that sorts this hand-in: most in it are of one assignment. ``lms_id`` and ``late_mark`` are
    what Moodle or Canvas wrote into the name, ``version`` what Canvas counts (``(stem, number, file)``).
    ``notes``: sentences on what was found beside
    it. ``stamp()``: see ``Entry``. ``has_namesake``: the name is another learner's too, so the platform's
    number is part of ``learner``. ``is_part``: only the end of the name is that of a learner of the list.
    ``team``: the name of the team that handed it in for all its members.
    """

    learner: str
    assignment: str | None
    place: str
    read: Callable[[], bytes]
    number: int = 0
    name: str = ""
    names: tuple[str, ...] = ()
    lms: str | None = None
    lms_id: str | None = None
    late_mark: bool = False
    version: tuple = ()
    notes: tuple[str, ...] = ()
    has_namesake: bool = False
    download: tuple = ()
    refused: str = ""
    unclear: str = ""
    is_part: bool = False
    team: str = ""
    stamp: Callable[[], str | None] = unstamped


def collect(
    paths: Iterable[Path | str],
    assignments: Collection[str],
    course: Path | str | None = None,
    roster: Roster | None = None,
    tell: Callable[[str], object] = lambda sentence: None,
) -> list[HandIn]:
    """All hand-ins below ``paths`` in a stable order; of notebooks only the names are read yet.

    ``assignments``: the known names. ``course``: the course folder, which is passed by unless it is
    itself an input. ``roster``: the learners of a list, of whom names on the way may be. ``tell`` gets a
    sentence for each input, or part of one, that cannot be used.
    """
    found = []
    for number, path in enumerate(paths):
        budget = archives.Budget(archives.MOST_UNPACKED)
        try:
            sources = _sources(path, course, budget, identity.Known(roster, assignments), tell)
        except inputs.Unusable as problem:
            tell(str(problem))
            continue
        for top, entries in sources:
            entries = [one for entry in entries for one in archives.unpacked(entry, budget)]
            some = owners.hand_ins(entries, top, assignments, roster, tell)
            found += [(number, fields) for fields in some]
    return [HandIn(number=number, **fields) for number, fields in _compared(found)]


def _sources(
    path: Path | str,
    course: Path | str | None,
    budget: archives.Budget,
    known: identity.Known,
    tell: Callable[[str], object],
) -> list[tuple[str, list[Entry]]]:
    """``[(name, entries), ...]`` of an INPUT, and of each platform's download that lies packed in it."""
    top, entries = inputs.opened(path, course, budget, known.by_part)
    entries, packed = downloads.apart(path, top, entries, known, tell)
    return [(top, entries), *(inputs.opened(one, course, budget, known.by_part) for one in packed)]


def _compared(found: list[tuple[int, dict[str, Any]]]) -> Iterator[tuple[int, dict[str, Any]]]:
    """What a whole download tells of each of its hand-ins.

    Two people of one name are two learners: the platform's number is added.
    """
    numbers: dict[tuple, set[str | None]] = {}
    for number, one in found:
        if one["company"]:
            lasting = base.named(one["lms"]).numbers_people_for_good
            one["company"] = one["company"] if lasting else (number, *one["company"])
            numbers.setdefault(one["company"], set()).add(one["lms_id"])
    for number, one in found:
        if len(numbers.get(one.pop("company"), ())) > 1:
            one["learner"] = naming.learner_id(f"{one['name']}_{one['lms_id']}")
            one["has_namesake"] = True
        yield number, one
