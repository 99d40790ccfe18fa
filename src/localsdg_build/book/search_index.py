"""Terms of the glossary stay in the search when another page is written.

Sphinx reads the last build's search index and puts the pages into it that it writes now. Index entries it
keeps of these alone (``sphinx.search.IndexBuilder.load``).
"""

from typing import Any

from sphinx.application import Sphinx
from sphinx.util.index_entries import split_index_msg


def complete(app: Sphinx) -> list[Any]:
    """Add the index entries of pages that were not written (Sphinx event ``html-collect-pages``)."""
    indexer = getattr(app.builder, "indexer", None)
    if indexer is not None:
        known = indexer._index_entries
        for page, entries in app.env.get_domain("index").entries.items():  # type: ignore[attr-defined]
            known.setdefault(page, sorted(set(_names(entries))))
        in_order = sorted(known.items())
        known.clear()
        known.update(in_order)
    return []


def _names(entries):
    """``(name, address, "main" or "")`` of each, as ``IndexBuilder.feed`` takes them from a page."""
    for kind, value, target, main, _ in entries:
        try:
            names = split_index_msg(kind, value)
        except ValueError:
            continue
        yield from ((name, target or "", main) for name in names)
