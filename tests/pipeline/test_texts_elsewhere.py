"""What a learner wrote beside the cell that was made for it goes to a person, and is no zero."""

import json

import pytest

from autograder.notebook import answers, released
from autograder.notebook.answers import Answer
from autograder.reports import feedback

from .conftest import CHOICE, HALF, NAME, RIGHT, STORY, TEXT, scores, statuses


@pytest.fixture
def of(maker):
    return released.describe(NAME, json.dumps(maker.blank))


def with_text(notebook, text, place, kind="markdown"):
    """The notebook with a text cell of the learner's own at a place."""
    own = {"cell_type": kind, "metadata": {}, "source": text, "id": f"own{place}"}
    code = {"outputs": [], "execution_count": None} if kind == "code" else {}
    notebook["cells"].insert(place, own | code)
    return notebook


@pytest.mark.parametrize("kind", ["markdown", "raw", pytest.param("code", marks=pytest.mark.sandbox)])
def test_a_text_in_a_cell_of_ones_own_is_for_a_person(maker, hand_in, graded, folder, kind):
    text = maker.cell(maker.blank, TEXT)["source"]
    own = maker.blank["cells"].index(maker.cell(maker.blank, TEXT)) + 1
    hand_in("below", with_text(maker.by_page({CHOICE: RIGHT}), STORY, own, kind))
    hand_in("above", with_text(maker.by_page({CHOICE: RIGHT}), STORY, own - 1, kind))
    hand_in("emptied", with_text(maker.by_page({CHOICE: RIGHT}, text=""), STORY, own, kind))
    hand_in("end", with_text(maker.by_page({CHOICE: RIGHT}), STORY, len(maker.blank["cells"]), kind))
    hand_in("copied", with_text(maker.by_page({CHOICE: RIGHT}), text, own, kind))
    hand_in("blank", with_text(maker.by_page({CHOICE: RIGHT}), " \n", own, kind))
    outcomes = graded(hand_in("notes", with_text(maker.by_page({CHOICE: RIGHT}), "My notes", 1, kind)))
    for learner in ("below", "above", "emptied", "end"):
        assert (statuses(outcomes[learner])[TEXT], scores(outcomes[learner])[TEXT]) == ("needs_human", None)
        assert "in a cell that the learner added" in outcomes[learner].reason
        copied = json.loads(folder.autograded(learner, NAME).read_text())
        assert maker.cell(copied, TEXT)["source"].startswith("Our town counted its wells.")
    for learner in ("copied", "blank", "notes"):
        assert (statuses(outcomes[learner])[TEXT], scores(outcomes[learner])[TEXT]) == ("graded", 0)


@pytest.mark.parametrize(
    ("source", "is_text"),
    [
        ("Our town counted its wells.\nThen it mended them.", True),
        ("# Our town counted its wells.\n# Then it mended them.", True),
        ('"""Our town counted\nits wells."""', True),
        ("Our town " * 9_000, True),
        (r"Our town \d \N", True),
        ("wells = 3\nprint(wells)", False),
        ("# Count them.\nwells = 3", False),
        ("%matplotlib inline", False),
        ("!ls -l here", False),
    ],
)
def test_a_text_in_a_code_cell_is_told_from_code(maker, of, source, is_text):
    own = maker.blank["cells"].index(maker.cell(maker.blank, TEXT)) + 1
    found = answers.collect(with_text(maker.by_page(), source, own, "code"), of)[TEXT]
    assert bool(found.look) == is_text and (found.value == {"text": source}) == is_text


def test_a_cell_of_ones_own_beside_a_text_that_was_written_changes_nothing(maker, of):
    own = maker.blank["cells"].index(maker.cell(maker.blank, TEXT)) + 1
    notebook = with_text(maker.by_page(text=STORY), "A note", own)
    assert answers.collect(notebook, of)[TEXT] == Answer({"text": STORY})


@pytest.mark.parametrize("kind", ["markdown", "raw", pytest.param("code", marks=pytest.mark.sandbox)])
def test_a_text_beside_an_unanswered_widget_is_for_a_person(maker, hand_in, graded, folder, kind):
    text = "The ministry hands it over in May."
    below = maker.blank["cells"].index(maker.cell(maker.blank, f"{CHOICE}-answer")) + 1
    hand_in("beside", with_text(maker.by_page({CHOICE: None}), text, below, kind))
    hand_in("jupyter", with_text(maker.by_page(), text, below, kind))  # the widget was never shown
    hand_in("answered", with_text(maker.by_page({CHOICE: HALF}), text, below, kind))
    hand_in("blank", with_text(maker.by_page({CHOICE: None}), " \n", below, kind))
    outcomes = graded(hand_in("above all", with_text(maker.by_page({CHOICE: None}), text, 0, kind)))
    found = {name: (statuses(one)[CHOICE], scores(one)[CHOICE]) for name, one in outcomes.items()}
    assert found.pop("answered") == ("graded", 3)
    assert found.pop("blank") == found.pop("above all") == ("graded", 0)
    assert found == dict.fromkeys(("beside", "jupyter"), ("needs_human", None))
    assert f"holds a text (cell {below + 1})" in outcomes["beside"].reason
    assert not any("holds no answers at all" in note for note in outcomes["beside"].notes)
    pages = {path.parents[1].name: path.read_text() for path in feedback.write_all(folder)}
    assert "in a cell of your own beside it" in pages["beside"]
