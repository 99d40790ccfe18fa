"""The facilitator's course folder, an ordinary nbgrader course: what is where, and how it is set."""

import contextlib
import os
import re
from pathlib import Path

from autograder import course_yml, lateness
from autograder.notebook import released
from autograder.notebook.released import Released
from autograder.store import files, modes, packs
from localsdg import course

DATABASE = "database-url"  # a file with the database's address, where it is not gradebook.db
SOURCES = "release/.sources"  # what the released notebooks were made from
# A file of this name in a course folder: where each learner has a case, only work on that case counts.
OWN_CASES = "own-cases"
LANGUAGE = "language"  # a file that names the language, where it is not English
DESK = ".desk"  # the folder of what was dropped on the desk's page
CORRECTIONS = "corrections.json"  # beside something dropped: whose its files are, as the facilitator said
BADGES = "badges"  # the folder of badges: one for each learner in it
ROSTER = "roster-file"  # a file with the path of the list of the learners that was given last


def wants_own_cases(root: Path | str) -> bool:
    """Whether the course folder ``root`` insists on each learner's own case."""
    return (Path(root) / OWN_CASES).is_file()


def language_of(root: Path | str) -> str:
    """The language of the course folder ``root``, which need not be there."""
    try:
        named = (Path(root) / LANGUAGE).read_text(encoding="utf-8", errors="replace").strip()
    except OSError:  # what is wrong with the folder is told where it is used
        return course.LANGUAGE
    return named if named in course.languages() else course.LANGUAGE


def database_url(root: Path | str) -> str:
    """Where the course folder ``root`` has its database: in ``gradebook.db`` unless a file names another."""
    with contextlib.suppress(FileNotFoundError):
        return _with_driver((Path(root) / DATABASE).read_text(encoding="utf-8", errors="replace").strip())
    return f"sqlite:///{Path(root).resolve() / 'gradebook.db'}"


def _with_driver(url: str) -> str:
    """The address with the PostgreSQL driver that is installed here; SQLAlchemy's own choice is another."""
    return re.sub(r"^postgres(ql)?://", "postgresql+psycopg2://", url)


class CourseFolder:
    """Paths of one course folder; its assignments once it is prepared (``nbgrader/assignments.py``).

    Whoever has one reads the course with the country pack that its ``course.yml`` names (``packs``).
    """

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root).resolve()
        self.gradebook = self.root / "gradebook.db"  # where it is, unless ``url`` names another place
        packs.use(self.settings)

    @property
    def is_made(self) -> bool:
        return (self.root / "release").is_dir() and (self.root / SOURCES).is_file()

    @property
    def url(self) -> str:
        """The address of the database that holds gradebook and ledger."""
        return database_url(self.root)

    @url.setter
    def url(self, url: str) -> None:
        # Loaded when an address is given: whoever only asks where things are does not wait for databases.
        from autograder.store.database import Database
        from autograder.store.ledger import belonging

        url = _with_driver(url)
        with Database(url) as database:  # an address that cannot be used is not remembered
            with database.reading():
                pass
            belonging.check(database, self.root)
        # It may hold a password: nobody reads it but those who share the folder.
        files.write(self.root / DATABASE, url + "\n", mode=0o660 if modes.is_shared(self.root) else 0o600)

    def make(self) -> None:
        """Make the folder; one that is new, or not yet a course, is closed to others."""
        with files.failures_explained(self.root):
            is_new = not self.root.is_dir()
            modes.make_folders(self.root)
            if is_new or not (self.is_made or modes.is_shared(self.root)):
                os.chmod(self.root, modes.PRIVATE)

    @property
    def roster_file(self) -> Path | None:
        """The list of the learners that the last `grade` was given, as a path; ``None`` if it had none."""
        try:
            return Path((self.root / ROSTER).read_text(encoding="utf-8", errors="replace").rstrip("\n"))
        except FileNotFoundError:
            return None

    @roster_file.setter
    def roster_file(self, path: Path | None) -> None:
        if path:
            files.write(self.root / ROSTER, f"{Path(path).absolute()}\n")
        else:
            (self.root / ROSTER).unlink(missing_ok=True)

    @property
    def own_cases(self) -> bool:
        return wants_own_cases(self.root)

    @own_cases.setter
    def own_cases(self, yes: bool) -> None:
        if yes:
            files.write(self.root / OWN_CASES, "")
        else:
            (self.root / OWN_CASES).unlink(missing_ok=True)

    @property
    def language(self) -> str:
        """The language of those whose hand-ins name none, and of facilitators' pages."""
        return language_of(self.root)

    @language.setter
    def language(self, named: str) -> None:
        files.write(self.root / LANGUAGE, f"{named}\n")

    @property
    def settings(self) -> Path:
        """The ``course.yml`` that the facilitator may have written."""
        return self.root / course_yml.FILE

    def policy(self) -> lateness.Policy:
        """The ``lateness.Policy`` that the facilitator wrote into ``course.yml``."""
        return lateness.read(self.settings, list(self.assignments()))

    def holds(self, path: Path | str) -> bool:
        """Whether a path is this folder or below it; what was dropped on the desk's page is not kept yet."""
        path = Path(path).resolve()
        return path.is_relative_to(self.root) and not path.is_relative_to(self.root / DESK)

    def submitted(self, learner: str, assignment: str) -> Path:
        return self.root / "submitted" / learner / assignment / f"{assignment}.ipynb"

    def autograded(self, learner: str, assignment: str) -> Path:
        return self.root / "autograded" / learner / assignment / f"{assignment}.ipynb"

    def feedback(self, learner: str, assignment: str) -> Path:
        return self.root / "feedback" / learner / assignment / f"{assignment}.html"

    def assignments(self) -> dict[str, Released]:
        """``{name: Released}`` of all released assignments, by name."""
        return {path.stem: released.read(path) for path in self.releases()}

    def releases(self) -> list[Path]:
        """The released notebooks, by name."""
        paths = sorted((self.root / "release").glob("*/*.ipynb"))
        return [path for path in paths if path.stem == path.parent.name]


def looks_foreign(root: Path | str) -> bool:
    """Whether a folder has content but is no course: perhaps the hand-ins' folder was given by mistake."""
    root = Path(root)
    if not root.is_dir() or not os.listdir(root):
        return False
    made = ("nbgrader_config.py", "gradebook.db", "submitted", "course.yml")
    if any((root / name).exists() for name in made):
        return False
    # A grader that was killed at once has left no more than these.
    return any(not name.startswith((".", DATABASE)) for name in os.listdir(root))
