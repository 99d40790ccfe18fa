"""Fences that are not closed, found by lines: what the parser makes of them is far from what was meant."""

import re
from collections.abc import Iterator
from pathlib import Path

from localsdg.course import CourseError
from localsdg.course.fences import Fence, fence
from localsdg_build.check.page_text import LITERAL

_SECTION = re.compile(r"^#{1,6} \S")


def problems(path: Path) -> Iterator[CourseError]:
    """The first fence of a page that is not closed where it should be; one, for others follow from it."""
    open_fences: list[tuple[Fence, int]] = []  # with their lines
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        found = fence(line)
        if found and open_fences and found.closes(open_fences[-1][0].marks):
            open_fences.pop()
            continue
        if found and (problem := _opens_wrongly(path, found, open_fences, number)):
            yield problem
            return
        if found and not (open_fences and _is_literal(open_fences[-1][0])):
            open_fences.append((found, number))
        elif open_fences and _SECTION.match(line) and not _is_literal(open_fences[-1][0]):
            above, opened = open_fences[-1]
            told = f"{above.opening} opens here and is not closed before the heading in line {number}; "
            yield CourseError(path, f"{told}write {above.marks} on a line of its own", opened)
            return
    if open_fences:
        above, opened = open_fences[-1]
        told = f"{above.opening} opens here and is not closed; write {above.marks} "
        yield CourseError(path, f"{told}on a line of its own below its text", opened)


def _opens_wrongly(path, found, open_fences, number):
    """A directive that opens inside of what has as many marks: one of the two is wrong."""
    if not open_fences or found.name is None:
        return None
    above, opened = open_fences[-1]
    marks = above.marks
    if not found.marks.startswith(marks):
        return None
    told = (
        f"{above.opening} opens here and is not closed before line {number}, where another begins; write "
        f"{marks} on a line of its own above that line (or {marks[0]}{marks} here, if the other belongs "
        "inside)"
    )
    return CourseError(path, told, opened)


def _is_literal(opened):
    return opened.name is None or opened.name in LITERAL
