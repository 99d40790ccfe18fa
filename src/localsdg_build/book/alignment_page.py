"""The directive ``alignment-matrix``: what each objective's lessons and exercises are, as a table a module.

The tables are made when the book is built, from the sources; none is kept in a file.
"""

import functools
from typing import Any

from docutils import nodes
from markupsafe import Markup, escape
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from localsdg import course
from localsdg.course import translations
from localsdg_build import alignment, order
from localsdg_build.book import english_titles, in_english, made_of, templates, top_sections
from localsdg_build.words import interface


class alignment_node(nodes.General, nodes.Element):
    """One module's table: ``module`` (``alignment.Module``), ``titles`` of pages and exercises, ``words``."""


class AlignmentMatrix(SphinxDirective):
    """```` ```{alignment-matrix} ````: a section for each module, at the end of the page that holds it."""

    def run(self) -> list[nodes.Node]:
        """A section with heading, sum and table for each module that is part of the book."""
        root, language = course.root(), self.config.language or course.LANGUAGE
        made_of.note(self.env, [pattern.format(language) for pattern in made_of.COURSE])
        self.env.metadata[self.env.docname]["for_teachers"] = True
        words = interface(language)
        sections = []
        for module in alignment.matrix(root, language):
            if f"modules/{module.name}/{language}" in self.env.found_docs:
                sections.append(self._section(root, module, language, words))
        return sections

    def _section(self, root, module, language, words):
        title = order.title(root / "modules" / module.name / f"{language}.md")
        section = top_sections.section(self.state.document, title, f"module-{module.name}")
        total = points_text(sum(objective.points for objective in module.objectives))
        text = words["align_total"].format(objectives=len(module.objectives), points=total)
        section += nodes.paragraph("", text)
        titles = _titles(root, module, language)
        section += alignment_node("", module=module, titles=titles, words=words, language=language)
        return section


def _titles(root, module, language):
    """Titles by lesson, by exercise, and by ``(exercise, rubric row)``; what is in English is marked."""
    titles = {}
    for objective in module.objectives:
        for lesson in objective.lessons:
            titles[lesson] = order.title(root / "modules" / module.name / lesson / f"{language}.md")
        for part in objective.assessments:
            spoken = translations.spoken(root, part.exercise, language)
            front, _ = course.read_words(root / "exercises" / part.exercise / f"{spoken}.md")
            says = escape if spoken == language else functools.partial(in_english.text, language=language)
            titles[part.exercise] = says(front.get("title", part.exercise))
            for row, entry in (front.get("rubric") or {}).items():
                titles[part.exercise, row] = says(entry.get("title", row))
    return titles


# ---- HTML -----------------------------------------------------------------------------------


def visit_alignment(translator: Any, node: nodes.Element) -> None:
    """Write the table; pages are linked if they are part of the book."""
    module, titles, words, language = node["module"], node["titles"], node["words"], node["language"]
    builder = translator.builder

    def link(lesson, text, anchor=""):
        page = f"modules/{module.name}/{lesson}/{language}"
        if english_titles.MARK in builder.env.metadata.get(page, {}) and not anchor:
            text = in_english.text(text, language)
        if page not in builder.env.found_docs:
            return escape(text)
        address = builder.get_relative_uri(builder.current_docname, page) + anchor
        return Markup('<a href="{}">{}</a>').format(address, text)

    objectives = [_objective(one, titles, words, link, language) for one in module.objectives]
    translator.body.append(str(templates.macro("alignment.html.j2", "table")(objectives, words)))
    raise nodes.SkipNode


def _objective(objective, titles, words, link, language):
    """What the template shows of an objective."""
    says = in_english.text if objective.language != language else lambda text, _: text
    return {
        "id": objective.id,
        "sentence": says(objective.sentence, language),
        "verb": Markup("<b>{}</b>").format(words.get(f"bloom_{objective.verb}", objective.verb)),
        "lessons": [link(lesson, titles[lesson]) for lesson in objective.lessons],
        "points": points_text(objective.points),
        "parts": [_part(part, titles, words, link, language) for part in objective.assessments],
    }


def _part(part, titles, words, link, language):
    return {
        "name": link(part.lesson, titles[part.exercise], f"#exercise-{part.exercise}"),
        "items": [
            (_name(part.exercise, item, titles, words, language), points_text(item.points))
            for item in part.items
        ],
        "points": points_text(part.points),
    }


def _name(exercise, item, titles, words, language):
    """A check by its short name, a rubric row by its title; of a hidden check only that there is one."""
    if item.source == alignment.HIDDEN:
        return words["align_hidden"]
    if item.source == alignment.RUBRIC:
        return escape(words["align_rubric"]).format(row=titles.get((exercise, item.id), item.id))
    return in_english.text(item.id.replace("_", " "), language)  # the id, the same in all languages


def points_text(points: float) -> str:
    """Points as people write them: 3, not 3.0."""
    return f"{points:g}"


def register(app: Sphinx) -> None:
    """Add the directive and how its table looks."""
    app.add_node(alignment_node, html=(visit_alignment, None))
    app.add_directive("alignment-matrix", AlignmentMatrix)
