"""The directive ``trainer-notes``: what a trainer does with a lesson. The learner's edition leaves it out.

In the trainer's edition the notes become the last section of the page, with a heading of their own.
"""

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from localsdg_build import editions, glance
from localsdg_build.words import interface

ANCHOR = "trainers-notes"
_CLASS = "lsdg-notes"


class TrainerNotes(SphinxDirective):
    """```` ```{trainer-notes} ```` with ``:minutes:``, ``:group:``, ``:materials:``, at a lesson's end."""

    has_content = True
    option_spec = {
        "minutes": directives.positive_int,
        "group": directives.unchanged_required,
        "materials": directives.unchanged_required,
    }

    def run(self):
        """The notes as a section; for learners nothing: the notes stay in the lesson's source file."""
        if self.config.lsdg_edition != editions.TRAINER:
            return []
        words = interface(self.config.language)
        title = words["notes_title"]
        section = nodes.section("", nodes.title("", title), ids=[ANCHOR], classes=[_CLASS])
        section["names"].append(nodes.fully_normalize_name(title))
        self.state.document.note_implicit_target(section, section)
        section += glance.pairs(_facts(self.options, words))
        self.state.nested_parse(self.content, self.content_offset, section)
        return [section]


def _facts(options, words):
    if "minutes" in options:
        yield words["notes_minutes"], [nodes.paragraph("", words["notes_time"].format(**options))]
    for key in ("group", "materials"):
        if key in options:
            yield words[f"notes_{key}"], [nodes.paragraph("", options[key])]


class ToTheEnd(SphinxTransform):
    """The notes stand in the lesson's last section; a heading of their own lifts them out of it."""

    default_priority = 400  # before Sphinx collects the page's headings

    def apply(self, **kwargs):
        """Move the notes to the end of the page's top section and write the lesson's title above them."""
        top = next(self.document.findall(nodes.section), None)
        for section in list(self.document.findall(_is_notes)):
            section.parent.remove(section)
            top.append(section)
            lesson = next(top.findall(nodes.title)).astext()
            # Printed notes begin on a sheet of their own, which must say what it belongs to.
            section.insert(1, nodes.paragraph("", lesson, classes=["lsdg-notes-lesson"]))


def _is_notes(node):
    return isinstance(node, nodes.section) and _CLASS in node["classes"]


def register(app):
    """Add the directive and the setting that says which edition is built."""
    app.add_config_value("lsdg_edition", editions.LEARNER, "env")
    app.add_directive("trainer-notes", TrainerNotes)
    app.add_transform(ToTheEnd)
