"""The same page in other languages: links for readers are relative, addresses for search engines whole."""

from types import SimpleNamespace

import pytest

from localsdg import course
from localsdg_build import words
from localsdg_build.book import languages

LESSON = "modules/3-monitoring-reporting/small"


@pytest.fixture
def context(monkeypatch):
    """``context(page, language, baseurl)`` -> what the page's template gets."""
    monkeypatch.setattr(course, "languages", lambda: ["en", "es"])
    names = {"en": "English", "es": "Español"}
    monkeypatch.setattr(words, "interface", lambda language: {"site_language_name": names[language]})

    def make(page, language, baseurl):
        config = SimpleNamespace(language=language, html_baseurl=baseurl)
        builder = SimpleNamespace(get_target_uri=lambda name: f"{name}.html")
        found = {"pageurl": "as Sphinx makes it"}
        languages.add_context(SimpleNamespace(config=config, builder=builder), page, "page.html", found, None)
        return found

    return make


@pytest.mark.parametrize("baseurl", ["https://example.org/sdg", "https://example.org/sdg/"])
@pytest.mark.parametrize("spoken", ["en", "es"])
def test_where_the_book_is_published_addresses_are_whole(context, baseurl, spoken):
    found = context(f"{LESSON}/{spoken}", spoken, baseurl)
    whole = {
        "en": f"https://example.org/sdg/{LESSON}/en.html",
        "es": f"https://example.org/sdg/es/{LESSON}/es.html",
    }
    assert {one.language: one.address for one in found["versions"]} == whole
    assert found["pageurl"] == whole[spoken]
    assert all(one.href.startswith("../../../") for one in found["versions"])  # also from a USB stick


def test_without_an_address_all_stay_relative(context):
    found = context("book/es/about", "es", "")
    assert {one.language: one.address for one in found["versions"]} == {
        "en": "../../../book/en/about.html",
        "es": "../../../es/book/es/about.html",
    }
    assert found["pageurl"] == "as Sphinx makes it"
