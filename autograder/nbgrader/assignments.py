"""A course folder becomes an nbgrader course with the current assignments, and is kept up to date."""

import hashlib

from autograder import open_halves
from autograder.errors import CourseFolderError
from autograder.messages import message
from autograder.run import versions
from autograder.store import files, modes
from autograder.store.course_folder import DATABASE, SOURCES, CourseFolder
from autograder.store.database import Database, failures_explained
from autograder.store.ledger import belonging
from autograder.store.ledger.opening import opened

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
    # nbgrader, and what makes notebooks, take half a second to load; a folder that is prepared needs none.
    from autograder.nbgrader import releases

    releases.bring_up(folder)
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
