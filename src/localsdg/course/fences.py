"""The one reader of MyST's fences by lines: what opens a block or a directive, and what closes it.

``check.page_text`` asks MyST's own parser, which knows more; it takes longer, and says nothing of a fence
that is not closed.
"""

import re
from dataclasses import dataclass

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,}|:{3,})\s*(?:\{([^{}\s]*)\})?\s*(.*?)\s*$")


@dataclass(frozen=True)
class Fence:
    """A line of ``marks`` (back ticks, tildes, colons); ``name`` of a directive or ``None``; ``rest``."""

    marks: str
    name: str | None
    rest: str

    def closes(self, marks: str) -> bool:
        """Does this line close what these marks opened?"""
        return self.name is None and not self.rest and self.marks.startswith(marks)

    @property
    def opening(self) -> str:
        """How it opens, as an author writes it."""
        return self.marks if self.name is None else f"{self.marks}{{{self.name}}}"


def fence(line: str) -> Fence | None:
    """The fence that this line is, if it is one."""
    found = _FENCE.match(line)
    return Fence(*found.groups()) if found else None


def around(text: str) -> str:
    """The marks of a fence that can hold ``text``: more back ticks than any in it, and at least four."""
    found = (mark.marks for line in text.splitlines() if (mark := fence(line)))
    return "`" * max(4, 1 + max((len(marks) for marks in found if marks[0] == "`"), default=0))
