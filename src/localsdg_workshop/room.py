"""The workshop as it is now: people, what they are shown, what is held, what is revealed.

Every change is on the disk before anybody hears of it, so that a server that was killed goes on where it was.
"""

import asyncio
import contextlib
import json
import sqlite3
from collections.abc import Iterable
from typing import Any, Protocol

from localsdg_workshop import allowance, people, store
from localsdg_workshop.people import Person

ANSWER = "localsdg:"  # by exercise: the answer, as the page keeps it
POLL = "lsdg-poll:"  # by poll
_STAGE: dict[str, Any] = {
    "send": None,  # {"n", "type": "page", "poll" or "look", "page", "exercise", "poll"}
    "held": [],  # keys whose answers nobody changes
    "revealed": {},  # {key: "named" or "anonymous"}
    "shown": "",  # the key of what was revealed last, which the projector shows until the room goes on
    "timer": None,  # {"ends": ms since 1970, "length": s}
    "is_tested": True,
    "polls": {},  # {id: {"question", "options"}}
    "walls": {},  # {key: {"hidden": [card], "groups": {card: name}}}
    "about": {},  # what the papers say besides the record (papers.FIELDS)
}
_DEEPEST = 50  # lists and objects in one another; the samples have four at most
_OF_PHONES = ("send", "held", "revealed", "timer", "is_tested")


class Board(Protocol):
    """What hears of changes: a trainer's page (``board.feed``)."""

    def person_changed(self, person: Person) -> None:
        """Somebody came, went, or is elsewhere."""

    def answer_changed(self, person: Person, key: str, text: str | None) -> None:
        """Somebody's answer is another one."""

    def stage_changed(self) -> None:
        """The trainer changed something, or somebody asked a question."""


class Refused(Exception):
    """Something that a participant sent and that is not kept. The text is a key of the words."""


class Room:
    """One workshop. ``by_token``: everybody who ever joined."""

    def __init__(self, kept: store.Store) -> None:
        self.store = kept
        self.by_token = people.load(kept.reader)
        self.by_id = {person.id: person for person in self.by_token.values()}
        self.stage: dict[str, Any] = {**_STAGE, **store.setting(kept.reader, "stage", {})}
        self.boards: set[Board] = set()
        self.turn = asyncio.Lock()  # of what the trainer sets
        self.characters = sum(sum(person.sizes.values()) for person in self.by_token.values())

    # ---- People ----

    def person(self, token: str | None) -> Person | None:
        """Who shows this token."""
        return self.by_token.get(people.digest(token)) if token else None

    async def join(self, name: str, team: str, language: str) -> str:
        """A new person, and the token by which the phone is known from now on. Raises ``Refused``."""
        name = people.clean(name)
        if not name:
            raise Refused("join_no_name")
        if len(self.by_token) >= allowance.PEOPLE:
            raise Refused("join_full")
        token, joined = people.new_token(), people.now()
        person = Person(0, self._own_name(name), people.clean(team), language, joined)
        self.by_token[people.digest(token)] = person  # before waiting: two of one name at once are two
        values = (people.digest(token), person.name, person.team, language, joined)
        sql = "INSERT INTO people (token, name, team, language, joined) VALUES (?, ?, ?, ?, ?)"
        try:
            person.id = await self.store.write([(sql, values)])
        except sqlite3.Error:
            del self.by_token[people.digest(token)]
            raise Refused("disk_full") from None
        self.by_id[person.id] = person
        self._tell_person(person)
        return token

    def _own_name(self, name):
        taken = {person.name.casefold() for person in self.by_token.values()}
        own, number = name, 1
        while own.casefold() in taken:
            number += 1
            own = f"{name} {number}"
        return own

    async def came(self, person: Person, socket: Any) -> None:
        """Somebody's page is open: the list of who was there is made of this."""
        is_new = not person.sockets
        person.sockets.add(socket)
        self._tell_person(person)
        if is_new:
            now, person.visit = people.now(), 0
            sql = "INSERT INTO visits (person, came, seen) VALUES (?, ?, ?)"
            with contextlib.suppress(sqlite3.Error):  # a full disk keeps nobody out
                person.visit = await self.store.write([(sql, (person.id, now, now))])

    async def went(self, person: Person, socket: Any) -> None:
        """A page of theirs was closed, or the line is gone."""
        person.sockets.discard(socket)
        self._tell_person(person)
        if not person.sockets:
            await self.seen([person])

    async def seen(self, found: Iterable[Person]) -> None:
        """Write down until when these were here."""
        now = people.now()
        sql = "UPDATE visits SET seen = ? WHERE id = ?"
        statements = [(sql, (now, person.visit)) for person in found if person.visit]
        if statements:
            with contextlib.suppress(sqlite3.Error):  # a full disk; the next time may be better
                await self.store.write(statements)

    def at(self, person: Person, page: object, exercise: object) -> None:
        """Somebody is on this page, at this exercise."""
        person.page = page[:200] if isinstance(page, str) else ""
        person.exercise = exercise[:80] if isinstance(exercise, str) else ""
        self._tell_person(person)

    # ---- Their work ----

    async def keep(self, person: Person, values: dict[str, str | None]) -> None:
        """Keep texts by key (``None``: not there any more). Raises ``Refused``: then none is kept."""
        self._admit(person, values)
        now = people.now()
        statements: list[store.Statement] = []
        for key, text in values.items():
            if text is None:
                statements.append(("DELETE FROM work WHERE person = ? AND key = ?", (person.id, key)))
            else:
                sql = "INSERT OR REPLACE INTO work VALUES (?, ?, ?, ?)"
                statements.append((sql, (person.id, key, text, now)))
        before = {key: person.sizes.get(key) for key in values}
        self._count(person, {key: None if text is None else len(text) for key, text in values.items()})
        try:
            await self.store.write(statements)
        except sqlite3.Error:
            self._count(person, before if person.id in self.by_id else dict.fromkeys(before))
            raise Refused("disk_full") from None
        if person.id not in self.by_id:  # removed meanwhile
            return
        person.last = now
        for key, text in values.items():
            if key.startswith((ANSWER, POLL)):
                for board in self.boards:
                    board.answer_changed(person, key, text)
        self._tell_person(person)

    def _count(self, person, sizes):
        """Note the sizes of some of somebody's values; ``None``: not there."""
        for key, size in sizes.items():
            self.characters += (size or 0) - person.sizes.pop(key, 0)
            if size is not None:
                person.sizes[key] = size

    def _admit(self, person, values):
        for key, text in values.items():
            if not allowance.is_key(key) or not (text is None or isinstance(text, str)):
                raise Refused("kept_unknown")
            if key in self.stage["held"]:
                raise Refused("kept_held")
            if key.startswith(POLL) and key.removeprefix(POLL) not in self.stage["polls"]:
                raise Refused("kept_unknown")
            if text is not None and (len(text) > allowance.TEXT or not _is_text(text)):
                raise Refused("kept_large")
        sizes = person.sizes | {key: len(text) for key, text in values.items() if text is not None}
        if len(sizes) > allowance.KEYS or sum(sizes.values()) > allowance.WORK:
            raise Refused("kept_large")
        if self.characters > allowance.ALL_WORK:
            raise Refused("disk_full")

    def missing(self, person: Person, keys: Iterable[Any]) -> dict[str, str]:
        """What is kept here of somebody and not in their phone, which knows of ``keys``."""
        known = set(key for key in keys if isinstance(key, str))
        lost = [key for key in person.sizes if key not in known]
        if not lost:
            return {}
        rows = self.store.reader.execute("SELECT key, text FROM work WHERE person = ?", (person.id,))
        return {key: text for key, text in rows if key in lost}

    def answers(self, key: str) -> dict[int, Any]:
        """``{person: answer}`` (any JSON) of everybody to the exercise or poll of this key."""
        rows = self.store.reader.execute(
            "SELECT person, text FROM work WHERE key = ? ORDER BY person", (key,)
        )
        return {person: parsed(text) for person, text in rows}

    # ---- What the trainer sets ----

    async def set(self, **changes: Any) -> None:
        """Change the stage; phones and boards hear of it."""
        stage = {**self.stage, **changes}
        await self.store.write([store.to_set("stage", stage)])
        self.stage = stage
        self.tell_stage()

    def tell_stage(self) -> None:
        """Tell everybody how things are now."""
        for board in self.boards:
            board.stage_changed()
        text = json.dumps(self.for_phones())
        for person in self.by_id.values():
            for socket in person.sockets:
                socket.tell(text)

    def for_phones(self) -> dict[str, Any]:
        """What participants' pages know of the stage: of polls the one that is asked, of walls nothing."""
        told = {name: self.stage[name] for name in _OF_PHONES}
        send = self.stage["send"] or {}
        poll = self.stage["polls"].get(send.get("poll")) if send.get("type") == "poll" else None
        return {"type": "stage", **told, "asked": poll, "now": int(people.now() * 1000)}

    # ---- Questions from the room ----

    async def ask(self, person: Person, text: object, is_named: bool) -> None:
        """Keep a question. Raises ``Refused``."""
        asked = " ".join(text.split())[: allowance.QUESTION] if isinstance(text, str) else ""
        if not asked or not _is_text(asked):
            raise Refused("ask_empty")
        sql = "SELECT count(*) FROM questions WHERE person = ? AND NOT is_done"
        if self.store.reader.execute(sql, (person.id,)).fetchone()[0] >= allowance.QUESTIONS:
            raise Refused("ask_many")
        sql = "INSERT INTO questions (person, is_named, text, at) VALUES (?, ?, ?, ?)"
        try:
            await self.store.write([(sql, (person.id, is_named, asked, people.now()))])
        except sqlite3.Error:
            raise Refused("disk_full") from None
        for board in self.boards:
            board.stage_changed()

    async def question_done(self, number: int) -> None:
        """A question was answered."""
        await self.store.write([("UPDATE questions SET is_done = 1 WHERE id = ?", (number,))])
        self.tell_stage()

    def questions(self) -> list[dict[str, Any]]:
        """Open questions, the oldest first; who asked, where they gave their name."""
        sql = "SELECT id, person, is_named, text FROM questions WHERE NOT is_done ORDER BY id LIMIT 200"
        return [
            {"id": number, "text": text, "who": self.by_id[person].name if is_named else ""}
            for number, person, is_named, text in self.store.reader.execute(sql)
        ]

    def _tell_person(self, person):
        for board in self.boards:
            board.person_changed(person)


def parsed(text: str) -> Any:
    """The JSON of a kept text; ``None`` where it is none, or so deep that it could not be written elsewhere.

    Half a sign of two (a lone surrogate), which JSON can name and no file or reply can hold, is ``?``.
    """
    try:
        found = json.loads(text, parse_constant=lambda name: None)
        if text.count("[") + text.count("{") > _DEEPEST and _is_deep(found):
            return None
        if "\\ud" not in text.lower():
            return found
        written = json.dumps(found, ensure_ascii=False).encode(errors="replace")
        return json.loads(written, parse_constant=lambda name: None)
    except (ValueError, RecursionError):
        return None


def _is_deep(value):
    level = [value]
    for _ in range(_DEEPEST):
        level = [inner for one in level if isinstance(one, dict | list)
                 for inner in (one.values() if isinstance(one, dict) else one)]  # fmt: skip
    return bool(level)


def _is_text(text):
    """Half a sign of two (a lone surrogate) is JSON, and no text that a file can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
