"""Which course lies on the desk: folders to choose from, and one that is named.

Nothing is remembered beside the course folders: the page shows what lies beside the course of now, and what
was on the desk since it was started.
"""

import os
from pathlib import Path
from typing import Any

from autograder import system
from autograder.errors import CourseFolderError
from autograder.messages import message
from autograder.store import course_folder
from autograder.store.course_folder import CourseFolder

_MOST = 500  # folders that are listed

NO_FOLDER = message("desk_no_folder")
FOREIGN = message("desk_foreign_folder")


def listed(at: str, beside: Path) -> dict[str, Any]:
    """``{at, above, folders: [{name, path, is_course}]}`` of the folder ``at``; ``""``: around ``beside``.

    Raises ``CourseFolderError`` where there is no such folder.
    """
    place = named(at) if at.strip() else beside.parent
    while not at.strip() and not place.is_dir() and place != place.parent:
        place = place.parent
    try:
        found = [one for one in os.scandir(place) if not one.name.startswith(".") and _is_folder(one)]
    except OSError as problem:
        raise CourseFolderError(NO_FOLDER.format(folder=str(place), why=system.why(problem))) from None
    found.sort(key=lambda one: one.name.casefold())
    folders = [
        {"name": one.name, "path": one.path, "is_course": CourseFolder(one.path).is_made}
        for one in found[:_MOST]
    ]
    above = "" if place == place.parent else str(place.parent)
    return {"at": str(place), "above": above, "folders": folders, "more": max(0, len(found) - _MOST)}


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def named(text: str) -> Path:
    """The path that somebody typed, with ``~`` for the own folder; a bare name is beside the desk's start."""
    try:
        return Path(os.path.realpath(Path(text.strip().strip('"')).expanduser()))
    except (RuntimeError, ValueError, OSError):
        raise CourseFolderError(NO_FOLDER.format(folder=text, why="")) from None


def chosen(text: str, makes: bool) -> CourseFolder:
    """The course folder that somebody named. ``makes``: it may be new, and is made.

    Raises ``CourseFolderError`` where it holds something else, cannot be made, or is not there.
    """
    if not text.strip():
        raise CourseFolderError(message("desk_no_name"))
    place = named(text)
    if course_folder.looks_foreign(place):
        raise CourseFolderError(FOREIGN.format(folder=str(place)))
    folder = CourseFolder(place)
    if place.exists() and not place.is_dir():
        raise CourseFolderError(FOREIGN.format(folder=str(place)))
    if not place.is_dir():
        if not makes:
            raise CourseFolderError(message("desk_not_there", folder=str(place)))
        folder.make()
    return folder
