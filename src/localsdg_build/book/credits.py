"""The line of credit under a figure: a paragraph, all in italics, right after the cell that draws."""

from docutils import nodes
from sphinx.application import Sphinx


def mark(app: Sphinx, doctree: nodes.document) -> None:
    """Give such paragraphs the class ``lsdg-credit`` (Sphinx event ``doctree-read``)."""
    for paragraph in doctree.findall(nodes.paragraph):
        if len(paragraph.children) == 1 and isinstance(paragraph[0], nodes.emphasis):
            above = paragraph.parent.index(paragraph) - 1
            if above >= 0 and _draws(paragraph.parent[above]):
                paragraph["classes"].append("lsdg-credit")


def _draws(node):
    if isinstance(node, nodes.figure):
        return True
    return "cell" in node.get("classes", []) if isinstance(node, nodes.Element) else False
