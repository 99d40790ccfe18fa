"""What does not fit on its page: looked for in the boxes that WeasyPrint has laid out. Pure."""

from collections.abc import Iterator
from typing import Any

_SEEN = ("TextBox", "BlockReplacedBox", "InlineReplacedBox")
_SLACK = 1.0  # CSS pixels: what rounding moves is not seen


def overflows(document: Any) -> list[str]:
    """A line for each page on which something goes beyond the page's margins or its cell, with its words.

    ``document`` is what WeasyPrint's ``render`` returns.
    """
    found = []
    for number, page in enumerate(document.pages, 1):
        box = page._page_box
        inside = (
            box.content_box_x(),
            box.content_box_y(),
            box.content_box_x() + box.width,
            box.content_box_y() + box.height,
        )
        if said := next(_beyond(box, inside), None):
            found.append(f"page {number}: {said}")
    return found


def _beyond(box: Any, room: tuple[float, float, float, float]) -> Iterator[str]:
    """The boxes below ``box`` that leave their room: (left, top, right, bottom) in CSS pixels."""
    for child in getattr(box, "children", ()):
        kind = type(child).__name__
        if kind in ("MarginBox", "FootnoteAreaBox"):
            continue
        if kind in _SEEN and child.width and child.height and (told := _outside(child, room)):
            yield told
        inner = room
        if kind == "TableCellBox":
            left, right = child.border_box_x(), child.border_box_x() + child.border_width()
            inner = (max(left, room[0]), room[1], min(right, room[2]), room[3])
        yield from _beyond(child, inner)


def _outside(box, room):
    left, top, right, bottom = room
    x, y = box.position_x, box.position_y
    beyond = {
        "left": left - x,
        "above": top - y,
        "right": x + box.width - right,
        "below": y + box.height - bottom,
    }
    side = max(beyond, key=lambda name: beyond[name])
    if beyond[side] <= _SLACK:
        return None
    words = getattr(box, "text", "") or "a picture"
    return f"{beyond[side]:.0f} px too far {side}: {words.strip()[:60]!r}"
