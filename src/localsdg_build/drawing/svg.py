"""A drawing's file: what may stand in it, and the picture that it becomes with words. Pure.

The file is an SVG that holds shapes and places for words, and neither words nor colours: words come from the
lesson's text, in each language its own, colours from the course's style, on paper and in the dark its own.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

from localsdg_build.drawing import lines

_SPACE = "{http://www.w3.org/2000/svg}"
WIDTH, HEIGHT = 320, 600  # what a phone shows without making letters smaller, and without scrolling long
SIZES = {"label": 13.5, "head": 16.0, "big": 24.0}  # of letters; the smallest is above 12 on a phone
LEADING = 1.22
GOALS = tuple(f"goal-{number}" for number in range(1, 18))
FILLS = ("paper", "raised", "sunken", "wash", "warm", "teal", "terracotta", *GOALS)
STROKES = ("line", "strong", "teal-line", "warm-line", "dashed", "arrow", "both")
TEXTS = (*SIZES, "bold", "quiet", "on-teal", "in-teal", "in-warm", "middle", "end")
CLASSES = {*FILLS, *STROKES, *TEXTS}
_SHAPES = {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text"}
_ATTRIBUTES = {
    "viewBox", "class", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "d", "points",
    "width", "height", "transform", "data-word", "data-room", "data-lines",
}  # fmt: skip
_COLOURED = {"fill", "stroke", "style", "color", "opacity", "stroke-width", "font-size", "font-family"}
_BOX = re.compile(r"0 0 (\d+(?:\.\d+)?) (\d+(?:\.\d+)?)\Z")


class DrawingError(Exception):
    """The file is no SVG."""


def read(path: Path) -> ElementTree.Element:
    """The file's drawing. Raises ``DrawingError`` where it is none."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise DrawingError("this file is missing or no text; draw it as CONTRIBUTING says") from None
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise DrawingError("remove the line that begins with <!")
    try:
        drawing = ElementTree.fromstring(text)
    except ElementTree.ParseError as problem:
        raise DrawingError(f"this is no well-formed SVG: {problem}") from None
    if drawing.tag != f"{_SPACE}svg":
        raise DrawingError('the file does not begin with <svg xmlns="http://www.w3.org/2000/svg" …>')
    return drawing


def problems(drawing: ElementTree.Element) -> Iterator[str]:
    """What may not stand in a drawing, or is missing in it; each says what to write."""
    box = _BOX.match(drawing.get("viewBox", ""))
    if not box:
        yield f'write viewBox="0 0 {WIDTH} …" (left and top are 0)'
    elif float(box[1]) > WIDTH or float(box[2]) > HEIGHT:
        yield (
            f"the drawing is {box[1]} wide and {box[2]} high; draw it at most {WIDTH} wide and {HEIGHT} "
            "high: a phone shows it without making its words smaller"
        )
    for part in drawing.iter():
        yield from _part_problems(part)


def _part_problems(part):
    name = str(part.tag).removeprefix(_SPACE)
    if name not in _SHAPES:
        yield f"<{name}> may not stand in a drawing; use {', '.join(sorted(_SHAPES))}"
        return
    for attribute in part.attrib:
        if attribute in _COLOURED:
            yield f'<{name} {attribute}="…">: colours and letters are the style\'s; write a class instead'
        elif attribute not in _ATTRIBUTES:
            yield f"<{name} {attribute}=…>: no drawing needs this; remove it"
    for one in part.get("class", "").split():
        if one not in CLASSES:
            yield f'class="{one}" is no class of drawings; use {", ".join(sorted(CLASSES))}'
    if (part.text or "").strip() or (part.tail or "").strip():
        yield f"<{name}> holds words; put them into the lesson's text, and data-word here"
    if name == "text":
        missing = [key for key in ("x", "y", "data-word", "data-room") if not part.get(key)]
        if missing:
            yield f"<text> without {', '.join(missing)}"
        elif not all(_number(part.get(key, "1")) for key in ("x", "y", "data-room", "data-lines")):
            yield "x, y, data-room and data-lines are numbers"


def _number(text):
    return re.fullmatch(r"\d+(\.\d+)?", text)


def places(drawing: ElementTree.Element) -> list[str]:
    """The names of the words that the drawing shows, each once, in order."""
    return list(dict.fromkeys(part.get("data-word", "") for part in drawing.iter(f"{_SPACE}text")))


def too_long(drawing: ElementTree.Element, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """``(name, problem)`` of each word that has not enough room."""
    for part in drawing.iter(f"{_SPACE}text"):
        name, most = part.get("data-word", ""), int(float(part.get("data-lines", "1")))
        if name not in words:
            continue
        size, bold, room = _letters(part)
        found = lines.broken(words[name], room, size, bold)
        if len(found) > most or any(lines.width(line, size, bold) > room for line in found):
            told = " / ".join(found)
            room_for = f"there is room for {most} lines of {room:g}"
            yield name, f"too long: it is {told!r}, and {room_for}; shorten it"


def _letters(part):
    classes = part.get("class", "").split()
    size = next((SIZES[one] for one in classes if one in SIZES), SIZES["label"])
    return size, "bold" in classes or "head" in classes or "big" in classes, float(part.get("data-room", "0"))


def filled(drawing: ElementTree.Element, words: Mapping[str, str], alt: str) -> str:
    """The drawing as HTML shows it: with its words in lines, tips on its arrows, and what it says to those
    who do not see it."""
    made = copy.deepcopy(drawing)
    for part in list(made.iter()):  # lines are added meanwhile
        part.tag = str(part.tag).removeprefix(_SPACE)
        part.tail = part.text = None
        if part.tag == "text":
            _write(part, words)
        elif "arrow" in part.get("class", "").split():
            part.set("marker-end", "url(#lsdg-drawing-tip)")
            if "both" in part.get("class", "").split():
                part.set("marker-start", "url(#lsdg-drawing-tip)")
    made.insert(0, _tip())
    made.attrib.update({"role": "img", "aria-label": alt})
    return ElementTree.tostring(made, encoding="unicode")


def _write(part, words):
    """A text's lines. Its ``y`` is the middle of them all."""
    size, bold, room = _letters(part)
    found = lines.broken(words.get(part.attrib.pop("data-word", ""), ""), room, size, bold)
    for name in ("data-room", "data-lines"):
        part.attrib.pop(name, None)
    x, y = part.get("x", "0"), float(part.attrib.pop("y"))
    part.set("font-size", f"{size:g}")
    moved = {"middle", "end"} & set(part.get("class", "").split())
    first = y - (len(found) - 1) * size * LEADING / 2 + size * 0.35  # a line's middle lies above its foot
    for number, line in enumerate(found):
        place = {"x": x, "y": f"{first + number * size * LEADING:.1f}"}
        # The blank is for those who copy the text; in the middle or at the end it would move the line.
        blank = " " if number + 1 < len(found) and not moved else ""
        ElementTree.SubElement(part, "tspan", place).text = line + blank


def _tip():
    tip = ElementTree.Element("defs")
    size = {"viewBox": "0 0 10 10", "refX": "8", "refY": "5", "markerWidth": "10", "markerHeight": "10"}
    turned = {"id": "lsdg-drawing-tip", "orient": "auto-start-reverse", "markerUnits": "userSpaceOnUse"}
    marker = ElementTree.SubElement(tip, "marker", {**size, **turned})
    ElementTree.SubElement(marker, "path", {"class": "tip", "d": "M0 0L10 5L0 10z"})
    return tip
