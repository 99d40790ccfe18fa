"""Links on pages of another language to what has its title in English: a page, a dataset. They say so."""

import html
import re

from sphinx.application import Sphinx

from localsdg import course
from localsdg.course import data
from localsdg_build.book import dataset_html

MARK = "english_title"  # in a page's metadata
_LINK = re.compile(r'(<a class="[^"]*" href="([^"]*)"[^>]*)(>(?:<span[^>]*>)?([^<]*)<)')
_NEIGHBOUR = re.compile(r'<link rel="(?:next|prev)" title="[^"]*" href="([^"]*)"')


def note(app: Sphinx) -> None:
    """Remember that the page that is read has its title in English."""
    app.env.metadata[app.env.docname][MARK] = True


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
