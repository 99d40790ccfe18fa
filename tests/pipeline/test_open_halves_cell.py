"""The cell of own words: what is put there, what was typed there, and hand-ins that have none."""

import pytest
from own_plan import ANSWER, HALF, PLAN, WORDS, WRITTEN, cell_of, has, reads, regraded

from autograder.store.results import current

from .conftest import CHOICE, RIGHT, Maker, grade_all, scores, statuses

# ---- The cell itself ----------------------------------------------------------------------------------


def test_what_is_typed_into_the_cell_is_not_lost(plan_folder, plan_maker, hand_in):
    """After the words of the exercise, or in their place; a text that stands there already is not doubled."""
    reads(plan_folder, "all")
    typed = {"amina": "And <i>more</i>.", "boris": "All of it.", "carla": "They are dry"}
    for learner, text in typed.items():
        notebook = plan_maker.by_page({PLAN: {"rows": []} if learner == "boris" else ANSWER})
        Maker.cell(notebook, HALF)["source"] = text
        source = hand_in(learner, notebook)
    grade_all([source], plan_folder)
    kept = {outcome.learner: entry.answers[HALF]["text"] for outcome, entry in current(plan_folder)}
    assert kept == {"amina": f"{WRITTEN}\n\nAnd <i>more</i>.", "boris": "All of it.", "carla": WRITTEN}
    assert {statuses(found)[HALF] for found in has(plan_folder).values()} == {"needs_human"}
    assert "And &lt;i>more&lt;/i>." in cell_of(plan_folder, "amina", HALF)["source"]


def test_a_file_from_before_has_no_such_cell_and_is_read_all_the_same(plan_folder, plan_maker, hand_in):
    reads(plan_folder, "all")
    notebook = plan_maker.by_lab({PLAN: ANSWER, CHOICE: RIGHT})
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] != HALF]
    (found,) = grade_all([hand_in("amina", notebook)], plan_folder)
    assert statuses(found)[HALF] == "needs_human" and scores(found)[CHOICE] == 5
    assert "They are dry" in cell_of(plan_folder, "amina", HALF)["source"]


@pytest.mark.parametrize("is_without_ids", [False, True])
def test_where_a_program_took_the_marks_away_the_words_are_found(
    plan_folder, plan_maker, hand_in, is_without_ids
):
    reads(plan_folder, "all")
    notebook = plan_maker.by_page({PLAN: ANSWER})
    typed = Maker.cell(notebook, HALF)
    if not is_without_ids:
        typed["source"] = "And more."
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        if is_without_ids:
            del cell["id"]
    (found,) = grade_all([hand_in("amina", notebook)], plan_folder)
    assert statuses(found)[HALF] == "needs_human" and scores(found)[PLAN] == 2
    shown = cell_of(plan_folder, "amina", HALF)["source"]
    assert "They are dry" in shown and ("And more." in shown) != is_without_ids


def test_words_of_an_exercise_that_was_lost_are_not_zero(plan_folder, plan_maker, hand_in):
    reads(plan_folder, "all")
    notebook = plan_maker.by_lab({CHOICE: RIGHT})
    notebook["cells"] = [cell for cell in notebook["cells"] if not cell["id"].startswith(PLAN)]
    (found,) = grade_all([hand_in("amina", notebook)], plan_folder)
    assert statuses(found)[HALF] == statuses(found)[PLAN] == "ungraded"
    reads(plan_folder, "none")
    assert statuses(regraded(plan_folder, "--changed")["amina"])[HALF] == "graded"


@pytest.mark.parametrize(
    "answer",
    [
        {"rows": WORDS, "rating": value}
        for value in (
            None,
            5,
            "good",
            [],
            ["clear"],
            {"clear": {}},
            {"clear": None, "near": 3},
            {"clear": ["good"]},
        )
    ]
    + [
        {"rating": {"clear": "good"}},
        {"rows": {"a": 1}},
        {"rows": [{"what": ["x"], "why": {"y": 1}}, "z"]},
        [1],
        "x",
    ],
)
def test_any_rating_and_any_words_are_read(plan_folder, plan_maker, hand_in, answer):
    reads(plan_folder, "all")
    (found,) = grade_all([hand_in("amina", plan_maker.by_page({PLAN: answer}))], plan_folder)
    has_words = isinstance(answer, dict) and answer.get("rows") == WORDS
    assert statuses(found)[HALF] == ("needs_human" if has_words else "graded")
    shown = cell_of(plan_folder, "amina", HALF)["source"]
    assert "own judgement" not in shown and ("They are dry" in shown) == has_words


def test_words_too_large_are_refused_as_any_answer(plan_folder, plan_maker, hand_in):
    reads(plan_folder, "all")
    large = {"rows": [{"id": "first", "what": "x" * 1_100_000}]}
    (found,) = grade_all([hand_in("amina", plan_maker.by_page({PLAN: large}))], plan_folder)
    assert statuses(found)[HALF] == statuses(found)[PLAN] == "ungraded"
    typed = plan_maker.by_page({PLAN: ANSWER})
    Maker.cell(typed, HALF)["source"] = "x" * 1_100_000
    (found,) = grade_all([hand_in("amina", typed)], plan_folder)
    assert statuses(found)[HALF] == "ungraded" and scores(found)[PLAN] == 2
