"""The rule about figures: each is said in words, with its source, for who does not see it."""

import re
from collections.abc import Iterator
from pathlib import Path

from localsdg.course import CourseError, lesson_text
from localsdg_build.check.lessons import lessons, modules

_WORDS = re.compile(r"\*In words:\*\s+\S")
_SOURCE = re.compile(r"(?<!\*)\*[^*\n]{4,}\*\s*(?:\{cite\}`[^`]+`\S*\s*)*$")


def figures(course: Path) -> Iterator[CourseError]:
    """Below each figure of a lesson's code stands *In words:* what it shows, and its source in italics."""
    for module in modules(course):
        for lesson in lessons(module):
            path = lesson / "en.md"
            text = path.read_text(encoding="utf-8")
            for block in lesson_text.read(text).figures:
                if block.name == "code-cell":
                    yield from _figure_problems(path, text.splitlines(), block)


def _figure_problems(path, lines, block):
    place = block.line + len(block.options) + len(block.lines) + 1  # the line below its fence, from 0
    below = [line for line in lines[place : place + 4] if line.strip()]
    paragraph = below[0] if below else ""
    if not _WORDS.match(paragraph):
        told = "the figure is not told in words; write below it: *In words:* what it shows. *Source: …*"
        yield CourseError(path, told, block.line)
    elif not _SOURCE.search(paragraph) and "{cite" not in paragraph:
        told = "the figure's source is missing; end the paragraph *In words:* with it in italics: *Source: …*"
        yield CourseError(path, told, place + 1)
