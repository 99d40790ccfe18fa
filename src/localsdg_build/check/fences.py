"""Fences that are not closed, found by lines: what the parser makes of them is far from what was meant."""

import re
from collections.abc import Iterator
from pathlib import Path

from localsdg.course import CourseError
from localsdg_build.check.page_text import LITERAL

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,}|:{3,})\s*(.*?)\s*$")
_NAME = re.compile(r"\{([^{}\s]*)\}")
_SECTION = re.compile(r"^#{1,6} \S")


def problems(path: Path) -> Iterator[CourseError]:
    """The first fence of a page that is not closed where it should be; one, for others follow from it."""
    open_fences: list = []  # [(marks, name or None, line)]
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        found = _FENCE.match(line)
        if found and open_fences and _closes(found, open_fences[-1][0]):
            open_fences.pop()
            continue
        if found and (problem := _opens_wrongly(path, found, open_fences, number)):
            yield problem
            return
        if found and not (open_fences and _is_literal(open_fences[-1])):
            name = _NAME.match(found[2])
            open_fences.append((found[1], name and name[1], number))
        elif open_fences and _SECTION.match(line) and not _is_literal(open_fences[-1]):
            marks, name, opened = open_fences[-1]
            told = f"{marks}{{{name}}} opens here and is not closed before the heading in line {number}; "
            yield CourseError(path, f"{told}write {marks} on a line of its own", opened)
            return
    if open_fences:
        marks, name, opened = open_fences[-1]
        shown = f"{marks}{{{name}}}" if name else marks
        told = f"{shown} opens here and is not closed; write {marks} on a line of its own below its text"
        yield CourseError(path, told, opened)


def _closes(found, marks):
    return not found[2] and found[1][0] == marks[0] and len(found[1]) >= len(marks)


def _opens_wrongly(path, found, open_fences, number):
    """A directive that opens inside of what has as many marks: one of the two is wrong."""
    if not open_fences or not _NAME.match(found[2]):
        return None
    marks, name, opened = open_fences[-1]
    if found[1][0] != marks[0] or len(found[1]) < len(marks):
        return None
    shown = f"{marks}{{{name}}}" if name else marks
    told = (
        f"{shown} opens here and is not closed before line {number}, where another begins; write {marks} "
        f"on a line of its own above that line (or {marks[0]}{marks} here, if the other belongs inside)"
    )
    return CourseError(path, told, opened)


def _is_literal(opened):
    return opened[1] is None or opened[1] in LITERAL
