"""What the built book says of itself: the table of objectives, and schema.org data on its pages."""

import json
import re

import pytest
import small_book
from small_book import PAGE

MODULE = "modules/3-monitoring-reporting/en"
FRONT = "book/en/index"


def data(book, page):
    text = (book / "html" / f"{page}.html").read_text(encoding="utf-8")
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return [json.loads(one) for one in found]


@pytest.fixture(scope="module")
def table(teaching_book):
    page = (teaching_book / "html/book/en/alignment.html").read_text(encoding="utf-8")
    return re.search(r'<table class="lsdg-align".*?</table>', page, re.DOTALL).group()


def test_the_table_leads_from_objective_to_points(table):
    goal = re.search(r'<tr role="row" class="lsdg-align-goal">.*?</tr>', table, re.DOTALL).group()
    assert "Say why." in goal and "<b>Understand</b>" in goal
    assert 'href="../../modules/3-monitoring-reporting/small/en.html">A small lesson</a>' in goal
    assert '<td role="cell">8</td>' in goal
    assert "small/en.html#exercise-check-why-report" in table
    assert "<li>purpose <b>1</b></li>" in table


def test_the_address_of_an_exercise_is_one(teaching_book):
    lesson = (teaching_book / "html" / f"{PAGE}.html").read_text(encoding="utf-8")
    assert 'id="exercise-check-why-report"' in lesson


def test_a_module_has_its_own_heading(teaching_book):
    page = (teaching_book / "html/book/en/alignment.html").read_text(encoding="utf-8")
    assert re.findall(r"<h2>(.*?)<", page)[-1] == "The module"
    assert "Objectives: 1. Points in all: 8." in page


def test_every_page_to_learn_from_has_data_and_no_other(teaching_book):
    pages = sorted((teaching_book / "html").rglob("*.html"))
    assert len(pages) >= 5
    for path in pages:
        page = path.relative_to(teaching_book / "html").as_posix().removesuffix(".html")
        found = data(teaching_book, page)
        assert len(found) == (page in (FRONT, MODULE, PAGE)), page
        for one in found:
            assert one["@context"] == "https://schema.org"
            assert one["@type"] == ("Course" if page == FRONT else "LearningResource")
            for key in ("name", "description", "educationalLevel", "learningResourceType"):
                assert one[key].strip(), key
            assert one["teaches"] == one["assesses"] == ["Say why."]
            assert one["timeRequired"] == "PT11M"
            assert one["inLanguage"] == "en"
            assert one["isAccessibleForFree"] is True
            assert one["license"] == "https://creativecommons.org/licenses/by/4.0/"
            assert (
                one["publisher"]
                == one["author"][0]
                == {
                    "@type": "Organization",
                    "name": "The Localizing the SDGs authors",
                }
            )


def test_parts_and_wholes_lead_to_each_other(teaching_book):
    (front,), (module,), (lesson,) = (data(teaching_book, page) for page in (FRONT, MODULE, PAGE))
    html = teaching_book / "html"
    for page, part in ((FRONT, front["hasPart"][0]), (MODULE, module["hasPart"][0])):
        assert (html / page).parent.joinpath(part["url"]).resolve().is_file()
    assert front["hasPart"][0]["name"] == module["name"] == lesson["isPartOf"]["name"] == "The module"
    assert module["isPartOf"]["name"] == front["name"] == "Localizing the SDGs"
    assert (html / PAGE).parent.joinpath(lesson["isPartOf"]["url"]).resolve() == (html / f"{MODULE}.html")


def test_the_table_is_made_again_when_an_exercise_changes(teaching_book):
    settings = teaching_book.parent / "exercises" / "check-why-report" / "exercise.yml"
    old = settings.read_text(encoding="utf-8")
    try:
        settings.write_text(old.replace("id: purpose, points: 1", "id: purpose, points: 5"), encoding="utf-8")
        assert small_book.build(teaching_book.parent).returncode == 0
        page = (teaching_book / "html/book/en/alignment.html").read_text(encoding="utf-8")
        assert "<li>purpose <b>5</b></li>" in page
    finally:
        settings.write_text(old, encoding="utf-8")
        assert small_book.build(teaching_book.parent).returncode == 0
