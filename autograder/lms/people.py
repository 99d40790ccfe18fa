"""Which row of an LMS's file belongs to which learner. What is not certain is asked, never guessed."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from autograder.errors import CourseFolderError
from autograder.lms import headings
from autograder.messages import first_of, message
from autograder.model import Outcome

_MOST_NAMES = 5  # that a sentence names
_NUMBERED = re.compile(r"(.+?)_(\d+)(?:_.*)?")


@dataclass(frozen=True)
class Person:
    """Somebody of a list: texts are ``""`` where they are not known; ``numbers`` are a platform's."""

    learner: str
    name: str = ""
    email: str = ""
    ids: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


class Known(Protocol):
    """A learner of the list that a facilitator gives (``intake.roster.Learner``)."""

    @property
    def id(self) -> str: ...
    @property
    def given(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def other_ids(self) -> tuple[str, ...]: ...
    @property
    def lms_ids(self) -> tuple[tuple[str, str], ...]: ...


class HasLearners(Protocol):
    """The list itself (``intake.roster.Roster``)."""

    @property
    def learners(self) -> Sequence[Known]: ...


Listed = HasLearners | None


class Rows:
    """The rows of a file by what they say about a person.

    ``add(row, name, ids, number)``: ``ids`` are texts that belong to one person alone (address, login,
    student number); ``number`` is the one that Moodle or Canvas puts behind the name in a bulk download.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self._ids: dict[str, list[int]] = {}
        self._names: dict[str, list[int]] = {}
        self._numbers: dict[tuple[str, str], list[int]] = {}
        self.labels: dict[int, str] = {}
        self._nameless: set[int] = set()

    def add(self, row: int, name: str, ids: Iterable[str] = (), number: str = "") -> None:
        self.labels[row] = name
        for one in {fold(text) for text in ids} - {""}:
            self._ids.setdefault(one, []).append(row)
        if number:
            self._numbers.setdefault(("", number), []).append(row)
        if not name.strip():
            self._nameless.add(row)
        for key in name_keys(name):
            self._names.setdefault(key, []).append(row)
            if number:
                self._numbers.setdefault((key, number), []).append(row)

    def find(self, learner: str, known: Person | None) -> int | None:
        """The learner's row, or ``None``. ``known``: who that is by the roster, if it is in it."""
        known = known or Person("")
        for text in (*known.ids, learner):
            if rows := self._ids.get(fold(text)):
                return self._one(rows, text)
        numbered = _NUMBERED.fullmatch(learner)
        short = numbered.group(1) if numbered else ""
        pairs = [(known.name, number) for number in known.numbers]
        pairs += [(short, numbered.group(2))] if numbered else []
        for name, number in pairs:
            if rows := self._numbered(name, number):
                return self._one(rows, learner)
        for name in filter(None, (known.name, learner, short)):
            if rows := [row for key in name_keys(name) for row in self._names.get(key, ())]:
                return self._one(rows, name)
        return None

    def _numbered(self, name, number):
        """Rows of that number and name; of the number alone where marking is anonymous."""
        if rows := [row for key in name_keys(name) for row in self._numbers.get((key, number), ())]:
            return rows
        alike = self._numbers.get(("", number), [])
        is_anonymous = headings.meaning(name.replace("_", "/")) == headings.PARTICIPANT
        return [row for row in alike if is_anonymous or row in self._nameless]

    def _one(self, rows, text):
        rows = sorted(set(rows))
        if len(rows) > 1:
            told = message("rows_several", text=text, count=len(rows), file=self.file)
            raise CourseFolderError(told)
        return rows[0]


def placed(
    outcomes: Iterable[Outcome], rows: Rows, roster: Listed, say: Callable[[str], object]
) -> dict[int, Outcome]:
    """``{row: outcome}``. Raises ``CourseFolderError`` if two learners come to the same row."""
    known = listed(roster)
    found: dict[int, Outcome] = {}
    without = []
    for outcome in outcomes:
        learner = outcome.learner
        row = rows.find(learner, known.get(fold(learner)))
        if row is None:
            without.append(learner)
        elif row in found:
            told = message("rows_two_learners", first=found[row].learner, last=learner)
            raise CourseFolderError(told.format(row=rows.labels[row], file=rows.file))
        else:
            found[row] = outcome
    if without and not found:
        raise CourseFolderError(message("rows_none", file=rows.file, learners=first_of(without, _MOST_NAMES)))
    if without:
        say(message("rows_without", file=rows.file, learners=first_of(without, _MOST_NAMES)))
    return found


def listed(roster: Listed) -> dict[str, Person]:
    """``{learner, as texts are compared: Person}`` of a roster."""
    return {fold(one.learner): one for one in roster_rows(roster)}


def roster_rows(roster: Listed) -> Iterator[Person]:
    """The ``Person`` of each on the list."""
    for one in roster.learners if roster is not None else ():
        ids = tuple(text for text in (one.id, one.given, one.email, *one.other_ids) if text)
        yield Person(one.id, one.name, one.email, ids, tuple(number for _, number in one.lms_ids))


def fold(text: str) -> str:
    """A text as it is compared: without case, forms of the same letter, or space around it."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def name_keys(name: str) -> set[str]:
    """A name as it may be written: words in any order (``Diallo, Amina``), and without spaces between."""
    words = re.findall(r"[^\W_]+", fold(name))
    return {" ".join(sorted(words)), "".join(words)} if words else set()
