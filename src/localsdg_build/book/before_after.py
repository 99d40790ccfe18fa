"""The page of a module's before-and-after test, and the ways to it from the module's page and its last
lesson.

An author writes settings and words alone (``localsdg.course.before_after``); the page's text is made here,
and ``before-after.js`` does the rest. The page holds the right answers, in every edition: nobody gets
points for them, and who looks for them there spoils only the own comparison.
"""

import html
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from localsdg import course
from localsdg.course import before_after
from localsdg_build import editions, order
from localsdg_build.book import before_after_notes, made_of
from localsdg_build.book.dataset_directive import link_to_page
from localsdg_build.book.exercise_directives import script_json
from localsdg_build.words import interface

_MINUTES = 1  # for a question, as a learner reads
_WORDS = "test_"  # keys of interface.yml
_ALSO = ("not_a_number", "number_asked", "number_read")  # what a field for numbers says
_SHEET = "before-after.css"


def write_page(app: Sphinx, docname: str, source: list[str]) -> None:
    """Give the page of a test its text (Sphinx event ``source-read``)."""
    if _module_of(docname, before_after.FOLDER):
        language = app.config.language or course.LANGUAGE
        words, module = interface(language), _title(docname.split("/")[1], language)
        title = words["test_title"].format(module=module) if module else words["test_link"]
        source[0] = f"# {title}\n\n```{{before-after}}\n```\n"


class BeforeAfter(SphinxDirective):
    """```` ```{before-after} ````, which ``write_page`` writes."""

    def run(self) -> list[nodes.Node]:
        """What a reader can know before it begins, and what the script needs."""
        language = self.config.language or course.LANGUAGE
        module = self.env.docname.split("/")[1]
        about = f"modules/{module}"
        made = ("module.yml", f"{language}.md", f"{before_after.FOLDER}/*.*")
        made_of.note(self.env, [*(f"{about}/{one}" for one in made), f"book/{language}/interface.yml"])
        metadata = self.env.metadata[self.env.docname]
        metadata.setdefault("exercises", [])  # so the page loads host.js
        metadata["files"] = [_SHEET]
        try:
            data = page_data(module, language)
        except course.CourseError as problem:
            return [self.state.document.reporter.warning(f"before-after: {problem}", line=self.lineno)]
        words, count = interface(language), len(data["items"])
        told = {
            key: words[key].format(questions=count, minutes=count * _MINUTES)
            for key in ("test_about", "test_free", "test_unknown_fine")
        }
        top = "../" * (self.env.docname.count("/"))
        script = f'<script type="application/json" class="lsdg-words">{script_json(data)}</script>'
        without = f"<noscript><p>{html.escape(words['test_noscript'])}</p></noscript>"
        text = (
            f'<div class="lsdg-before-after" data-questions="{top}_exercises/kinds/choice.js" '
            f'data-style="{top}_exercises/kinds/choice.css">{script}{without}</div>\n'
        )
        shown = [
            *(nodes.paragraph("", one, classes=[f"lsdg-{key}"]) for key, one in told.items()),
            nodes.raw("", text, format="html"),
        ]
        if self.config.lsdg_edition == editions.TRAINER:
            shown.append(before_after_notes.section(self.state.document, data, words))
        return shown


def page_data(module: str, language: str = course.LANGUAGE) -> dict[str, Any]:
    """``{assignment, words, items, language}``; an item: ``{objective, sentence, a, b}``.

    Each of the two: ``{type, right, options, tolerance, unit, version, question, titles, why}``.
    ``spoken``: the questions' language, where it is not the page's.
    """
    root = course.root()
    words, ui = before_after.words(root, module, language), interface(language)
    page = course.read_words(order.in_language(root / "modules" / module, language))[0]
    spoken = words.get("spoken", language)
    return {
        "assignment": order.assignment(root, module),
        "words": {key: text for key, text in ui.items() if key.startswith(_WORDS) or key in _ALSO},
        "items": [
            {
                "objective": item.objective,
                "sentence": page["objectives"][item.objective],
                **{form: _question(item, form, words) for form in before_after.FORMS},
            }
            for item in before_after.items(root, module)
        ],
        "language": language,
        **({"spoken": spoken} if spoken != language else {}),
    }


def _question(item, form, words):
    question = item.forms[form]
    unit = (words.get("units") or {}).get(question.unit, question.unit)
    return {
        "type": question.type,
        "right": question.right,
        "options": list(question.options),
        "tolerance": question.tolerance,
        "unit": unit,
        "version": question.version,
        "question": words["questions"][form][item.objective].strip(),
        "titles": (words["options"].get(form) or {}).get(item.objective) or {},
        "why": words["why"][form][item.objective].strip(),
    }


def add_links(app: Sphinx, doctree: nodes.document) -> None:
    """Name the test at the top of the module's page and at the end of its last lesson (``doctree-read``)."""
    docname, language = app.env.docname, app.config.language or course.LANGUAGE
    module, lesson = _place(docname)
    if not module or not before_after.has_one(course.root(), module):
        return
    at = f"modules/{module}/{before_after.FOLDER}"
    made_of.note(app.env, ["book/_toc.yml", f"{at}/*.*", f"book/{language}/interface.yml"])
    title = next(doctree.findall(nodes.title), None)
    if title is None:
        return
    section = title.parent
    if lesson is None:
        section.insert(section.index(title) + 1, _link(docname, module, language, "test_link_before"))
    elif lesson == _last(module, language):
        last = [one for one in section.children if isinstance(one, nodes.section) and not one.get("classes")]
        (last[-1] if last else section).append(_link(docname, module, language, "test_link_after"))


def _link(docname, module, language, key):
    words, count = interface(language), len(before_after.items(course.root(), module))
    sentence = words[key].format(questions=count, minutes=count * _MINUTES, link="\0")
    before, after = sentence.split("\0")
    page = f"modules/{module}/{before_after.FOLDER}/{docname.split('/')[-1]}"
    link = link_to_page(docname, page, words["test_link"])
    return nodes.paragraph(
        "", "", nodes.Text(before), link, nodes.Text(after), classes=["lsdg-before-after-link"]
    )


def _last(module, language):
    found = order.lessons(course.root(), module, language)
    return found[-1][1] if found else None


def _place(docname):
    """``(module, lesson)`` of a page; ``(None, None)`` for one of no module, no lesson for a module's own."""
    parts = docname.split("/")
    if parts[0] != "modules" or len(parts) not in (3, 4) or parts[-2] == before_after.FOLDER:
        return None, None
    return parts[1], parts[2] if len(parts) == 4 else None


def _module_of(docname, folder):
    parts = docname.split("/")
    return parts[1] if parts[0] == "modules" and len(parts) == 4 and parts[2] == folder else None


def _title(module, language):
    """The module's title; nothing where it is in English for want of another."""
    page = order.in_language(course.root() / "modules" / module, language)
    top = page.read_text(encoding="utf-8").split("\n## ")[0]
    return "" if "{untranslated}" in top else order.title(page)


def register(app: Sphinx) -> None:
    """Add the directive and its events."""
    app.add_directive("before-after", BeforeAfter)
    app.connect("source-read", write_page)
    app.connect("doctree-read", add_links)
