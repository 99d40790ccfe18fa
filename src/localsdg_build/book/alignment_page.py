"""The directive ``alignment-matrix``: what each objective's lessons and exercises are, as a table a module.

The tables are made when the book is built, from the sources; none is kept in a file.
"""

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from localsdg import course
from localsdg_build import alignment, order
from localsdg_build.book import made_of, top_sections
from localsdg_build.words import interface

_SOURCES = (
    "book/_toc.yml",
    "book/{}/interface.yml",
    "modules/*/module.yml",
    "modules/*/{}.md",
    "modules/*/*/{}.md",
    "exercises/*/exercise.yml",
    "exercises/*/rubric.yml",
    "exercises/*/{}.md",
)


class alignment_node(nodes.General, nodes.Element):
    """One module's table: ``module`` (``alignment.Module``), ``titles`` of pages and exercises, ``words``."""


class AlignmentMatrix(SphinxDirective):
    """```` ```{alignment-matrix} ````: a section for each module, at the end of the page that holds it."""

    def run(self) -> list[nodes.Node]:
        """A section with heading, sum and table for each module that is part of the book."""
        root, language = course.root(), self.config.language or course.LANGUAGE
        made_of.note(self.env, [pattern.format(language) for pattern in _SOURCES])
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
    """Titles by lesson, by exercise, and by ``(exercise, rubric row)``."""
    titles = {}
    for objective in module.objectives:
        for lesson in objective.lessons:
            titles[lesson] = order.title(root / "modules" / module.name / lesson / f"{language}.md")
        for part in objective.assessments:
            front, _ = course.read_words(root / "exercises" / part.exercise / f"{language}.md")
            titles[part.exercise] = front.get("title", part.exercise)
            for row, entry in (front.get("rubric") or {}).items():
                titles[part.exercise, row] = entry.get("title", row)
    return titles


# ---- HTML -----------------------------------------------------------------------------------


def visit_alignment(translator: Any, node: nodes.Element) -> None:
    """Write the table; pages are linked if they are part of the book."""
    module, titles, words = node["module"], node["titles"], node["words"]
    builder = translator.builder

    def link(lesson, text, anchor=""):
        page = f"modules/{module.name}/{lesson}/{node['language']}"
        if page not in builder.env.found_docs:
            return escape(text)
        address = builder.get_relative_uri(builder.current_docname, page) + anchor
        return f'<a href="{escape(address)}">{escape(text)}</a>'

    head = "".join(
        f'<th scope="col" role="columnheader">{escape(words[key])}</th>'
        for key in ("align_exercise", "align_items", "align_points")
    )
    bodies = "".join(
        _objective(objective, titles, words, link, node["language"]) for objective in module.objectives
    )
    translator.body.append(
        f'<table class="lsdg-align" role="table"><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f"{bodies}</table>\n"
    )
    raise nodes.SkipNode


def _objective(objective, titles, words, link, language):
    lessons = ", ".join(link(lesson, titles[lesson]) for lesson in objective.lessons)
    verb = escape(words.get(f"bloom_{objective.verb}", objective.verb))
    about = words["align_about"].format(verb=f"<b>{verb}</b>", lessons=lessons or "–")
    rows = "".join(_row(part, titles, words, link, language) for part in objective.assessments)
    return (
        f'<tbody role="rowgroup" id="objective-{escape(objective.id)}">'
        '<tr role="row" class="lsdg-align-goal"><th scope="rowgroup" role="rowheader" colspan="2">'
        f"{escape(objective.sentence)}<small>{about}</small></th>"
        f'<td role="cell">{points_text(objective.points)}</td></tr>{rows}</tbody>'
    )


def _row(part, titles, words, link, language):
    name = link(part.lesson, titles[part.exercise], f"#exercise-{part.exercise}")
    items = "".join(f"<li>{_item(part.exercise, item, titles, words, language)}</li>" for item in part.items)
    return (
        f'<tr role="row"><th scope="row" role="rowheader">{name}</th>'
        f'<td role="cell"><ul>{items}</ul></td><td role="cell">{points_text(part.points)}</td></tr>'
    )


def _item(exercise, item, titles, words, language):
    """A check by its short name, a rubric row by its title; of a hidden check only that there is one."""
    if item.source == alignment.HIDDEN:
        name = words["align_hidden"]
    elif item.source == alignment.RUBRIC:
        name = words["align_rubric"].format(row=titles.get((exercise, item.id), item.id))
    else:
        name = item.id.replace("_", " ")
        if language != course.LANGUAGE:  # the id, which is the same in all languages
            return f'<span lang="{course.LANGUAGE}">{escape(name)}</span> <b>{points_text(item.points)}</b>'
    return f"{escape(name)} <b>{points_text(item.points)}</b>"


def points_text(points: float) -> str:
    """Points as people write them: 3, not 3.0."""
    return f"{points:g}"


def register(app: Sphinx) -> None:
    """Add the directive and how its table looks."""
    app.add_node(alignment_node, html=(visit_alignment, None))
    app.add_directive("alignment-matrix", AlignmentMatrix)
