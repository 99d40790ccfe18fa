"""What grading has to know of a learning platform. Each has one module here with its ``PLATFORM``.

The modules are found, and whoever asks names no platform: a new one is a new module in this folder.
"""

import functools
import importlib
import pkgutil
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.lms import headings
from autograder.lms.cells import Sheet
from autograder.lms.people import Listed, Rows
from autograder.messages import message
from autograder.model import Outcome

Say = Callable[[str], object]  # told what the facilitator should know, a sentence at a time
Row = Mapping[str, str]  # a table's row by its headings, see ``tables.read``


_FEEDBACK_PAGE = re.compile(r"(?P<assignment>.+)-feedback( ?\(\d+\)|-\d+)?\.html?", re.IGNORECASE)


def feedback_page(assignment: str) -> str:
    """The name of a page of feedback on its way to a learner through a platform."""
    return f"{assignment}-feedback.html"


def is_feedback_page(name: str, assignments: Collection[str]) -> bool:
    """Whether a file has the name of such a page, perhaps with the number that a browser gave it."""
    match = _FEEDBACK_PAGE.fullmatch(name)
    return match is not None and match["assignment"] in assignments


@dataclass(frozen=True)
class FromLms:
    """What a name of a bulk download says.

    ``system``: the platform's name. ``before``: the folders above it. ``rest``: the names below it, as the
    learner chose them. ``box``: it is what the learner typed into the platform, no file. ``feedback``: it
    is what went back to the learner. ``file``: the
    platform's number of the file.
    """

    system: str
    name: str
    id: str
    before: tuple[str, ...]
    rest: tuple[str, ...]
    late: bool = False
    box: bool = False
    feedback: bool = False
    file: int = 0

    @property
    def is_anonymous(self) -> bool:
        name = self.name.rpartition("-")[2]  # a group's name may stand before it
        return name == "anon" or headings.meaning(name) == headings.PARTICIPANT

    @property
    def is_team(self) -> bool:
        """Whether it is certainly no single learner's."""
        return named(self.system).has_teams and not self.id


class Platform:
    """A platform; this one is what is true where there is none."""

    name = ""
    place = 0  # among all platforms: the one whose names are hardest to mistake comes first
    names_folders = False  # its names may be folders', at any depth; else they are files' alone
    has_teams = False  # a hand-in without a number is a team's
    numbers_people_for_good = False  # by the same number in every download, not by one for each assignment
    numbers_versions = False  # what is handed in again gets a number, and the last one counts
    takes_grades = False  # whether there is a table to ``write``
    received = ""  # the heading of the times of receipt in its table, in English
    takes_feedback = ""  # the file in which feedback goes ``back`` to its learners, such as ``FILE.zip``
    feedback_help = ""  # what that file is, for the command's help
    feedback_told = message("done_returned")  # said when it is written

    def readings(self, parts: Sequence[str], at: int = 0) -> list[FromLms]:
        """What a name of a bulk download may say, if this platform made it: ``parts[at]``, or the file's.

        Several, the shortest name first, where a person's or a file's name looks like the platform's own.
        """
        return []

    def version(self, file_name: str) -> tuple[str, int]:
        """``(stem, number)`` of a file that was numbered because it was handed in again."""
        return file_name, 0

    def forms(self, name: str) -> list[str]:
        """What a name in a download may be in the list of the learners."""
        return [name]

    def number(self, row: Row) -> str | None:
        """The platform's number of the learner in a row of its table."""
        return None

    def has_headings(self, found: Collection[str]) -> bool:
        """Whether a table is this platform's gradebook, in which a name or an id has a meaning of its own."""
        return False

    def is_no_learner(self, row: Row) -> bool:
        """Whether the platform put this row among the learners."""
        return False

    def write(
        self,
        outcomes: Sequence[Outcome],
        template: bytes | None,
        roster: Listed,
        *,
        scale: bool,
        say: Say,
        column: str | None,
    ) -> str:
        """The table of grades that it takes back, as text; see ``export.write``."""
        raise NotImplementedError(self.name)

    def rows(self, sheet: Sheet) -> Rows:
        """Whose the rows of its table are."""
        raise NotImplementedError(self.name)

    def grade_place(self, sheet: Sheet, assignment: str) -> int:
        """The column of its table in which the assignment's grade stands."""
        raise NotImplementedError(self.name)

    def back(
        self,
        outcomes: Sequence[Outcome],
        page: Callable[[Outcome], str],
        template: bytes | None,
        roster: Listed,
        *,
        say: Say,
    ) -> tuple[bytes, int]:
        """The file that brings one assignment's feedback back, and how many learners are in it.

        ``page(outcome)`` makes a learner's page (HTML); the others are as in ``write``.
        """
        raise NotImplementedError(self.name)


PLAIN = Platform()


@functools.cache
def platforms() -> tuple[Platform, ...]:
    """All platforms that have a module here."""
    found = []
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        loaded = importlib.import_module(f"autograder.lms.{module.name}")
        if isinstance(platform := getattr(loaded, "PLATFORM", None), Platform):
            found.append(platform)
    return tuple(sorted(found, key=lambda one: one.place))


@functools.cache
def named(name: str | None) -> Platform:
    """The platform of that name; where there is none, ``PLAIN``."""
    return next((one for one in platforms() if one.name == name), PLAIN)


def by_folder(parts: Sequence[str], at: int = 0) -> FromLms | None:
    """What ``parts[at]`` says, of a platform whose names may be folders'."""
    return next(iter(readings(parts, at, folders=True)), None)


def by_file(parts: Sequence[str]) -> FromLms | None:
    """What a file's name (the last of ``parts``) says, of a platform that names files alone."""
    return next(iter(readings(parts, folders=False)), None)


def readings(parts: Sequence[str], at: int = 0, *, folders: bool) -> list[FromLms]:
    """All that ``parts[at]`` may say: to platforms that name folders too, or that name files alone."""
    return [said for one in _naming(folders) for said in one.readings(parts, at)]


@functools.cache
def _naming(folders: bool) -> tuple[Platform, ...]:
    return tuple(one for one in platforms() if one.names_folders == folders)
