"""The lists of sources are those that sphinxcontrib-bibtex makes by itself."""

import ast
from types import SimpleNamespace

import pytest
from pybtex.database import parse_file
from pybtex.style.formatting.plain import Style
from sphinxcontrib.bibtex.domain import BibtexDomain

from localsdg.course import root
from localsdg_build.book import citations


@pytest.fixture(scope="module")
def entries():
    return parse_file(root() / "book/references.bib").entries


def test_a_source_reads_as_in_the_plain_style(entries):
    once, plain = citations.PlainOnce(), Style()
    try:
        for label, entry in enumerate(entries.values()):
            for _ in range(2):  # the second time it is known
                ours, theirs = (style.format_entry(str(label), entry) for style in (once, plain))
                assert (ours.key, ours.label, ours.text) == (theirs.key, theirs.label, theirs.text)
    finally:
        citations._known.clear()


@pytest.mark.parametrize("filter_", ["docname in docnames", "cited", "key % 'un'"])
@pytest.mark.parametrize("more", [[], ["key"]])
def test_a_list_has_the_sources_of_its_page(entries, filter_, more):
    keys = list(entries)
    more = [keys[-1]] if more else []
    domain = citations.Citations.__new__(citations.Citations)
    given = SimpleNamespace(bibfiles=["file"], keyprefix="", keys=more, filter_=ast.parse(filter_), line=1)
    refs = [
        SimpleNamespace(docname=page, targets=[SimpleNamespace(key=name) for name in names])
        for page, names in (("one", keys[:2]), ("two", keys[1:4]), ("one", keys[5:6]))
    ]
    key = type("Key", (), {"docname": "one"})()
    files = {"file": SimpleNamespace(keys=keys)}
    domain.data = {
        "bibliographies": {key: given},
        "citation_refs": refs,
        "bibdata": SimpleNamespace(bibfiles=files, data=SimpleNamespace(entries=entries)),
    }
    found = list(domain.get_filtered_entries(key))
    assert found == list(BibtexDomain.get_filtered_entries(domain, key))
    assert found
