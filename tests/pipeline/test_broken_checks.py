"""A broken check is a fault of the course: its exercise is ungraded with file and line, the others count."""

import json
import shutil

import pytest
from click.testing import CliRunner
from jupyter_server_process import nbgrader

from autograder import cli, sandbox
from autograder.lms import comments
from autograder.notebook import released
from autograder.reports import feedback
from autograder.run import faults, versions, worker
from autograder.store.course_folder import CourseFolder
from autograder.store.results import current
from autograder.written import Judged

from .conftest import CHOICE, CODE, HALF, MEAN, NAME, RIGHT, STORY, grade_all
from .test_stock_nbgrader import cells_of_gradebook

HEAD = "from localsdg.checks import check, number, result\n\nnumber('when', 4, 1)\n\n\n@check('who')\n"
LINE = 8  # of the first line in the body of the check ``who``
BROKEN = {  # name: (body of the check, the line, the kind of problem)
    "raises": ("return result(1 / 0, 'met')", LINE, "ZeroDivisionError"),
    "reads what is not there": ("return result(answer['who'], 'met')", LINE, "KeyError"),
    "exits": ("raise SystemExit(3)", LINE, "SystemExit"),
    "returns nothing": ("pass", 6, "it returns no result()"),
    "returns a number": ("return 1", 6, "it returns no result()"),
    "share above 1": ("return result(2, 'met')", 6, "its share is no number from 0 to 1"),
    "share NaN": ("return result(float('nan'), 'met')", 6, "its share is no number from 0 to 1"),
    "unknown message": ("return result(1, 'splendid')", 6, "its message has no sentence"),
    "no JSON": ("return result(1, 'met', found={1})", 6, "its details are not JSON"),
    "prints": ("print(answer)\n    return result(1, 'met')", LINE, "it prints"),
    "changes the answer": ("answer.clear()\n    return result(1, 'met')", 6, "it changes the answer"),
    "changes its parameters": ("params['questions'].pop()\n    return result(1, 'met')", LINE, "Frozen"),
    "no Python": ("return result(1,, 'met')", LINE, "SyntaxError"),
    "stops when it is loaded": ("return 1\n\n\n1 / 0", 11, "ZeroDivisionError"),
    "imports what is not there": ("return 1\n\n\nimport pandos", 11, "ModuleNotFoundError"),
    "does not end": ("while True:\n        pass", (LINE, LINE + 1), "does not end"),
    "does not end and catches all": (
        "while True:\n        try:\n            len('')\n        except Exception:\n            pass",
        (LINE, LINE + 1, LINE + 2, LINE + 3, LINE + 4),
        "does not end",
    ),
}  # fmt: skip


@pytest.fixture
def with_check(small_course, tmp_path, monkeypatch):
    """``with_check(body)``: a course in which the check ``who`` of the choice exercise has this body."""

    def write(body, name="broken", file="checks.py", source=None):
        course = tmp_path / name
        shutil.copytree(small_course, course)
        text = f"{HEAD}def who(answer, params):\n    {body}\n" if source is None else source
        (course / "exercises" / CHOICE / file).write_text(text)
        monkeypatch.setenv("LOCALSDG_COURSE", str(course))
        monkeypatch.setattr(faults, "PATIENCE", 0.3)
        return course

    return write


def by_id(outcome):
    return {exercise.id: exercise for exercise in outcome.exercises}


@pytest.fixture
def judged(maker):
    """``judged(answer)``: ``{exercise: result}`` of a hand-in with this answer, as a worker gives it."""

    def judge(answer):
        of = released.describe(NAME, json.dumps(maker.blank))
        setup = worker.setup_text({NAME: of}, {NAME: versions.of_assignment(of)}, sandbox.Limits())
        notebook = json.dumps(maker.by_page({CHOICE: answer}, text=STORY)).encode()
        result = Judged.of_text(worker.grade_one(setup, "amina", NAME, notebook))
        assert result.reason is None and result.copy
        return {exercise.id: exercise for exercise in result.exercises}

    return judge


@pytest.mark.parametrize("name", BROKEN)
def test_the_exercise_is_ungraded_and_the_others_are_judged(name, with_check, judged, capfd):
    body, line, problem = BROKEN[name]
    with_check(body)
    found = judged(RIGHT)
    assert (found[CHOICE].status, found[CHOICE].score) == ("ungraded", None)
    assert (found[CODE].status, found[CODE].score) == ("graded", 0)
    fault = found[CHOICE].faults[0]
    assert fault.path == f"exercises/{CHOICE}/checks.py" and fault.problem == problem
    assert fault.line in (line if isinstance(line, tuple) else (line,))
    assert f"{fault.path}, line {fault.line}: {problem}" in found[CHOICE].reason
    assert capfd.readouterr() == ("", "")


def test_the_others_count_and_the_gradebook_asks_a_person(with_check, maker, hand_in, folder):
    with_check("return result(1 / 0, 'met')")
    notebook = maker.by_lab({CHOICE: RIGHT}, code=MEAN, text=STORY)
    (outcome,) = grade_all([hand_in("amina", notebook)], folder, unsafe=True)
    assert (outcome.status, outcome.score) == ("ungraded", None)
    assert by_id(outcome)[CODE].score == 3
    cells = cells_of_gradebook(folder.gradebook)
    assert cells["amina", CHOICE] == (None, True) and cells["amina", CODE] == (3, False)


def test_the_records_of_checks_that_work_are_shown_and_the_learner_reads_whose_fault_it_is(
    with_check, maker, hand_in, folder
):
    with_check("return result(1 / 0, 'met')")
    (outcome,) = grade_all([hand_in("amina", maker.by_page({CHOICE: RIGHT}))], folder)
    found = by_id(outcome)[CHOICE]
    assert [record.id for record in found.checks] == ["when", "hidden_care"]
    (path,) = feedback.write_all(folder)
    page = path.read_text()
    assert "A check of this exercise is broken" in page and "Every how many years?" in page
    assert "run it from top to bottom" not in page and "ZeroDivisionError" not in page
    assert "A check of this exercise is broken" in comments.html(outcome)
    copy = folder.autograded("amina", NAME).read_text()
    assert "A check of this exercise is broken" in copy and "Right. (2 / 2)" in copy


def test_a_broken_hidden_check_counts_alike(with_check, judged):
    source = (
        "from localsdg.checks import check\n\n@check('hidden_care')\ndef care(answer, params):\n    1 / 0\n"
    )
    with_check("", file="hidden_checks.py", source=source)
    found = judged(RIGHT)[CHOICE]
    assert found.status == "ungraded" and "hidden_checks.py, line 5: ZeroDivisionError" in found.reason


@pytest.mark.parametrize("file", ["checks.py", "hidden_checks.py"])
def test_a_file_of_checks_that_is_missing_is_no_zero(file, with_check, judged):
    course = with_check("", file=file, source="")
    (course / "exercises" / CHOICE / file).unlink()
    found = judged(RIGHT)[CHOICE]
    assert (found.status, found.faults[0].problem) == ("ungraded", "it is not in the file")


def test_only_answers_that_meet_the_fault_are_ungraded(with_check, judged):
    with_check("return result(1 / (answer['answers']['who'] == 'vnr'), 'met')")
    assert judged(HALF)[CHOICE].score is None
    assert judged(RIGHT)[CHOICE].score == 5


@pytest.fixture
def run(folder):
    """``run(*arguments)``: what a command printed."""

    def command(*arguments):
        arguments = [*map(str, arguments), "--course", str(folder.root)]
        ran = CliRunner().invoke(cli.main, arguments, catch_exceptions=False)
        assert ran.exit_code == 0, ran.output
        return ran.output

    return command


def test_the_facilitator_reads_it_once_and_grades_anew_when_it_is_mended(
    with_check, maker, hand_in, folder, run, small_course, monkeypatch
):
    with_check("return result(1 / 0, answer['answers']['who'])")
    for number in range(70):
        inputs = hand_in(f"learner-{number:02}", maker.by_page({CHOICE: RIGHT}))
    said = run("grade", inputs, "--workers", 0)
    place = f"exercises/{CHOICE}/checks.py, line {LINE}: ZeroDivisionError"
    summed = said[said.index("70 hand-ins:") :]
    assert (
        summed.count(place) == 1 and f"70 × ungraded: {CHOICE}: A check of this exercise is broken" in summed
    )
    assert summed.count("regrade --changed") == 1 and "localsdg check" in summed
    told = run("status")
    assert told.count(place) == 1 and told.count("regrade --changed") == 1

    monkeypatch.setenv("LOCALSDG_COURSE", str(small_course))
    said = run("regrade", "--changed", "--workers", 0)
    assert "70 graded" in said and "broken" not in said
    scores = {by_id(outcome)[CHOICE].score for outcome, _ in current(folder)}
    assert scores == {5}


@pytest.mark.sandbox
def test_stock_nbgrader_gives_a_broken_exercise_neither_full_points_nor_a_silent_zero(
    with_check, maker, hand_in, folder, prepared_course, tmp_path
):
    with_check("return result(1 / 0, 'met')")
    grade_all([hand_in("amina", maker.by_page({CHOICE: RIGHT}, code=MEAN, text=STORY))], folder)
    stock = tmp_path / "stock"
    shutil.copytree(prepared_course, stock)
    shutil.copytree(folder.root / "submitted", stock / "submitted", dirs_exist_ok=True)
    nbgrader("autograde", NAME, cwd=stock)
    ours, theirs = cells_of_gradebook(folder.gradebook), cells_of_gradebook(stock / "gradebook.db")
    assert ours == theirs and theirs["amina", CHOICE] == (None, True) and theirs["amina", CODE] == (3, False)
    copy = (stock / "autograded" / "amina" / NAME / f"{NAME}.ipynb").read_text()
    assert "A check of this exercise is broken" in copy
    # Whoever grades that copy again without this course's settings sees a zero that says why.
    from nbformat import reads
    from nbgrader.utils import determine_grade

    cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in reads(copy, 4).cells}
    assert determine_grade(cells[CHOICE])[0] == 0
    again = {outcome.learner: outcome.status for outcome in grade_all([stock], CourseFolder(stock))}
    assert again == {"amina": "ungraded"}
