"""Which texts of a course people read, and how far they are with each."""

import hashlib
import json
import secrets
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from autograder.model import NEEDS_HUMAN, ByHand
from autograder.notebook import own_words
from autograder.notebook.released import Exercise, Released
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import looking, people, readings
from autograder.store.ledger.opening import readable
from autograder.store.ledger.readings import DECISION, Place, Reading

UNREAD, CHANGED, BEGUN, READ, ELSEWHERE, SECOND, DIFFER = (
    "unread", "changed", "begun", "read", "elsewhere", "second", "differ",
)  # fmt: skip
WAITING = (UNREAD, CHANGED, BEGUN)
BY_EXERCISE, BY_LEARNER = "exercise", "learner"


@dataclass(frozen=True, slots=True)
class Item:
    """A text and how it stands for one reader. ``id`` tells nothing of the place."""

    id: str
    place: Place
    state: str
    points: float | None
    most: float


class Texts:
    """The texts of one course folder; results that do not change are looked through once."""

    def __init__(self, folder: CourseFolder) -> None:
        self.folder = folder
        self._salt = secrets.token_hex(8)
        self._lock = threading.Lock()
        self._found: dict[str, dict[str, str]] = {}  # by the key of a job: exercise and hash of its answer
        self._places: dict[str, Place] = {}
        self._released: tuple[object, dict[str, Released]] = (None, {})

    def released(self) -> dict[str, Released]:
        """``folder.assignments()``, read again when a file of them changed."""
        files = [(str(path), path.stat().st_mtime_ns) for path in self.folder.releases()]
        if self._released[0] != files:
            self._released = files, self.folder.assignments()
            self._found.clear()
        return self._released[1]

    def id_of(self, place: Place) -> str:
        """The text's id on this desk, as long as it runs."""
        made = hashlib.sha256(json.dumps([self._salt, *place]).encode()).hexdigest()[:16]
        self._places[made] = place
        return made

    def place(self, named: str) -> Place | None:
        """The place of an id; ``None`` if this desk gave no such one."""
        return self._places.get(named)

    def exercise(self, place: Place) -> Exercise | None:
        """The exercise, or open half, at a place."""
        return self._open().get(place[1], {}).get(place[2])

    def all(self, reader: str, order: str = BY_EXERCISE, is_anonymous: bool = False) -> list[Item]:
        """All texts that people read, in the order in which they are gone through."""
        with self._lock, readable(self.folder) as database:
            given = looking.look(database, self.folder)
            with database.reading() as connection:
                answers = self._answers(connection)
                read = readings.of_all(connection)
        items = [
            self._item(place, answer, given.get(place[:2], {}).get(place[2]), read.get(place, []), reader)
            for place, answer in answers.items()
        ]
        return sorted(items, key=self._order(order, is_anonymous))

    def _open(self) -> dict[str, dict[str, Exercise]]:
        return {
            name: {one.id: one for one in released.exercises if one.is_open and one.points}
            for name, released in self.released().items()
        }

    def _answers(self, connection: Connection) -> dict[Place, str]:
        """``{place: hash of the answer}`` of what there is to read."""
        exercises = self._open()
        keys = readings.graded_keys(connection)
        missing = [key for key in keys.values() if key not in self._found]
        for key, (digest, kept) in readings.kept(connection, missing).items():
            waiting = {one.id for one in kept.outcome.exercises if one.status == NEEDS_HUMAN}
            some = [
                slug
                for slug in exercises.get(kept.outcome.assignment, {})
                if slug in waiting or own_words.lines(kept.answers.get(slug))
            ]
            self._found[key] = people.contents(some, kept.answers, digest)
        return {
            (*place, slug): answer
            for place, key in keys.items()
            for slug, answer in self._found.get(key, {}).items()
        }

    def _item(
        self, place: Place, answer: str, given: ByHand | None, read: Iterable[Reading], reader: str
    ) -> Item:
        own = [one for one in read if one.answer == answer]
        points = given.manual if given and not given.open else None
        exercise = self.exercise(place)
        most = exercise.points if exercise else 0
        return Item(self.id_of(place), place, state_of(given, own, reader), points, most)

    def _order(self, order: str, is_anonymous: bool) -> Any:
        ranks = {
            (name, one.id): (at, number)
            for at, (name, released) in enumerate(self.released().items())
            for number, one in enumerate(released.exercises)
        }

        def key(item: Item) -> tuple[object, ...]:
            learner, *of = item.place
            # An order of names would tell who is who.
            name = hashlib.sha256((self._salt + learner).encode()).hexdigest() if is_anonymous else learner
            rank = ranks.get((of[0], of[1]), (0, 0))
            return (rank, name.casefold()) if order == BY_EXERCISE else (name.casefold(), rank)

        return key


def state_of(given: ByHand | None, own: list[Reading], reader: str) -> str:
    """How a text stands for a reader; ``own``: the readings of this very answer."""
    whole = [one for one in own if one.points is not None]
    decided = any(one.kind == DECISION for one in whole)
    mine = next((one for one in own if one.reader == reader and one.kind != DECISION), None)
    if given is None or given.manual is None or given.open:
        if mine and (mine.levels or mine.comment):
            return BEGUN
        return CHANGED if given is not None and given.manual is not None else UNREAD
    if not any(one.stands(given) for one in whole):
        return ELSEWHERE
    if not decided and len({json.dumps(dict(one.levels), sort_keys=True) for one in whole}) > 1:
        return DIFFER
    return READ if mine or decided else SECOND
