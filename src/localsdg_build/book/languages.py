"""The same page in the course's other languages: links for readers, and for search engines."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from localsdg import course
from localsdg_build import words


@dataclass(frozen=True)
class Version:
    """A page in one language: its address as seen from the page that links it, the language's own name.

    ``address``: the whole one where the settings say where the book is published, else ``href``.
    """

    language: str
    name: str
    href: str
    here: bool
    address: str


def add_context(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Sphinx event ``html-page-context``: ``versions`` of the page, none in a course of one language.

    ``pageurl``: the page's own whole address, for search engines; Sphinx knows of no languages.
    """
    spoken = app.config.language or course.LANGUAGE
    context["direction"] = course.direction(spoken)
    context["english"] = course.LANGUAGE
    if app.config.html_baseurl:
        context["pageurl"] = _address(app, pagename, spoken, spoken)
    known = course.languages()
    context["versions"] = [_version(app, pagename, spoken, one) for one in known] if len(known) > 1 else []


def _version(app, pagename, spoken, language):
    own = words.interface(language)["site_language_name"]
    is_english = own == words.interface(course.LANGUAGE)["site_language_name"]
    name = language if is_english and language != course.LANGUAGE else own
    href = _href(app, pagename, spoken, language)
    address = _address(app, pagename, spoken, language) if app.config.html_baseurl else href
    return Version(language, name, href, language == spoken, address)


def _address(app, pagename, spoken, language):
    """The whole address: search engines take no other for the same page in another language."""
    return f"{app.config.html_baseurl.rstrip('/')}/{_below(app, pagename, spoken, language)}"


def _href(app, pagename, spoken, language):
    """Each language has each page: one that is not translated is shown in English, and says so."""
    up = pagename.count("/") + (spoken != course.LANGUAGE)
    return f"{'../' * up}{_below(app, pagename, spoken, language)}"


def _below(app, pagename, spoken, language):
    """A page's address from the top of the book."""
    below = "" if language == course.LANGUAGE else f"{language}/"
    return f"{below}{app.builder.get_target_uri(_page(pagename, spoken, language))}"


def _page(pagename, spoken, language):
    parts = Path(pagename).parts
    if parts[0] == "book" and parts[1:2] == (spoken,):
        return "/".join(["book", language, *parts[2:]])
    return "/".join([*parts[:-1], language]) if parts[0] == "modules" and parts[-1] == spoken else pagename
