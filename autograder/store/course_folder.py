"""The facilitator's course folder: an ordinary nbgrader course, made and kept up to date from the sources."""

import contextlib
import hashlib
import logging
import os
import re
import shutil
from pathlib import Path

from autograder.errors import CourseFolderError
from autograder.notebook import released
from autograder.run import versions
from autograder.store import files, modes

CONFIG = '''"""Made by `autograder grade`. With these settings nbgrader grades as autograder does."""

import os

import autograder
from autograder.course_folder import database_url

load_subconfig("nbgrader_config.py", path=os.path.dirname(autograder.__file__))  # noqa: F821
get_config().CourseDirectory.db_url = database_url(os.path.dirname(os.path.abspath(__file__)))  # noqa: F821
'''


DATABASE = "database-url"  # a file with the database's address, where it is not gradebook.db
SOURCES = "release/.sources"  # what the released notebooks were made from
LOCK = ".preparing"  # locked by the grader that makes the folder
EMPTIED = (
    "The gradebook {path} is empty, and hand-ins were graded before: perhaps a power cut did it. Put a copy "
    "of it back from your backup. If there is none, delete it and grade again; points by hand are then gone."
)

# A file of this name in a course folder: where each learner has a case, only work on that case counts.
OWN_CASES = "own-cases"
ROSTER = "roster-file"  # a file with the path of the list of the learners that was given last


def wants_own_cases(root):
    """Whether the course folder ``root`` insists on each learner's own case."""
    return (Path(root) / OWN_CASES).is_file()


def database_url(root):
    """Where the course folder ``root`` has its database: in ``gradebook.db`` unless a file names another."""
    with contextlib.suppress(FileNotFoundError):
        return _with_driver((Path(root) / DATABASE).read_text(encoding="utf-8", errors="replace").strip())
    return f"sqlite:///{Path(root).resolve() / 'gradebook.db'}"


def _with_driver(url):
    """The address with the PostgreSQL driver that is installed here; SQLAlchemy's own choice is another."""
    return re.sub(r"^postgres(ql)?://", "postgresql+psycopg2://", url)


class CourseFolder:
    """Paths of one course folder, and its assignments once it is ``prepared``."""

    def __init__(self, root):
        self.root = Path(root).resolve()
        self.gradebook = self.root / "gradebook.db"  # where it is, unless ``url`` names another place

    @property
    def is_made(self):
        return (self.root / "release").is_dir() and (self.root / SOURCES).is_file()

    @property
    def url(self):
        """The address of the database that holds gradebook and ledger."""
        return database_url(self.root)

    @url.setter
    def url(self, url):
        from autograder.store.database import Database
        from autograder.store.ledger import belonging

        url = _with_driver(url)
        with Database(url) as database:  # an address that cannot be used is not remembered
            with database.reading():
                pass
            belonging.check(database, self.root)
        # It may hold a password: nobody reads it but those who share the folder.
        files.write(self.root / DATABASE, url + "\n", mode=0o660 if modes.is_shared(self.root) else 0o600)

    def make(self):
        """Make the folder; one that is new, or not yet a course, is closed to others."""
        with files.told(self.root):
            is_new = not self.root.is_dir()
            modes.make_folders(self.root)
            if is_new or not (self.is_made or modes.is_shared(self.root)):
                os.chmod(self.root, modes.PRIVATE)

    @property
    def roster_file(self):
        """The list of the learners that the last `grade` was given, as a path; ``None`` if it had none."""
        try:
            return Path((self.root / ROSTER).read_text(encoding="utf-8", errors="replace").rstrip("\n"))
        except FileNotFoundError:
            return None

    @roster_file.setter
    def roster_file(self, path):
        if path:
            files.write(self.root / ROSTER, f"{Path(path).absolute()}\n")
        else:
            (self.root / ROSTER).unlink(missing_ok=True)

    @property
    def own_cases(self):
        return wants_own_cases(self.root)

    @own_cases.setter
    def own_cases(self, yes):
        if yes:
            files.write(self.root / OWN_CASES, "")
        else:
            (self.root / OWN_CASES).unlink(missing_ok=True)

    def policy(self):
        """The ``lateness.Policy`` that the facilitator wrote into ``course.yml``."""
        from autograder import lateness

        return lateness.read(self.root / lateness.FILE, list(self.assignments()))

    def holds(self, path):
        """Whether a path is this folder or below it."""
        return Path(path).resolve().is_relative_to(self.root)

    def submitted(self, learner, assignment):
        return self.root / "submitted" / learner / assignment / f"{assignment}.ipynb"

    def autograded(self, learner, assignment):
        return self.root / "autograded" / learner / assignment / f"{assignment}.ipynb"

    def feedback(self, learner, assignment):
        return self.root / "feedback" / learner / assignment / f"{assignment}.html"

    def assignments(self):
        """``{name: Released}`` of all released assignments, by name."""
        return {path.stem: released.read(path) for path in self._releases()}

    def _releases(self):
        paths = sorted((self.root / "release").glob("*/*.ipynb"))
        return [path for path in paths if path.stem == path.parent.name]

    def prepare(self):
        """Make the folder an nbgrader course with the current assignments; what is done already is left.

        One grader at a time does it. If it is interrupted, the next one goes on.
        """
        from autograder.store.database import told

        with files.told(self.root):
            self.make()
            sources = self._sources()
            if self._is_prepared(sources):
                return
            with files.locked(self.root / LOCK), told(self.url):
                if not self._is_prepared(sources):
                    self._prepare(sources)

    def _sources(self):
        """What the releases are made from and where they are recorded, as one short text."""
        elsewhere = "" if self._is_own_database() else self.url
        # Learners get the folder with this text: no address of a database may be read from it.
        mark = hashlib.sha256(elsewhere.encode()).hexdigest()[:16] if elsewhere else ""
        return f"{versions.of_sources()} {mark}".strip()

    def _is_prepared(self, sources):
        mark = self.root / SOURCES
        if not mark.is_file() or mark.read_text(encoding="utf-8", errors="replace") != sources:
            return False
        if not self._has_config():
            return False
        made = {self.root / "release" / path.stem / path.name for path in self.root.glob("source/*/*.ipynb")}
        return self._has_database() and all(map(files.is_json, made | set(self._releases())))

    def _prepare(self, sources):
        from autograder.store.database import Database
        from autograder.store.ledger import belonging
        from autograder.store.ledger.opening import opened

        with Database(self.url) as database:
            belonging.check(database, self.root)
        if not self._has_config():
            files.write(self._config, CONFIG)
        for room in ("submitted", "autograded", "feedback"):
            modes.make_folders(self.root / room)
        self._release()
        with opened(self):  # makes the ledger's tables
            for place in ("source", "release", *(path.name for path in self.root.glob("gradebook.db*"))):
                modes.settle(self.root / place)
            files.write(self.root / SOURCES, sources)

    @property
    def _config(self):
        return self.root / "nbgrader_config.py"

    def _has_config(self):
        """Whether the settings are there; a power cut may have emptied them."""
        return self._config.is_file() and self._config.stat().st_size > 0

    def _has_database(self):
        """Whether the gradebook is there; one that a power cut emptied must not pass for a new one."""
        if not self._is_own_database():
            return True
        if not self.gradebook.is_file():
            return False
        if self.gradebook.stat().st_size == 0 and any((self.root / "autograded").glob("*/*/*.ipynb")):
            raise CourseFolderError(EMPTIED.format(path=self.gradebook))
        return self.gradebook.stat().st_size > 0

    def _is_own_database(self):
        return not (self.root / DATABASE).exists()

    def _release(self):
        from autograder.store import gradebook
        from localsdg_build.release.notebooks import release_all
        from localsdg_build.release.wheel import build_wheel

        with files.scratch("release") as temporary:
            fresh = release_all(Path(temporary))
            with gradebook.opened(self.url) as book:
                stale = [path for path in fresh if not self._is_current(path, book)]
            for path in stale:
                self._generate(path)
            wheel = build_wheel(temporary)
            for path in fresh:
                self._bring_along(wheel, path.stem)

    def _bring_along(self, wheel, name):
        """Put the wheel, which holds all that a learner's Jupyter needs with its data, beside a notebook.

        In ``source`` too: from there nbgrader renews ``release``, also when a person asks it to.
        """
        data = wheel.read_bytes()
        for room in ("source", "release"):
            place = self.root / room / name / wheel.name
            for other in set(place.parent.glob("localsdg-*.whl")) - {place}:
                other.unlink()
            if not place.is_file() or place.read_bytes() != data:
                files.write(place, data)

    def _is_current(self, fresh, book):
        from autograder.store import gradebook

        source = self.root / "source" / fresh.stem / fresh.name
        made = self.root / "release" / fresh.stem / fresh.name
        same = source.is_file() and source.read_bytes() == fresh.read_bytes()
        return same and files.is_json(made) and gradebook.holds(book, fresh.stem)

    def _generate(self, fresh):
        """Put a notebook into ``source`` and let nbgrader make the assignment of it, or change nothing."""
        places = [self.root / room / fresh.stem / fresh.name for room in ("source", "release")]
        before = {place: place.read_bytes() for place in places if place.is_file()}
        shutil.copytree(fresh.parent, places[0].parent, dirs_exist_ok=True)
        problems = self._nbgrader_generates(fresh.stem)
        if not problems:
            return
        for place, data in before.items():  # nbgrader removes the release that it could not renew
            files.write(place, data)
        if "submissions associated" in problems:
            raise CourseFolderError(
                f"{self.root} has grades for other exercises than {fresh.stem} has now. Grade into a new "
                "course folder, or go back to the version of the course that was handed out."
            )
        raise CourseFolderError(f"nbgrader cannot make the assignment {fresh.stem}: {problems}")

    def _nbgrader_generates(self, name):
        from nbgrader.converters import GenerateAssignment, NbGraderException
        from nbgrader.coursedir import CourseDirectory
        from traitlets.config import Config

        from autograder.nbgrader.config import configure
        from autograder.store.database import patient

        config = configure(Config(), patient(self.url))
        directory = CourseDirectory(config=config, root=str(self.root), assignment_id=name)
        converter = GenerateAssignment(coursedir=directory, config=config, force=True)
        with _quiet(converter.log) as said:
            try:
                converter.start()
            except NbGraderException:
                return " ".join(said.lines) or "it gave no reason."
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


def looks_foreign(root):
    """Whether a folder has content but is no course: perhaps the hand-ins' folder was given by mistake."""
    root = Path(root)
    if not root.is_dir() or not os.listdir(root):
        return False
    made = ("nbgrader_config.py", "gradebook.db", "submitted", "course.yml")
    if any((root / name).exists() for name in made):
        return False
    # A grader that was killed at once has left no more than these.
    return any(not name.startswith((".", DATABASE)) for name in os.listdir(root))
