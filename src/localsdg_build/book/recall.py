"""The directive ``recall``: questions from earlier lessons at a lesson's head, each with its answer folded.

A folded answer is HTML alone: it opens by keyboard and without JavaScript, is found by the browser's search,
and is unfolded on paper. Nothing is kept and nothing gives points.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from localsdg import course
from localsdg_build.book import made_of
from localsdg_build.words import interface


class recall_item(nodes.General, nodes.Element):
    """One question with its answer."""


class recall_question(nodes.General, nodes.TextElement):
    """What is asked; it opens the answer."""


class recall_answer(nodes.General, nodes.Element):
    """What the question opens."""


class Recall(SphinxDirective):
    """```` ```{recall} ````: paragraphs, each followed by a line that begins with a colon, the answer."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The box with all questions; a warning with file and line if there is none, or something else."""
        language = self.env.config.language or course.LANGUAGE
        made_of.note(self.env, [f"book/{language}/interface.yml"])
        words = interface(language)
        found = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, found)
        if not found.children or not all(isinstance(one, nodes.definition_list) for one in found):
            told = "recall: write questions only, and below each a line ': the answer'"
            return [self.state.document.reporter.warning(told, line=self.lineno)]
        box = nodes.admonition("", nodes.title("", words["site_recall_title"]), classes=["lsdg-recall"])
        box += nodes.paragraph("", words["site_recall_how"], classes=["lsdg-recall-how"])
        for pair in found.findall(nodes.definition_list_item):
            (question,) = list(pair.findall(nodes.term))[:1]
            answer = recall_answer("", *(one for part in pair.findall(nodes.definition) for one in part))
            box += recall_item("", recall_question("", "", *question.children), answer)
        return [box]


def register(app: Sphinx) -> None:
    """Add the directive and how it looks in HTML (in other formats question and answer stand below it)."""
    for node, tag in ((recall_item, "details"), (recall_question, "summary"), (recall_answer, "div")):
        app.add_node(node, html=(_opens(tag), _closes(tag)), **_plain())
    app.add_directive("recall", Recall)


def _plain():
    return {builder: (_nothing, _nothing) for builder in ("latex", "text", "man", "texinfo")}


def _opens(tag):
    return lambda translator, node: translator.body.append(translator.starttag(node, tag, suffix=""))


def _closes(tag):
    return lambda translator, node: translator.body.append(f"</{tag}>\n")


def _nothing(translator, node):
    pass
