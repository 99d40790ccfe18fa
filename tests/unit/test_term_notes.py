"""What the glossary says of linked terms is of the book that is being made, and of no other language's."""

import json
from types import SimpleNamespace

from docutils import nodes

from localsdg_build.book import term_notes

WORDS = {"site_term_more": "More", "site_close": "Close"}


def book(meaning):
    """A book whose glossary has one term."""
    term = nodes.term("", "VNR", ids=["term-VNR"])
    entry = nodes.definition_list_item("", term, nodes.definition("", nodes.paragraph("", meaning)))
    glossary = nodes.container("", nodes.definition_list("", entry))
    terms = SimpleNamespace(objects={("term", "vnr"): ("book/glossary", "term-VNR")})
    return SimpleNamespace(
        env=SimpleNamespace(
            metadata={}, get_domain=lambda name: terms, get_doctree=lambda page: glossary.deepcopy()
        )
    )


def test_each_book_has_its_own_glossary_in_one_process():
    linked = nodes.inline("", "VNR", classes=["std-term"])
    page = nodes.container("", nodes.reference("", "", linked, refuri="../glossary.html#term-VNR"))
    glossary = term_notes.Glossary()
    for meaning in ("A report.", "一份报告。"):
        made = book(meaning)
        for _ in range(2):
            found = json.loads(glossary.of_page(made, "modules/m/en", page, WORDS))
            assert found["terms"]["term-VNR"]["text"] == [meaning]
