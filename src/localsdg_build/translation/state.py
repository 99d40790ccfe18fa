"""How much of each English file is translated, and whether the English has changed since."""

from dataclasses import dataclass
from pathlib import Path

from localsdg.course import CourseError
from localsdg.course.translations import record
from localsdg_build.translation import parts
from localsdg_build.translation.parts import Part

CURRENT, CHANGED, MISSING = "current", "changed", "missing"


@dataclass(frozen=True)
class Found:
    """A part of an English file, its translation if there is one, and how that stands."""

    english: Part
    translated: Part | None
    state: str


def state(course: Path, language: str, file: str) -> list[Found]:
    """Each part of an English file, in its order.

    A translation's parts are told by their order, as it was when they were recorded; without a record, as the
    English file's are now. Raises ``CourseError`` if they are not as many.
    """
    english = parts.read(course, file, (course / file).read_text(encoding="utf-8"))
    path = course / parts.translation(file, language)
    if not path.is_file():
        return [Found(part, None, MISSING) for part in english]
    known = record(course, language).get(file)
    theirs = parts.read(course, file, path.read_text(encoding="utf-8"))
    theirs_by_name = _matched(path, file, english, theirs, known)
    return [_found(part, theirs_by_name.get(part.name), known) for part in english]


def _matched(path, file, english, theirs, known):
    if file.endswith(".yml"):
        return {part.name: part for part in theirs}
    names = list(known) if known is not None else [part.name for part in english]
    if len(names) != len(theirs):
        raise CourseError(
            path,
            f"this file has {len(theirs)} parts (title, headings of the second level, trainer's notes), but "
            f"{'was recorded with' if known is not None else file + ' has'} {len(names)}: "
            "write as many, in the same order, then run 'localsdg translated'",
            1,
        )
    return dict(zip(names, theirs, strict=True))


def _found(part, translated, known):
    if translated is None:
        return Found(part, None, MISSING)
    if known is None:
        same = translated.text.strip() == part.text.strip() and part.text.strip() != ""
        return Found(part, translated, MISSING if same and not _is_key(part) else CURRENT)
    made_from = known.get(part.name)
    if made_from is None:
        return Found(part, translated, MISSING)
    return Found(part, translated, CURRENT if made_from == part.fingerprint else CHANGED)


def _is_key(part):
    """A short word may be the same in two languages; a section is not."""
    return "\n" not in part.text
