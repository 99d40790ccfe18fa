"""How wide words are, and where their lines break: SVG itself breaks none. Pure.

Widths are those of the book's sans-serif, a little too wide rather than too narrow: a reader's own face is
shown where the book's cannot be loaded.
"""

import re

_NARROW, _WIDE = set("ijlI.,:;'’!|()[]ftr-/"), set("mwMW%@–—+−")
_EAST_ASIAN = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")
BOLDER = 1.06
# What a line may be broken at: blanks, and between two signs of a script that has none.
_PIECES = re.compile(rf"{_EAST_ASIAN.pattern}[，。、；：！？）」]?|[^\s\u2e80-\u9fff]+|\s+")


def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a line is in the drawing's units."""
    return sum(map(_share, text)) * size * (BOLDER if bold else 1)


def _share(sign):
    if _EAST_ASIAN.match(sign):
        return 1.0
    if sign == " ":
        return 0.28
    if sign in _NARROW:
        return 0.36
    if sign in _WIDE:
        return 0.88
    return 0.68 if sign.isupper() else 0.58


def broken(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """``text`` in lines that are no wider than ``room``; a single word that is wider has a line of its own.

    A line that the text breaks itself stays broken.
    """
    lines = []
    for part in text.strip().splitlines():
        line = ""
        for piece in _PIECES.findall(part.strip()):
            if line.strip() and width((line + piece).rstrip(), size, bold) > room:
                lines.append(line.strip())
                line = ""
            line += piece
        lines.append(line.strip())
    return [line for line in lines if line]
