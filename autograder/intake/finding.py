"""Find the hand-ins in folders, archives and single notebooks. Nothing a learner sends makes this raise."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from autograder.intake import archives, downloads, identity, inputs, naming, owners
from autograder.intake.folders import Entry
from autograder.intake.hand_in import HandIn
from autograder.intake.roster import Roster
from autograder.lms import base


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
    found: list[HandIn] = []
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
            found += [replace(one, number=number) for one in some]
    return list(_compared(found))


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


def _compared(found: list[HandIn]) -> Iterator[HandIn]:
    """What a whole download tells of each of its hand-ins.

    Two people of one name are two learners: the platform's number is added.
    """
    numbers: dict[tuple | None, set[str | None]] = {}
    for one in found:
        if one.company:
            numbers.setdefault(_company(one), set()).add(one.lms_id)
    for one in found:
        if len(numbers.get(_company(one), ())) > 1:
            learner = naming.learner_id(f"{one.name}_{one.lms_id}")
            yield replace(one, learner=learner, has_namesake=True)
        else:
            yield one


def _company(one: HandIn) -> tuple | None:
    """Those of one INPUT are meant, where the platform numbers people anew."""
    if one.company is None:
        return None
    return (None if base.named(one.lms).numbers_people_for_good else one.number, *one.company)
