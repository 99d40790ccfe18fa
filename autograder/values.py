"""Values of all rooms: objects of JSON, points as numbers, and what says nothing."""

from typing import Any

from localsdg.records import rounded

Points = int | float
Json = dict[str, Any]  # an object of JSON


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
