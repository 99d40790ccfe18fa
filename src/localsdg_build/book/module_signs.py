"""Icon and colour of the modules on the front page, in the menu, on modules' pages and in lessons' heads."""

import hashlib
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from localsdg import course
from localsdg_build import module_marks
from localsdg_build.drawing import svg

_log = logging.getLogger(__name__)
_KEY = "lsdg_module_marks"  # a setting, so that all pages are written again when a mark has changed
_CARD = "lsdg-module"


def marks(app: Sphinx) -> dict[str, module_marks.Mark]:
    """The marks of the course's modules, by the names of their folders."""
    found: dict[str, module_marks.Mark] = app.lsdg_marks  # type: ignore[attr-defined]
    return found


def _read(app, config):
    try:
        app.lsdg_marks = module_marks.marks(course.root())
    except (course.CourseError, svg.DrawingError) as problem:
        _log.warning("a module's icon: %s", problem)
        app.lsdg_marks = {}
    config[_KEY] = hashlib.sha256(repr(app.lsdg_marks).encode()).hexdigest()


def _cards(app, doctree, docname):
    """A card of the front page shows the mark of the module to which it leads."""
    for card in doctree.findall(nodes.container):
        if _CARD not in card["classes"]:
            continue
        for link in card.findall(nodes.reference):
            address = module_marks.resolved(docname, link.get("refuri", ""))
            if mark := module_marks.of_page(marks(app), address):
                card["classes"].append(mark.style)
                card.insert(0, nodes.raw("", mark.svg(), format="html"))
                break


def add_context(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Give a page's template ``module_mark``: that of the module to which it belongs, or None."""
    context["module_mark"] = module_marks.of_page(marks(app), pagename)


def register(app: Sphinx) -> None:
    """Read the marks, and put them where the front page shows modules."""
    app.add_config_value(_KEY, "", "html")
    app.connect("config-inited", _read)
    app.connect("doctree-resolved", _cards)
    app.connect("html-page-context", add_context)
