"""Editions of one course: the trainer's has notes, the learner's good answers, the graded one neither."""

import re
import zipfile

import pytest
from small_book import PAGE, ROOT

from localsdg_build import good_answers

# Words of the notes that stand nowhere else. The first stands in a box that the search leaves out.
OF_THE_NOTES = ("quillfeather", "zanzibarian", "wombatlike")


def holds(folder, word):
    """The files below ``folder`` that hold ``word`` in any letter case; zips are looked into."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        if path.suffix in (".zip", ".whl"):
            with zipfile.ZipFile(path) as archive:
                content = b"\n".join(archive.read(name) for name in archive.namelist())
        if word.encode() in content.lower():
            found.append(path.relative_to(folder).as_posix())
    return found


@pytest.mark.parametrize("word", OF_THE_NOTES)
def test_the_learners_edition_holds_nothing_of_the_notes(teaching_book, word):
    assert holds(teaching_book / "html", word) == holds(teaching_book / "graded", word) == []
    found = holds(teaching_book / "trainer", word)
    assert f"{PAGE}.html" in found
    searched = [name for name in found if name.startswith("_search/")]
    assert len(searched) == (0 if word == OF_THE_NOTES[0] else 2)


def test_notes_are_the_last_section_and_in_the_outline(teaching_book):
    page = (teaching_book / "trainer" / f"{PAGE}.html").read_text(encoding="utf-8")
    headings = re.findall(r"<h2>(.*?)<", page)
    assert headings == ["Seen", "Done", "Sources", "Trainer’s notes"]
    outline = re.search(r'<aside class="lsdg-onpage".*?</aside>', page, re.DOTALL).group()
    assert 'href="#trainers-notes"' in outline
    notes = page[page.index('id="trainers-notes"') :]
    for shown in ("About 55 minutes", "10–16 people", "Quillfeather cards", "<td><p>Listen.</p></td>"):
        assert shown in notes, shown
    # Outline (beside the text, and folded below the title), at a glance, the heading's own link.
    assert page.count('href="#trainers-notes"') == 4


def test_learners_find_the_code_of_a_figure_below_it_and_trainers_above(teaching_book):
    for name, is_first in (("html", "figure"), ("graded", "figure"), ("trainer", "code")):
        page = (teaching_book / name / f"{PAGE}.html").read_text(encoding="utf-8")
        places = {"code": page.index("Show the code"), "figure": page.index('class="lsdg-plotly')}
        assert min(places, key=lambda part: places[part]) == is_first, name


def test_each_edition_says_which_it_is(teaching_book):
    for name, expected in (("html", False), ("trainer", True)):
        for page in (f"{PAGE}.html", "book/en/index.html"):
            text = (teaching_book / name / page).read_text(encoding="utf-8")
            assert ("<small>Trainer’s edition<" in text) is expected, page
            assert ("teach.css" in text) is expected, page


def test_code_runs_once_for_all_editions(teaching_book):
    caches = list((teaching_book / "executed").iterdir())
    assert len(caches) == 1
    assert len(list((caches[0] / "executed").iterdir())) == 1


def test_the_released_notebook_is_the_same(teaching_book):
    name = "_exercises/notebooks/3-monitoring-reporting.ipynb"
    assert (teaching_book / "html" / name).read_bytes() == (teaching_book / "trainer" / name).read_bytes()


def test_the_edition_for_graded_cohorts_holds_no_good_answer(teaching_book):
    found = good_answers.good_answer("check-why-report", course=ROOT)
    said = [found["good"].lower(), *(line.lower() for line in found["lines"])]
    kept = "_exercises/good/check-why-report.json"
    for text in said:
        told = text.replace('"', '\\"')
        assert holds(teaching_book / "graded", told) == []
        assert holds(teaching_book / "html", told) == [kept]  # and no page, notebook or wheel
    assert holds(teaching_book / "graded", "data-good=") == []
    assert holds(teaching_book / "html", "data-good=") == [f"{PAGE}.html"]
    assert not (teaching_book / "graded" / "_exercises" / "good").exists()


def test_an_edition_without_good_answers_is_otherwise_the_learners(teaching_book):
    files = [
        {path.relative_to(teaching_book / name).as_posix() for path in (teaching_book / name).rglob("*.*")}
        for name in ("html", "graded")
    ]
    assert files[0] - files[1] == {"_exercises/good/check-why-report.json"}
    assert files[1] <= files[0]
