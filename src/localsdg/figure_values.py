"""Read the numbers out of a plotly figure, so that they can stand in a table beside it."""

import base64
from array import array
from typing import Any

# plotly's names of number types, as ``array`` calls them: numpy takes a tenth of a second to import.
_TYPES = {"i1": "b", "u1": "B", "i2": "h", "u2": "H", "i4": "i", "u4": "I", "f4": "f", "f8": "d"}
_MOST_ROWS = 60
_MEASURES = ("bar", "scatter", "box", "histogram")


def table(data: list[dict[str, Any]], layout: dict[str, Any]) -> tuple[list[str], list[list[str]]]:
    """``(heads, rows)`` of text for bar, line, dot and pie charts; ``([], [])`` for others and long ones.

    One row per category, one column per trace.
    """
    if (layout.get("meta") or {}).get("table") is False:  # a drawing whose numbers are places, not values
        return [], []
    if data and all(trace.get("type") == "pie" for trace in data):
        columns = [
            (trace.get("name") or "", list(zip(*_pair(trace, "labels", "values"), strict=False)))
            for trace in data
        ]
        first, value = "", ""
    elif data and all(trace.get("type", "scatter") in ("bar", "scatter") for trace in data):
        keys = ("y", "x") if _sideways(data[0]) else ("x", "y")
        columns = [(trace.get("name") or "", list(zip(*_pair(trace, *keys), strict=False))) for trace in data]
        first, value = (_axis(layout, key) for key in keys)
    else:
        return [], []
    return _join(_one_unnamed(columns), first, value)


def _sideways(trace):
    """The names stand at the side: plotly says it of bars, for dots the values tell."""
    along, up = _pair(trace, "x", "y")
    dots = along and up and isinstance(up[0], str) and not isinstance(along[0], str)
    return trace.get("orientation") == "h" or bool(dots)


def _one_unnamed(columns):
    """Traces without a name and of different places, one for each colour, are one column."""
    pairs = [pair for _, some in columns for pair in some]
    different = len({category for category, _ in pairs}) == len(pairs)
    return [("", pairs)] if different and not any(name for name, _ in columns) else columns


def _pair(trace, *keys):
    return [_values(trace.get(key)) for key in keys]


def _axis(layout, key):
    title = (layout.get(f"{key}axis") or {}).get("title") or {}
    return title if isinstance(title, str) else title.get("text") or ""


def _join(columns, first, value):
    categories: list[Any] = []
    cells: dict[Any, Any] = {}
    for number, (_, pairs) in enumerate(columns):
        for category, amount in pairs:
            shown = _text(category)
            if shown not in cells:
                categories.append(shown)
                cells[shown] = {}
            # Two points of one trace in one place: a table of this shape would hide one of them.
            if number in cells[shown]:
                return [], []
            cells[shown][number] = _text(amount)
    if not categories or len(categories) > _MOST_ROWS:
        return [], []
    heads = [first, *[name or value for name, _ in columns]]
    rows = [
        [category, *[cells[category].get(at, "") for at in range(len(columns))]] for category in categories
    ]
    return heads, rows


def _values(raw):
    """A trace's list; plotly 6 and later write numbers as base64 with a type."""
    if isinstance(raw, dict) and "bdata" in raw:
        return list(array(_TYPES[raw["dtype"]], base64.b64decode(raw["bdata"])))
    return list(raw) if isinstance(raw, (list, tuple)) else []


def _text(value):
    if value is None or value != value:
        return ""
    if isinstance(value, float):
        return f"{round(value, 3):,.10g}"
    return f"{value:,}" if isinstance(value, int) and abs(value) >= 10000 else str(value)
