"""A lesson's drawing on a wide screen: one that is too tall stands in two halves, side by side. Pure.

A drawing is made for a phone, at most 320 wide. On a slide its letters must be read from the back of a room,
so it is shown larger, and what is then too tall is parted where no word, no tip of an arrow, and if possible
neither a box nor an arrow is cut.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

WHOLE = 390  # a drawing up to this height stands on a slide as it is
_EDGE = 4.0  # kept free above and below a line of words
_LINE = 2.0  # and above and below a box, whose line would else lie in both halves
_TIP = 9.0  # and around the tip of an arrow: half a tip points nowhere
_STEP = re.compile(r"([A-Za-z])([^A-Za-z]*)")


def views(picture: str) -> list[str]:
    """The ``viewBox`` of each part of a drawing (``svg.filled``): one, or the upper and the lower half."""
    drawing = ElementTree.fromstring(picture)
    _, _, width, height = (float(part) for part in drawing.get("viewBox", "0 0 320 0").split())
    if height <= WHOLE:
        return [f"0 0 {width:g} {height:g}"]
    cut = _cut(drawing, height)
    return [f"0 0 {width:g} {cut:g}", f"0 {cut:g} {width:g} {height - cut:g}"]


def _cut(drawing, height):
    """Where to part it: no word is cut, few boxes are, near the middle."""
    words, boxes, arrows = list(_lines(drawing)), list(_boxes(drawing)), list(_arrows(drawing))
    middle = height / 2

    def cost(at):
        through = sum(top - _EDGE < at < bottom + _EDGE for top, bottom in words)
        boxed = sum(top - _LINE < at < bottom + _LINE for top, bottom in boxes)
        crossed = sum(min(heights) < at < max(heights) for heights in arrows)
        tips = sum(abs(at - heights[-1]) < _TIP for heights in arrows)
        return (through, boxed * 22 + crossed * 11 + tips * 22 + abs(at - middle))

    return min(range(int(height * 0.4), int(height * 0.6)), key=cost)


def _lines(drawing: ElementTree.Element) -> Iterator[tuple[float, float]]:
    """Top and bottom of each line of words."""
    for text in drawing.iter("text"):
        size = float(text.get("font-size", "14"))
        for line in text.iter("tspan"):
            foot = float(line.get("y", "0"))
            yield foot - size * 0.8, foot + size * 0.25


def _boxes(drawing: ElementTree.Element) -> Iterator[tuple[float, float]]:
    """Top and bottom of boxes and circles; those that fill the whole drawing are no obstacle."""
    for box in drawing.iter("rect"):
        top, tall = float(box.get("y", "0")), float(box.get("height", "0"))
        if tall < 300:
            yield top, top + tall
    for name, radius in (("circle", "r"), ("ellipse", "ry")):
        for round_one in drawing.iter(name):
            middle, half = float(round_one.get("cy", "0")), float(round_one.get(radius, "0"))
            yield middle - half, middle + half


def _arrows(drawing: ElementTree.Element) -> Iterator[list[float]]:
    """The heights through which each arrow goes, the tip's last."""
    for path in drawing.iter("path"):
        if "arrow" not in path.get("class", "").split():
            continue
        yield [
            float(one)
            for step, numbers in _STEP.findall(path.get("d", ""))
            if step != "H"
            for one in re.split(r"[ ,]+", numbers.strip())[slice(None) if step == "V" else slice(1, None, 2)]
        ]
