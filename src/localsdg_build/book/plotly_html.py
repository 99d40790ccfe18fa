"""A plotly figure as HTML: a place to draw it, its data as JSON, and the same figures as a table."""

from collections.abc import Callable
from typing import Any

from localsdg import course, figure_parts
from localsdg_build.book import templates


def figure_html(
    figure: dict[str, Any], words: dict[str, str], script_json: Callable[[Any], str], language: str
) -> str:
    """``figure`` is plotly's MIME content (``{"data": ..., "layout": ...}``), ``words`` the interface's.

    ``language`` is the words' own: a figure in English on the page of another language has them too.
    """
    parts = figure_parts.parts(figure)
    title, subtitle, height = (parts[key] for key in ("title", "subtitle", "height"))
    name = title or words["figure_unnamed"]
    content = script_json({"data": parts["data"], "layout": parts["layout"]})  # which is safe inside a script
    spoken = "" if language == course.LANGUAGE else language
    write = templates.macro("figure.html.j2", "figure")
    return str(write(title, subtitle, name, height, parts["heads"], parts["rows"], words, spoken, content))
