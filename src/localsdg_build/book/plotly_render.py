"""plotly's figures in the book: plotly 7 emits only its own MIME type, which myst-nb does not know.

Registered in ``pyproject.toml`` as a renderer of myst-nb (``myst_nb.mime_renderers``).
"""

from typing import Any

from docutils import nodes
from myst_nb.core.render import MimeRenderPlugin

from localsdg import course
from localsdg_build.book.exercise_directives import script_json
from localsdg_build.book.plotly_html import figure_html
from localsdg_build.words import interface

MIME = "application/vnd.plotly.v1+json"


class Plotly(MimeRenderPlugin):
    """A figure becomes raw HTML of class ``lsdg-plotly``; ``pages.py`` then gives its page plotly.js."""

    mime_priority_overrides = [("html", MIME, 0)]

    @staticmethod
    def handle_mime(renderer: Any, data: Any, inline: bool) -> list[nodes.Node] | None:
        """Docutils nodes for a plotly figure, ``None`` for anything else."""
        if inline or data.mime_type != MIME:
            return None
        language = renderer.renderer.sphinx_env.config.language or course.LANGUAGE
        text = figure_html(data.content, interface(language), script_json, language)
        return [nodes.raw("", text, format="html", classes=["lsdg-plotly"])]
