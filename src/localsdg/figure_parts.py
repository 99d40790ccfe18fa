"""What a page shows of a plotly figure: title, drawing, and the same figures as a table.

The title is text above the figure (it wraps on a phone, search finds it), the look comes from the site
(``figures.js``), and who cannot see the drawing opens the table.
"""

import html
import re
from typing import Any

from localsdg.figure_values import table
from localsdg.figures import COLOURS

_PLOTLY_COLOURS = [
    *("#636efa", "#ef553b", "#00cc96", "#ab63fa", "#ffa15a"),
    *("#19d3f3", "#ff6692", "#b6e880", "#ff97ff", "#fecb52"),
]
_PLASMA_START = "#0d0887"
_HEIGHT = 400
_TAG = re.compile(r"<[^>]*>")


def parts(figure: dict[str, Any]) -> dict[str, Any]:
    """``{title, subtitle, height, heads, rows, data, layout}`` of plotly's MIME content.

    ``figure`` is ``{"data": ..., "layout": ...}``; the table is empty where the figure is none that a table
    can say.
    """
    data = [_own_colours(trace) for trace in figure.get("data", [])]
    layout = {
        key: value for key, value in figure.get("layout", {}).items() if key not in ("template", "margin")
    }
    title, subtitle = _take_title(layout)
    height = int(layout.pop("height", None) or _HEIGHT)
    layout.pop("width", None)  # the page decides
    _own_scale(layout)
    heads, rows = table(data, layout)
    about = {"title": title, "subtitle": subtitle, "height": height}
    return {**about, "heads": heads, "rows": rows, "data": data, "layout": layout}


def _take_title(layout):
    title = layout.pop("title", None) or {}
    if isinstance(title, str):
        return _plain(title), ""
    return _plain(title.get("text") or ""), _plain((title.get("subtitle") or {}).get("text") or "")


def _plain(text):
    return html.unescape(_TAG.sub(" ", text)).replace("  ", " ").strip()


def _own_colours(value):
    """plotly express writes its default colours into each trace; the book has its own."""
    if isinstance(value, dict):
        return {key: _own_colours(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_own_colours(part) for part in value] if len(value) < 1000 else value
    if isinstance(value, str) and value.lower() in _PLOTLY_COLOURS:
        return COLOURS[_PLOTLY_COLOURS.index(value.lower()) % len(COLOURS)]
    return value


def _own_scale(layout):
    axis = layout.get("coloraxis") or {}
    scale = axis.get("colorscale")
    if isinstance(scale, list) and scale and scale[0][1] == _PLASMA_START:
        axis.pop("colorscale")
