"""A file put together from pieces that remember where they stand: a problem in it is told of its source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Piece:
    """A text and where it comes from: a file, and the line (from 1) where it begins there."""

    text: str
    path: Path
    line: int = 1


def joined(pieces: Iterable[Piece]) -> str:
    """The text of all pieces."""
    return "".join(piece.text for piece in pieces)


def origins(pieces: Iterable[Piece]) -> list[tuple[int, str, int]]:
    """For each piece ``(its first line in the joined text, its file, its first line there)``."""
    found, line = [], 1
    for piece in pieces:
        found.append((line, str(piece.path), piece.line))
        line += piece.text.count("\n")
    return found


def origin(known: Sequence[Sequence], line: int | None) -> tuple[Path, int | None]:
    """The file and line that a line of a joined text comes from; ``known``: see ``origins``."""
    first = [one for one in known if one[0] <= (line or 1)][-1]
    return Path(first[1]), None if line is None else first[2] + line - first[0]
