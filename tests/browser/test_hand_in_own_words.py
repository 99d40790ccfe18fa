"""Own words between page and file: the judgement of a text, and what was typed where they are put."""

import json

import pytest
from hand_in_pages import NAME, cell, download, keep, kept, load

from localsdg_build.release import notebooks

READ_CODE = """async ([notebook, released, placeholders]) => {
  const module = await import("./_exercises/hand-in-notebook.js");
  const exercises = [{ slug: "zz-who-reports", kind: "choice", title: "x" }];
  return module.readCode(notebook, exercises, released, placeholders);
}"""


@pytest.fixture
def page(hand_in_page):
    return hand_in_page


def test_the_judgement_of_a_text_goes_into_the_file_and_comes_back(page, tmp_path):
    told = {"text": "Wells run dry.", "rating": {"clear": "good"}}
    keep(page, short_story=told)
    made = json.loads(download(page))
    assert cell(made, "short-story")["metadata"]["localsdg"]["rating"] == {"clear": "good"}
    page.evaluate("localStorage.clear()")
    load(page, tmp_path, made)
    assert kept(page, "short-story") == told


def test_a_text_without_a_judgement_is_as_it_was(page, tmp_path):
    keep(page, short_story={"text": "Wells run dry."})
    made = json.loads(download(page))
    assert "rating" not in cell(made, "short-story")["metadata"]["localsdg"]
    page.evaluate("localStorage.clear()")
    load(page, tmp_path, made)
    assert kept(page, "short-story") == {"text": "Wells run dry."}


def test_what_was_typed_into_the_cell_of_own_words_is_carried_on(page, hand_in_course):
    released = json.loads(notebooks.notebook_text(NAME, hand_in_course))
    marks = {"grade_id": "zz-who-reports-open", "grade": True, "solution": True}
    half = {"cell_type": "markdown", "id": "zz-who-reports-open", "source": "They are put here."}
    half["metadata"] = {"nbgrader": marks, "localsdg": {"exercise": "zz-who-reports-open", "role": "open"}}
    released["cells"].append(half)
    placeholders = ["They are put here.", "Se ponen aquí."]
    ours, theirs, typed = (json.loads(json.dumps(released)) for _ in range(3))
    theirs["cells"][-1]["source"] = "Se ponen aquí."
    typed["cells"][-1]["source"] = "My own."
    assert page.evaluate(READ_CODE, [ours, released, placeholders]) is None
    assert page.evaluate(READ_CODE, [theirs, released, placeholders]) is None
    found = page.evaluate(READ_CODE, [typed, released, placeholders])
    assert found["own"] == [{"after": "zz-who-reports-open", "type": "markdown", "source": "My own."}]
