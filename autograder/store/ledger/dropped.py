"""What lies on the desk and is not graded yet, of a learner who is forgotten."""

import json
import re
import shutil
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path

from autograder.errors import CourseFolderError
from autograder.intake import finding, naming, roster
from autograder.store import files
from autograder.store.course_folder import CORRECTIONS, DESK, CourseFolder


def remove(folder: CourseFolder, learner: str, called: Collection[str]) -> list[str]:
    """Remove what was dropped and is ``learner``'s, out of zips and folders too; what it was, by names.

    ``called``: all names of the learner. What is left (a tar, a table that others need) is found and told by
    ``leftovers.left``.
    """
    removed: list[str] = []
    with files.failures_explained(folder.root / DESK):
        for item in sorted((folder.root / DESK).glob("*-*")):
            removed += _of_item(folder, item, learner, called)
    return removed


def _of_item(folder: CourseFolder, item: Path, learner: str, called: Collection[str]) -> Iterator[str]:
    above = next((one for one in item.iterdir() if one.is_dir()), None) if item.is_dir() else None
    if above is None:
        return
    _out_of_corrections(item / CORRECTIONS, learner, called)
    if item.name.startswith("folder-"):
        yield from _out_of_folder(folder, above, learner, called)
        return
    for path in sorted(above.iterdir()):
        if above.name == learner or _names(path.stem, called):
            yield path.name
            shutil.rmtree(item)
            return
        if zipfile.is_zipfile(path):
            yield from _out_of_zip(folder, path, learner, called)


def _out_of_folder(folder: CourseFolder, top: Path, learner: str, called: Collection[str]) -> Iterator[str]:
    places = _places(folder, top, learner)
    for path in sorted(top.rglob("*"), reverse=True):  # what is inside goes before its folder
        if path.is_file() and (naming.shown(str(path)) in places or _in_path(path.relative_to(top), called)):
            yield path.relative_to(top.parent).as_posix()
            path.unlink()
    for path in sorted(top.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _out_of_zip(folder: CourseFolder, path: Path, learner: str, called: Collection[str]) -> Iterator[str]:
    places = _places(folder, path, learner)
    with zipfile.ZipFile(path) as archive:
        mine = {
            one.filename
            for one in archive.infolist()
            if f"{naming.shown(str(path))}: {one.filename}" in places or _in_path(Path(one.filename), called)
        }
        if not mine:
            return
        with (
            files.replacing(path) as unfinished,
            zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as kept,
        ):
            for one in archive.infolist():
                if one.filename not in mine:
                    with archive.open(one) as source, kept.open(one, "w", force_zip64=True) as target:
                        shutil.copyfileobj(source, target)
    yield f"{path.name}: {', '.join(sorted(mine)[:20])}"


def _places(folder: CourseFolder, path: Path, learner: str) -> set[str]:
    """Where the learner's hand-ins lie in something dropped, as the grader would find them."""
    listed = None
    if folder.roster_file is not None and folder.roster_file.is_file():
        try:
            listed = roster.read(folder.roster_file)
        except CourseFolderError:
            listed = None  # then names count as they are written
    found = set()
    for one in finding.collect([path], list(folder.assignments()), folder.root, listed):
        whose = listed.find(one) if listed is not None else None
        if learner == (whose.id if isinstance(whose, roster.Match) else one.learner):
            found.add(one.place)
    return found


def _in_path(path: Path, called: Collection[str]) -> bool:
    return any(_names(part, called) for part in path.parts)


def _names(text: str, called: Collection[str]) -> bool:
    """Whether a file's or folder's name has one of the names as a word; an underscore ends a word there."""
    return any(re.search(rf"(?<![^\W_]){re.escape(one)}(?![^\W_])", text, re.IGNORECASE) for one in called)


def _out_of_corrections(path: Path, learner: str, called: Collection[str]) -> None:
    if not path.is_file():
        return
    told = json.loads(path.read_text(encoding="utf-8"))
    kept = {place: one for place, one in told.items() if one[0] != learner and not _names(place, called)}
    if kept != told:
        files.write_json(path, kept)
