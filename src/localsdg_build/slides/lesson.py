"""A lesson's source as slides: in its own order, what it has set apart. Pure."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from localsdg.course import lesson_text
from localsdg.course.lesson_text import Block
from localsdg_build.slides import texts

_HEADING = re.compile(r"^(#{2})\s+(.*?)\s*$", re.M)
_ITEM = re.compile(r"^\s*[-*]\s+(.*)")
_TAKE = re.compile(r"\*\*[^*]+\*\*\s*(.*)", re.S)


@dataclass
class Slide:
    """One slide: its ``kind`` (of the template), ``title``, ``points`` as Markdown, and what else it shows.

    ``about`` names the part of the trainer's notes that belongs to it; ``eyebrow`` is a key of
    ``slides.yml``.
    """

    kind: str
    title: str
    points: list[str] = field(default_factory=list)
    eyebrow: str = ""
    about: str = "run"
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> int:
        """How many words it shows; those inside a drawing or a figure are a picture's."""
        return texts.count(" ".join([self.title, *self.points, self.more.get("answer", "")]))


def slides(source: str) -> Iterator[Slide]:
    """The slides of a lesson's text, from its recall questions to its key points, without title and end."""
    found = lesson_text.read(source)
    marks = [(line, "heading", text) for text, line in found.headings[1:]]
    marks += [(block.line, "block", block) for block in found.blocks]
    figures = {block.line: number for number, block in enumerate(found.figures)}
    section = ""
    open_section = ""  # a heading that waits for its first slide
    for line, kind, what in sorted(marks, key=lambda mark: mark[0]):
        if kind == "heading":
            section = open_section = str(what)
            continue
        made = list(_of_block(what, section, figures.get(line)))
        if made and open_section and made[0].kind in ("drawing", "figure", "case"):
            yield Slide("section", open_section)
        if made:
            open_section = ""
        yield from made


def _of_block(block: Block, section: str, figure: int | None) -> Iterator[Slide]:
    if figure is not None:
        yield Slide("figure", section, about="projector", more={"figure": figure})
    elif block.name == "drawing":
        yield Slide("drawing", section, about="projector", more={"source": "\n".join(block.lines)})
    elif block.name == "slide":
        for points in texts.packed(items(block.lines), texts.MOST - texts.count(section)):
            yield Slide("points", section, points)
    elif block.name == "sdg-exercise":
        yield Slide("exercise", "", about="answers", more={"slug": block.argument.split()[0]})
    elif block.name == "recall":
        yield from _recall(block)
    elif maker := next((make for name, make in _BOXES.items() if block.has_class(name)), None):
        yield from maker(block)


def _recall(block):
    for number, (asked, answer) in enumerate(pairs(block.lines), 1):
        together = texts.count(asked) + texts.count(answer) <= texts.MOST
        more = {"number": number}
        yield Slide("question", "", [asked], "recall", more=more | ({"answer": answer} if together else {}))
        if not together:
            for points in texts.packed([answer], texts.MOST):
                yield Slide("question", "", points, "recall_answer", more=more)


def _case(block):
    title = block.argument.partition(":")[2].strip() or block.argument
    title = title[:1].upper() + title[1:]
    taken = [text for text in _paragraphs(block.lines) if text.startswith("**")]
    sentence = _TAKE.match(taken[-1]) if taken else None
    room = texts.MOST - texts.count(title)
    points = texts.packed([sentence[1]], room)[0] if sentence else []
    fitting = points if sum(map(texts.count, points)) <= room else []
    yield Slide("case", title, fitting, "case", "debrief")


def _town(block):
    for points in texts.packed(items(block.lines), texts.MOST, 2):
        yield Slide("questions", "", points, "town", "debrief")


def _key(block):
    for points in texts.packed(items(block.lines), texts.MOST, 3):
        yield Slide("key", "", points, "key", "misunderstandings")


_BOXES: dict[str, Callable[[Block], Iterator[Slide]]] = {
    "lsdg-case": _case,
    "lsdg-town": _town,
    "lsdg-key": _key,
}


def items(lines: list[str]) -> list[str]:
    """The items of a list, each on one line."""
    found: list[str] = []
    for line in lines:
        if item := _ITEM.match(line):
            found.append(item[1].strip())
        elif line.strip() and found and line[:1].isspace():
            found[-1] += f" {line.strip()}"
    return found


def pairs(lines: list[str]) -> list[tuple[str, str]]:
    """Questions with their answers, as the directive ``recall`` has them."""
    found = []
    for part in "\n".join(lines).strip().split("\n\n"):
        asked, _, answer = part.partition("\n:")
        found.append((" ".join(asked.split()), " ".join(answer.split())))
    return found


def _paragraphs(lines):
    return [" ".join(part.split()) for part in "\n".join(lines).split("\n\n") if part.strip()]
