"""Values of all rooms: objects of JSON, points as numbers, and what says nothing."""

import json
from typing import Any

from localsdg.records import rounded

Points = int | float
Json = dict[str, Any]  # an object of JSON

# JSON on one line, as the ledger keeps it and a notebook's cells are written; made once, which is quicker.
json_line = json.JSONEncoder(ensure_ascii=False).encode


class Alike:
    """A value that is told by a text: what is made of it can be kept for all that have the same text."""

    __slots__ = ("text", "value")

    def __init__(self, value: Any, text: str) -> None:
        self.value, self.text = value, text

    def __hash__(self) -> int:
        return hash(self.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Alike) and self.text == other.text


def member(value: Any, key: str) -> Any:
    """What an object of JSON holds under ``key``; ``None`` where it holds nothing, or where it is none."""
    return value.get(key) if isinstance(value, dict) else None


def is_empty(value: Any) -> bool:
    """Whether an answer (any JSON) says nothing: none at all, an empty text, variables without a value."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, dict | list):
        return all(map(is_empty, value.values() if isinstance(value, dict) else value))
    return value is None


def as_points(number: float) -> Points:
    """2.0 as 2; 2.50 as 2.5."""
    number = rounded(float(number))
    return int(number) if number == int(number) else number
