"""Parts put together to one document in HTML, with the style of its paper."""

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from localsdg import course as sources
from localsdg_build import markdown_html
from localsdg_build.handouts import fonts
from localsdg_build.handouts.pdf import PAPERS
from localsdg_web import look

FOLDER = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Part:
    """A part that begins on a new sheet: its address in the document, its title, its HTML."""

    id: str
    title: str
    html: str


def template(name: str) -> jinja2.Template:
    """A template of this room; its filters ``markdown`` and ``inline`` make safe HTML of Markdown."""
    return _templates().get_template(name)


@functools.cache
def _templates():
    # What an exercise's settings may leave out is empty here, and no mistake.
    made = look.templates(FOLDER).overlay(undefined=jinja2.Undefined)
    made.filters = {
        **made.filters,
        "markdown": lambda text: Markup(markdown_html.html(text)),
        "inline": lambda text: Markup(markdown_html.inline(str(text))),
    }
    return made


def html(
    title: str,
    parts: list[Part],
    words: dict[str, str],
    language: str,
    about: list[str] | None = None,
    **more: Any,
) -> str:
    """The document; with ``about`` it begins with a title page that says what it is and lists its parts.

    ``more``: ``course`` and ``author``, the names that the publisher gave them, ``audience``, a class, and
    ``edition``, what is said of a country pack.
    """
    shown = [Part(part.id, Markup(markdown_html.inline(part.title)), Markup(part.html)) for part in parts]
    return template("document.html.j2").render(
        title=title,
        parts=shown,
        words=words,
        language=language,
        direction=sources.direction(language),
        about=about or [],
        listed=about is not None,
        **{"audience": "", "edition": "", **more},
    )


def css(paper: str, modules: Path, words: dict[str, str], course: str) -> str:
    """The style for a paper (of ``PAPERS``): its size, the type, the line at the foot of each page."""
    style = (FOLDER / "paper.css").read_text(encoding="utf-8")
    for name, value in {
        "@@paper@@": PAPERS[paper],
        "@@course@@": _quoted(course),
        "@@page@@": _quoted(words["page"]),
    }.items():
        style = style.replace(name, value)
    return f"{fonts.css(modules)}\n{style}"


def _quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
