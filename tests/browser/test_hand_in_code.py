"""Code in a hand-in: from Jupyter through the page and back, and from the page into the notebook."""

import json

import nbformat
import pytest
from hand_in_pages import GIVEN, NAME, SLUG, cell, download, keep, kept, load, status

from localsdg.answers import in_notebook
from localsdg_build.release import notebooks


@pytest.fixture
def page(hand_in_page):
    return hand_in_page


@pytest.fixture
def course(hand_in_course):
    return hand_in_course


def with_code(course):
    """As Jupyter saves it: the starter code changed, and a cell of the learner's own above and below it."""
    saved = json.loads(notebooks.notebook_text(NAME, course))
    place = next(n for n, one in enumerate(saved["cells"]) if one["id"] == "a-mean-answer")
    saved["cells"][place]["source"] = "import pandas as pd\n\naverage = 3\n"
    own = [
        {
            "cell_type": "code",
            "id": f"own{n}",
            "metadata": {},
            "source": source,
            "outputs": [],
            "execution_count": 1,
        }
        for n, source in enumerate(["one = 1", "average = two()", "two = 2"])
    ]
    saved["cells"][place + 1 : place + 1] = own[1:]
    saved["cells"].insert(0, own[0])
    return saved


def test_code_goes_from_jupyter_through_the_page_and_back(page, tmp_path, course):
    saved = with_code(course)
    load(page, tmp_path, saved)
    assert "1 answers loaded" in status(page)
    assert page.get_attribute("li[data-exercise=a-mean]", "data-state") == "carried"
    keep(page, zz_who_reports=GIVEN)
    made = json.loads(download(page))
    nbformat.validate(nbformat.from_dict(made))
    sources = lambda notebook: ["".join(one["source"]) for one in notebook["cells"]]  # noqa: E731
    assert sources(made) == sources(saved)
    assert in_notebook(made) == {SLUG: GIVEN}
    load(page, tmp_path, made)  # and once more
    assert sources(json.loads(download(page))) == sources(saved)


def test_code_is_not_replaced_without_a_question(page, tmp_path, course):
    load(page, tmp_path, with_code(course))
    other = with_code(course)
    cell(other, "a-mean-answer")["source"] = "average = 4"
    load(page, tmp_path, other)
    assert "1 of your answers" in page.inner_text(".lsdg-question-bar")
    # As earlier versions of the course kept it: with the notebook's cells.
    page.evaluate("name => localStorage.removeItem(name)", "localsdg:a-mean")
    before = json.dumps({"sources": {"a-mean": "average = 5"}, "own": []})
    page.evaluate("([name, text]) => localStorage.setItem(name, text)", [f"localsdg-code:{NAME}", before])
    load(page, tmp_path, other)
    assert "1 of your answers" in page.inner_text(".lsdg-question-bar")
    assert page.evaluate("name => localStorage.getItem(name)", f"localsdg-code:{NAME}") == before


def test_code_that_was_written_on_its_page_goes_into_the_notebook_and_comes_back(page, tmp_path, course):
    written = {"code": "average = 3\n"}
    load(
        page, tmp_path, with_code(course)
    )  # of before: its cell's code gives way, the learner's own cells stay
    keep(page, a_mean=written)
    made = json.loads(download(page))
    assert "".join(cell(made, "a-mean-answer")["source"]) == written["code"]
    assert cell(made, "a-mean-answer")["outputs"] == []  # nothing there that could be taken for an answer
    assert [one["id"] for one in made["cells"] if one["id"].startswith("own-")] == ["own-1", "own-2", "own-3"]
    page.evaluate("localStorage.clear()")
    load(page, tmp_path, made)
    assert kept(page, "a-mean") == written
