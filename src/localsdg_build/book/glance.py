"""The box *At a glance* after a lesson's title: minutes, what one can do after it, what comes before.

A lesson's front matter (key ``lesson``) names objectives, minutes and prerequisites; the objectives'
sentences stand in the module's own ``en.md``.
"""

import json
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from localsdg import course
from localsdg_build import editions
from localsdg_build import words as interface
from localsdg_build.book import in_english
from localsdg_build.book.dataset_directive import link_to_page
from localsdg_build.translation import parts

_log = logging.getLogger(__name__)


def insert(app: Sphinx, doctree: nodes.document) -> None:
    """Put the box after the title of every page that is a lesson (Sphinx event ``doctree-read``)."""
    docname = app.env.docname
    lesson = lesson_data(app.env.metadata[docname])
    if not lesson:
        return
    title = next(doctree.findall(nodes.title), None)
    if title is None:
        _log.warning("a lesson begins with a title: # ...", location=docname)
        return
    try:
        box = _box(app, doctree, lesson)
    except (course.CourseError, KeyError) as problem:
        _log.warning("at-a-glance box: %s", problem, location=(docname, 1))
        return
    section = title.parent
    section.insert(section.index(title) + 1, box)


def lesson_data(metadata: dict[str, Any]) -> dict[str, Any] | None:
    """The front matter's ``lesson`` as a dict, or ``{}``; the Markdown reader hands it over as JSON."""
    lesson = metadata.get("lesson") or {}
    return json.loads(lesson) if isinstance(lesson, str) else lesson


def _box(app, doctree, lesson):
    docname = app.env.docname
    language = app.config.language or course.LANGUAGE
    words = interface.interface(language)
    module = course.root().joinpath(*docname.split("/")[:2])
    app.env.note_dependency(str(module / f"{language}.md"))
    front, _ = course.read_words(module / f"{language}.md")
    items = [(words["glance_time"], [nodes.paragraph("", _time(lesson, words))])]
    sentences = [front["objectives"][name] for name in lesson.get("objectives", [])]
    if sentences:
        goals = _list([[nodes.Text(text)] for text in sentences])
        if front.get(parts.SPOKEN, language) != language:
            in_english.mark(goals, language)
        items.append((words["glance_goals"], [goals]))
    links = [_link(docname, name) for name in lesson.get("prerequisites") or []]
    if links:
        items.append((words["glance_before"], [_list([[link] for link in links])]))
    if app.config.lsdg_edition == editions.TRAINER:
        items += _way_to_notes(doctree, words)
    return pairs(items)


def pairs(items: Any) -> nodes.Node:
    """A box of ``(term, [nodes])``: the term on the left, what there is to say on the right."""
    box = nodes.container(classes=["lsdg-glance"])
    for term, content in items:
        box += nodes.container("", nodes.paragraph("", term, classes=["lsdg-term"]), *content)
    return box


def _way_to_notes(doctree, words):
    for section in doctree.findall(nodes.section):
        if "lsdg-trainer" in section["classes"]:
            link = nodes.reference("", words["notes_title"], refid=section["ids"][0], internal=True)
            yield words["notes_way"], [nodes.paragraph("", "", link)]


def _time(lesson, words):
    minutes = lesson.get("minutes") or {}
    read, exercises = minutes.get("read", 0), minutes.get("exercises", 0)
    key = "glance_minutes" if exercises else "glance_minutes_read"
    return words[key].format(read=read, exercises=exercises, total=read + exercises)


def _list(rows):
    items = [nodes.list_item("", nodes.paragraph("", "", *row)) for row in rows]
    return nodes.bullet_list("", *items)


def _link(docname, lesson):
    """A link to a lesson (``<lesson>`` of the same module or ``<module>/<lesson>``), with its title.

    Sphinx warns if there is none.
    """
    top, module, *_, page = docname.split("/")
    place = lesson if "/" in lesson else f"{module}/{lesson}"
    return link_to_page(docname, f"{top}/{place}/{page}")
