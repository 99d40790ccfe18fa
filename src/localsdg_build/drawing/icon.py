"""A module's icon: what may stand in `icon.svg`, and what pages show of it. Pure.

Lines in the colour of the text, so that dark pages, paper and a reader's own colours need nothing more.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from localsdg_build.drawing import svg

FILE = "icon.svg"
BOX = "0 0 24 24"
SOLID = "solid"  # the one class: filled, where a line would be too thin
_SPACE = "{http://www.w3.org/2000/svg}"
_SHAPES = {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
_ATTRIBUTES = {
    "viewBox", "class", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "d", "points",
    "width", "height", "transform",
}  # fmt: skip
# An open book, for a module that has no icon of its own.
_DEFAULT = '<path d="M12 7c-2-2-5-2.500-8.500-2.500v13c3.500 0 6.500.500 8.500 2.500V7z"/>'
_DEFAULT += '<path d="M12 7c2-2 5-2.500 8.500-2.500v13c-3.500 0-6.500.500-8.500 2.500"/>'


def shapes(path: Path) -> str:
    """The shapes of an icon, as HTML takes them; those of an open book where there is no file.

    Raises ``svg.DrawingError`` where the file is none, or holds what no icon may hold.
    """
    if not path.is_file():
        return _DEFAULT
    icon = svg.read(path)
    if wrong := next(problems(icon), None):
        raise svg.DrawingError(wrong)
    for part in icon.iter():
        part.tag = str(part.tag).removeprefix(_SPACE)
        part.text = part.tail = None
    return "".join(ElementTree.tostring(part, encoding="unicode") for part in icon)


def problems(icon: ElementTree.Element) -> Iterator[str]:
    """What may not stand in an icon, or is missing in it; each says what to write."""
    if icon.get("viewBox") != BOX:
        yield f'write viewBox="{BOX}": an icon is a square of 24'
    if not len(icon):
        yield "there is nothing in it; draw at least one shape"
    for part in icon.iter():
        name = str(part.tag).removeprefix(_SPACE)
        if name not in _SHAPES:
            yield f"<{name}> may not stand in an icon; use {', '.join(sorted(_SHAPES))}"
            continue
        for attribute in sorted(set(part.attrib) - _ATTRIBUTES):
            yield f"<{name} {attribute}=…>: no icon needs this; its lines have the colour of the module"
        if part.get("class", SOLID) != SOLID:
            yield f'class="{part.get("class")}": write class="{SOLID}" for a filled shape, or no class'
        if re.search(r"\S", (part.text or "") + (part.tail or "")):
            yield f"<{name}> holds words; an icon has none"
