"""What an INPUT of the command line is: a folder, an archive, one notebook, or nothing that can be graded."""

import os
from pathlib import Path

from autograder import system
from autograder.errors import Unreadable
from autograder.intake import archives, disk, folders, naming, zips
from autograder.intake.folders import Entry
from autograder.messages import message, together
from autograder.notebook import recognising

KINDS = message("input_kinds")
TABLE = message("input_table")
WEB_PAGE = message("input_web_page")
UNFINISHED = message("input_unfinished")
NOT_OPENED = message("input_not_opened")
OTHER = message("input_other")
LINK = message("input_link")
_UNFINISHED = ("crdownload", "part", "partial", "download", "opdownload", "tmp", "aria2")


class Unusable(Exception):
    """An INPUT holds nothing that could be graded. The message says what it is and what to give."""


def opened(
    path: Path | str,
    course: Path | str | None,
    budget: archives.Budget,
    learners_of: zips.LearnersOf = zips.nobody,
) -> tuple[str, list[Entry]]:
    """``(name of the input, its entries)``. Raises ``Unusable``. ``learners_of``: see ``zips.members``."""
    path = Path(path)
    try:
        if path.is_dir():
            return _folder(path, course)
        named = naming.readable(path.name)
        return _single(path, named) if naming.is_notebook(named) else _file(path, named, budget, learners_of)
    except OSError as problem:
        told = message("input_closed", path=naming.shown(str(path)), why=system.why(problem))
        raise Unusable(told) from None


def _folder(path, course):
    if path.is_symlink():
        shown, target = naming.shown(str(path)), naming.shown(str(path.resolve()))
        raise Unusable(LINK.format(path=shown, target=target))
    os.scandir(path).close()  # one that may not be opened is told here, not as somebody's
    folder = path.resolve()
    return folder.name, list(folders.entries(folder, course))


def _single(path, named):
    """One notebook, or what stands for one: somebody gave it on purpose."""
    stamp, read = (lambda: disk.stamp(path)), (lambda: disk.read(path))
    wrong = not naming.is_notebook(named)
    return path.absolute().parent.name, [
        Entry((named,), naming.shown(str(path)), read, refused=wrong, stamp=stamp)
    ]


def _file(path, named, budget, learners_of):
    shown = naming.shown(str(path))
    try:
        head = disk.head(path)
    except Unreadable as problem:
        raise Unusable(message("at_place", place=shown, why=str(problem))) from None
    if recognising.ending(named) in _UNFINISHED:
        raise Unusable(UNFINISHED.format(path=shown))
    if recognising.is_web_page(head):
        raise Unusable(WEB_PAGE.format(path=shown))
    if archives.is_one(named, head):
        try:
            return recognising.bare(named), archives.entries(path, budget, learners_of)
        except Unreadable as problem:
            raise Unusable(message("at_place", place=shown, why=str(problem))) from None
    if recognising.may_be_notebook(head):
        return _single(path, named)
    if packed := recognising.packed(named, head):
        raise Unusable(NOT_OPENED.format(path=shown, what=packed))
    what = recognising.kind(named, head)
    if recognising.is_table(what):
        raise Unusable(together(TABLE.format(path=shown), KINDS))
    told = OTHER.format(path=shown, what=what or message("input_other_kind"))
    raise Unusable(together(told, KINDS))
