"""A lesson's drawing on a wide screen: one that is too tall stands in two halves, side by side. Pure.

A drawing is made for a phone, at most 320 wide. On a slide its letters must be read from the back of a room,
so it is shown larger, and what is then too tall is parted where no word, and if possible no box, is cut.
"""

from collections.abc import Iterator
from xml.etree import ElementTree

WHOLE = 390  # a drawing up to this height stands on a slide as it is
_EDGE = 4.0  # kept free above and below a line of words
_LINE = 2.0  # and above and below a box, whose line would else lie in both halves


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
    words, boxes = list(_lines(drawing)), list(_boxes(drawing))
    middle = height / 2

    def cost(at):
        through = sum(top - _EDGE < at < bottom + _EDGE for top, bottom in words)
        boxed = sum(top - _LINE < at < bottom + _LINE for top, bottom in boxes)
        return (through, boxed * 22 + abs(at - middle))

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
