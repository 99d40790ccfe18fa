"""Rules about the glossary: every ``{term}`` exists, and every entry is linked from somewhere.

The book's engine also reports a missing term, but only after minutes and without a remedy.
"""

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from localsdg.course import LANGUAGE, CourseError
from localsdg.course.fences import fence
from localsdg_build import order

_ROLE = re.compile(r"\{term\}`([^`]+)`")
_SHOWN = re.compile(r".+?\s*<([^<>]+)>\Z", re.DOTALL)
_TAUGHT = re.compile(r"\{taught\}(.*)")


def glossary(course: Path) -> Path:
    """Where the glossary of a course is."""
    return course / "book" / LANGUAGE / "glossary.md"


def entries(text: str) -> list[tuple[int, list[str]]]:
    """The glossary's entries as ``[(line, [name, ...]), ...]``; an entry may have several names."""
    found: list[tuple[int, list[str]]] = []
    opened, inside, above = None, False, ""  # the outermost fence; is it the glossary's?
    for number, line in enumerate(text.splitlines(), 1):
        mark = fence(line)
        if mark and opened is None:
            opened, inside = mark.marks, mark.name == "glossary"
        elif mark and mark.closes(opened or ""):
            opened, inside = None, False
        elif inside and line.strip() and not line.startswith((" ", ":")):
            if above.strip() and not above.startswith((" ", "`", ":")):
                found[-1][1].append(line.strip())
            else:
                found.append((number, [line.strip()]))
        above = line
    return found


def uses(text: str) -> list[tuple[int, str]]:
    """The terms that a text links, as ``[(line, term), ...]``."""
    found = []
    for role in _ROLE.finditer(text):
        inside = " ".join(role.group(1).split())
        shown = _SHOWN.match(inside)
        if inside and not inside.endswith("<>"):  # the rule about pages says that it is empty
            found.append((text.count("\n", 0, role.start()) + 1, shown.group(1) if shown else inside))
    return found


def pages(course: Path) -> list[Path]:
    """All texts of the book that may link a term: lessons, module pages and the book's own pages."""
    return sorted(course.glob(f"modules/**/{LANGUAGE}.md")) + sorted(course.glob(f"book/{LANGUAGE}/*.md"))


def terms_exist(course: Path) -> Iterator[CourseError]:
    """Every ``{term}`` is in the glossary, however its letters are written (large or small)."""
    names = _names(course)
    for path in pages(course):
        for line, term in uses(path.read_text(encoding="utf-8")):
            if term.lower() not in names:
                near = difflib.get_close_matches(term.lower(), names, n=3, cutoff=0.5)
                like = f"; like it are: {', '.join(names[name] for name in near)}" if near else ""
                yield CourseError(path, f"{{term}} {term!r} is not in the glossary{like}", line)


def terms_in_exercises(course: Path) -> Iterator[CourseError]:
    """A prompt also stands in the notebook, which knows no glossary."""
    for path in sorted(course.glob(f"exercises/*/{LANGUAGE}.md")):
        for line, term in uses(path.read_text(encoding="utf-8")):
            yield CourseError(path, f"write {term!r} without {{term}}: the notebook cannot show it", line)


def entries_linked(course: Path) -> Iterator[CourseError]:
    """Every entry is linked, by one of its names, from a page that is not the glossary."""
    used = {
        term.lower()
        for path in pages(course)
        if path != glossary(course)
        for _, term in uses(path.read_text(encoding="utf-8"))
    }
    for line, names in _entries(course):
        if not used & {name.lower() for name in names}:
            yield CourseError(
                glossary(course),
                f"no lesson or page links {names[0]!r}; write {{term}}`{names[0]}` where it is first used",
                line,
            )


def entries_unique(course: Path) -> Iterator[CourseError]:
    """A name stands in the glossary once. (GOLD is not gold.)"""
    seen: dict[str, int] = {}
    for line, names in _entries(course):
        for name in names:
            if name in seen:
                yield CourseError(
                    glossary(course), f"{name!r} is already in line {seen[name]}; remove one", line
                )
            seen.setdefault(name, line)


def lessons_known(course: Path) -> Iterator[CourseError]:
    """Every lesson that the glossary names is in the table of contents."""
    path = glossary(course)
    if not path.is_file():
        return
    known = {lesson for _, lesson, _ in order.lessons(course)}
    for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        for name in [name for match in _TAUGHT.finditer(text) for name in match.group(1).split()]:
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1, cutoff=0.75)
                like = f"; did you mean {near[0]}?" if near else ""
                yield CourseError(path, f"there is no lesson {name!r} in the table of contents{like}", line)


def _entries(course):
    path = glossary(course)
    return entries(path.read_text(encoding="utf-8")) if path.is_file() else []


def _names(course):
    return {name.lower(): name for _, names in _entries(course) for name in names}
