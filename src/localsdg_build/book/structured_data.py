"""Puts schema.org data into the pages that are something to learn from: front page, modules, lessons."""

import itertools
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from localsdg import course
from localsdg_build import alignment
from localsdg_build.book import schema_org
from localsdg_build.book.exercise_directives import script_json
from localsdg_build.words import interface


def add_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Sphinx event ``html-page-context``: ``structured_data`` is JSON for the template, or not there."""
    if doctree is None:
        return
    found = _catalogue(app).describe(
        pagename, lambda page: app.builder.get_relative_uri(pagename, page), _opening(doctree)
    )
    if found:
        context["structured_data"] = script_json(found)


def _catalogue(app):
    """One for all pages of a build: it reads every lesson and exercise."""
    if not hasattr(app, "lsdg_catalogue"):
        root, language = course.root(), app.config.language or course.LANGUAGE
        modules = alignment.matrix(root, language)
        app.lsdg_catalogue = schema_org.Catalogue(root, modules, interface(language), language)
    return app.lsdg_catalogue


def _opening(doctree):
    """The first two paragraphs of the page (there may be fewer)."""
    paragraphs = itertools.islice(doctree.findall(nodes.paragraph), 2)
    return " ".join(" ".join(paragraph.astext() for paragraph in paragraphs).split())
