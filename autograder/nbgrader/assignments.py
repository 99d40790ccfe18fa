"""A course folder becomes an nbgrader course with the current assignments, and is kept up to date."""

import contextlib
import hashlib
import logging
import shutil
from pathlib import Path

from autograder import open_halves
from autograder.errors import CourseFolderError
from autograder.messages import message
from autograder.nbgrader import added_cells
from autograder.nbgrader.config import configure
from autograder.run import versions
from autograder.store import files, gradebook, modes
from autograder.store.course_folder import DATABASE, SOURCES, CourseFolder
from autograder.store.database import Database, failures_explained, patient
from autograder.store.ledger import belonging
from autograder.store.ledger.opening import opened
from localsdg_build.release.notebooks import release_all
from localsdg_build.release.wheel import build_wheel

CONFIG = '''"""Made by `autograder grade`. With these settings nbgrader grades as autograder does."""

import os

import autograder
from autograder.course_folder import database_url

load_subconfig("nbgrader_config.py", path=os.path.dirname(autograder.__file__))  # noqa: F821
get_config().CourseDirectory.db_url = database_url(os.path.dirname(os.path.abspath(__file__)))  # noqa: F821
'''
LOCK = ".preparing"  # locked by the grader that makes the folder
EMPTIED = message("prepare_emptied")


def prepare(folder: CourseFolder) -> None:
    """Make the folder an nbgrader course with the current assignments; what is done already is left.

    One grader at a time does it. If it is interrupted, the next one goes on.
    """
    with files.failures_explained(folder.root):
        folder.make()
        sources = _sources(folder)
        if _is_prepared(folder, sources):
            return
        with files.locked(folder.root / LOCK), failures_explained(folder.url):
            if not _is_prepared(folder, sources):
                _prepare(folder, sources)


def _sources(folder):
    """What the releases are made from and where they are recorded, as one short text."""
    elsewhere = "" if _is_own_database(folder) else folder.url
    # Learners get the folder with this text: no address of a database may be read from it.
    mark = hashlib.sha256(elsewhere.encode()).hexdigest()[:16] if elsewhere else ""
    read = hashlib.sha256(open_halves.asked(folder.settings).encode()).hexdigest()[:16]
    return f"{versions.of_sources()} {read} {mark}".strip()


def _is_prepared(folder, sources):
    mark = folder.root / SOURCES
    if not mark.is_file() or mark.read_text(encoding="utf-8", errors="replace") != sources:
        return False
    if not _has_config(folder):
        return False
    made = {folder.root / "release" / path.stem / path.name for path in folder.root.glob("source/*/*.ipynb")}
    return _has_database(folder) and all(map(files.is_json, made | set(folder.releases())))


def _prepare(folder, sources):
    with Database(folder.url) as database:
        belonging.check(database, folder.root)
    if not _has_config(folder):
        files.write(_config(folder), CONFIG)
    for room in ("submitted", "autograded", "feedback"):
        modes.make_folders(folder.root / room)
    _release(folder)
    with opened(folder):  # makes the ledger's tables
        for place in ("source", "release", *(path.name for path in folder.root.glob("gradebook.db*"))):
            modes.settle(folder.root / place)
        files.write(folder.root / SOURCES, sources)


def _config(folder):
    return folder.root / "nbgrader_config.py"


def _has_config(folder):
    """Whether the settings are there; a power cut may have emptied them."""
    return _config(folder).is_file() and _config(folder).stat().st_size > 0


def _has_database(folder):
    """Whether the gradebook is there; one that a power cut emptied must not pass for a new one."""
    if not _is_own_database(folder):
        return True
    if not folder.gradebook.is_file():
        return False
    if folder.gradebook.stat().st_size == 0 and any((folder.root / "autograded").glob("*/*/*.ipynb")):
        raise CourseFolderError(EMPTIED.format(path=folder.gradebook))
    return folder.gradebook.stat().st_size > 0


def _is_own_database(folder):
    return not (folder.root / DATABASE).exists()


def _release(folder):
    read = open_halves.read_by_people(folder.settings)
    with files.scratch("release") as temporary:
        fresh = release_all(Path(temporary), read=read)
        with gradebook.opened(folder.url) as book:
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
    return same and files.is_json(made) and gradebook.holds(book, fresh.stem)


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
    # nbgrader's converters take a fifth of a second to load; a folder that is prepared needs none.
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
