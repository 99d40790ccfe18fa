"""The directive ``workshop-forms``: forms of ``book/forms.yml`` to print, in the trainer's edition alone."""

from docutils import nodes
from markupsafe import Markup, escape
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from localsdg import course
from localsdg_build import editions, forms
from localsdg_build.book import made_of

_LINES = 3  # to write on


class WorkshopForms(SphinxDirective):
    """```` ```{workshop-forms} ````, once on a page; other editions say where the forms are."""

    def run(self) -> list[nodes.Node]:
        """A form after the other, each on a sheet of its own when printed."""
        root, language = course.root(), self.config.language or course.LANGUAGE
        made_of.note(self.env, [forms.SETTINGS, f"book/{language}/{forms.WORDS}"])
        words = forms.words(root, language)
        if self.config.lsdg_edition != editions.TRAINER:
            return [nodes.paragraph("", words["trainers_only"])]
        text = Markup("").join(form(name, questions, words) for name, questions in forms.forms(root).items())
        return [nodes.paragraph("", words["print_about"]), nodes.raw("", str(text), format="html")]


def form(name: str, questions: list[forms.Question], words: dict) -> Markup:
    """A form (HTML): what it is for, and its questions with room for the answers."""
    said = words[name]
    who = Markup('<p class="lsdg-form-line">{}: <span></span> {}: <span></span></p>')
    line = who.format(words["name"], words["date"]) if name == "teachback" else ""
    asked = [(said["questions"][one.id], _room(one, said, words)) for one in questions]
    items = Markup("").join(Markup("<li>{}{}</li>").format(text, room) for text, room in asked)
    return Markup('<section class="lsdg-form"><h3>{}</h3><p>{}</p>{}<ol>{}</ol></section>').format(
        said["title"], said["about"], line, items
    )


def _room(question, said, words):
    if question.kind == forms.CHOICE:
        told = said["options"][question.id]
        return _boxes([told[option] for option in question.options])
    if question.kind == forms.LEVEL:
        return _boxes([f"{level} {words['levels'][str(level)]}" for level in _range(forms.LEVEL)])
    if question.kind == forms.SCALE:
        numbers = [str(one) for one in _range(forms.SCALE)]
        numbers[0], numbers[-1] = f"{numbers[0]} {words['low']}", f"{numbers[-1]} {words['high']}"
        return _boxes(numbers)
    lines = 1 if question.kind == forms.NUMBER else _LINES
    return Markup('<span class="lsdg-form-write" aria-hidden="true"></span>') * lines


def _range(kind):
    low, high = forms.RANGES[kind]
    return range(low, high + 1)


def _boxes(labels):
    box = Markup('<span class="lsdg-form-box"><span aria-hidden="true">☐</span> {}</span>')
    return Markup('<span class="lsdg-form-boxes">{}</span>').format(
        Markup(" ").join(box.format(escape(label)) for label in labels)
    )


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("workshop-forms", WorkshopForms)
