"""The directive ``trainer-notes``: what a trainer does with a lesson. The learner's edition leaves it out.

In the trainer's edition the notes become the last section of the page, with a heading of their own.
"""

import re

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from localsdg_build import editions
from localsdg_build.book import glance, top_sections
from localsdg_build.words import interface

ANCHOR = "trainers-notes"
CLASS = "lsdg-trainer"


class TrainerNotes(SphinxDirective):
    """```` ```{trainer-notes} ```` with ``:minutes:``, ``:group:``, ``:materials:``, at a lesson's end."""

    has_content = True
    option_spec = {
        "minutes": directives.positive_int,
        "group": directives.unchanged_required,
        "materials": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """The notes as a section; for learners nothing: the notes stay in the lesson's source file."""
        if self.config.lsdg_edition != editions.TRAINER:
            return []
        words = interface(self.config.language)
        document = self.state.document
        section = top_sections.section(document, words["notes_title"], ANCHOR, CLASS)
        lesson = next(document.findall(nodes.title), None)
        if lesson is not None:  # printed notes begin on a sheet of their own: it must say what it belongs to
            section += nodes.paragraph("", lesson.astext(), classes=["lsdg-trainer-lesson"])
        section += glance.pairs(_facts(self.options, words))
        self.state.nested_parse(self.content, self.content_offset, section)
        return [section]


def _facts(options, words):
    if "minutes" in options:
        yield words["notes_minutes"], [nodes.paragraph("", words["notes_time"].format(**options))]
    if group := options.get("group"):
        if re.fullmatch(r"\d+(-\d+)?", group):
            group = words["notes_people"].format(group=group.replace("-", "–"))
        yield words["notes_group"], [nodes.paragraph("", group)]
    if materials := options.get("materials"):
        yield words["notes_materials"], [nodes.paragraph("", materials[0].upper() + materials[1:])]


def register(app: Sphinx) -> None:
    """Add the directive and the setting that says which edition is built."""
    app.add_config_value("lsdg_edition", editions.LEARNER, "env")
    app.add_directive("trainer-notes", TrainerNotes)
