"""The directive ``untranslated``: what follows in this section is in English; a line says so and why.

The build writes it into the pages of a language (``localsdg_build.translation``); authors do not. Where only
the code of a figure was left in English, the figure is marked, and no line says so.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from localsdg import course
from localsdg_build.book import english_titles
from localsdg_build.translation import english_code, pages, state
from localsdg_build.words import interface

_SAYS = {
    state.MISSING: "site_part_missing",
    state.CHANGED: "site_part_changed",
    pages.PAGE: "site_page_missing",
}


ENGLISH = "lsdg-english"  # the class of what is in English


class untranslated(nodes.General, nodes.Element):
    """Stands where the English begins."""


class Untranslated(SphinxDirective):
    """```` ```{untranslated} missing ````: also ``changed``, ``page`` (all of it), ``quiet`` (said above)."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The mark, which ``mark`` takes away again."""
        return [untranslated("", why=self.arguments[0])]


def mark(app: Sphinx, doctree: nodes.document) -> None:
    """Say of the sections that are in English that they are (Sphinx event ``doctree-read``)."""
    words = interface(app.config.language)
    for node in list(doctree.findall(untranslated)):
        around, note = node.parent, _note(words.get(_SAYS.get(node["why"], ""), ""), app.config.language)
        is_page = isinstance(around, nodes.section) and isinstance(around.parent, nodes.document)
        # What is below the page's own title are its other sections, which may well be translated.
        english = (
            [one for one in around.children if not isinstance(one, nodes.section)] if is_page else [around]
        )
        if is_page:
            english_titles.note(app)
        else:  # the list of the page's sections says so as well
            app.env.metadata[app.env.docname].setdefault("english", []).extend(around["ids"])
        for one in english:
            if isinstance(one, nodes.Element) and one is not node:
                one["classes"] += [f"language-{course.LANGUAGE}", ENGLISH]
                english_titles.note_terms(app, one)
        around.replace(node, note)
    for cell in doctree.findall(nodes.container):
        if f"tag_{english_code.TAG}" in cell["classes"]:
            for shown in cell.findall(lambda node: _nb(node) == "cell_code_output"):
                shown["classes"].append(f"language-{course.LANGUAGE}")


def _nb(node):
    return isinstance(node, nodes.container) and node.get("nb_element")


def _note(text, language):
    return [nodes.paragraph("", text, classes=["lsdg-untranslated", f"language-{language}"])] if text else []


def register(app: Sphinx) -> None:
    """Add the directive; ``mark`` is connected where the order of all is to be seen."""
    app.add_directive("untranslated", Untranslated)
    app.add_node(untranslated)
