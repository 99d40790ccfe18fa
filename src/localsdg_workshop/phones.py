"""The socket of a participant's page: their work comes in, what the trainer sets goes out."""

import asyncio
from typing import Any

from starlette.websockets import WebSocket

from localsdg_workshop import allowance
from localsdg_workshop.people import COOKIE, Person
from localsdg_workshop.room import Refused, Room
from localsdg_workshop.sockets import Socket

UNKNOWN = 4401  # nobody is known by this token: the page goes to where one joins
MANY = 4429
_READ = 64 << 10  # characters of kept work that cost as much to send back as one message to hear


async def serve(room: Room, websocket: WebSocket) -> None:
    """Listen to one page until it is closed."""
    person = room.person(websocket.cookies.get(COOKIE))
    if person is None or len(person.sockets) >= allowance.SOCKETS:
        await websocket.accept()
        await websocket.close(UNKNOWN if person is None else MANY)
        return
    async with Socket(websocket) as socket:
        try:
            await room.came(person, socket)
            while (message := await socket.hear()) is not None:
                await _turn(person)
                await _heard(room, person, socket, message)
        finally:
            await room.went(person, socket)


async def _turn(person: Person, cost: float = 1) -> None:
    """Who sends a flood, or asks for much again and again, waits, and nobody else does."""
    while not person.sending.takes(cost):
        await asyncio.sleep(0.2)


async def _heard(room: Room, person: Person, socket: Socket, message: dict[str, Any]) -> None:
    kind, number = message.get("type"), message.get("id")
    number = number if isinstance(number, int) else 0
    if kind == "hello":
        room.at(person, message.get("page"), message.get("exercise"))
        await _turn(person, sum(person.sizes.values()) / _READ)
        keys = message.get("keys")
        values = room.missing(person, keys if isinstance(keys, list) else [])
        me = {"id": _mark(person), "name": person.name, "team": person.team}
        socket.tell({"type": "welcome", "me": me, "values": values})
        socket.tell(room.for_phones())
    elif kind == "at":
        room.at(person, message.get("page"), message.get("exercise"))
    elif kind in ("keep", "ask"):
        try:
            if kind == "keep":
                await room.keep(person, _values(message.get("values")))
            else:
                await room.ask(person, message.get("text"), message.get("named") is True)
            socket.tell({"type": "done", "id": number})
        except Refused as problem:
            socket.tell({"type": "refused", "id": number, "why": str(problem)})


def _mark(person: Person) -> str:
    """By what a browser knows whose it is: another laptop or folder has a first person as well."""
    return f"{person.id}-{round(person.joined * 1000)}"


def _values(found: Any) -> dict[str, str | None]:
    if not isinstance(found, dict) or len(found) > allowance.KEYS:
        raise Refused("kept_unknown")
    return found
