"""Find the hand-ins in folders, zips and single notebooks. Nothing a learner sends makes this raise."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from autograder.intake import archives, disk, folders, lms, naming, owners
from autograder.intake.folders import Entry, unstamped
from autograder.intake.reading import Unreadable


@dataclass(frozen=True)
class HandIn:
    """One notebook that was handed in, or the reason why a learner's files hold none.

    ``learner``: an id made of the names found; ``name``: the same as it was written; ``names``: all names
    on the way that may be the learner's, the outermost first. ``assignment`` is ``None`` where no name
    tells it. ``read()`` gives its bytes or raises ``Unreadable``. ``number`` is the place of the INPUT it
    came from. ``lms_id`` and ``late_mark`` are what Moodle or Canvas wrote into the name, ``version`` what
    Canvas counts (``(stem, number, file)``). ``notes``: sentences on what was found beside it.
    ``stamp()``: see ``Entry``. ``has_namesake``: the name is another learner's too, so the platform's number
    is part of ``learner``. ``likely``: the assignment of all others in the same download.
    """

    learner: str
    assignment: str | None
    place: str
    read: Callable[[], bytes]
    number: int = 0
    name: str = ""
    names: tuple = ()
    lms: str | None = None
    lms_id: str | None = None
    late_mark: bool = False
    version: tuple = ()
    notes: tuple = ()
    has_namesake: bool = False
    likely: str | None = None
    stamp: Callable[[], str | None] = unstamped


def collect(inputs, assignments, course=None):
    """All hand-ins below ``inputs`` (paths) in a stable order; of notebooks only the names are read yet.

    ``assignments``: the known names. ``course``: the course folder, which is passed by unless it is
    itself an input.
    """
    found = []
    for number, path in enumerate(map(Path, inputs)):
        budget = archives.Budget(archives.MOST_UNPACKED)
        top, entries = _below(path, course, budget)
        entries = [one for entry in entries for one in _unpacked(entry, budget)]
        found += [(number, fields) for fields in owners.hand_ins(entries, top, assignments)]
    return [HandIn(number=number, **fields) for number, fields in _compared(found)]


def _below(path, course, budget):
    """``(name of the input, its entries)``."""
    if path.is_dir() and not path.is_symlink():
        folder = path.resolve()
        inner = folder / "submitted"
        folder = inner if inner.is_dir() and not inner.is_symlink() else folder
        return folder.name, list(folders.entries(folder, course))
    place = naming.shown(str(path))
    if path.suffix.lower() == ".zip" and not path.is_symlink():
        try:
            return path.stem, archives.entries(path, budget)
        except Unreadable as problem:
            return path.stem, [Entry((path.stem,), place, folders.refuser(str(problem)), refused=True)]
    # A single file counts whatever it is called: somebody named it on purpose.
    name = naming.readable(path.name)
    wrong = not naming.is_notebook(name)
    return path.absolute().parent.name, [
        Entry((name,), place, lambda: disk.read(path), refused=wrong, stamp=lambda: disk.stamp(path))
    ]


def _unpacked(entry, budget):
    """The entries of a zip that a learner handed in (never of a zip in a zip in a zip); else the entry."""
    if entry.refused or not entry.name.lower().endswith(".zip"):
        return [entry]
    try:
        return archives.entries_inside(entry, budget) or [entry]
    except Unreadable as problem:
        return [Entry(entry.parts, entry.place, folders.refuser(str(problem)), refused=True)]


def _compared(found):
    """What a whole download tells of each of its hand-ins.

    Two people of one name are two learners: the platform's number is added. A download is of one
    assignment.
    """
    numbers = {}
    for number, one in found:
        if one["company"]:
            one["company"] = one["company"] if one["lms"] == lms.CANVAS else (number, *one["company"])
            numbers.setdefault(one["company"], set()).add(one["lms_id"])
    of_downloads = {}
    for number, one in found:
        of_downloads.setdefault((number, one["download"]), set()).add(one["assignment"])
    for number, one in found:
        others = of_downloads[number, one["download"]] - {None}
        if one.pop("download") and len(others) == 1:
            one["likely"] = next(iter(others))
        if len(numbers.get(one.pop("company"), ())) > 1:
            one["learner"] = naming.learner_id(f"{one['name']}_{one['lms_id']}")
            one["has_namesake"] = True
        yield number, one
