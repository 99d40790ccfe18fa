"""The directive ``my-work``: the page on which a learner sees, saves, hands in and deletes all own work.

What it shows is in the reader's browser: the page says only what there is in the course (``my-work.js``).
"""

import html

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from localsdg import course
from localsdg_build.book import made_of
from localsdg_build.book.exercise_directives import script_json
from localsdg_build.release import handing_in

_SOURCES = (*made_of.COURSE, "_config.yml", "exercises/*/checks.py")


class MyWork(SphinxDirective):
    """```` ```{my-work} ````, once on a page."""

    def run(self) -> list[nodes.Node]:
        """The place for it, with what its script needs to know."""
        language = self.config.language or course.LANGUAGE
        made_of.note(self.env, [pattern.format(language) for pattern in _SOURCES])
        metadata = self.env.metadata[self.env.docname]
        metadata.setdefault("exercises", [])  # so the page loads host.js
        metadata["files"] = ["my-work.css"]
        data = handing_in.work_data(self.config.html_title, language=language)
        without = html.escape(data["words"]["work_noscript"])
        told = f'<script type="application/json" class="lsdg-words">{script_json(data)}</script>'
        text = f'<div class="lsdg-my-work">{told}<noscript><p>{without}</p></noscript></div>\n'
        return [nodes.raw("", text, format="html")]


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("my-work", MyWork)
