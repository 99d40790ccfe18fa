"""A notebook that went through another program is graded like the one that did not."""

import copy
import json

import pytest

from autograder.notebook import answers, released, restoring

from .conftest import CHOICE, CODE, MEAN, NAME, RIGHT, STORY, TEXT


@pytest.fixture
def assignment(maker):
    return released.describe(NAME, json.dumps(maker.blank))


@pytest.fixture
def whole(maker):
    return maker.by_page({CHOICE: RIGHT}, code=MEAN, text=STORY)


def read(notebook, assignment):
    """``(answers by exercise, notes)``."""
    mended, notes = restoring.read(json.dumps(notebook).encode(), assignment)
    return answers.collect(mended, assignment), notes


def stripped(notebook, ids=False):
    """No marks, no metadata at all; identifiers only if wanted."""
    made = copy.deepcopy(notebook)
    made["metadata"] = {}
    for cell in made["cells"]:
        cell["metadata"] = {}
        if not ids:
            cell.pop("id")
    return {**made, "nbformat_minor": 5 if ids else 4}


def by_colab(notebook):
    """As Colab saves: format 4.0, ids and its own marks in the metadata, outputs with its own types."""
    made = stripped(notebook)
    made["nbformat_minor"] = 0
    made["metadata"] = {
        "colab": {"provenance": []},
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
    }
    for place, cell in enumerate(made["cells"]):
        cell["metadata"] = {"id": f"aBc{place}_x", "colab": {"base_uri": "https://localhost:8080/"}}
        cell["source"] = (
            cell["source"] if isinstance(cell["source"], list) else cell["source"].splitlines(True)
        )
        for output in cell.get("outputs", []):
            for kind, value in output.get("data", {}).items():
                if kind.endswith("+json"):
                    output["data"][kind] = json.dumps(value)
            output.setdefault("data", {})["application/vnd.google.colaboratory.intrinsic+json"] = {
                "type": "string"
            }
    return made


def by_vs_code(notebook):
    made = copy.deepcopy(notebook)
    made["nbformat_minor"] = 2
    made["metadata"] = {
        "language_info": {"name": "python"},
        "orig_nbformat": 4,
        "vscode": {"interpreter": {}},
    }
    for cell in made["cells"]:
        cell.pop("id")
        cell["metadata"] = {**cell["metadata"], "vscode": {"languageId": "python"}}
    return made


def by_lite(notebook):
    made = copy.deepcopy(notebook)
    made["metadata"]["kernelspec"] = {
        "name": "python",
        "display_name": "Python (Pyodide)",
        "language": "python",
    }
    for cell in made["cells"]:
        cell["metadata"]["trusted"] = True
    return made


def with_doubles(notebook):
    """Every cell copied and pasted behind itself."""
    made = copy.deepcopy(notebook)
    made["cells"] = [copy.deepcopy(cell) for cell in made["cells"] for _ in range(2)]
    return made


def without_kernel(notebook):
    return {**notebook, "metadata": {}}


@pytest.mark.parametrize(
    ("through", "noted"),
    [
        (copy.deepcopy, []),
        (stripped, [restoring.NOTE]),
        (lambda notebook: stripped(notebook, ids=True), [restoring.NOTE]),
        (by_colab, [restoring.NOTE]),
        (by_vs_code, []),
        (by_lite, []),
        (without_kernel, []),
        (lambda notebook: {**notebook, "nbformat_minor": 9}, None),
        (with_doubles, None),
    ],
    ids=[
        "as it was",
        "stripped",
        "stripped, with ids",
        "colab",
        "vs code",
        "lite",
        "no kernel",
        "4.9",
        "doubled",
    ],
)
def test_the_answers_are_the_same_through_any_program(whole, assignment, through, noted):
    found, notes = read(through(whole), assignment)
    expected, _ = read(whole, assignment)
    assert found == expected
    assert expected[CHOICE].value == RIGHT and expected[CODE].run and expected[TEXT].value == {"text": STORY}
    assert noted is None or notes == noted


def test_an_untouched_notebook_stays_untouched_without_its_marks(maker, assignment):
    found, _ = read(stripped(maker.blank), assignment)
    assert found == read(maker.blank, assignment)[0]
    assert not found[CODE].run and found[CHOICE].value is None


def place_of(notebook, grade_id):
    return next(
        place
        for place, cell in enumerate(notebook["cells"])
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )


def test_a_text_in_two_cells_is_read_as_one(whole, assignment):
    place = place_of(whole, TEXT)
    bare = stripped(whole)
    bare["cells"].insert(place + 1, {"cell_type": "markdown", "metadata": {}, "source": "And more."})
    found, notes = read(bare, assignment)
    assert found[TEXT].value == {"text": f"{STORY}\n\nAnd more."} and restoring.JOINED in notes


def test_cells_of_one_s_own_between_the_exercises_are_no_answers(whole, assignment):
    bare = stripped(whole)
    own = {
        "cell_type": "code",
        "metadata": {},
        "source": "import math",
        "outputs": [],
        "execution_count": None,
    }
    bare["cells"].insert(0, own)
    bare["cells"].append({**own, "source": "1 + 1"})
    assert read(bare, assignment)[0] == read(whole, assignment)[0]


def test_nothing_is_guessed_when_the_cells_were_moved_or_the_prompt_is_gone(whole, assignment):
    place = place_of(whole, f"{CODE}-answer")
    for change in (lambda cells: cells.reverse(), lambda cells: cells.pop(place - 1)):
        bare = stripped(whole)
        change(bare["cells"])
        found, _ = read(bare, assignment)
        # Its cell is not known as the answer: as a cell of the learner's own it is run all the same.
        assert found[CODE] == answers.Answer(problem=answers.MISSING, run=True)
        assert found[CHOICE].value == RIGHT  # answers that are data need no place


def test_marks_that_are_there_are_believed(whole, assignment):
    """A cell of another exercise's text does not take the marks of a cell that has them."""
    mended, notes = restoring.read(json.dumps(whole).encode(), assignment)
    assert notes == [] and mended == json.loads(json.dumps(whole))


def test_an_answer_that_a_program_dropped_is_no_zero(whole, assignment):
    """nbformat's own way to format 3 keeps of an output what it knows: the text, not the answer."""
    for output in whole["cells"][place_of(whole, f"{CHOICE}-answer")]["outputs"]:
        del output["data"][answers.MIME]
    found, _ = read(whole, assignment)
    assert found[CHOICE] == answers.Answer(problem=answers.LOST)
    for bare in (stripped(whole), stripped(whole, ids=True)):
        assert read(bare, assignment)[0][CHOICE].problem == answers.LOST


def test_format_3_with_its_answers_is_graded(whole, assignment):
    """As a program writes it that keeps all outputs."""
    cells = []
    for cell in whole["cells"]:
        if cell["cell_type"] == "code":
            outputs = [{**output, **output.pop("data")} for output in cell["outputs"]]
            outputs = [{**output, "text": output.pop("text/plain")} for output in outputs]
            cell = {**cell, "input": cell["source"], "language": "python", "outputs": outputs}
            del cell["source"]
        cells.append({name: value for name, value in cell.items() if name not in ("id", "execution_count")})
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": whole["metadata"],
        "worksheets": [{"cells": cells}],
    }
    found, notes = read(old, assignment)
    assert found[CHOICE].value == RIGHT and found[CODE].run and found[TEXT].value == {"text": STORY}
    assert "old format 3" in notes[0]
