"""The directive ``taught`` of the glossary: links to the lessons that teach a term."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from localsdg import course
from localsdg_build import order
from localsdg_build.book import made_of
from localsdg_build.book.dataset_directive import link_to_page
from localsdg_build.words import reference


class Taught(SphinxDirective):
    """```` ```{taught} lesson other-lesson ````: names of lesson folders.

    Only lessons of the table of contents are linked. ``localsdg check`` names the others.
    """

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """One paragraph, or nothing while none of the lessons is in the book."""
        root, language = course.root(), self.env.config.language or course.LANGUAGE
        made_of.note(self.env, ["book/_toc.yml", f"book/{language}/reference.yml"])
        pages = {
            lesson: path.relative_to(root).as_posix().removesuffix(".md")
            for _, lesson, path in order.lessons(root, language=language)
        }
        found = [pages[name] for name in self.arguments[0].split() if name in pages]
        if not found:
            return []
        words = reference(language)
        line = nodes.paragraph("", words["taught_in"] + " ", classes=["lsdg-taught"])
        for number, page in enumerate(found):
            if number:
                line += nodes.Text(", ")
            line += link_to_page(self.env.docname, page)
        return [line]


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("taught", Taught)
