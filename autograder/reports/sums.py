"""What is kept of a cohort while its hand-ins are added up: numbers and short lists, never the hand-ins."""

from array import array
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from autograder.reports import items
from localsdg.course import LANGUAGE


@dataclass
class Check:
    """A check over all learners whose answer was judged. ``name``: for a hidden one ``None``."""

    id: str
    name: str | None
    points: float
    shares: array = field(default_factory=lambda: array("d"))
    rests: tuple[array, array] = field(default_factory=lambda: (array("d"), array("d")))
    firsts: array = field(default_factory=lambda: array("d"))  # shares at the first try, of those who tell it

    @property
    def hidden(self) -> bool:
        return self.name is None

    def add(self, share: float, rest: float | None) -> None:
        self.shares.append(share)
        if rest is not None:
            self.rests[0].append(share)
            self.rests[1].append(rest)

    @property
    def facility(self) -> float:
        """See ``items``; 0 where nobody was judged."""
        return items.facility(self.shares) or 0.0

    @property
    def discrimination(self) -> float | None:
        return items.discrimination(*self.rests)


@dataclass
class Exercise(Check):
    """An exercise likewise, with its checks and what was most often missing."""

    kind: str = ""
    language: str = LANGUAGE
    spec: dict[str, Any] = field(default_factory=dict)
    unanswered: int = 0
    answered: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    checks: dict[str, Check] = field(default_factory=dict)
    # By check and message: how often, and how often in which words.
    mistakes: dict[tuple[str, str], tuple[int, Counter[str]]] = field(default_factory=dict)


@dataclass
class Half:
    """The own words of all learners for one exercise: who wrote some, judged them, waits for a person.

    ``points``: 0 where nobody reads them; ``shares``: of the points that people gave.
    """

    name: str
    points: float = 0
    wrote: int = 0
    rated: int = 0
    waiting: int = 0
    shares: array = field(default_factory=lambda: array("d"))


@dataclass
class Assignment:
    """All hand-ins of one assignment. ``shares``: of the graded ones; ``times``: when they were received."""

    name: str
    title: str
    statuses: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    shares: array = field(default_factory=lambda: array("d"))
    max_score: float | None = None
    times: list[datetime] = field(default_factory=list)
    late: int = 0
    repaired: int = 0
    exercises: dict[str, Exercise] = field(default_factory=dict)
    halves: dict[str, Half] = field(default_factory=dict)

    @property
    def hand_ins(self) -> int:
        return self.statuses.total()


@dataclass
class Person:
    """What is known of one learner over all assignments."""

    earned: float = 0
    possible: float = 0
    ungraded: list[str] = field(default_factory=list)
    unanswered: int = 0
    handed_in: set[str] = field(default_factory=set)
