"""The directive ``trainer-notes``: what a trainer does with a lesson. The learner's book leaves it out."""

from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective


class TrainerNotes(SphinxDirective):
    """```` ```{trainer-notes} ```` with ``:minutes:``, ``:group:``, ``:materials:``, at a lesson's end."""

    has_content = True
    option_spec = {
        "minutes": directives.positive_int,
        "group": directives.unchanged_required,
        "materials": directives.unchanged_required,
    }

    def run(self):
        """Nothing: the notes stay in the lesson's source file."""
        return []


def register(app):
    """Add the directive."""
    app.add_directive("trainer-notes", TrainerNotes)
