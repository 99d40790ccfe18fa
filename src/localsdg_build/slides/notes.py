"""The trainer's notes of a lesson, in the parts that slides ask for. Pure."""

import re
from dataclasses import dataclass, field

from localsdg.course import lesson_text

_PART = re.compile(r"^\*\*(.+?)\.?\*\*\s*", re.M)
_ROW = re.compile(r"^\|\s*(\d+)\s*\|(.*)\|\s*$")
# Which part of the notes a slide asks for (``Slide.about``), by the place of its bold heading: the order is
# that of every lesson (``check.parts``), whatever the language calls it.
ORDER = ("answers", "misunderstandings", "debrief", "projector")


@dataclass(frozen=True)
class Notes:
    """``run``: ``[(minutes, what)]`` of the session; ``parts``: Markdown by the names of ``ORDER``."""

    minutes: int
    group: str
    materials: str
    run: list[tuple[int, str]] = field(default_factory=list)
    parts: dict[str, str] = field(default_factory=dict)


def read(source: str) -> Notes:
    """The notes of a lesson's text; empty ones where it has none."""
    block = next((one for one in lesson_text.read(source).blocks if one.name == "trainer-notes"), None)
    if block is None:
        return Notes(0, "", "")
    text = "\n".join(block.lines)
    rows = [(int(row[1]), row[2].strip()) for line in block.lines if (row := _ROW.match(line))]
    bold = [part.strip() for part in _PART.split(text)[1:]]
    said = [f"**{title}.** {told}" for title, told in zip(bold[::2], bold[1::2], strict=True)]
    options = block.options
    minutes = options.get("minutes", "0")
    return Notes(
        int(minutes) if minutes.isdigit() else 0,
        options.get("group", ""),
        options.get("materials", ""),
        rows,
        dict(zip(ORDER, said, strict=False)),
    )
