"""Each page of a book that was made with a country pack says for which country it is."""

from typing import Any

from sphinx.application import Sphinx

from localsdg import course
from localsdg_build.packs import model, overlay
from localsdg_build.words import pack


def add_context(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Sphinx event ``html-page-context``: ``pack_note``, a text, where there is a pack."""
    if found := model.of_course(course.root()):
        made_up = bool(found.get("made_up"))
        context["pack_note"] = overlay.said(str(found["country"]), made_up, pack(app.config.language))
