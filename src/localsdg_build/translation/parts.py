"""The parts of an English file that are translated one by one, and the same parts in a translation.

A page has a part for its front matter (where that holds words), one for its title and what follows it, one
for each heading of the second level, and one for the trainer's notes. A file of words has one for each key.
An exercise, and a text that goes into a notebook, is one part as a whole.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from localsdg.course import LANGUAGE, CourseError, parse_yaml
from localsdg.course.before_after import FOLDER
from localsdg.course.fences import fence
from localsdg.course.translations import WHOLE, fingerprint

FRONT, TOP, NOTES = "front", "top", "trainer-notes"
WORDS = "objectives"  # the key of a page's front matter that holds words
SPOKEN = "objectives_language"  # that of these words, in a page put together, where it is not the page's own
_HEADING = re.compile(r"^(#{1,2})\s+(.*?)\s*$")
_WHOLE = ("notebook.md", "notebook-readme.md")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True)
class Part:
    """A part of a file: its name (in the English file), its text, and the line (from 1) where it begins."""

    name: str
    text: str
    line: int

    @property
    def fingerprint(self) -> str:
        """A short hash of its text."""
        return fingerprint(self.text)


def files(course: Path) -> list[str]:
    """The English files that are translated, as paths from the course's folder, sorted."""
    book = [path for path in (course / "book" / LANGUAGE).glob("*") if path.suffix in (".md", ".yml")]
    pages = [*course.glob(f"modules/**/{LANGUAGE}.md"), *course.glob(f"exercises/*/{LANGUAGE}.md")]
    return sorted(path.relative_to(course).as_posix() for path in [*book, *pages])


def translation(file: str, language: str) -> str:
    """Where the translation of an English file stands: ``book/xx/about.md``, ``modules/m/xx.md``."""
    head, _, name = file.rpartition("/")
    if head == f"book/{LANGUAGE}":
        return f"book/{language}/{name}"
    return f"{head}/{language}.md"


def is_page(file: str) -> bool:
    """Is it a page of the book, which is put together part by part?"""
    path = Path(file)
    is_whole = path.name in _WHOLE or path.parent.name == FOLDER
    return file.endswith(".md") and not file.startswith("exercises/") and not is_whole


def read(course: Path, file: str, text: str) -> list[Part]:
    """The parts of a file in its order; ``file``: which English file it is, or is a translation of."""
    if file.endswith(".yml"):
        return _keys(course / file, text)
    if not is_page(file):
        return [Part(WHOLE, text, 1)]
    front, body, line = split_front(text)
    found = [Part(FRONT, front, 1)] if _has_words(course / file, front) else []
    return found + cut(body, line)


def cut(body: str, line: int = 1) -> list[Part]:
    """The parts of a page's text below its front matter; ``line``: where that text begins in its file."""
    return _named(_sections(body, line))


def split_front(text: str) -> tuple[str, str, int]:
    """``(front matter with its lines ---, the rest, the rest's first line)``."""
    if text.startswith("---\n") and "\n---\n" in text[3:]:
        end = text.index("\n---\n", 3) + len("\n---\n")
        return text[:end], text[end:], text[:end].count("\n") + 1
    return "", text, 1


def _has_words(path, front):
    found = parse_yaml(front.strip().strip("-"), path) if front else None
    return isinstance(found, dict) and WORDS in found


def _keys(path, text):
    node = yaml.compose(text, Loader=_Loader)
    if not isinstance(node, yaml.MappingNode):
        raise CourseError(path, "this file holds 'key: value' pairs", 1)
    pairs = parse_yaml(text, path)
    lines = {key.value: key.start_mark.line + 1 for key, _ in node.value}
    return [Part(key, str(value), lines.get(key, 1)) for key, value in pairs.items()]


def _sections(body, first):
    """The body cut at its headings and before the trainer's notes; the cuts lose no sign."""
    found: list[Part] = []
    lines: list[str] = []
    inside: list[str] = []
    name, begin = TOP, first
    for number, line in enumerate(body.splitlines(keepends=True), first):
        mark = fence(line.rstrip("\n"))
        heading = None if inside else _HEADING.match(line.rstrip("\n"))
        notes = not inside and mark is not None and mark.name == NOTES
        if notes or (heading and len(heading[1]) == 2):
            found.append(Part(name, "".join(lines), begin))
            lines, name, begin = [], NOTES if notes else slug(heading[2] if heading else ""), number
        lines.append(line)
        if mark and inside and mark.closes(inside[-1]):
            inside.pop()
        elif mark and not (inside and inside[-1][0] == "`"):
            inside.append(mark.marks)
    return [*found, Part(name, "".join(lines), begin)]


def _named(sections):
    """The same with names of their own: a second one of a name gets a number."""
    seen: dict[str, int] = {}
    found = []
    for part in sections:
        seen[part.name] = number = seen.get(part.name, 0) + 1
        found.append(replace(part, name=part.name if number == 1 else f"{part.name}-{number}"))
    return found


def slug(heading: str) -> str:
    """The name of the part that begins with a heading."""
    plain = re.sub(r"\{[\w:-]+\}`([^`<]*)[^`]*`", r"\1", heading)
    return re.sub(r"[^\w]+", "-", plain.lower()).strip("-") or "part"


def dumped(value: object) -> str:
    """``value`` as YAML, in its order and its own letters."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False)
