"""The autograded copy is joined from pieces that are written once: is it what JSON makes of the whole?"""

import json

import pytest

from autograder import sandbox
from autograder.notebook import released
from autograder.run import versions, worker
from autograder.written import Judged

from .conftest import CHOICE, HALF, NAME, RIGHT, STORY

STRANGE = 'Ŋandu “\\"\u2028 \n</script> 🌍'
ANSWERS = [None, RIGHT, HALF, {"answers": {"who": STRANGE, STRANGE: [1.5, None, True]}}, [], STRANGE]


def copies(maker, notebook):
    """The released notebook, the text of a hand-in's copy."""
    of = released.describe(NAME, json.dumps(maker.blank))
    setup = worker.setup_text({NAME: of}, {NAME: versions.of_assignment(of)}, sandbox.Limits())
    found = Judged.of_text(worker.grade_one(setup, "amina", NAME, json.dumps(notebook).encode()))
    assert found.reason is None
    return of, found.copy


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("text", [None, STORY, STRANGE])
def test_a_copy_is_byte_for_byte_what_json_writes_of_the_whole(maker, answer, text):
    given = {} if answer is None else {CHOICE: answer}
    of, copy = copies(maker, maker.by_page(given, text=text) if text else maker.by_page(given))
    whole = json.loads(copy)
    assert copy == json.dumps(whole, ensure_ascii=False)
    assert list(whole) == list(of.notebook)
    for cell, original in zip(whole["cells"], of.notebook["cells"], strict=True):
        assert list(cell) == list(original)
        same = set(cell) - {"outputs", "source"}
        assert {name: cell[name] for name in same} == {name: original[name] for name in same}


def test_a_copy_of_one_hand_in_has_nothing_of_another(maker):
    _, before = copies(maker, maker.by_page({}))
    copies(maker, maker.by_page({CHOICE: {"answers": {"who": STRANGE}}}, text=STRANGE))
    assert copies(maker, maker.by_page({}))[1] == before


def test_cells_of_the_learners_own_stand_where_they_stood(maker):
    notebook = maker.by_page({CHOICE: RIGHT})
    own = {"cell_type": "markdown", "metadata": {}, "source": STRANGE}
    notebook["cells"] = [own, *notebook["cells"], {**own, "source": "The end"}]
    of, copy = copies(maker, notebook)
    assert copy == json.dumps(json.loads(copy), ensure_ascii=False)
    cells = json.loads(copy)["cells"]
    assert len(cells) == len(of.notebook["cells"]) + 2
    assert cells[0]["id"] == "learner-0" and cells[-1]["source"] == "The end"
