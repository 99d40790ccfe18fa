"""What the glossary says of the terms that a page links, for the page to show in place (``terms.js``).

It travels with the page: it is there without a network, and nobody leaves the lesson for one word.
"""

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from localsdg import course
from localsdg_build.book import english_titles, made_of
from localsdg_build.book.exercise_directives import script_json

SCRIPT = "terms.js"


class Glossary:
    """The glossary's entries by the anchors of their terms, read once for each book, when a page first asks.

    One process makes the books of several languages, one after the other.
    """

    def __init__(self) -> None:
        self._book: Any = None
        self._entries: dict[str, dict[str, Any]] = {}

    def of_page(self, app: Sphinx, page: str, doctree: nodes.document | None, words: dict[str, str]) -> str:
        """JSON for the page: the terms that it links with what they mean; empty if it links none."""
        linked = _linked(doctree) if doctree is not None else []
        entries = self._known(app) if linked else {}
        found = {anchor: entries[anchor] for anchor in linked if anchor in entries}
        if not found or any(entry["page"] == page for entry in found.values()):
            return ""  # in the glossary itself the entry is a line away
        terms = {
            anchor: {key: entry[key] for key in entry if key != "page"} for anchor, entry in found.items()
        }
        return script_json({"more": words["site_term_more"], "close": words["site_close"], "terms": terms})

    def _known(self, app):
        if self._book is not app.env:
            self._book = app.env
            pages = {
                page for (kind, _), (page, _) in app.env.get_domain("std").objects.items() if kind == "term"
            }
            self._entries = {anchor: entry for page in pages for anchor, entry in _entries(app, page)}
        return self._entries


def _linked(doctree):
    """Anchors of the terms that a page links, in their order, each once."""
    found: dict[str, None] = {}
    for link in doctree.findall(nodes.reference):
        if any(
            "std-term" in part.get("classes", []) for part in link.children if isinstance(part, nodes.inline)
        ):
            found[(link.get("refuri") or "").partition("#")[2] or link.get("refid", "")] = None
    return [anchor for anchor in found if anchor]


def _entries(app, page):
    english = app.env.metadata.get(page, {}).get(english_titles.TERMS, ())
    for item in app.env.get_doctree(page).findall(nodes.definition_list_item):
        terms = [part for part in item.children if isinstance(part, nodes.term)]
        anchors = [anchor for term in terms for anchor in term["ids"]]
        text = [
            part.astext().replace("\n", " ")
            for definition in item.findall(nodes.definition)
            for part in definition.findall(nodes.paragraph)
            if "lsdg-taught" not in part["classes"]
        ]
        names = [_name(term) for term in terms]
        entry = {"page": page, "name": names[0] if names else "", "text": text}
        if len(names) > 1:
            entry["also"] = names[1:]
        if anchors and anchors[0] in english:
            entry["lang"] = course.LANGUAGE
        yield from ((anchor, entry) for anchor in anchors)


def _name(term):
    """A term without the entry that it has in the index."""
    return "".join(part.astext() for part in term.children if not isinstance(part, addnodes.index))


def note(app: Sphinx, doctree: nodes.document) -> None:
    """Sphinx event ``doctree-read``: a page that links terms shows something of the glossary."""
    if any(link.get("reftype") == "term" for link in doctree.findall(addnodes.pending_xref)):
        spoken = {course.LANGUAGE, app.config.language or course.LANGUAGE}
        made_of.note(app.env, [f"book/{language}/glossary.md" for language in sorted(spoken)])
