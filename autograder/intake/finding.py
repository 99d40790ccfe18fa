"""Find the hand-ins in folders, zips and single notebooks. Nothing a learner sends makes this raise."""

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from autograder.intake import archives, naming
from autograder.intake.reading import LARGEST, Unreadable

# Folders that hold no hand-ins: what Jupyter, a Mac and nbgrader put beside them.
_PASSED_BY = {".ipynb_checkpoints", "__MACOSX", ".git", "__pycache__"}


@dataclass(frozen=True)
class HandIn:
    """One notebook that was handed in.

    ``assignment`` is ``None`` where no name tells it. ``read()`` gives its bytes or raises
    ``Unreadable``. ``number`` is the place of the INPUT it came from.
    """

    learner: str
    assignment: str | None
    place: str
    read: Callable[[], bytes]
    number: int = 0


def collect(inputs, assignments, course=None):
    """All hand-ins below ``inputs`` (paths) in a stable order; nothing is read yet but lists of names.

    ``assignments``: the known names. ``course``: the course folder, which is passed by unless it is
    itself an input.
    """
    found = []
    for number, path in enumerate(map(Path, inputs)):
        for parts, top, place, read in _below(path, course):
            learner, assignment = naming.who_and_what(parts, top, assignments)
            found.append(HandIn(learner, assignment, place, read, number))
    return found


def _below(path, course):
    if path.is_dir() and not path.is_symlink():
        return _in_folder(path.resolve(), course)
    if path.suffix.lower() == ".zip" and not path.is_symlink():
        return _in_zip(path)
    return [([path.name], path.absolute().parent.name, str(path), _reader(path))]


def _in_folder(folder, course):
    if (folder / "submitted").is_dir():
        folder = folder / "submitted"
    course = Path(course).resolve() if course else None
    if course and (folder == course or course in folder.parents):
        course = None  # the course itself is the input
    above = ["submitted"] if folder.name == "submitted" else []
    for here, folders, files in os.walk(folder):
        here = Path(here)
        linked = [name for name in folders if (here / name).is_symlink()]
        folders[:] = sorted(
            name
            for name in folders
            if name not in _PASSED_BY and name not in linked and here / name != course
        )
        for name in sorted(linked + [name for name in files if _is_notebook(name)]):
            parts = above + list((here / name).relative_to(folder).parts)
            yield parts, folder.name, str(here / name), _reader(here / name)


def _is_notebook(name):
    return name.lower().endswith(".ipynb") and not name.startswith("._")


def _reader(path):
    return lambda: _read(path)


def _read(path):
    """A regular file's bytes (never through a link, never more than the limit + 1)."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            raise Unreadable("It is a link, not a file. Ask the learner for the notebook itself.")
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with open(handle, "rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as problem:
        raise Unreadable(f"The file cannot be read ({problem.strerror}). Check its permissions.") from None


def _in_zip(path):
    try:
        archive, entries = archives.open_zip(path)
    except Unreadable as problem:
        yield [path.stem], path.stem, str(path), _refuser(str(problem))
        return
    for parts, info, refused in entries:
        if _PASSED_BY & set(parts) or not _is_notebook(parts[-1]):
            continue
        # Parts that climb are no folders: a refused name must not choose where its reason is shown.
        parts = [part for part in parts if part != ".."]
        read = _refuser(refused) if refused else _entry_reader(archive, info)
        yield parts, path.stem, f"{path}: {'/'.join(parts)}", read


def _refuser(reason):
    def refuse():
        raise Unreadable(reason)

    return refuse


def _entry_reader(archive, info):
    return lambda: archives.read_entry(archive, info)
