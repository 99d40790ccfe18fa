"""The list of the learners: whose hand-in is it, under whatever name it came?"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from autograder.intake import columns, comparing, likeness, naming, sorting
from autograder.lms import base, headings, tables
from autograder.lms.tables import TableError
from autograder.messages import chained, message

UNKNOWN = message("learner_unknown")
CONTRADICTION = message("learner_contradiction")
OTHER_NUMBER = message("learner_other_number")
AMBIGUOUS = message("learner_ambiguous")


@dataclass(frozen=True)
class Learner:
    """One row. ``id``: safe as a folder's name; ``given``: the id as it is written in the list.

    ``lms_ids``: ``((system, number), ...)``. ``other_ids``: further names for the learner in the list.
    ``teams``: names of the groups that hand in together.
    """

    id: str
    given: str
    name: str = ""
    email: str = ""
    lms_ids: tuple[tuple[str, str], ...] = ()
    other_ids: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()

    def lms_id(self, system: str | None) -> str | None:
        """The number that a platform knows the learner by, ``None`` if there is none."""
        return next((number for one, number in self.lms_ids if one == system), None)


@dataclass(frozen=True)
class Match:
    """The hand-in is this learner's.

    ``is_part``: a part of its name alone says so, without a number; one whose whole name it is goes before.
    """

    id: str
    is_part: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Team:
    """It is the hand-in of a team; ``ids`` are its members'."""

    ids: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class Unknown:
    """No learner of the list."""

    reason: str


@dataclass(frozen=True)
class Ambiguous:
    """Several learners of the list may be meant: those with these ``ids``."""

    reason: str
    ids: tuple[str, ...] = ()


Found = Match | Team | Unknown | Ambiguous


class Named(Protocol):
    """What names tell of a hand-in (``hand_in.HandIn``)."""

    @property
    def learner(self) -> str: ...
    @property
    def names(self) -> tuple[str, ...]: ...
    @property
    def lms(self) -> str | None: ...
    @property
    def lms_id(self) -> str | None: ...


@dataclass
class Roster:
    """The learners of a list, in its order. ``staff``: names of those who are none by their role."""

    learners: list[Learner] = field(default_factory=list)
    staff: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._numbered_for_good = {  # by the name of the platform
            platform.name: {one.id for one in self.learners if one.lms_id(platform.name)}
            for platform in base.platforms()
            if platform.numbers_people_for_good
        }
        self._by_id = {one.id: one for one in self.learners}
        self._levels: dict[int, dict[Hashable, set[str]]] = {}
        self._teams: dict[str, list[str]] = {}
        for learner in self.learners:
            for team in learner.teams:
                self._teams.setdefault(comparing.folded(team), []).append(learner.id)

    def __iter__(self) -> Iterator[Learner]:
        return iter(self.learners)

    def __len__(self) -> int:
        return len(self.learners)

    @property
    def ids(self) -> list[str]:
        return [learner.id for learner in self.learners]

    def without(self, learners: Iterable[str]) -> list[Learner]:
        """The ``Learner``s of the list that are not among ``learners`` (ids), in the list's order."""
        handed_in = set(learners)
        return [learner for learner in self.learners if learner.id not in handed_in]

    def find(self, hand_in: Named) -> Found:
        """``Match``, ``Team``, ``Unknown`` or ``Ambiguous`` for a ``HandIn``."""
        return self.look_up(hand_in.names or (hand_in.learner,), hand_in.lms_id, hand_in.lms)

    def look_up(self, names: Sequence[str], lms_id: str | None = None, lms: str | None = None) -> Found:
        """The same for a platform's number, and for names of which the first that is known counts.

        The number counts before the names, unless they say that it is of another list.
        """
        numbered = self._level(0).get((lms, lms_id), set())
        for name in names:
            for form in base.named(lms).forms(name):
                found = self._by_name(form, lms)
                if found and numbered:
                    return self._agreed(numbered, found, lms_id, name)
                if found and (form == name or self._is_group(name.removesuffix(f"-{form}"))):
                    return self._of_name(found, name, lms_id, lms, form != name)
        if members := self._teams.get(comparing.folded(names[0])):
            return Team(tuple(members), names[0])
        is_anonymous = headings.meaning(names[0]) == headings.PARTICIPANT
        if numbered and (is_anonymous or not self._teams):  # else the number may be a team's
            return Match(next(iter(numbered)))
        return Unknown(UNKNOWN.format(name=naming.shown(names[-1])))

    def _is_group(self, name: str) -> bool:
        """Whether what stands before a name is a group's, not the beginning of another's name."""
        return sorting.kind(name) == sorting.GROUP or comparing.folded(name) in self._teams

    def _of_name(
        self, found: set[str], name: str, number: str | None, lms: str | None, is_part: bool
    ) -> Match | Ambiguous:
        """Whose a name without a known number is: nobody's of whom the list has another number."""
        if number and all(self._by_id[one].lms_id(lms) for one in found):
            learners = chained("either", [f"{one} ({self._by_id[one].lms_id(lms)})" for one in sorted(found)])
            return Ambiguous(OTHER_NUMBER.format(name=naming.shown(name), number=number, learners=learners))
        if len(found) == 1:
            return Match(next(iter(found)), is_part)
        reason = AMBIGUOUS.format(name=naming.shown(name), learners=chained("either", sorted(found)))
        return Ambiguous(reason, tuple(sorted(found)))

    def has(self, name: str, number: str, lms: str) -> bool:
        """Whether a learner has both that number of the platform and that name, in whichever way written."""
        numbered = self._level(0).get((lms, number), set())
        is_anonymous = headings.meaning(name) == headings.PARTICIPANT
        return bool(numbered) and (
            is_anonymous
            or any(
                numbered <= self._level(level).get(key(form), set())
                for form in base.named(lms).forms(name)
                for level, key in enumerate(likeness.LOOK_UPS, 1)
            )
        )

    @staticmethod
    def _agreed(numbered: set[str], found: set[str], number: str | None, name: str) -> Match | Ambiguous:
        if numbered <= found:
            return Match(next(iter(numbered)))
        of_number, of_name = (chained("either", sorted(one)) for one in (numbered, found))
        return Ambiguous(
            CONTRADICTION.format(number=number, numbered=of_number, name=naming.shown(name), named=of_name)
        )

    def _level(self, number: int) -> dict[Hashable, set[str]]:
        """``{key: ids}`` of one way to compare; most lists need the first ones alone."""
        if number not in self._levels:
            level = self._levels[number] = {}
            for learner in self.learners:
                for key in likeness.KEYS[number](learner):
                    level.setdefault(key, set()).add(learner.id)
        return self._levels[number]

    def _by_name(self, name: str, lms: str | None) -> set[str]:
        """Ids that a name may mean: of the strictest way to compare that finds any.

        Where a platform numbers people for good, who has another number is another one of that name.
        """
        for number, key in enumerate(likeness.LOOK_UPS, 1):
            if found := self._level(number).get(key(name)):
                return found - self._numbered_for_good.get(lms or "", set())
        return set()


# ---- Reading a list -----------------------------------------------------------------------------


def read(path: Path | str) -> Roster:
    """``Roster`` from a CSV file. Raises ``TableError`` (file, line, what to do)."""
    headings, rows = tables.read(path)
    rows = [(line, row) for line, row in rows if not columns.is_no_learner(row)]
    staff = columns.staff(rows)
    rows = [(line, row) for line, row in rows if row not in staff]
    id_of = columns.id_column(path, headings, rows)
    learners: list[Learner] = []
    seen: dict[str, int] = {}
    numbers: dict[tuple[str, str], int] = {}
    for line, row in rows:
        learner = _learner(path, line, row, id_of)
        _once(path, line, seen, learner.id, message("list_id", id=learner.given))
        for number in learner.lms_ids:
            _once(path, line, numbers, number, message("list_number", number=number[1]))
        learners.append(learner)
    if not learners:
        raise TableError(path, None, message("list_empty"))
    return Roster(learners, tuple(columns.name_of(row) or columns.email_of(row) for row in staff))


def _learner(path, line, row, id_of):
    given = id_of(row)
    if not given:
        raise TableError(path, line, message("list_row_no_id"))
    return Learner(
        naming.learner_id(given),
        given,
        columns.name_of(row),
        columns.email_of(row),
        columns.lms_ids_of(row),
        columns.other_ids(row, given),
        columns.teams(row),
    )


def _once(path, line, seen, key, what):
    if key in seen:
        raise TableError(path, line, message("list_twice", what=what, line=seen[key]))
    seen[key] = line
