"""Take a person, or one answer, out of a workshop while it runs; ``wipe`` does it when no server does.

The phone keeps its own copy of an answer: changed there, it comes again. Whoever is removed has to join anew.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from localsdg_workshop import store
from localsdg_workshop.people import Person
from localsdg_workshop.room import Room

Walls = Mapping[str, dict[str, Any]]


async def person(room: Room, number: object) -> None:
    """Remove somebody with all that they made; nothing where nobody has this number."""
    found = room.by_id.get(number) if isinstance(number, int) else None
    if found is None:
        return
    delete = ("DELETE FROM people WHERE id = ?", (found.id,))  # work, questions and visits go with it
    await _without(room, found, list(found.sizes), delete)
    del room.by_id[found.id]
    room.by_token = {token: one for token, one in room.by_token.items() if one is not found}
    for board in room.boards:
        board.person_changed(found)
    room.tell_stage()
    for socket in found.sockets:
        socket.leave()


async def answer(room: Room, number: object, key: str) -> None:
    """Remove somebody's answer to an exercise or a poll."""
    found = room.by_id.get(number) if isinstance(number, int) else None
    if found is not None and key in found.sizes:
        await _without(room, found, [key], ("DELETE FROM work WHERE person = ? AND key = ?", (found.id, key)))
        room.tell_stage()


async def _without(room: Room, found: Person, keys: list[str], delete: store.Statement) -> None:
    """Delete from the store and from memory; of these keys the cards that the trainer sorted, too."""
    walls = room.stage["walls"]
    changed = {key: walls[key] for key in keys if key in walls}
    known = [one.name for one in room.by_id.values()]
    stage = {**room.stage, "walls": {**walls, **without_cards(changed, known, {found.name})}}
    await room.store.write([delete, store.to_set("stage", stage)])
    room.stage = stage
    for key in keys:
        room.characters -= found.sizes.pop(key, 0)
        for board in room.boards:
            board.answer_changed(found, key, None)


def without_cards(walls: Walls, known: Iterable[str], gone: set[str]) -> dict[str, dict[str, Any]]:
    """``walls`` of the stage without the cards of those who are ``gone``; ``known``: the names of all.

    A card that the trainer grouped or hid begins with its writer's name, which may hold a ``/`` itself.
    """
    names = list(known)

    def stays(card):
        writers = [name for name in names if card.startswith(f"{name}/")]
        return max(writers, key=len, default="") not in gone

    return {
        key: {
            "hidden": [card for card in wall["hidden"] if stays(card)],
            "groups": {card: group for card, group in wall["groups"].items() if stays(card)},
        }
        for key, wall in walls.items()
    }
