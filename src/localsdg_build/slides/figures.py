"""The figures of a built page: what plotly draws there, in the order of the page. Pure."""

import html
import re

_FIGURE = re.compile(
    r'(?:<p class="lsdg-plot-title">(?P<title>.*?)</p>\s*)?'
    r'(?:<p class="lsdg-plot-subtitle">(?P<subtitle>.*?)</p>\s*)?'
    r'<div class="lsdg-plot"[^>]*></div>.*?<script type="application/json">(?P<content>.*?)</script>',
    re.S,
)


def read(page: str) -> list[dict[str, str]]:
    """``[{title, subtitle, content}]`` of a page's HTML; ``content`` is JSON that may stand in a script."""
    return [
        {
            "title": html.unescape(found["title"] or ""),
            "subtitle": html.unescape(found["subtitle"] or ""),
            "content": found["content"],
        }
        for found in _FIGURE.finditer(page)
    ]
