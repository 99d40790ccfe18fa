"""The directive ``verify-badge``: the page that verifies badges, in the browser alone (``badge.js``)."""

import html

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from localsdg import course
from localsdg_build import words
from localsdg_build.book import made_of
from localsdg_build.book.exercise_directives import script_json


class Badge(SphinxDirective):
    """```` ```{verify-badge} ````, once on a page."""

    def run(self) -> list[nodes.Node]:
        """The place for it, with its words."""
        language = self.config.language or course.LANGUAGE
        made_of.note(self.env, [f"book/{language}/badge.yml"])
        self.env.metadata[self.env.docname].setdefault("exercises", [])  # so the page has widgets' styles
        at = "../" * self.env.docname.count("/") + "_exercises/"
        return [nodes.raw("", place(language, at), format="html")]


def place(language: str, at: str) -> str:
    """The place in a page (HTML); ``at``: the way from there to ``_exercises/``."""
    said = words.badge(language)
    data = {"words": said, "language": language}
    told = f'<script type="application/json" class="lsdg-words">{script_json(data)}</script>'
    without = f"<noscript><p>{html.escape(said['verify_noscript'])}</p></noscript>"
    return (
        f'<link rel="stylesheet" href="{at}badge.css" />\n'
        f'<div class="lsdg-verify">{told}{without}</div>\n'
        f'<script type="module" src="{at}badge.js"></script>\n'
    )


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("verify-badge", Badge)
