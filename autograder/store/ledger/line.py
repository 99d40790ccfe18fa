"""A line of the history, with types. Its JSON is what the hashes are made of, so it stays as it was written.

What a line does not tell is not in its JSON: lines of older versions tell less, and others tell of other
things.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from autograder.model import Late
from autograder.values import Json, Points

FORGOT, FILES = "forgot", "files"


@dataclass(frozen=True, slots=True)
class Lateness:
    """How late a hand-in was, see ``model.Late``."""

    days: int
    percent: Points
    penalty: Points | None

    @classmethod
    def of(cls, late: Late | None) -> "Lateness":
        """``None``: it came in time."""
        return cls(late.days, late.percent, late.penalty) if late else ON_TIME


ON_TIME = Lateness(0, 0, None)  # where it is told that nothing was late


@dataclass(frozen=True, slots=True)
class Facts:
    """What a grade stands on: hashes of the file and of the result, the time of receipt and how it is known.

    ``None``: an older version did not tell.
    """

    digest: str
    result: str
    received: str | None = None
    received_from: str | None = None
    late: Lateness | None = None

    @classmethod
    def of_json(cls, given: Json) -> Self:
        late = Lateness(**given["late"]) if given.get("late") else ON_TIME if "late" in given else None
        known = given.get("received"), given.get("received_from")
        return cls(given["digest"], given["result"], *known, late)

    def as_json(self) -> Json:
        made: Json = {"digest": self.digest, "result": self.result}
        if self.received is not None:
            made |= {"received": self.received, "received_from": self.received_from}
        if self.late is not None:
            late = {"days": self.late.days, "percent": self.late.percent, "penalty": self.late.penalty}
            made["late"] = None if self.late == ON_TIME else late
        return made


@dataclass(frozen=True, slots=True)
class ByPerson:
    """What a person gave for one exercise; ``origin``: how it came there, see ``people``."""

    manual: Points | None = None
    extra: Points | None = None
    comment: str | None = None
    origin: str | None = None

    @classmethod
    def of_json(cls, given: Json) -> Self:
        return cls(*map(given.get, ("manual", "extra", "comment", "origin")))

    def as_json(self) -> Json:
        return {
            "manual": self.manual,
            "extra": self.extra,
            "comment": self.comment,
            "origin": self.origin,
        }


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules for late work, ``None`` where there are none."""

    text: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """Who changed which grade, when (``at``: ISO time), from what, to what and why.

    ``was`` and ``now``: ``{exercise: score or the word for why there is none}``. A grading also has
    ``hand_in``; what people gave is ``by_hand``, and ``given`` has it by exercise; a change of the rules for
    late work has ``rules``; ``read`` has, by exercise, all whole readings of an answer as they stand now (see
    ``readings``). Where a learner was forgotten ``forgot`` has the numbers of the lines that were
    emptied and ``files`` what stays of the files (see ``forgotten``). ``seq``: its number, once it has one.
    """

    at: str
    who: str
    learner: str | None
    assignment: str | None
    why: str
    was: Json = field(default_factory=dict)
    now: Json = field(default_factory=dict)
    by_hand: bool = False
    given: Mapping[str, ByPerson] = field(default_factory=dict)
    hand_in: Facts | None = None
    rules: Rules | None = None
    forgot: tuple[int, ...] | None = None
    files: tuple[str, ...] = ()
    read: Mapping[str, list[Json]] | None = None
    seq: int = 0

    @classmethod
    def of_json(cls, given: Json) -> Self:
        return cls(
            given["at"],
            given["who"],
            given.get("learner"),
            given.get("assignment"),
            given["why"],
            given["was"],
            given["now"],
            given.get("by_hand", False),
            {slug: ByPerson.of_json(one) for slug, one in given.get("given", {}).items()},
            Facts.of_json(given["hand_in"]) if "hand_in" in given else None,
            Rules(given["rules"]) if "rules" in given else None,
            tuple(given[FORGOT]) if FORGOT in given else None,
            tuple(given.get(FILES, ())),
            given.get("read"),
            given["seq"],
        )

    def as_json(self) -> Json:
        """All but its number, which it gets where it is added."""
        names = ("at", "who", "learner", "assignment", "why", "was", "now")
        made: Json = {name: getattr(self, name) for name in names}
        if self.by_hand:
            made["by_hand"] = True
        if self.given:
            made["given"] = {slug: one.as_json() for slug, one in self.given.items()}
        if self.hand_in:
            made["hand_in"] = self.hand_in.as_json()
        if self.rules:
            made["rules"] = self.rules.text
        if self.read is not None:
            made["read"] = dict(self.read)
        if self.forgot is not None:
            made |= {FORGOT: list(self.forgot), FILES: list(self.files)}
        return made
