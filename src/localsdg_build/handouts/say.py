"""The words of an exercise, as templates ask for them. Pure."""

from collections.abc import Callable
from typing import Any

from localsdg.kinds.labels import title


class Say:
    """``say("cards", "survey")`` is a label's title; a name without a label is said as it is."""

    def __init__(self, spec: dict[str, Any]) -> None:
        self._words = spec["words"]
        self._labels = spec["words"]["labels"]

    def __call__(self, *path: str) -> str:
        """The label at this path."""
        return title(self._labels, *path)

    def help(self, *path: str) -> str:
        """What stands below the label at this path; ``""`` where nothing does."""
        place: Any = self._labels
        for part in path:
            place = place.get(part) if isinstance(place, dict) else None
        return str(place.get("help") or "") if isinstance(place, dict) else ""

    def option(self, name: str) -> Callable[[str], str]:
        """Says the things of the list ``name`` (kind board)."""
        return lambda one: self("lists", name, one)

    def option_of(self, column: str) -> Callable[[str], str]:
        """Says the options of a column (kind sheet)."""
        return lambda one: self("options", column, one)

    def rubric(self, row: str) -> str:
        """The title of a row of the rubric."""
        return title(self._words["rubric"], row)

    def level(self, row: str, level: str) -> str:
        """How a text of this level reads."""
        return title(self._words["rubric"], row, "levels", level)
