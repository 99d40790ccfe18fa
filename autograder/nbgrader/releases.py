"""The assignments of a course folder, made by nbgrader from the course's own notebooks."""

import contextlib
import logging
import shutil
from pathlib import Path

from autograder import open_halves
from autograder.errors import CourseFolderError
from autograder.messages import message
from autograder.nbgrader import added_cells
from autograder.nbgrader.config import configure
from autograder.store import files, nbgrader_book
from autograder.store.course_folder import CourseFolder
from autograder.store.database import patient
from localsdg_build.release.notebooks import release_all
from localsdg_build.release.wheel import build_wheel


def bring_up(folder: CourseFolder) -> None:
    """Make ``source``, ``release`` and the gradebook's assignments what the course's sources say."""
    read = open_halves.read_by_people(folder.settings)
    with files.scratch("release") as temporary:
        fresh = release_all(Path(temporary), read=read)
        with nbgrader_book.opened(folder.url) as book:
            stale = [path for path in fresh if not _is_current(folder, path, book)]
            for path in stale:
                added_cells.add(book, path.stem, path)
        for path in stale:
            _generate(folder, path)
        wheel = build_wheel(Path(temporary))
        for path in fresh:
            _bring_along(folder, wheel, path.stem)


def _bring_along(folder, wheel, name):
    """Put the wheel, which holds all that a learner's Jupyter needs with its data, beside a notebook.

    In ``source`` too: from there nbgrader renews ``release``, also when a person asks it to.
    """
    data = wheel.read_bytes()
    for room in ("source", "release"):
        place = folder.root / room / name / wheel.name
        for other in set(place.parent.glob("localsdg-*.whl")) - {place}:
            other.unlink()
        if not place.is_file() or place.read_bytes() != data:
            files.write(place, data)


def _is_current(folder, fresh, book):
    source = folder.root / "source" / fresh.stem / fresh.name
    made = folder.root / "release" / fresh.stem / fresh.name
    same = source.is_file() and source.read_bytes() == fresh.read_bytes()
    return same and files.is_json(made) and nbgrader_book.holds(book, fresh.stem)


def _generate(folder, fresh):
    """Put a notebook into ``source`` and let nbgrader make the assignment of it, or change nothing."""
    places = [folder.root / room / fresh.stem / fresh.name for room in ("source", "release")]
    before = {place: place.read_bytes() for place in places if place.is_file()}
    shutil.copytree(fresh.parent, places[0].parent, dirs_exist_ok=True)
    problems = _nbgrader_generates(folder, fresh.stem)
    if not problems:
        return
    for place, data in before.items():  # nbgrader removes the release that it could not renew
        files.write(place, data)
    if "submissions associated" in problems:
        told = message("prepare_other_exercises", folder=folder.root, assignment=fresh.stem)
        raise CourseFolderError(told)
    raise CourseFolderError(message("prepare_failed", assignment=fresh.stem, why=problems))


def _nbgrader_generates(folder, name):
    # nbgrader's converters take a fifth of a second to load; where no notebook has changed none is needed.
    from nbgrader.converters import GenerateAssignment, NbGraderException
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    config = configure(Config(), patient(folder.url))
    directory = CourseDirectory(config=config, root=str(folder.root), assignment_id=name)
    converter = GenerateAssignment(coursedir=directory, config=config, force=True)
    with _quiet(converter.log) as said:
        try:
            converter.start()
        except NbGraderException:
            return " ".join(said.lines) or message("prepare_no_reason")
    return ""


class _Lines(logging.Handler):
    """The last line of each error that nbgrader logs."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.lines = []

    def emit(self, entry):
        self.lines.append(entry.getMessage().strip().splitlines()[-1])


@contextlib.contextmanager
def _quiet(logger):
    """nbgrader tells a program's user things that are of no use here; keep its errors, show nothing."""
    lines = _Lines()
    handlers, propagate = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [lines], False
    try:
        yield lines
    finally:
        logger.handlers, logger.propagate = handlers, propagate
