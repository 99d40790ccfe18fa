"""The same page in the course's other languages: links for readers, and for search engines."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from localsdg import course
from localsdg_build import words


@dataclass(frozen=True)
class Version:
    """A page in one language: its address as seen from the page that links it, the language's own name."""

    language: str
    name: str
    href: str
    here: bool


def add_context(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Sphinx event ``html-page-context``: ``versions`` of the page, none in a course of one language."""
    spoken = app.config.language or course.LANGUAGE
    context["direction"] = course.direction(spoken)
    context["english"] = course.LANGUAGE
    known = course.languages()
    context["versions"] = [_version(app, pagename, spoken, one) for one in known] if len(known) > 1 else []


def _version(app, pagename, spoken, language):
    own = words.interface(language)["site_language_name"]
    is_english = own == words.interface(course.LANGUAGE)["site_language_name"]
    name = language if is_english and language != course.LANGUAGE else own
    return Version(language, name, _href(app, pagename, spoken, language), language == spoken)


def _href(app, pagename, spoken, language):
    """Each language has each page: one that is not translated is shown in English, and says so."""
    up = pagename.count("/") + (spoken != course.LANGUAGE)
    below = "" if language == course.LANGUAGE else f"{language}/"
    return f"{'../' * up}{below}{app.builder.get_target_uri(_page(pagename, spoken, language))}"


def _page(pagename, spoken, language):
    parts = Path(pagename).parts
    if parts[0] == "book" and parts[1:2] == (spoken,):
        return "/".join(["book", language, *parts[2:]])
    return "/".join([*parts[:-1], language]) if parts[0] == "modules" and parts[-1] == spoken else pagename
