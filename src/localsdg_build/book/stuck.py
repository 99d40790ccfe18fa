"""Help below an exercise: its hints, each folded into the one before, and what to read again.

HTML alone: hints open by keyboard, are announced as opened, need no script, and nothing counts them.
"""

import html
from typing import Any

from docutils import nodes

from localsdg import course
from localsdg_build import read_again
from localsdg_build.book import made_of, untranslated


def note_lesson(env: Any, slug: str) -> list[read_again.Section]:
    """The sections to read again on the lesson's page that is being read; none on another page."""
    parts = env.docname.split("/")
    if len(parts) != 4 or parts[0] != "modules":
        return []
    language = env.config.language or course.LANGUAGE
    made_of.note(env, [f"modules/{parts[1]}/{parts[2]}/{course.LANGUAGE}.md"])
    return read_again.sections(course.root(), slug, parts[1], parts[2], language)


def box(document: nodes.document, spec: dict[str, Any], sections: list[read_again.Section]) -> str:
    """The HTML of the help; ``""`` if there is none."""
    ui, hints = spec["words"]["ui"], spec["words"].get("hints") or []
    links = list(_links(document, sections))
    if not hints and not links:
        return ""
    name = html.escape(f"{ui['site_help']}: {spec['words']['title']}")
    again = f"<p>{html.escape(ui['site_help_again'])} {' · '.join(links)}</p>" if links else ""
    return f'<section class="lsdg-stuck" aria-label="{name}">{_folded(hints, ui, 1)}{again}</section>\n'


def good_place(ui: dict[str, str], address: str) -> str:
    """Where ``exercises/good.js`` shows a good answer, after the third check or at full points."""
    words = {key: html.escape(ui[f"site_good_{key}"]) for key in ("title", "ready", "failed")}
    return (
        f'<div class="lsdg-good" hidden data-good="{html.escape(address)}" data-ready="{words["ready"]}" '
        f'data-failed="{words["failed"]}"><p role="status"></p><details><summary>{words["title"]}</summary>'
        '<div class="lsdg-good-text"></div></details></div>\n'
    )


def _folded(hints, ui, number):
    """The next hint stands inside the one before, so that they open one after the other."""
    if not hints:
        return ""
    title = html.escape(ui["site_help_hint"].format(number=number))
    inner = f"<p>{html.escape(hints[0])}</p>{_folded(hints[1:], ui, number + 1)}"
    return f"<details><summary>{title}</summary>{inner}</details>"


def _links(document, sections):
    """Links to sections of the page that holds the exercise."""
    there = list(document.findall(nodes.section))
    for place, heading in sections:
        if place < len(there) and there[place]["ids"]:
            spoken = f' lang="{course.LANGUAGE}"' if _is_english(there[place]) else ""
            yield f'<a href="#{html.escape(there[place]["ids"][0])}"{spoken}>{html.escape(heading)}</a>'


def _is_english(section):
    """Whether a section of a page in another language is in English: it says so, or its title does."""
    title = section.next_node(nodes.title)
    if title is not None and untranslated.ENGLISH in title["classes"]:
        return True
    while isinstance(section, nodes.section):
        if untranslated.ENGLISH in section["classes"]:
            return True
        section = section.parent
    return False
