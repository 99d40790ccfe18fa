"""Code counts wherever it stands, and where it stops is said; a higher score in the file is looked at."""

import copy
import json
from types import SimpleNamespace

import pytest

from autograder.model import Stopped
from autograder.notebook import evidence, released, restoring
from autograder.reports import feedback
from autograder.sandbox import stops
from autograder.sandbox.plan import Step, plan, sets_below
from localsdg import course, judge
from localsdg.notebook_feedback import feedback_bundle

from .conftest import CHOICE, CODE, HALF, MEAN, NAME, RIGHT, STORY, TEXT, scores, statuses

OWN = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
PUT = "average = 3"


def place_of(notebook, grade_id):
    return next(
        place
        for place, cell in enumerate(notebook["cells"])
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )


def with_own(notebook, source, grade_id, after=1):
    """The notebook with a cell of the learner's own behind (``after=1``) or before (0) a released cell."""
    place = place_of(notebook, grade_id) + after
    notebook["cells"].insert(place, {**copy.deepcopy(OWN), "id": f"own-{place}", "source": source})
    return notebook


def saved(notebook, score, slug=CODE):
    """The notebook as Jupyter saves it when the check cell has shown a score."""
    shown = {"output_type": "execute_result", "execution_count": 1, "metadata": {}}
    cell = notebook["cells"][place_of(notebook, slug)]
    cell["outputs"] = [{**shown, "data": {"text/plain": score}}]
    return notebook


def answered_and_lost(maker):
    """What a deleted cell had defined is used: Jupyter showed all points."""
    return saved(maker.by_page({CHOICE: RIGHT}, code="factor = 2\naverage = gone * factor"), "3")


@pytest.fixture
def of(maker):
    return released.describe(NAME, json.dumps(maker.blank))


@pytest.mark.sandbox
def test_an_answer_in_a_cell_of_ones_own_counts_where_jupyter_would_run_it(maker, hand_in, graded):
    hand_in("below", with_own(maker.by_page({CHOICE: RIGHT}), PUT, f"{CODE}-answer"))
    hand_in("check", with_own(maker.by_page(), PUT, CODE))
    hand_in("above", with_own(maker.by_page(code="average = helper(3)"), "def helper(n): return n", CODE, -1))
    split = maker.by_page(code="value = 3")
    twin = {**copy.deepcopy(split["cells"][place_of(split, f"{CODE}-answer")]), "source": "average = value"}
    split["cells"].insert(place_of(split, CODE), twin)
    hand_in("split", split)
    merged = maker.by_page()
    cell = maker.cell(merged, CODE)
    cell["source"] = f"{PUT}\n{released.source(cell)}"
    outcomes = graded(hand_in("merged", merged))
    assert {name: scores(one)[CODE] for name, one in outcomes.items()} == dict.fromkeys(outcomes, 3)
    assert scores(outcomes["below"])[CHOICE] == 5


@pytest.mark.sandbox
def test_code_below_the_check_counts_or_is_for_a_person(maker, hand_in, graded, folder):
    whole = len(maker.blank["cells"])
    hand_in("comment", with_own(maker.by_page(code="# see below"), PUT, CODE))
    hand_in("part", with_own(maker.by_page(code="total = 9"), PUT, CODE))
    at_end = maker.by_page(code="# see below")
    at_end["cells"].append({**copy.deepcopy(OWN), "id": "end", "source": PUT})
    hand_in("end", at_end)
    hand_in("right", with_own(maker.by_page(code=MEAN), "average = 0", CODE))
    outcomes = graded(hand_in("looks", with_own(maker.by_page(code="average = 1"), "print(average)", CODE)))
    found = {name: (statuses(one)[CODE], scores(one)[CODE]) for name, one in outcomes.items()}
    waits, cell = ("needs_human", None), place_of(maker.blank, CODE) + 2
    right, wrong = ("graded", 3), ("graded", 0)
    assert found == {"comment": right, "part": waits, "end": waits, "right": right, "looks": wrong}
    assert f"Cell {cell} sets what this exercise asks for" in outcomes["part"].reason
    assert f"Cell {whole + 1} sets" in outcomes["end"].reason
    pages = {path.parents[1].name: path.read_text() for path in feedback.write_all(folder)}
    assert "stands in a cell below its check" in pages["part"]


@pytest.mark.parametrize(
    ("source", "is_set"),
    [
        ("average = 1", True),
        ("x = 2\n    average: float = 1", True),
        ("other, average = 1, 2", True),
        ('average["x"] = 1', True),
        ("average += 1", True),
        ("average == 1", False),
        ("print(average)", False),
        ("# average = 1", False),
        ("x = average", False),
        ("plot(average, title='a')", False),
        ("my_average = 1", False),
        ("average " * 100_000, False),
    ],
)
def test_code_that_sets_a_name_is_told_from_code_that_looks_at_it(source, is_set):
    check, own = Step(None, "grade()", CODE, check=True), Step(4, source, None)
    assert sets_below([check, own], 0, ["average", "table"]) == (4 if is_set else None)


@pytest.mark.sandbox
def test_a_copy_that_was_left_blank_undoes_nothing(maker, hand_in, graded, folder):
    whole, blank = maker.by_page({CHOICE: RIGHT}, code=MEAN, text=STORY), copy.deepcopy(maker.blank)
    hand_in("last", {**whole, "cells": whole["cells"] + blank["cells"]})
    outcomes = graded(hand_in("first", {**whole, "cells": blank["cells"] + whole["cells"]}))
    for outcome in outcomes.values():
        assert (scores(outcome)[CHOICE], scores(outcome)[CODE]) == (5, 3)
        assert statuses(outcome)[TEXT] == "needs_human"
        assert len(outcome.notes) == 1 and "in more than one cell" in outcome.notes[0]
        assert "A mean" in outcome.notes[0]
        copied = json.loads(folder.autograded(outcome.learner, NAME).read_text())
        assert maker.cell(copied, TEXT)["source"].startswith("Our town counted its wells.")


@pytest.mark.parametrize(
    ("first", "copied", "status", "score"),
    [
        (RIGHT, HALF, "needs_human", None),  # which one is meant?
        (HALF, RIGHT, "graded", 5),
        (HALF, HALF, "graded", 3),
        (HALF, None, "graded", 3),  # a copy that says nothing
    ],
)
def test_copies_that_show_different_answers_cost_nobody_points(
    maker, hand_in, graded, first, copied, status, score
):
    notebook, other = maker.by_page({CHOICE: first}), maker.by_page({CHOICE: copied})
    place = place_of(notebook, f"{CHOICE}-answer")
    notebook["cells"].insert(place + 1, {**maker.cell(other, f"{CHOICE}-answer"), "id": "copy"})
    outcome = graded(hand_in("amina", notebook))["amina"]
    assert (statuses(outcome)[CHOICE], scores(outcome)[CHOICE]) == (status, score)
    assert any("in more than one cell" in note for note in outcome.notes)
    assert score is not None or f"a copy shows another answer (cell {place + 1})" in outcome.reason


@pytest.mark.parametrize(
    ("first", "second", "status", "score"),
    [
        (RIGHT, HALF, "needs_human", None),
        (HALF, RIGHT, "graded", 5),
        (HALF, HALF, "graded", 3),
        (HALF, None, "graded", 3),
    ],
)
def test_two_answers_in_the_outputs_of_one_cell_cost_nobody_points(
    maker, hand_in, graded, first, second, status, score
):
    notebook, other = maker.by_page({CHOICE: first}), maker.by_page({CHOICE: second})
    cell = maker.cell(notebook, f"{CHOICE}-answer")
    cell["outputs"] += maker.cell(other, f"{CHOICE}-answer")["outputs"]
    outcome = graded(hand_in("amina", notebook))["amina"]
    assert (statuses(outcome)[CHOICE], scores(outcome)[CHOICE]) == (status, score)
    assert any("two different answers" in note for note in outcome.notes) == (second not in (first, None))
    place = place_of(notebook, f"{CHOICE}-answer") + 1
    assert score is not None or f"(cell {place}) holds two different answers" in outcome.reason


def test_a_text_that_was_split_is_read_whole(maker, hand_in, graded, folder):
    notebook = maker.by_page({CHOICE: RIGHT}, text="First half.")
    place = place_of(notebook, TEXT)
    notebook["cells"].insert(place + 1, {**copy.deepcopy(notebook["cells"][place]), "source": "Second half."})
    graded(hand_in("amina", notebook))
    copied = json.loads(folder.autograded("amina", NAME).read_text())
    assert maker.cell(copied, TEXT)["source"] == "First half.\n\nSecond half."


def test_an_empty_text_waits_for_nobody(maker, hand_in, graded, folder):
    for learner, text in (("amina", None), ("ben", ""), ("cleo", " \n\n ")):
        source = hand_in(learner, maker.by_page({CHOICE: RIGHT}, text=text))
    for outcome in graded(source).values():
        assert (outcome.status, outcome.score, scores(outcome)[TEXT]) == ("graded", 5, 0)
    pages = [path.read_text() for path in feedback.write_all(folder)]
    assert not any("Points given by a person" in page for page in pages)


@pytest.mark.sandbox
def test_a_higher_score_in_the_file_is_looked_at_with_both_numbers_and_the_line_that_stopped(
    maker, hand_in, graded, folder
):
    hand_in("deleted", answered_and_lost(maker))
    hand_in("untouched", saved(maker.by_page({CHOICE: RIGHT}), "3"))
    hand_in("widget", saved(maker.by_page({CHOICE: HALF}), "4", CHOICE))
    hand_in("forged", saved(maker.by_page({CHOICE: HALF}), "99", CHOICE))
    outcomes = graded(hand_in("lower", saved(maker.by_page({CHOICE: RIGHT}, code=MEAN), "1.0")))
    for learner, slug in (("deleted", CODE), ("untouched", CODE), ("widget", CHOICE)):
        outcome = outcomes[learner]
        assert (statuses(outcome)[slug], scores(outcome)[slug]) == ("needs_human", None)
        assert outcome.status == "needs_human" and "saved in the file" in outcome.reason
    assert "The score of 3 is saved" in outcomes["deleted"].reason
    assert "it is 0 (of 3 points)" in outcomes["deleted"].reason
    stopped = "stopped at line 2 (NameError: name 'gone' is not defined)"
    assert stopped in outcomes["deleted"].reason
    assert scores(outcomes["forged"])[CHOICE] == 3 and scores(outcomes["lower"])[CODE] == 3
    page = {path.parents[1].name: path.read_text() for path in feedback.write_all(folder)}["deleted"]
    assert "shows 3 points for this exercise" in page and "came to 0" in page
    assert "Restart Kernel and Run All Cells" in page


@pytest.mark.sandbox
def test_where_code_stopped_is_said_where_nothing_else_is(maker, hand_in, graded, folder):
    hand_in("amina", maker.by_page({CHOICE: RIGHT}, code="values = [1, 2, 6]\n\naverage = mean(values)"))
    hand_in("ben", maker.by_page({CHOICE: RIGHT}, code="average = (1 + 2"))
    hand_in("cleo", with_own(maker.by_page(code=PUT), "import nothing_like_it", CODE, -1))
    outcomes = graded(hand_in("dora", maker.by_page(code="average = f(3)\ndef f(n): return f(n)")))
    number = place_of(maker.blank, f"{CODE}-answer") + 1
    said = f"A mean: when your notebook was run from top to bottom, cell {number} stopped at line"
    for learner, rest in (("amina", "3: NameError: name 'mean'"), ("ben", "1: SyntaxError"), ("dora", "1: ")):
        assert scores(outcomes[learner])[CODE] == 0
        assert any(note.lower().startswith(f"{said} {rest}".lower()) for note in outcomes[learner].notes)
    assert scores(outcomes["cleo"])[CODE] == 3 and outcomes["cleo"].notes == ()
    page = {path.parents[1].name: path.read_text() for path in feedback.write_all(folder)}["amina"]
    assert f"cell {number} stopped at line 3: NameError" in page


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("_IncompleteInputError", "SyntaxError: x"),
        ("NameError", "NameError: x"),
        (["a"], "['a']: x"),
        (None, "None: x"),
    ],
)
def test_where_code_stopped_the_error_has_a_name_that_can_be_looked_up(name, said):
    """A cell that ends in the middle is a SyntaxError; Python 3.13 has a name of its own for it."""
    error = {"output_type": "error", "ename": name, "evalue": "x", "traceback": ["Cell In[1], line 1"]}
    steps = [SimpleNamespace(check=check, slug=CODE, place=0) for check in (False, True)]
    assert stops.before(1, steps, {0: [error]}) == Stopped(1, 1, said)


def test_the_score_is_read_from_what_the_check_button_renewed_too(maker, of, small_course):
    notebook = saved(maker.by_page(), "0", CHOICE)
    spec = course.exercise(CHOICE)
    records = judge.judge(CHOICE, RIGHT)
    feedback_shown = feedback_bundle({"records": records, "score": 4, "points": 4}, spec)
    shown = {"output_type": "display_data", "metadata": {}, "data": feedback_shown}
    notebook["cells"][place_of(notebook, CHOICE)]["outputs"].insert(0, shown)
    assert evidence.saved_scores(released.marked(notebook), of) == {CHOICE: 4}
    for text in ("no score here", "", ["a", 1], None, "4 of", "9999 of 4 points", "nan"):
        shown["data"] = {"text/plain": text}
        assert evidence.saved_scores(released.marked(notebook), of) == {CHOICE: 0}


# ---- The order of what is run -----------------------------------------------------------------


def order(notebook, of):
    """What is run, a word for each cell: ``start``, ``answer``, ``own``, ``check``."""
    words = {MEAN: "answer", PUT: "own"}
    starter = next(exercise.starter for exercise in of.exercises if exercise.id == CODE)
    mended, _ = restoring.restore(notebook, of)
    steps = plan(mended, of, {CODE})
    return [
        "check" if step.check else words.get(step.source, "start" if step.source == starter else "?")
        for step in steps
    ]


def test_a_check_stands_behind_the_code_that_it_checks(maker, of):
    def made(**more):
        return copy.deepcopy(maker.by_page(**more))

    assert order(made(), of) == ["start", "check"]
    assert order(made(code=MEAN), of) == ["answer", "check"]
    assert order(with_own(made(), PUT, f"{CODE}-answer"), of) == ["start", "own", "check"]
    assert order(with_own(made(), PUT, CODE), of) == ["start", "own", "check"]
    assert order(with_own(made(code=MEAN), PUT, CODE), of) == ["answer", "check", "own"]
    assert order(with_own(made(code="# below"), PUT, CODE), of) == ["?", "own", "check"]
    without = made(code=MEAN)
    del without["cells"][place_of(without, CODE)]
    assert order(without, of) == ["answer", "check"]
    moved = made(code=MEAN)
    moved["cells"].insert(0, moved["cells"].pop(place_of(moved, CODE)))
    assert order(moved, of) == ["answer", "check"]
    later = made()  # the starter reads the data, a copy below it has the answer
    later["cells"].insert(place_of(later, CODE), maker.cell(made(code=MEAN), f"{CODE}-answer"))
    assert order(later, of) == ["start", "answer", "check"]
