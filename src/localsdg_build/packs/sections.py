"""A lesson with a pack's sections and worked case in place of its own.

A pack's file for a lesson is a page without front matter. A section with the heading of one of the lesson's
takes its place; under another heading it says which one it replaces, in its first line:
``% instead of: A real river``. What stands above the first heading takes the place of the lesson's opening,
below its title and its questions.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from localsdg import course as sources
from localsdg.course.fences import around, fence
from localsdg.course.files import read_text
from localsdg_build.packs import model
from localsdg_build.packs.texts import Piece
from localsdg_build.translation import parts
from localsdg_build.translation.parts import FRONT, NOTES, TOP, Part

CASE = "lsdg-case"
_INSTEAD = re.compile(r"^%\s*instead of:\s*(.*?)\s*$", re.MULTILINE)
_HEADING = re.compile(r"^##\s+(.*?)\s*$", re.MULTILINE)


def read(path: Path) -> dict[str, Part]:
    """A pack's sections: ``{name of the lesson's part: Part}``. ``CourseError`` if two are for one part."""
    found: dict[str, Part] = {}
    for part in parts.cut(read_text(path)):
        if part.name == TOP and not part.text.strip():
            continue
        name = instead_of(part)
        if name in found:
            raise sources.CourseError(path, "a section above is for the same one; join them", part.line)
        found[name] = part
    return found


def instead_of(part: Part) -> str:
    """The name of the lesson's part that a part of a pack's file takes the place of."""
    said = _INSTEAD.search(part.text)
    return parts.slug(said[1]) if said else part.name


def lesson(course: Path, name: str, own: Path | None, case: str, case_file: Path | None) -> list[Piece]:
    """A lesson in pieces. ``own``: the pack's file for it; ``case``: its worked case as MyST, or ``""``."""
    path = course / model.page(name)
    text = read_text(path)
    front, _, _ = parts.split_front(text)
    found = [Piece(front, path)]
    ours = read(own) if own else {}
    for part in parts.read(course, model.page(name), text):
        if part.name == FRONT:
            continue
        if part.name == TOP and TOP in ours:
            head, _ = opening(part)
            found += [Piece(head, path, part.line), _piece(ours[TOP], own)]
        elif part.name in ours:
            found.append(_piece(ours[part.name], own))
        else:
            found.append(Piece(part.text, path, part.line))
    return _with_case(found, path, case, case_file) if case_file else found


def _piece(part, path):
    text = _INSTEAD.sub("%", part.text)
    return Piece(text if text.endswith("\n\n") else text.rstrip("\n") + "\n\n", path, part.line)


def opening(part: Part) -> tuple[str, str]:
    """The first part of a lesson: title and questions, and what it opens with."""
    lines, open_marks, end = part.text.splitlines(keepends=True), "", 0
    for number, line in enumerate(lines, 1):
        mark = fence(line.rstrip("\n"))
        if open_marks and mark and mark.closes(open_marks):
            open_marks, end = "", number
        elif mark and not open_marks:
            open_marks = mark.marks
        elif not open_marks and line.startswith("# "):
            end = number
    return "".join(lines[:end]) + "\n", "".join(lines[end:])


def case_lines(text: str) -> tuple[int, int] | None:
    """Where the first worked case of a text stands: its first line and the one after it, from 0."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        mark = fence(line)
        if mark and mark.name == "admonition" and f":class: {CASE}" in lines[number + 1 : number + 4]:
            ends = (place for place in range(number + 1, len(lines)) if _closes(lines[place], mark.marks))
            return number, next(ends, len(lines) - 1) + 1
    return None


def _closes(line, marks):
    mark = fence(line)
    return bool(mark and mark.closes(marks))


def _with_case(pieces, path, case, case_file):
    """The pieces with the pack's worked case in place of the lesson's first."""
    done: list[Piece] = []
    for number, piece in enumerate(pieces):
        place = case_lines(piece.text) if piece.path == path else None
        if place is None:
            done.append(piece)
            continue
        lines = piece.text.splitlines(keepends=True)
        before, after = "".join(lines[: place[0]]), "".join(lines[place[1] :])
        done += [replace(piece, text=before), Piece(case, case_file)]
        return [*done, Piece(after, path, piece.line + place[1]), *pieces[number + 1 :]]
    return done


def case(path: Path, words: Mapping[str, str]) -> str:
    """A pack's worked case as the box that a lesson shows; ``words``: ``pack.yml`` of the language.

    Its file has a front matter with ``title`` and ``source``, where the facts of the case are from.
    """
    front, body = sources.read_words(path)
    title = words["case"].format(title=front.get("title", ""))
    source = words["case_source"].format(source=front.get("source", ""))
    marks = around(body)
    return f"{marks}{{admonition}} {title}\n:class: {CASE}\n\n{body.strip()}\n\n{source}\n{marks}\n"


def heading(part: Part) -> str:
    """The heading of a lesson's part, as its author wrote it."""
    found = _HEADING.search(part.text)
    return found[1] if found else part.name


def renamed(course: Path, name: str, own: Path) -> dict[str, str]:
    """``{heading of the lesson: heading that the pack gives to the section in its place}``."""
    ours = read(own)
    text = read_text(course / model.page(name))
    found = {}
    for part in parts.read(course, model.page(name), text):
        if part.name in ours and part.name not in (FRONT, TOP, NOTES):
            before, after = _HEADING.search(part.text), _HEADING.search(ours[part.name].text)
            if before and after and before[1] != after[1]:
                found[before[1]] = after[1]
    return found
