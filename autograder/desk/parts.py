"""A long list a page at a time, with what is looked for in it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
PAGE = 100  # rows that are shown at a time


def sought(words: Iterable[str]) -> str:
    """What a filter looks into of a row."""
    return "\n".join(words).casefold()


@dataclass(frozen=True)
class Parts:
    """A list as it was read once. ``texts``: of each row what a filter looks into (``sought``)."""

    rows: list[Row] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def part(self, wanted: str, at: int) -> dict[str, Any]:
        """``{rows, at, found, count}``: a page of the rows that have ``wanted`` in their text."""
        looked_for = wanted.strip().casefold()
        found = [place for place, text in enumerate(self.texts) if looked_for in text] if looked_for else None
        places = range(len(self.rows)) if found is None else found
        shown = [self.rows[place] for place in places[at : at + PAGE]]
        return {"rows": shown, "at": at, "found": len(places), "count": len(self.rows)}
