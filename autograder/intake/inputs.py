"""What an INPUT of the command line is: a folder, an archive, one notebook, or nothing that can be graded."""

import os
from pathlib import Path

from autograder.errors import Unreadable
from autograder.intake import archives, disk, folders, naming, zips
from autograder.intake.folders import Entry
from autograder.notebook import recognising

KINDS = "INPUT is a folder, an archive (zip, tar, tar.gz, tar.bz2, tar.xz), or one notebook (.ipynb)."
TABLE = (
    "{path} is a table, not hand-ins. A list of the learners is given with --roster, Moodle's grading "
    "worksheet with --roster and --receipts. " + KINDS
)
WEB_PAGE = (
    "{path} is a web page, not hand-ins: perhaps the platform asked for a log-in. Log in and download again."
)
UNFINISHED = "{path} is an unfinished download. Let the browser finish it, or download it again."
NOT_OPENED = "{path} is {what}, which is not opened here. Unpack it, and give the folder."
OTHER = "{path} is {what}, not a notebook. " + KINDS
LINK = "{path} is a link to a folder. Give the folder itself: {target}"
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
        why = disk.CLOSED.format(why=problem.strerror or "unknown").removeprefix("It ")
        raise Unusable(f"{naming.shown(str(path))} {why}") from None


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
        raise Unusable(f"{shown}: {problem}") from None
    if recognising.ending(named) in _UNFINISHED:
        raise Unusable(UNFINISHED.format(path=shown))
    if recognising.is_web_page(head):
        raise Unusable(WEB_PAGE.format(path=shown))
    if archives.is_one(named, head):
        try:
            return recognising.bare(named), archives.entries(path, budget, learners_of)
        except Unreadable as problem:
            raise Unusable(f"{shown}: {problem}") from None
    if recognising.may_be_notebook(head):
        return _single(path, named)
    if packed := recognising.packed(named, head):
        raise Unusable(NOT_OPENED.format(path=shown, what=packed))
    what = recognising.kind(named, head)
    if recognising.is_table(what):
        raise Unusable(TABLE.format(path=shown))
    raise Unusable(OTHER.format(path=shown, what=what or "a file of another kind"))
