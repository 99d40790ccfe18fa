"""Citations in the text as (author, year) in round brackets: square ones look like an error to readers.

The list of each lesson's sources is made anew in every build. ``Citations`` makes it from what is known:
a source that has not changed reads as it did.
"""

import ast
import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pybtex.plugin
import pybtex.style.formatting
import sphinxcontrib.bibtex.plugin
from pybtex.style import FormattedEntry
from pybtex.style.formatting.plain import Style
from sphinx.application import Sphinx
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.style.referencing import BracketStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

_OWN_SOURCES = ast.dump(ast.parse("docname in docnames"))  # the filter of a list of what its own page cites


def _round():
    return BracketStyle(left="(", right=")")


@dataclass
class RoundBrackets(AuthorYearReferenceStyle):
    """``bibtex_reference_style: round`` in ``_config.yml``."""

    bracket_parenthetical: BracketStyle = field(default_factory=_round)
    bracket_textual: BracketStyle = field(default_factory=_round)
    bracket_author: BracketStyle = field(default_factory=_round)
    bracket_label: BracketStyle = field(default_factory=_round)
    bracket_year: BracketStyle = field(default_factory=_round)


# What sources read like, while lists are made: by the entry's id, with the entry, so that it stays its own.
_known: dict[int, tuple[Any, Any]] = {}


class PlainOnce(Style):
    """``bibtex_default_style: plain_once``: pybtex's plain style, each source worded once a build."""

    def format_entry(self, label: str, entry: Any, bib_data: Any = None) -> FormattedEntry:
        """The entry as it stands in the list, below ``label``."""
        if id(entry) not in _known:
            _known[id(entry)] = entry, super().format_entry(label, entry, bib_data).text
        return FormattedEntry(entry.key, _known[id(entry)][1], label)


class Citations(BibtexDomain):
    """The lists of sources: the same as sphinxcontrib-bibtex makes, in a part of the time."""

    def env_updated(self) -> Iterable[str]:
        """Make all lists. Those of the last build are at hand; a changed file of sources has new entries."""
        for one in self.citations:
            if one.tooltip_entry:  # else it says that a field is missing
                _known[id(one.entry)] = one.entry, one.formatted_entry.text
        try:
            return super().env_updated()
        finally:
            _known.clear()

    def get_filtered_entries(self, bibliography_key: Any) -> Iterator[tuple[str, Any]]:
        """``(key, entry)`` of a list's sources. Its own way asks of each source who of all cites it."""
        bibliography = self.bibliographies[bibliography_key]
        if ast.dump(bibliography.filter_) != _OWN_SOURCES:
            yield from super().get_filtered_entries(bibliography_key)
            return
        own = [ref for ref in self.citation_refs if ref.docname == bibliography_key.docname]
        cited = {target.key for ref in own for target in ref.targets}
        for entry in self.get_entries(bibliography.bibfiles):
            key = bibliography.keyprefix + entry.key
            if key in cited or entry.key in bibliography.keys:
                yield key, entry


def register(app: Sphinx) -> None:
    """Make domain and styles known, after sphinxcontrib-bibtex, whose settings stay as they are."""
    # It looks for the same plugins again for every citation, each time through all installed packages.
    find_plugin = functools.cache(pybtex.plugin.find_plugin)
    for module in (pybtex.plugin, pybtex.style.formatting):
        module.find_plugin = find_plugin
    sphinxcontrib.bibtex.plugin.register_plugin(
        "sphinxcontrib.bibtex.style.referencing", "round", RoundBrackets, force=True
    )
    pybtex.plugin.register_plugin("pybtex.style.formatting", "plain_once", PlainOnce)
    app.add_domain(Citations, override=True)
