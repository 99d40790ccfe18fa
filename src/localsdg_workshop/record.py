"""Who was there, when, and what they did: the one record of which table, sheet and certificates are made."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from localsdg_workshop.board import orders
from localsdg_workshop.people import Person
from localsdg_workshop.room import ANSWER, POLL, Room


@dataclass
class Day:
    """One day of somebody. ``came``, ``seen``: first and last sign of them, in seconds since 1970.

    ``seconds``: how long they were connected; ``exercises`` (their ids) and ``polls``: what they answered,
    each on the day on which they last changed it.
    """

    came: float
    seen: float
    seconds: float = 0.0
    exercises: list[str] = field(default_factory=list)
    polls: int = 0

    @property
    def minutes(self) -> int:
        """The minutes of ``seconds``."""
        return round(self.seconds / 60)


@dataclass(frozen=True)
class Attended:
    """One person or group: the names they gave, and their days in order, one at least."""

    name: str
    team: str
    days: dict[datetime.date, Day]

    @property
    def seconds(self) -> float:
        """How long they were connected."""
        return sum(day.seconds for day in self.days.values())

    @property
    def exercises(self) -> list[str]:
        """The exercises that they answered."""
        return [slug for day in self.days.values() for slug in day.exercises]


def record(room: Room) -> list[Attended]:
    """Everybody who joined, in the order in which they did."""
    visits: dict[int, list[tuple[float, float]]] = {}
    for number, came, seen in room.store.reader.execute("SELECT person, came, seen FROM visits ORDER BY id"):
        visits.setdefault(number, []).append((came, seen))
    work: dict[int, list[tuple[str, float]]] = {}
    for number, key, at in room.store.reader.execute("SELECT person, key, at FROM work ORDER BY at, key"):
        if orders.is_subject(room, key):  # phones keep more; and a script may name what there is not
            work.setdefault(number, []).append((key, at))
    return [
        Attended(person.name, person.team, _days(person, visits.get(person.id, []), work.get(person.id, [])))
        for person in room.by_id.values()
    ]


def _days(
    person: Person, visits: Iterable[tuple[float, float]], work: Iterable[tuple[str, float]]
) -> dict[datetime.date, Day]:
    days: dict[datetime.date, Day] = {}
    for came, seen in visits or [(person.joined, person.joined)]:
        day = _day(days, came)
        day.seen = max(day.seen, seen)
        day.seconds += max(seen - came, 0)  # no less than nothing: a clock may be set back
    for key, at in work:
        day = _day(days, at)
        day.seen = max(day.seen, at)
        if key.startswith(ANSWER):
            day.exercises.append(key.removeprefix(ANSWER))
        day.polls += key.startswith(POLL)
    return dict(sorted(days.items()))


def _day(days, at):
    day = days.setdefault(datetime.datetime.fromtimestamp(at).date(), Day(at, at))
    day.came = min(day.came, at)
    return day
