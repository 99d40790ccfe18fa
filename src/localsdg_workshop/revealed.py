"""What the trainer has revealed, made once for all who ask for it at the same time."""

import json
import time
from collections.abc import Callable
from typing import Any

from localsdg_workshop import merged
from localsdg_workshop.board import feed
from localsdg_workshop.room import Room

_REST = 10  # a view is made anew in at most an eleventh of the time


class Revealed:
    """The replies to phones and the projector about one room. ``clock``: seconds."""

    def __init__(self, room: Room, clock: Callable[[], float] = time.monotonic) -> None:
        self._room, self._clock = room, clock
        self._made: dict[tuple[str, str], tuple[dict[str, Any], float, bytes]] = {}

    def reply(self, key: str, language: str) -> bytes | None:
        """``{title, parts}`` as JSON; ``None`` where it is not revealed."""
        stage = self._room.stage  # another one after each order of the trainer, which holds at once
        if key not in stage["revealed"]:
            return None
        self._made = {place: kept for place, kept in self._made.items() if kept[0] is stage}
        _, until, made = self._made.get((key, language), (stage, 0.0, b""))
        begun = self._clock()
        if made and begun < until:
            return made
        made = self._view(key, language, stage)
        ended = self._clock()
        self._made[key, language] = (stage, ended + _REST * (ended - begun), made)
        return made

    def _view(self, key, language, stage):
        parts = feed.parts_of(self._room, key, self._room.answers(key), language)
        parts = merged.arranged(parts, stage["walls"].get(key, {}))
        shown = parts if stage["revealed"][key] == "named" else merged.without_names(parts)
        title = feed.title_of(self._room, key, language)
        return json.dumps({"title": title, "parts": shown}, ensure_ascii=False).encode()
