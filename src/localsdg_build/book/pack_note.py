"""Each page of a book that was made with a country pack says for which country it is."""

from typing import Any

from sphinx.application import Sphinx

from localsdg import course
from localsdg_build.packs import note


def add_context(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Sphinx event ``html-page-context``: ``pack_note``, a text, where there is a pack."""
    if said := note.of(course.root(), app.config.language or course.LANGUAGE):
        context["pack_note"] = said
