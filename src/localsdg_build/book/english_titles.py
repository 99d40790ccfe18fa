"""Links on pages of another language to what has its title in English: a page, a dataset. They say so."""

import functools
import html
import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from localsdg import course
from localsdg.course import data
from localsdg_build.book import dataset_html, in_english

MARK, TERMS = "english_title", "english_terms"  # in a page's metadata
_LINK = re.compile(r'(<a class="[^"]*" href="([^"]*)"[^>]*)(>(?:<span[^>]*>)?([^<]*)<)')
_NEIGHBOUR = re.compile(r'<link rel="(?:next|prev)" title="[^"]*" href="([^"]*)"')


def note(app: Sphinx) -> None:
    """Remember that the page that is read has its title in English."""
    app.env.metadata[app.env.docname][MARK] = True


def note_terms(app: Sphinx, part: nodes.Element) -> None:
    """Remember the terms of the glossary that a part in English holds."""
    places = [place for term in part.findall(nodes.term) for place in term["ids"]]
    app.env.metadata[app.env.docname].setdefault(TERMS, []).extend(places)


def mark_index(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Sphinx event ``html-page-context``: terms in English say so in another language's index."""
    if page != "genindex":
        return
    address = functools.partial(app.builder.get_relative_uri, page)
    places = {
        f"{address(name)}#{place}"
        for name, metadata in app.env.metadata.items()
        for place in metadata.get(TERMS, ())
    }
    for _, entries in context["genindexentries"]:
        for number, (name, found) in enumerate(entries):
            links = [link for _, link in found[0]]
            if links and places.issuperset(links):
                entries[number] = (in_english.text(name, app.config.language), found)


def titles(app: Sphinx, page: str) -> dict[str, str]:
    """``{address as seen from page: title}`` of all pages whose title is in English for want of another."""
    if (app.config.language or course.LANGUAGE) == course.LANGUAGE:
        return {}
    known = {
        "#" if name == page else app.builder.get_relative_uri(page, name): app.env.titles[name].astext()
        for name, metadata in app.env.metadata.items()
        if MARK in metadata
    }
    return known | _datasets(app, page)


def _datasets(app, page):
    """The same for the datasets, whose titles are in English in all languages."""
    labels = app.env.get_domain("std").labels
    found = [labels[label] for label in map(dataset_html.anchor, data.names()) if label in labels]
    return {f"{app.builder.get_relative_uri(page, name)}#{place}": title for name, place, title in found}


def marked(text: str, known: dict[str, str]) -> str:
    """HTML in which links that show such a title say that it is English. ``known``: from ``titles``."""

    def link(match):
        shown = html.unescape(match[4]) == known.get(match[2])
        return f'{match[1]} lang="{course.LANGUAGE}"{match[3]}' if shown else match[0]

    return _LINK.sub(link, text) if known else text


def marked_head(text: str, known: dict[str, str]) -> str:
    """The same for the links in a page's head to the pages before and after it."""

    def link(match):
        return match[0] + (f' lang="{course.LANGUAGE}"' if match[1] in known else "")

    return _NEIGHBOUR.sub(link, text) if known else text
