"""Find words in an exercise's labels, for summaries of answers that may hold anything."""

from typing import Any


def title(labels: dict[str, Any], *path: str) -> str:
    """The label at this path (its ``title`` if it has one), else the last part of the path as text."""
    last, place = path[-1], labels
    try:
        for part in path:
            place = place[part]
    except (KeyError, IndexError, TypeError):
        return str(last)
    if isinstance(place, dict):
        place = place.get("title")  # type: ignore[assignment]
    return place if isinstance(place, str) and isinstance(last, str) else str(last)
