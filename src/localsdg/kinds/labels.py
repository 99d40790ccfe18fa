"""Find words in an exercise's labels, for summaries of answers that may hold anything."""

from typing import Any


def title(labels: dict[str, Any], *path: str) -> str:
    """The label at this path (its ``title`` if it has one), else the last part of the path as text."""
    place: Any = labels
    for part in path:
        if not (isinstance(place, dict) and isinstance(part, str)):
            return str(path[-1])
        place = place.get(part)
    if isinstance(place, dict):
        place = place.get("title")
    return place if isinstance(place, str) else str(path[-1])
