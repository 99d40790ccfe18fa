"""The directive ``drawing``: the drawing beside a lesson's text, with the words that the text gives it."""

from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from localsdg import course
from localsdg_build.book import templates
from localsdg_build.drawing import svg, told


class Drawing(SphinxDirective):
    """```` ```{drawing} ````: YAML with title, alt, caption and words."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The figure; a warning with file and line where text or file are not in order."""
        path = course.root() / Path(self.env.docname).parent / told.FILE
        self.env.note_dependency(str(path))
        try:
            text = told.read("\n".join(self.content))
            drawing = svg.read(path)
        except (told.ToldError, svg.DrawingError) as problem:
            return [self.state.document.reporter.warning(f"drawing: {problem}", line=self.lineno)]
        if wrong := next(svg.problems(drawing), None):  # what is no drawing does not come onto a page
            return [self.state.document.reporter.warning(f"{told.FILE}: {wrong}", line=self.lineno)]
        picture = svg.filled(drawing, text.words, text.alt)
        shown = templates.macro("drawing.html.j2", "figure")(text, picture)
        # Where there is no HTML, what the drawing says stands in its place.
        other = addnodes.only("", nodes.paragraph("", f"{text.title}: {text.alt}"), expr="not html")
        return [nodes.raw("", shown, format="html"), other]


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("drawing", Drawing)
