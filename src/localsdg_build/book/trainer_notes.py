"""The directive ``trainer-notes``: what a trainer does with a lesson. The learner's edition leaves it out.

In the trainer's edition the notes become the last section of the page, with a heading of their own.
"""

import re

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from localsdg import course
from localsdg_build import editions
from localsdg_build.book import glance, top_sections
from localsdg_build.slide_places import file, has_slides, notes_name
from localsdg_build.words import interface
from localsdg_build.words import slides as slide_words

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
        if has_slides(course.root()):
            section += _way_to_slides(self.env.docname, slide_words(self.config.language))
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


def _way_to_slides(page, words):
    """Links to the lesson's deck: for the room, and with these notes beside it."""
    _, module, lesson, _ = page.split("/")
    deck = f"../../../{file(module, lesson)}"
    ways = {deck.replace(f"{lesson}.html", notes_name(lesson)): words["link_notes"], deck: words["link"]}
    paragraph = nodes.paragraph("", classes=["lsdg-to-slides"])
    for address, text in ways.items():
        paragraph += nodes.reference("", text, refuri=address)
        paragraph += nodes.Text(" ")
    return paragraph


def register(app: Sphinx) -> None:
    """Add the directive and the setting that says which edition is built."""
    app.add_config_value("lsdg_edition", editions.LEARNER, "env")
    app.add_directive("trainer-notes", TrainerNotes)
