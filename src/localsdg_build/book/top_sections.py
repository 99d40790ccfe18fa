"""Sections that a directive makes, lifted to the page's own headings.

What a directive gives stands in the section that holds the directive. Trainer's notes and the tables of
objectives are sections beside it, with headings of the same rank.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

_CLASS = "lsdg-top-section"


def section(document: nodes.document, title: str, anchor: str, *classes: str) -> nodes.section:
    """A new section with heading and anchor, which will come to stand at the end of its page."""
    made = nodes.section("", nodes.title("", title), ids=[anchor], classes=[_CLASS, *classes])
    made["names"].append(nodes.fully_normalize_name(title))
    document.note_implicit_target(made, made)
    return made


class ToTheEnd(SphinxTransform):
    """Move such sections to the end of the page's top section, in their order."""

    default_priority = 400  # before Sphinx collects the page's headings

    def apply(self, **kwargs: Any) -> None:
        """Called by Sphinx for each page."""
        top = next(self.document.findall(nodes.section), None)
        for part in list(self.document.findall(_is_lifted)):
            part.parent.remove(part)
            if top is not None:
                top.append(part)


def _is_lifted(node):
    return isinstance(node, nodes.section) and _CLASS in node["classes"]


def register(app: Sphinx) -> None:
    """Add the transform."""
    app.add_transform(ToTheEnd)
