"""All files below a folder, as entries; links and what cannot be opened are entries with a reason."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder import system
from autograder.errors import Unreadable
from autograder.intake import disk, litter, naming
from autograder.messages import message


def unstamped() -> str | None:
    """Of what has no stamp."""
    return None


@dataclass(frozen=True)
class Entry:
    """One file of an input.

    ``parts``: the names below the input, the file's own last. ``read()`` gives its bytes or raises
    ``Unreadable``. ``inside``: if it is in a learner's zip, the names in there (``parts`` ends with the
    zip's). ``refused``: it stands for a hand-in that cannot be opened; ``read()`` says why.
    ``stamp()`` is a text that changes with the content, found without reading it, or ``None``. ``trace``:
    what is there instead of a notebook that was at hand elsewhere (see ``litter``); it is no hand-in beside
    one. ``reason``: why it is refused for its name alone.
    """

    parts: tuple[str, ...]
    place: str
    read: Callable[[], bytes]
    inside: tuple[str, ...] = ()
    refused: bool = False
    stamp: Callable[[], str | None] = unstamped
    trace: str = ""
    reason: str = ""

    @property
    def name(self) -> str:
        return (self.inside or self.parts)[-1]


def refuser(reason: str) -> Callable[[], bytes]:
    """A ``read`` that refuses."""

    def refuse():
        raise Unreadable(reason)

    return refuse


def entries(folder: Path, course: Path | str | None = None) -> Iterator[Entry]:
    """Entries of all files below ``folder`` in a stable order.

    ``course``: the course folder, which is passed by unless it is, or holds, the input.
    """
    above = ("submitted",) if folder.name == "submitted" else ()
    course = Path(course).resolve() if course else None
    if course and (folder == course or course in folder.parents):
        course = None
    beside_course = str(course.parent) if course else None
    closed: list[tuple[tuple[str, ...], OSError]] = []
    for here, below, folders, files, linked in _walk(folder, closed):
        parts = above + below
        folders[:] = sorted(name for name in folders if not litter.is_passed_by(name) and name not in linked)
        if course and here == beside_course:
            folders[:] = [name for name in folders if name != course.name]
        if not below:
            passed = _of_nbgrader(folders, files)
            folders[:] = [name for name in folders if name not in passed]
        for name in sorted([*linked, *files]):
            seen, trace = litter.seen(parts, naming.readable(name))
            if seen is None:
                continue
            path = os.path.join(here, name)
            read = refuser(disk.LINK) if name in linked else _reader(path)
            stamp, refused = _stamper(path), name in linked
            yield Entry((*parts, seen), naming.shown(path), read, (), refused, stamp, trace)
    for below, problem in sorted(closed, key=lambda one: one[0]):
        parts = above + below or (folder.name,)
        why = system.why(problem)
        read = refuser(message("found_folder_closed", why=why))
        yield Entry(parts, naming.shown(str(problem.filename)), read, refused=True)


def _of_nbgrader(folders, files):
    """What a course folder of nbgrader has beside ``submitted``: nobody handed that in."""
    if "submitted" not in folders or not {"nbgrader_config.py", "gradebook.db"} & set(files):
        return set()
    return {"source", "release", "autograded", "feedback", "solution_feedback"}


def _walk(
    folder: Path, closed: list[tuple[tuple[str, ...], OSError]]
) -> Iterator[tuple[str, tuple[str, ...], list[str], list[str], set[str]]]:
    """``os.walk``, which up to Python 3.11 cannot go down a thousand folders; it tells the names below too.

    ``closed`` gets ``(names below, error)`` for each folder that cannot be opened.
    """
    waiting: list[tuple[str, tuple[str, ...]]] = [(os.fspath(folder), ())]
    while waiting:
        here, below = waiting.pop()
        try:
            with os.scandir(here) as found:
                entries = [(one.name, _is_folder(one), one.is_symlink()) for one in found]
        except OSError as problem:
            closed.append((below, problem))
            continue
        folders = [name for name, is_folder, _ in entries if is_folder]
        linked = {name for name, is_folder, is_link in entries if is_folder and is_link}
        yield here, below, folders, [name for name, is_folder, _ in entries if not is_folder], linked
        waiting += [(os.path.join(here, name), (*below, naming.readable(name))) for name in reversed(folders)]


def _is_folder(entry):
    """What the folder's own list tells costs nothing; only links have to be looked up."""
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _stamper(path):
    return lambda: disk.stamp(path)


def _reader(path):
    return lambda: disk.read(path)
