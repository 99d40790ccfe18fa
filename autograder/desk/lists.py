"""The tables among what was dropped: the learners, the times of receipt, what a platform wants filled."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from autograder.desk.inbox import Dropped
from autograder.errors import CourseFolderError
from autograder.intake import receipts, roster
from autograder.intake.roster import Roster
from autograder.lms import base, tables, worksheet
from autograder.notebook import recognising
from autograder.store.course_folder import CourseFolder

WORKSHEET, GRADEBOOK, RECEIPTS, LEARNERS = "worksheet", "gradebook", "receipts", "learners"
_TABLES = ("csv", "tsv", "txt", "xlsx", "xls", "ods")
Times = dict[tuple[str, str | None], datetime]


@dataclass(frozen=True)
class Listed:
    """A table and what it is. ``platform``: whose; ``learners``: how many it lists; ``problem``: a sentence.

    ``assignment``: the one that its name says, ``""`` where it says none. ``has_times``: of receipt.
    """

    dropped: Dropped
    kind: str = ""
    platform: str = ""
    learners: int = 0
    assignment: str = ""
    has_times: bool = False
    problem: str = ""

    @property
    def is_filled(self) -> bool:
        """Whether a platform takes it back with grades in it."""
        return self.kind in (WORKSHEET, GRADEBOOK)


@dataclass(frozen=True)
class Lists:
    """All tables, and which of them says who the learners are. ``missing``: a list that is gone."""

    tables: list[Listed] = field(default_factory=list)
    roster: Roster | None = None
    roster_path: Path | None = None
    missing: Path | None = None

    @property
    def received(self) -> list[Path]:
        """The tables of receipts, platforms' worksheets among them."""
        return [one.dropped.path for one in self.tables if one.kind == RECEIPTS or one.has_times]


def is_table(dropped: Dropped) -> bool:
    """Whether something dropped is a table, by its name or its first bytes."""
    if dropped.is_folder:
        return False
    if recognising.ending(dropped.path.name) in _TABLES:
        return True
    with open(dropped.path, "rb") as stream:
        return recognising.is_table(recognising.kind(dropped.path.name, stream.read(4096)))


def read(folder: CourseFolder, dropped: Iterable[Dropped], assignments: Collection[str]) -> Lists:
    """What the tables among ``dropped`` are. The last list counts, else the last platform's table.

    Where there is none, the list of the run before counts, as far as it is still there.
    """
    found = [_listed(one, assignments) for one in dropped if is_table(one)]
    usable = [one for one in found if one.learners]
    best = [one for one in usable if one.kind == LEARNERS] or usable
    if best:
        path = best[-1].dropped.path
        return Lists(found, roster.read(path), path)
    before = folder.roster_file
    if before is None:
        return Lists(found)
    if not before.is_file():
        return Lists(found, missing=before)
    return Lists(found, roster.read(before), before)


def times(folder: CourseFolder, paths: Iterable[Path], learners: Roster | None, tell: base.Say) -> Times:
    """The times of receipt of several tables; in case of doubt a later one counts."""
    found: Times = {}
    for path in paths:
        found |= receipts.read(path, learners, folder.policy().zone, list(folder.assignments()), tell)
    return found


def _listed(dropped: Dropped, assignments: Collection[str]) -> Listed:
    path = dropped.path
    try:
        headings = set(tables.read(path)[0])
        kind, platform = _kind(headings)
        if kind == RECEIPTS:
            return Listed(dropped, kind)
        named = [name for name in assignments if name.casefold() in path.stem.casefold()]
        of = named[0] if len(named) == 1 else ""
        has_times = kind == WORKSHEET and base.named(platform).received in headings
        return Listed(dropped, kind, platform, len(roster.read(path)), of, has_times)
    except CourseFolderError as problem:
        return Listed(dropped, problem=str(problem))


def _kind(headings: set[str]) -> tuple[str, str]:
    for platform in base.platforms():
        if platform.received and (
            platform.received in headings or {worksheet.IDENTIFIER, worksheet.GRADE} <= headings
        ):
            return WORKSHEET, platform.name
        if platform.has_headings(headings):
            return GRADEBOOK, platform.name
    return (RECEIPTS, "") if {"learner", "received"} <= headings else (LEARNERS, "")
