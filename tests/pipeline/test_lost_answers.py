"""An answer that a file has lost is no zero: it is said, with the way back."""

import copy
import json

import pytest

from autograder.notebook import answers, graded_copy, reading, released
from autograder.notebook.answers import MIME, Answer, bundles_of
from autograder.reports import feedback
from autograder.run import scoring
from localsdg.answers import bundle

from .conftest import CHOICE, CODE, HALF, MEAN, NAME, RIGHT, STORY, TEXT, scores, statuses

PNG = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "aGk="}}
ERROR = {"output_type": "error", "ename": "E", "evalue": "e", "traceback": []}


def cleared(notebook, counts=False):
    """As *Clear All Outputs* leaves it; ``counts``: as a program does that keeps the execution counts."""
    made = copy.deepcopy(notebook)
    for cell in made["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = []
            cell["execution_count"] = cell["execution_count"] if counts else None
    return made


@pytest.fixture
def of(maker):
    return released.describe(NAME, json.dumps(maker.blank))


def choice(notebook, of):
    return answers.collect(notebook, of)[CHOICE]


def without_answer_output(maker, *outputs, **answer):
    notebook = maker.by_page({CHOICE: RIGHT}, **answer)
    maker.cell(notebook, f"{CHOICE}-answer")["outputs"] = list(outputs)
    return notebook


def test_outputs_that_were_emptied_are_told_from_work_that_was_not_done(maker, of):
    emptied, unanswered = Answer(problem=answers.EMPTIED), Answer()
    assert choice(cleared(maker.by_page({CHOICE: RIGHT}, code=MEAN)), of) == emptied
    assert choice(cleared(maker.by_page({CHOICE: RIGHT}, text=STORY)), of) == emptied
    assert choice(cleared(maker.by_lab({CHOICE: RIGHT}), counts=True), of) == emptied
    own = copy.deepcopy(maker.blank)
    own["cells"].append({"cell_type": "code", "metadata": {}, "source": "1 + 1", "outputs": [], "id": "own"})
    assert choice(own, of) == emptied
    with_state = copy.deepcopy(maker.blank)
    with_state["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    assert choice(with_state, of) == emptied
    assert choice(without_answer_output(maker, ERROR, code=MEAN), of) == emptied  # it never was shown
    assert choice(maker.blank, of) == unanswered
    assert choice(maker.by_page(code=MEAN, text=STORY), of) == unanswered  # shown, and not answered
    assert choice(maker.by_lab(code=MEAN), of) == unanswered


def test_what_was_shown_without_our_type_was_dropped_by_a_program(maker, of):
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": "1"}, "text/plain": "Exercise"}
    shown = {"output_type": "display_data", "metadata": {}, "data": view}
    assert choice(without_answer_output(maker, shown), of) == Answer(problem=answers.LOST)


def test_below_an_error_that_stops_jupyter_cells_are_emptied(maker, of):
    stops = without_answer_output(maker, code=MEAN)
    slug = next(exercise.id for exercise in of.exercises if exercise.id != CHOICE and exercise.kind == "code")
    first = {**copy.deepcopy(maker.cell(stops, slug)), "id": "own", "metadata": {}, "source": "1 / 0"}
    stops["cells"].insert(0, {**first, "outputs": [ERROR], "execution_count": 1})
    assert choice(stops, of).problem == answers.EMPTIED


SECOND, THIRD = "zz-second", "zz-third"


@pytest.fixture
def three_widgets(maker):
    """``(notebook, released)``: the small course's notebook with two more exercises like its choice."""
    whole = copy.deepcopy(maker.by_page({CHOICE: RIGHT}))
    of_choice = [cell for cell in whole["cells"] if released.belongs_to(cell) == CHOICE]
    for slug in (SECOND, THIRD):
        whole["cells"] += json.loads(json.dumps(of_choice).replace(CHOICE, slug))
    blank = copy.deepcopy(whole)
    for cell in blank["cells"]:
        cell.pop("outputs", None)
    return whole, released.describe(NAME, json.dumps(blank))


def test_of_a_page_s_older_file_a_widget_without_its_bundle_was_emptied(maker, three_widgets):
    whole, of = three_widgets
    shown = maker.cell(whole, f"{CHOICE}-answer")["outputs"]
    shown[0]["data"] = bundle(CHOICE, None, "kept")  # not answered, and the page says so
    maker.cell(whole, f"{THIRD}-answer")["outputs"] = []
    found = answers.collect(whole, of)
    assert (found[CHOICE], found[SECOND]) == (Answer(), Answer(RIGHT))
    assert found[THIRD] == Answer(problem=answers.EMPTIED)


def test_in_an_older_file_of_jupyter_s_a_widget_that_was_never_run_is_not_answered(maker, three_widgets):
    whole, of = three_widgets
    for slug in (CHOICE, SECOND):
        maker.cell(whole, f"{slug}-answer")["execution_count"] = 1
    maker.cell(whole, f"{THIRD}-answer")["outputs"] = []
    found = answers.collect(whole, of)
    assert (found[SECOND], found[THIRD]) == (Answer(RIGHT), Answer())


def as_text_cell(cell, kind="markdown"):
    """What the keys M and R make of a code cell."""
    cell["cell_type"] = kind
    del cell["outputs"], cell["execution_count"]


def test_a_widget_s_cell_that_is_gone_or_text_is_missing_and_not_unanswered(maker, three_widgets):
    whole, of = three_widgets
    as_text_cell(maker.cell(whole, f"{SECOND}-answer"))
    whole["cells"].remove(maker.cell(whole, f"{THIRD}-answer"))
    found = answers.collect(whole, of)
    assert found[CHOICE] == Answer(RIGHT)
    assert found[SECOND] == found[THIRD] == Answer(problem=answers.MISSING)
    shown = maker.cell(whole, f"{CHOICE}-answer")["outputs"]
    shown.append(output(CHOICE, RIGHT, all={CHOICE: RIGHT, SECOND: HALF}))  # what is in none was not given
    found = answers.collect(whole, of)
    assert (found[SECOND], found[THIRD]) == (Answer(HALF), Answer())


@pytest.mark.sandbox
@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_code_in_a_text_cell_is_for_a_person(maker, hand_in, graded, folder, kind):
    for learner, code in (("amina", MEAN), ("ben", None)):
        notebook = maker.by_page({CHOICE: RIGHT}, code=code)
        as_text_cell(maker.cell(notebook, f"{CODE}-answer"), kind)
        source = hand_in(learner, notebook)
    outcomes = graded(source)
    assert (statuses(outcomes["amina"])[CODE], scores(outcomes["amina"])[CODE]) == ("needs_human", None)
    assert "is a text cell" in outcomes["amina"].reason
    assert scores(outcomes["ben"])[CODE] == 0  # as it was handed out
    pages = {path.parents[1].name: path.read_text() for path in feedback.write_all(folder)}
    assert "stands in a text cell" in pages["amina"]


# ---- Bundles that carry all answers -----------------------------------------------------------


def output(exercise, answer, **more):
    content = {"exercise": exercise, "answer": answer, "version": 2} | more
    return {"output_type": "display_data", "metadata": {}, "data": {MIME: content}}


def test_a_bundle_brings_back_the_answers_of_cells_that_were_emptied(maker, of):
    notebook = copy.deepcopy(maker.blank)
    check = maker.cell(notebook, CODE)
    check["outputs"] = [output(CODE, {"variables": {}}, all={CHOICE: RIGHT})]
    assert choice(notebook, of) == Answer(RIGHT)
    check["outputs"] = [output(CODE, {"variables": {"average": 3}}, all={})]
    assert choice(notebook, of) == Answer()  # all answers are there, and this is none of them


@pytest.mark.parametrize("shape", [lambda models: {"state": models}, lambda models: models])
def test_an_answer_that_stands_elsewhere_in_the_file_is_found(maker, of, shape):
    """The state of the widgets stays when the outputs are cleared."""
    notebook = cleared(maker.by_page({CHOICE: RIGHT}, code=MEAN))
    models = {
        "1": {"state": {"spec": {"slug": CHOICE}, "answer": RIGHT}},
        "2": {"state": {"spec": []}},
        "3": 0,
    }
    notebook["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": shape(models)}
    assert choice(notebook, of) == Answer(RIGHT)
    for nonsense in ("x", {"application/vnd.jupyter.widget-state+json": "x"}, [1]):
        notebook["metadata"]["widgets"] = nonsense
        assert choice(notebook, of).problem == answers.EMPTIED


@pytest.mark.parametrize(
    ("outputs", "expected"),
    [
        ([output("a", 1), output("a", 2)], {"a": 2}),
        ([output("a", 1), output("a", None)], {"a": 1}),
        ([output("a", 1, all={"a": 0, "b": 5}), output("b", None)], {"a": 1, "b": 5}),
        ([output("a", 1, all={}), output("b", 2, all={"a": 9})], {"a": 1, "b": 2}),
        ([output("a", 1, all={}, at=10), output("b", 2, all={"a": 9}, at=20)], {"a": 9, "b": 2}),
        ([output("b", 2, all={"a": 9}, at=20), output("a", 1, all={}, at=10)], {"a": 9, "b": 2}),
        ([output("a", 1, all={}, at=float("nan")), output("a", 2, at=True, all="x")], {"a": 2}),
        ([output("a", 1, all={"b": [1]}), output("b", None, all={})], {"a": 1, "b": [1]}),
        ([output(["a"], 1), output("a", 1, all=[])], {"a": 1}),
    ],
)
def test_of_several_bundles_the_newest_answer_counts(outputs, expected):
    assert bundles_of(outputs) == expected


# ---- Versions ------------------------------------------------------------------------------------


def of_newer_version(maker):
    """A file whose newest bundle this grader cannot read; an older one of the same exercise is beside it."""
    notebook = maker.by_page({CHOICE: RIGHT}, code=MEAN, text=STORY)
    shown = maker.cell(notebook, f"{CHOICE}-answer")["outputs"]
    shown.append(output(CHOICE, {"chosen": "otherwise"}, version=3, at=1e12))
    return notebook


def test_a_bundle_of_a_newer_version_is_not_read_and_no_older_one_in_its_place(maker, of):
    notebook = of_newer_version(maker)
    assert choice(notebook, of) == Answer(problem=answers.NEWER)
    del maker.cell(notebook, f"{CHOICE}-answer")["outputs"][:]  # a newer one may tell of all answers
    maker.cell(notebook, CODE)["outputs"] = [output(CODE, None, version=3, every={CHOICE: RIGHT})]
    assert choice(notebook, of) == Answer(problem=answers.NEWER)
    assert answers.collect(notebook, of)[TEXT].problem is None


def test_the_version_of_the_exercise_stands_beside_the_answer(maker, of):
    notebook = copy.deepcopy(maker.blank)
    maker.cell(notebook, f"{CHOICE}-answer")["outputs"] = [output(CHOICE, RIGHT, versions={CHOICE: "abc"})]
    assert choice(notebook, of) == Answer(RIGHT, version="abc")
    found = answers.collect(notebook, of)
    results = [scoring.score(exercise, found[exercise.id]) for exercise in of.exercises]
    copied = json.loads(graded_copy.text(released.marked(notebook), of, found, results))
    assert answers.collect(copied, of)[CHOICE].version == "abc"


# ---- What comes of it ---------------------------------------------------------------------------


@pytest.mark.sandbox
def test_a_file_without_its_answers_is_ungraded_and_says_the_way_back(maker, hand_in, graded, folder):
    outcome = graded(hand_in("amina", cleared(maker.by_lab({CHOICE: RIGHT}, code=MEAN, text=STORY))))["amina"]
    assert statuses(outcome) == {CHOICE: "ungraded", CODE: "graded", TEXT: "needs_human"}
    assert (outcome.status, outcome.score, scores(outcome)[CODE]) == ("ungraded", None, 3)
    assert "emptied" in outcome.reason and "Restart Kernel and Run All Cells" in outcome.reason
    page = next(feedback.write_all(folder)).read_text()
    assert "was emptied" in page and "Restart Kernel and Run All Cells" in page


def test_the_score_that_the_check_cell_still_shows_is_said(maker, of):
    notebook = without_answer_output(maker)
    shown = {"output_type": "execute_result", "execution_count": 4, "metadata": {}}
    maker.cell(notebook, CHOICE)["outputs"] = [{**shown, "data": {"text/plain": ["4"]}}]
    exercise = next(exercise for exercise in of.exercises if exercise.id == CHOICE)
    result = scoring.score(exercise, choice(notebook, of))
    assert (result.status, result.score, result.why) == ("ungraded", None, "emptied")
    assert "shows a score of 4" in result.reason


def test_a_file_that_holds_no_answers_at_all_says_so(maker, hand_in, graded, folder):
    outcomes = graded(hand_in("amina", maker.blank))
    assert outcomes["amina"].status == "graded" and outcomes["amina"].score == 0
    assert [note for note in outcomes["amina"].notes if "no answers at all" in note]
    assert "no answers at all" in next(feedback.write_all(folder)).read_text()


@pytest.mark.sandbox
def test_fewer_answers_than_an_earlier_hand_in_are_no_silent_zero(maker, hand_in, graded, folder):
    whole = maker.by_page({CHOICE: RIGHT}, code=MEAN, text=STORY)
    graded(hand_in("amina", whole))
    graded(hand_in("amina", b"broken in between"))
    outcome = graded(hand_in("amina", maker.blank))["amina"]
    assert statuses(outcome) == {CHOICE: "needs_human", CODE: "needs_human", TEXT: "needs_human"}
    assert (outcome.status, outcome.score) == ("needs_human", 0)
    assert "which got 5 points" in outcome.reason and "would be 0" in outcome.reason
    assert "in the newest file there is none" in next(feedback.write_all(folder)).read_text()
    assert graded(folder.root, again=True)["amina"].status == "needs_human"  # and it is not forgotten
    kept = [path for path in folder.submitted("amina", NAME).parent.iterdir() if "replaced" in path.name]
    assert json.dumps(whole).encode() in [path.read_bytes() for path in kept]
    outcome = graded(hand_in("amina", maker.by_page({CHOICE: HALF}, code=MEAN, text=STORY)))["amina"]
    assert (scores(outcome)[CHOICE], scores(outcome)[CODE]) == (3, 3)  # what is answered anew counts as it is
    assert [path.name for path in folder.submitted("amina", NAME).parent.iterdir()] == [f"{NAME}.ipynb"]


def test_an_ungraded_file_names_the_earlier_one(maker, hand_in, graded):
    graded(hand_in("amina", maker.by_lab({CHOICE: RIGHT}, code=MEAN)))
    outcome = graded(hand_in("amina", cleared(maker.by_lab({CHOICE: RIGHT}, code=MEAN))))["amina"]
    assert outcome.status == "ungraded" and "An earlier hand-in of this learner" in outcome.reason


def test_nobody_is_told_to_clear_all_outputs():
    with pytest.raises(reading.Unreadable, match="to keep those of the exercises, which hold the answers"):
        reading.notebook(b"[" * (reading.MOST_LISTS + 1))
    with pytest.raises(reading.Unreadable, match="to keep those of the exercises, which hold the answers"):
        reading.notebook(b"{" + b" " * reading.LARGEST + b"}")


@pytest.mark.sandbox
def test_answers_of_a_newer_version_are_ungraded_with_the_reason(maker, hand_in, graded, folder):
    outcome = graded(hand_in("amina", of_newer_version(maker)))["amina"]
    assert statuses(outcome) == {CHOICE: "ungraded", CODE: "graded", TEXT: "needs_human"}
    assert (outcome.status, outcome.score) == ("ungraded", None)
    assert "A newer version of the course" in outcome.reason and "autograder regrade" in outcome.reason
    page = next(feedback.write_all(folder)).read_text()
    assert "you have nothing to do" in page
