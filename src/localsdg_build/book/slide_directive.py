"""The directive ``slide``: points that stand on a slide of the lesson's deck and not on its page."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective


class SlidePoints(SphinxDirective):
    """```` ```{slide} ````: a list of short points on the section in which it stands."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Nothing: ``localsdg_build.slides`` reads the points from the lesson's source."""
        return []


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("slide", SlidePoints)
