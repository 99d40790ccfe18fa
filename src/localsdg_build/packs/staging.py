"""A course folder made with a pack: the checkout's files, and those that the pack changes.

It lies in ``_build/packs/<name>`` and is a course like any other, with a ``_build`` of its own: nothing that
reads it knows of packs. What did not change keeps its time stamp.
"""

import filecmp
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from localsdg.course import CourseError
from localsdg_build import locks
from localsdg_build.packs import model, overlay
from localsdg_build.packs.model import Pack
from localsdg_build.packs.texts import joined, origin, origins

ORIGINS = ".pack-origins.json"  # where the lines of changed files come from
_COPIED = ("book", "modules", "exercises", "datasets")  # folders that are read file by file
_LINKED = ("src", ".vendor")  # and these as a whole
_SKIP = {"__pycache__", ".ipynb_checkpoints"}


def place(course: Path, name: str) -> Path:
    """Where the course made with a pack lies."""
    return course / "_build" / model.FOLDER / name


def stage(course: Path, pack: Pack) -> Path:
    """Make the course with this pack, or what of it has changed, and return its folder."""
    course = Path(course).resolve()
    folder = place(course, pack.name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locks.alone(folder.parent / f".{pack.name}.lock"):
            _make(course, pack, folder)
    except OSError as problem:
        raise CourseError(
            folder, f"the course with this pack cannot be made here: {problem.strerror}"
        ) from None
    return folder


def _make(course, pack, folder):
    changed = overlay.changed(course, pack)
    kept = {folder / name for name in changed}
    for name, pieces in changed.items():
        _write(folder / name, joined(pieces))
    for path in _unchanged(course, set(changed)):
        target = folder / path.relative_to(course)
        kept.add(target)
        _copy(path, target)
    for name in _LINKED:
        _link(course / name, folder / name)
    told = {name: origins(pieces) for name, pieces in changed.items()}
    _write(folder / ORIGINS, json.dumps(told))
    for path in [*_files(folder), *(one for one in folder.iterdir() if one.is_file())]:
        if path not in kept and path.name != ORIGINS and not path.is_symlink():
            path.unlink()


def _unchanged(course: Path, changed: set[str]) -> Iterator[Path]:
    # A hidden file beside the course's own is somebody's settings, and no part of the course.
    top = [path for path in course.iterdir() if path.is_file() and not path.name.startswith(".")]
    for path in [*top, *_files(course)]:
        if path.relative_to(course).as_posix() not in changed:
            yield path


def _files(course):
    for part in _COPIED:
        for folder, folders, names in os.walk(course / part):
            folders[:] = [name for name in folders if name not in _SKIP]
            yield from (Path(folder, name) for name in names)


def _copy(source, target):
    """The time stamp is the source's, by which Sphinx knows what to read again."""
    try:
        if filecmp.cmp(source, target):  # by size and time, unless these differ
            return
    except OSError:
        pass
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    shutil.copy2(source, target)


def _write(target, text):
    if target.is_file() and target.read_text(encoding="utf-8") == text:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")


def _link(source, target):
    if source.is_dir() and not target.exists():
        target.unlink(missing_ok=True)
        target.symlink_to(source)


def of_source(folder: Path, problem: CourseError) -> CourseError:
    """A problem of the course in ``folder``, told of the file and line that an author wrote."""
    known = folder / ORIGINS
    path = problem.path if problem.path.is_absolute() else folder / problem.path
    if not known.is_file() or not path.is_relative_to(folder):
        return problem
    pieces = json.loads(known.read_text(encoding="utf-8")).get(path.relative_to(folder).as_posix())
    course = model.checkout(folder)
    if not pieces:
        return CourseError(path.relative_to(folder), problem.problem, problem.line)
    source, line = origin(pieces, problem.line)
    shown = source.relative_to(course) if source.is_relative_to(course) else source
    return CourseError(shown, problem.problem, line)
