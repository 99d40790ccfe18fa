"""What a trainer can do, by name: each order of a board's page is one function here."""

import re
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from localsdg import course
from localsdg_workshop import people, removing
from localsdg_workshop.room import ANSWER, POLL, Room

_POLLS = 200
_LONGEST = 300  # characters of a poll's question, an option, a group of cards
_TIMER = 8 * 3600  # seconds


class Watching(Protocol):
    """The board that an order comes from."""

    def watch(self, key: str, together: bool) -> None:
        """Show the answers to an exercise or poll; also as one view (``together``)."""


async def obey(room: Room, board: Watching, message: dict[str, Any]) -> None:
    """Do what a board asks for; nothing where it asks for something that there is not.

    One order after the other: two boards that set something at once would undo each other's.
    Raises ``sqlite3.Error`` where it cannot be kept: then nothing is changed.
    """
    do = _ORDERS.get(str(message.get("do")))
    if do:
        async with room.turn:
            await do(room, board, message)


async def _watch(room, board, message):
    key = message.get("key")
    board.watch(key if is_subject(room, key) else "", message.get("together") is True)


async def _send(room, board, message):
    """Send everybody to a page, an exercise on it, a poll; ``look``: up; nothing: everybody works on."""
    kind = message.get("type")
    if kind not in ("page", "poll", "look"):
        await room.set(send=None)
        return
    number = ((room.stage["send"] or {}).get("n") or room.stage.get("sent") or 0) + 1
    sent = {"n": number, "type": kind}
    if kind == "page":
        sent |= {"page": _page(message.get("page")), "exercise": _line(message.get("exercise"))}
    if kind == "poll":
        sent |= {"poll": _line(message.get("poll"))}
    key = POLL + sent["poll"] if kind == "poll" else ANSWER + sent.get("exercise", "")
    shown = room.stage["shown"] if kind == "look" else key if key in room.stage["revealed"] else ""
    await room.set(send=sent, sent=number, shown=shown)


async def _hold(room, board, message):
    key = message.get("key")
    if is_subject(room, key):
        held = [one for one in room.stage["held"] if one != key]
        await room.set(held=[*held, key] if message.get("on") else held)


async def _reveal(room, board, message):
    key, how = message.get("key"), message.get("how")
    if is_subject(room, key):
        revealed = {one: mode for one, mode in room.stage["revealed"].items() if one != key}
        if how in ("named", "anonymous"):
            await room.set(revealed={**revealed, key: how}, shown=key)
        else:
            await room.set(revealed=revealed, shown="")


async def _timer(room, board, message):
    length = message.get("seconds")
    if isinstance(length, int) and 0 < length <= _TIMER:
        await room.set(timer={"ends": int(people.now() * 1000) + length * 1000, "length": length})
    else:
        await room.set(timer=None)


async def _tested(room, board, message):
    await room.set(is_tested=message.get("on") is True)


async def _poll(room, board, message):
    """Ask a question: ``Question? | one option | another``; without options everybody writes."""
    made = poll_of(message.get("line"))
    polls = room.stage["polls"]
    if made is None or len(polls) >= _POLLS:
        return
    name = next((one for one, known in polls.items() if known == made), f"p{len(polls) + 1}")
    await room.set(polls={**polls, name: made})
    await _send(room, board, {"type": "poll", "poll": name})
    board.watch(POLL + name, True)


async def _wall(room, board, message):
    """Hide a card, show it again, or put it into a group."""
    key, card = message.get("key"), message.get("card")
    if not is_subject(room, key) or not isinstance(card, str) or len(card) > _LONGEST:
        return
    known = room.stage["walls"].get(key, {"hidden": [], "groups": {}})
    hidden = [one for one in known["hidden"] if one != card]
    groups = {one: name for one, name in known["groups"].items() if one != card}
    if message.get("hide") is True:
        hidden.append(card)
    if group := _line(message.get("group")):
        groups[card] = group
    await room.set(walls={**room.stage["walls"], key: {"hidden": hidden, "groups": groups}})


async def _about(room, board, message):
    """What sheet and certificates say: texts by name (``papers.FIELDS``); others do no harm."""
    said = message.get("said")
    if isinstance(said, dict) and len(said) <= 20:
        await room.set(about={_line(name): _line(text) for name, text in said.items()})


async def _answered(room, board, message):
    if isinstance(message.get("id"), int):
        await room.question_done(message["id"])


async def _remove(room, board, message):
    """Remove somebody, or (``key``) one answer of theirs."""
    key = message.get("key")
    if key is None:
        await removing.person(room, message.get("person"))
    elif is_subject(room, key):
        await removing.answer(room, message.get("person"), key)


_ORDERS: dict[str, Callable[[Room, Watching, dict[str, Any]], Awaitable[None]]] = {
    "watch": _watch,
    "send": _send,
    "hold": _hold,
    "reveal": _reveal,
    "timer": _timer,
    "tested": _tested,
    "poll": _poll,
    "wall": _wall,
    "about": _about,
    "answered": _answered,
    "remove": _remove,
}


def is_subject(room: Room, key: object) -> bool:
    """Is this the key of an exercise of the course, or of a poll of this room?"""
    if not isinstance(key, str):
        return False
    if key.startswith(ANSWER):
        return key.removeprefix(ANSWER) in course.exercise_ids()
    return key.startswith(POLL) and key.removeprefix(POLL) in room.stage["polls"]


def poll_of(line: object) -> dict[str, Any] | None:
    """``{question, options}`` from one line; ``None`` where it asks nothing."""
    parts = [part.strip()[:_LONGEST] for part in line.split("|")] if isinstance(line, str) else [""]
    if not parts[0]:
        return None
    return {"question": parts[0], "options": [part for part in parts[1:] if part][:12]}


def _page(path: object) -> str:
    """The address of a page of the book, ``/`` where it is none."""
    is_own = (
        isinstance(path, str) and re.fullmatch(r"/[A-Za-z0-9._/-]{0,190}", path) and not path.startswith("//")
    )
    return str(path) if is_own else "/"


def _line(text: object) -> str:
    return " ".join(text.split())[:_LONGEST] if isinstance(text, str) else ""
