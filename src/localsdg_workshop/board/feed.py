"""The socket of a trainer's board: a few times a second it says what is new, and takes orders."""

import asyncio
import contextlib
import sqlite3
from typing import Any

from starlette.websockets import WebSocket

from localsdg.kinds import kind
from localsdg_workshop import merged
from localsdg_workshop.board import catalog, orders
from localsdg_workshop.people import Person
from localsdg_workshop.room import ANSWER, Room, parsed
from localsdg_workshop.sockets import MUCH, Socket

PAUSE = 0.1  # seconds between two messages: what came meanwhile goes together
_LINES = 60  # of an answer, side by side
_REST = 10  # the view of all is made in at most an eleventh of the time: a thousand answers take a while


class Feed:
    """One open board. ``key``: the exercise or poll that it watches, ``""`` for none."""

    def __init__(self, room: Room, socket: Socket, language: str) -> None:
        self.room, self.language, self.key = room, language, ""
        self._socket = socket
        self._people: set[int] = set()
        self._answers: dict[int, Any] = {}  # of the key that is watched
        self._changed: set[int] = set()
        self._is_together = self._is_view_old = False
        self._view_from = 0.0  # from when on, on the clock of the loop, it may be made anew
        self._is_stage_new = True
        self._news = asyncio.Event()

    def person_changed(self, person: Person) -> None:
        """See ``room.Board``."""
        self._people.add(person.id)
        self._news.set()

    def answer_changed(self, person: Person, key: str, text: str | None) -> None:
        """See ``room.Board``."""
        if key != self.key:
            return
        if text is None:
            self._answers.pop(person.id, None)
        else:
            self._answers[person.id] = parsed(text)
        self._changed.add(person.id)
        self._news.set()

    def stage_changed(self) -> None:
        """See ``room.Board``."""
        self._is_stage_new = True
        self._news.set()

    def watch(self, key: str, together: bool) -> None:
        """Show the answers to an exercise or poll; also as one view (``together``)."""
        self.key, self._is_together = key, together
        self._answers = self.room.answers(key) if key else {}
        self._changed, self._is_view_old, self._view_from = set(self._answers), together, 0.0
        self._socket.tell({"type": "watching", "key": key, "title": title_of(self.room, key, self.language)})
        self._news.set()

    async def tell_news(self) -> None:
        """Tell what is new, until cancelled."""
        self._people = set(self.room.by_id)
        self._news.set()
        while True:
            await self._news.wait()
            self._news.clear()
            if self._is_stage_new:
                self._is_stage_new = False
                self._socket.tell(
                    {"type": "stage", "stage": self.room.stage, "questions": self.room.questions()}
                )
            if self._people:
                here = self._people & self.room.by_id.keys()
                rows, gone = [self.room.by_id[number].row() for number in here], self._people - here
                self._people.clear()
                self._socket.tell({"type": "people", "people": rows, "gone": sorted(gone)})
            if self.key and (self._changed or self._is_view_old):
                self._socket.tell(self._view())
            await asyncio.sleep(PAUSE)

    def _view(self):
        changed, self._changed = self._changed, set()
        gone = [number for number in changed if number not in self._answers]
        cards = [self._card(number) for number in changed if number in self._answers]
        told = {"type": "view", "key": self.key, "cards": cards, "gone": gone}
        if not self._is_together:
            return told
        loop = asyncio.get_running_loop()
        begun = loop.time()
        self._is_view_old = begun < self._view_from
        if self._is_view_old:
            loop.call_later(self._view_from - begun, self._news.set)
            return told
        told["parts"] = parts_of(self.room, self.key, self._answers, self.language)
        ended = loop.time()
        self._view_from = ended + _REST * (ended - begun)
        return told

    def _card(self, number):
        person = self.room.by_id[number]
        lines = lines_of(self.key, self._answers[number], self.language)
        return {"id": number, "name": person.name, "team": person.team, "lines": lines}


def title_of(room: Room, key: str, language: str) -> str:
    """What an exercise or a poll is called."""
    if key.startswith(ANSWER):
        return catalog.spec(key.removeprefix(ANSWER), language)["words"]["title"]
    return asked(room, key)["question"] if key else ""


def asked(room: Room, key: str) -> dict[str, Any]:
    """``{question, options}`` of a poll's key; empty where there is no such poll."""
    return room.stage["polls"].get(key.partition(":")[2], {"question": "", "options": []})


def lines_of(key: str, answer: Any, language: str) -> list[str]:
    """An answer as lines of text, for a card; whatever it holds."""
    if not key.startswith(ANSWER):
        return [answer[:600]] if isinstance(answer, str) else []
    spec = catalog.spec(key.removeprefix(ANSWER), language)
    try:
        return [line[:600] for line in kind(spec["kind"]).summary(answer, spec)[:_LINES]]
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
        return []  # somebody sent what no widget makes


def parts_of(room: Room, key: str, answers: dict[int, Any], language: str) -> list[merged.Part]:
    """The view (``merged``) of the answers to an exercise or a poll."""
    named = [(room.by_id[number].name, answer) for number, answer in answers.items() if number in room.by_id]
    if key.startswith(ANSWER):
        return merged.of_exercise(named, catalog.spec(key.removeprefix(ANSWER), language))
    return merged.of_poll(named, asked(room, key))


async def serve(room: Room, websocket: WebSocket, language: str) -> None:
    """Serve one board until it is closed. Who asks is a trainer: the caller looked."""
    async with Socket(websocket, MUCH) as socket:
        feed = Feed(room, socket, language)
        room.boards.add(feed)
        telling = asyncio.create_task(feed.tell_news())
        try:
            while (message := await socket.hear()) is not None:
                try:
                    await orders.obey(room, feed, message)
                except sqlite3.Error:
                    socket.tell({"type": "refused", "why": "board_disk_full"})
        finally:
            room.boards.discard(feed)
            telling.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await telling
