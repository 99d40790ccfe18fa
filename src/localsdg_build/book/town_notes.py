"""Below each question *In your municipality* a lesson's page has a field for a note (``exercises/town.js``).

Here the page only learns what the fields say, and where the notes become a dossier. Without JavaScript the
questions stand as they are.
"""

import html

from docutils import nodes
from sphinx.application import Sphinx

from localsdg import course
from localsdg_build import order, town_questions
from localsdg_build.book import glance, made_of
from localsdg_build.book.exercise_directives import script_json
from localsdg_build.words import interface

_WORDS = "town_"  # the keys of interface.yml that the fields say


def add(app: Sphinx, doctree: nodes.document) -> None:
    """Put words and lesson below the questions of every lesson (Sphinx event ``doctree-read``)."""
    docname = app.env.docname
    metadata = app.env.metadata[docname]
    if not glance.lesson_data(metadata):
        return
    boxes = [one for one in doctree.findall(nodes.admonition) if town_questions.CLASS in one["classes"]]
    if not boxes:
        return
    language = app.config.language or course.LANGUAGE
    made_of.note(
        app.env, ["book/_toc.yml", f"book/{language}/interface.yml", "exercises/dossier-*/exercise.yml"]
    )
    _, module, lesson, _ = docname.split("/")
    data = {
        "lesson": f"{module}/{lesson}",
        "words": {key: text for key, text in interface(language).items() if key.startswith(_WORDS)},
        **_dossier(module, language),
    }
    script = f'<script type="application/json" class="lsdg-town-words">{script_json(data)}</script>'
    boxes[-1] += nodes.raw("", script, format="html")
    metadata.setdefault("exercises", [])  # so the page loads host.js


def _dossier(module, language):
    """Where the module's dossier is written, from the top of the language's book."""
    slug = town_questions.dossier_of(course.root(), module)
    for shown, at, lesson in order.placed_exercises(course.root(), language) if slug else ():
        if shown == slug:
            return {"dossier": f"modules/{at}/{lesson}/{language}.html#exercise-{html.escape(slug)}"}
    return {}
