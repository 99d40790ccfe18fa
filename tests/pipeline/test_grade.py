"""From hand-in to grade, feedback and table: the facilitator's way on a small course with real parts."""

import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder import export, feedback, gradebook, released
from autograder.grade import current

from .conftest import CHOICE, CODE, HALF, MEAN, NAME, RIGHT, TEXT

STORY = "Our town counted its wells.\n\nThen it <b>mended</b> them."


def scores(outcome):
    return {exercise["id"]: exercise["score"] for exercise in outcome["exercises"]}


def statuses(outcome):
    return {exercise["id"]: exercise["status"] for exercise in outcome["exercises"]}


def by_hand(folder, learner, points, comment=None):
    """What formgrader does when a person gives points."""
    with gradebook.opened(folder.gradebook) as book:
        grade = book.find_grade(TEXT, NAME, NAME, learner)
        grade.manual_score, grade.needs_manual_grade = points, False
        if comment:
            book.find_comment(TEXT, NAME, NAME, learner).manual_comment = comment
        book.db.commit()


# ---- One answer, two ways -------------------------------------------------------------------


def test_page_and_jupyterlab_get_the_same_score_and_feedback(maker, hand_in, graded, folder):
    hand_in("paul", maker.by_page({CHOICE: HALF}, text=STORY))
    source = hand_in("laila", maker.by_lab({CHOICE: HALF}, text=STORY))
    outcomes = graded(source)
    paul, laila = outcomes["paul"], outcomes["laila"]
    assert scores(paul) == {CHOICE: 3, CODE: 0, TEXT: None}
    assert {**paul, "learner": "laila"} == laila
    pages = {path.parent.name: path.read_text() for path in feedback.write_all(folder)}
    assert pages["paul"].replace("paul", "laila") == pages["laila"]
    copies = [folder.autograded(learner, NAME).read_text() for learner in ("paul", "laila")]
    assert copies[0] == copies[1]


def test_each_check_is_explained_in_the_exercises_words(maker, hand_in, graded):
    outcome = graded(hand_in("amina", maker.by_page({CHOICE: HALF})))["amina"]
    who, when, hidden = outcome["exercises"][0]["checks"]
    assert (who["earned"], who["state"], who["text"]) == (0, "unmet", "That is a <b>city's</b> review.")
    assert (when["earned"], when["state"], when["text"]) == (2, "met", "Right.")
    assert hidden["hidden"] and hidden["earned"] == 1


# ---- Three words that stay apart ------------------------------------------------------------


def test_graded_needs_human_and_ungraded_stay_apart(maker, hand_in, graded, folder):
    hand_in("amina", maker.by_page({CHOICE: RIGHT}, text=STORY))
    hand_in("ben", maker.by_page({CHOICE: RIGHT}))
    hand_in("cleo", json.dumps(maker.by_page({CHOICE: RIGHT})).encode()[:900])
    source = hand_in("dora", {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []})
    outcomes = graded(source)
    by_hand(folder, "amina", 0)
    outcomes = {outcome["learner"]: outcome for outcome, _ in current(folder)}
    assert (outcomes["amina"]["status"], outcomes["amina"]["score"]) == ("graded", 5)
    assert scores(outcomes["amina"])[TEXT] == 0  # a person gave 0: that is a grade
    assert (outcomes["ben"]["status"], outcomes["ben"]["score"]) == ("needs_human", 5)
    assert "No text was written" in outcomes["ben"]["reason"]
    for learner, word in (("cleo", "cut off"), ("dora", "no exercise")):
        assert (outcomes[learner]["status"], outcomes[learner]["score"]) == ("ungraded", None)
        assert word in outcomes[learner]["reason"]
        assert set(scores(outcomes[learner]).values()) == {None}
    assert {outcome["max_score"] for outcome in outcomes.values()} == {12}


def test_an_unanswered_exercise_is_graded_0_with_its_explanation(maker, hand_in, graded):
    outcome = graded(hand_in("amina", maker.blank))["amina"]
    assert scores(outcome) == {CHOICE: 0, CODE: 0, TEXT: None}
    assert [check["text"] for check in outcome["exercises"][0]["checks"]][:2] == [
        "Choose one.",
        "Write a number.",
    ]


def test_a_hand_in_for_another_course_is_named(maker, hand_in, graded, tmp_path):
    hand_in("amina", maker.blank)
    path = tmp_path / "in" / "submitted" / "ben" / "lesson-nine" / "lesson-nine.ipynb"
    path.parent.mkdir(parents=True)
    shutil.copy(tmp_path / "in" / "amina" / f"{NAME}.ipynb", path)
    outcome = graded(tmp_path / "in")["ben"]
    assert (outcome["status"], outcome["score"], outcome["assignment"]) == ("ungraded", None, "lesson-nine")
    assert "no assignment lesson-nine" in outcome["reason"] and NAME in outcome["reason"]


# ---- Code -----------------------------------------------------------------------------------


def test_changed_code_is_run_and_its_variables_are_judged(maker, hand_in, graded, folder):
    hand_in("amina", maker.by_lab(code=MEAN))
    hand_in("ben", maker.by_lab(code="average = 7"))
    outcomes = graded(hand_in("cleo", maker.by_lab(code="average = 1 / 0")))
    assert [scores(outcomes[learner])[CODE] for learner in ("amina", "ben", "cleo")] == [3, 0, 0]
    assert outcomes["ben"]["exercises"][1]["checks"][0]["text"] == "Not 7."
    cells = json.loads(folder.autograded("cleo", NAME).read_text())["cells"]
    shown = [output for cell in cells for output in cell.get("outputs", []) if "ename" in output]
    assert [output["ename"] for output in shown] == ["ZeroDivisionError"]  # a person sees what stopped it


def test_unchanged_starter_code_is_not_run(maker, hand_in, graded, monkeypatch):
    from autograder import execute

    monkeypatch.setattr(execute, "run_code", lambda *rest: pytest.fail("nothing is there to run"))
    outcome = graded(hand_in("amina", maker.by_lab({CHOICE: RIGHT})))["amina"]
    assert scores(outcome) == {CHOICE: 5, CODE: 0, TEXT: None}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("while True: pass", "longer than 8 seconds"),
        ("import os; os._exit(3)", "died"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "died"),
        ("import sys; sys.modules['localsdg'] = None", "no answer"),
    ],
)
def test_code_that_stops_the_run_is_ungraded_and_the_rest_keeps_its_grade(
    maker, hand_in, graded, code, words
):
    hand_in("amina", maker.by_lab({CHOICE: RIGHT}, code=code))
    outcomes = graded(hand_in("ben", maker.by_lab({CHOICE: RIGHT}, code=MEAN)), time_limit=8)
    assert statuses(outcomes["amina"]) == {CHOICE: "graded", CODE: "ungraded", TEXT: "needs_human"}
    assert scores(outcomes["amina"]) == {CHOICE: 5, CODE: None, TEXT: None}
    assert (outcomes["amina"]["status"], outcomes["amina"]["score"]) == ("ungraded", None)
    assert words in outcomes["amina"]["reason"] and CODE in outcomes["amina"]["reason"]
    assert scores(outcomes["ben"])[CODE] == 3


def test_learners_code_sees_neither_hidden_checks_nor_the_facilitators_environment(
    maker, hand_in, graded, monkeypatch
):
    monkeypatch.setenv("LMS_PASSWORD", "secret")
    code = """
    import os
    from localsdg import course
    found = [path.name for path in course.root().rglob("*")]
    hidden = "hidden_checks.py" in found or "samples" in found
    average = 3 if "checks.py" in found and not hidden and "LMS_PASSWORD" not in os.environ else 0
    """
    code = "\n".join(line.strip() for line in code.splitlines())
    assert scores(graded(hand_in("amina", maker.by_lab(code=code)))["amina"])[CODE] == 3


def test_learners_code_can_only_change_its_own_answer(maker, hand_in, graded):
    forged = {"exercise": CHOICE, "answer": RIGHT}
    code = f"""
import localsdg, localsdg.judge, localsdg.checks, localsdg.score
localsdg.judge.judge = localsdg.checks.run = lambda *rest: [{{"earned": 99, "points": 99}}]
localsdg.score.grade_value = lambda *rest: 99
from IPython.display import display
display({{"application/vnd.localsdg.answer+json": {forged!r}}}, raw=True)
average = float("nan")
"""
    outcome = graded(hand_in("amina", maker.by_lab({CHOICE: HALF}, code=code)))["amina"]
    assert scores(outcome)[CHOICE] == 3 and scores(outcome)[CODE] in (0, None)


def test_nothing_of_learners_code_goes_on_running(maker, hand_in, graded, tmp_path):
    mark = f"{tmp_path.name}-{os.getpid()}"
    code = f"""
import subprocess, sys, os
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)  # {mark}"])
if os.fork() == 0:
    import time
    time.sleep(300)
average = 3
"""
    began = time.monotonic()
    assert scores(graded(hand_in("amina", maker.by_lab(code=code)), time_limit=60)["amina"])[CODE] == 3
    assert time.monotonic() - began < 50  # a child that holds the pipe open is not waited for
    running = [
        path.read_bytes()
        for path in Path("/proc").glob("[0-9]*/cmdline")
        if path.parent.name != str(os.getpid()) and path.exists()
    ]
    assert not [line for line in running if mark.encode() in line]


# ---- Points that people give ----------------------------------------------------------------


def test_a_persons_points_stay_when_graded_again_and_a_changed_text_is_asked_for(
    maker, hand_in, graded, folder
):
    source = hand_in("amina", maker.by_page({CHOICE: RIGHT}, text=STORY))
    assert graded(source)["amina"]["status"] == "needs_human"
    by_hand(folder, "amina", 3.5, "Clear & short.")
    again = graded(source)["amina"]
    assert (again["status"], again["score"], scores(again)[TEXT]) == ("graded", 8.5, 3.5)
    page = next(feedback.write_all(folder)).read_text()
    assert "Clear &amp; short." in page and "3.5 of 4 points" in page
    hand_in("amina", maker.by_page({CHOICE: RIGHT}, text=STORY + " And then?"))
    changed = graded(source)["amina"]
    assert (changed["status"], scores(changed)[TEXT]) == ("needs_human", None)
    assert "changed since a person gave 3.5 points" in changed["reason"]
    by_hand(folder, "amina", 4)
    assert graded(source)["amina"]["score"] == 9


def rows(path):
    """All grades in the gradebook, without ids that are drawn anew."""
    with sqlite3.connect(path) as database:
        return database.execute(
            "select submitted_assignment.student_id, base_cell.name, auto_score, manual_score,"
            " needs_manual_grade from grade join base_cell on base_cell.id = cell_id"
            " join submitted_notebook on submitted_notebook.id = grade.notebook_id"
            " join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id"
            " order by 1, 2"
        ).fetchall()


def everything(folder):
    files = {path: path.read_bytes() for path in folder.root.rglob("*") if path.is_file()}
    return {path: data for path, data in files.items() if path != folder.gradebook}, rows(folder.gradebook)


def test_grading_again_changes_nothing(maker, hand_in, graded, folder):
    hand_in("amina", maker.by_lab({CHOICE: RIGHT}, code=MEAN, text=STORY))
    source = hand_in("ben", b"broken")
    first = graded(source)
    before = everything(folder)
    assert graded(source) == first and everything(folder) == before
    assert graded(folder.root) == first and everything(folder) == before  # its own submitted/ as the input


def test_a_changed_hand_in_updates_and_a_broken_one_leaves_no_grade_behind(maker, hand_in, graded, folder):
    source = hand_in("amina", maker.by_page({CHOICE: HALF}))
    assert scores(graded(source)["amina"])[CHOICE] == 3
    hand_in("amina", maker.by_page({CHOICE: RIGHT}))
    assert scores(graded(source)["amina"])[CHOICE] == 5
    hand_in("amina", b"{")
    assert graded(source)["amina"]["score"] is None
    assert {row[2] for row in rows(folder.gradebook)} == {None}
    assert not folder.autograded("amina", NAME).exists()
    hand_in("amina", maker.by_page({CHOICE: RIGHT}))
    assert scores(graded(source)["amina"])[CHOICE] == 5


def test_a_failure_while_recording_leaves_the_gradebook_as_it_was(
    maker, hand_in, graded, folder, monkeypatch
):
    source = hand_in("amina", maker.by_page({CHOICE: HALF}))
    graded(source)
    before = rows(folder.gradebook)
    hand_in("amina", maker.by_page({CHOICE: RIGHT}))
    hand_in("ben", maker.by_page({CHOICE: RIGHT}))
    real, calls = gradebook._grade, []

    def fails_half_way(*rest):
        calls.append(rest)
        if len(calls) == 2:
            raise RuntimeError("power cut")
        real(*rest)

    monkeypatch.setattr(gradebook, "_grade", fails_half_way)
    with pytest.raises(RuntimeError):
        graded(source)
    assert rows(folder.gradebook) == before


# ---- The table of grades --------------------------------------------------------------------


def test_the_csv_is_quoted_formula_safe_and_has_no_zero_for_ungraded(maker, hand_in, graded, folder):
    hand_in("=HYPERLINK(1), Ltd", maker.by_page({CHOICE: RIGHT}))
    hand_in("+49 170", maker.by_page({CHOICE: HALF}))
    hand_in('O"Brien, José', b"")
    graded(hand_in("-amina", maker.by_page({CHOICE: RIGHT}, text=STORY)))
    by_hand(folder, "-amina", 2)
    table = list(csv.DictReader(io.StringIO(export.as_csv(outcome for outcome, _ in current(folder)))))
    by_name = {row["learner"]: row for row in table}
    assert set(by_name) == {"'=HYPERLINK(1), Ltd", "'+49 170", "O_Brien, José", "'-amina"}
    assert by_name["'-amina"] == {
        "learner": "'-amina", "assignment": NAME, "status": "graded", "score": "7", "max_score": "12",
        "reason": "", CHOICE: "5", CODE: "0", TEXT: "2",
    }  # fmt: skip
    broken = by_name["O_Brien, José"]
    assert (broken["status"], broken["score"], broken[CHOICE], broken[CODE]) == ("ungraded", "", "", "")
    assert "empty" in broken["reason"]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\x00=1"])
def test_no_text_is_a_formula(text):
    row = {
        "learner": text,
        "assignment": NAME,
        "status": "graded",
        "score": 1.5,
        "max_score": 2,
        "reason": "",
    }
    line = export.as_csv([{**row, "exercises": []}]).split("\r\n", 1)[1]
    assert line.startswith(("'", "\"'")) and ",1.5,2," in line


# ---- The feedback page ----------------------------------------------------------------------


class Tags(HTMLParser):
    """Every tag and every attribute of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.open = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs


def test_feedback_is_one_safe_file_that_hides_hidden_checks(maker, hand_in, graded, folder):
    trick = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    notebook = maker.by_page({CHOICE: {"answers": {"who": trick, "when": 9}}}, text=trick)
    learner = "a<script>"
    graded(hand_in(learner, notebook))
    (path,) = feedback.write_all(folder)
    text = path.read_text()
    page = Tags(text)
    assert not {"script", "img", "iframe", "link", "object", "base"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name in ("src", "href")]
    assert not re.search(r"https?://|url\(|@import", text)
    assert page.tags.count("h1") == 1 and page.tags.count("h2") == 3 and ("lang", "en") in page.attributes
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text  # the learner's own text, shown as text
    assert "Fewer than 9." in text and "Sentence of the hidden check." in text
    assert "zebra" not in text and "hidden_care" not in text
    assert "A person reads this answer" in text


def test_a_hidden_check_without_a_sentence_shows_points_alone(maker, hand_in, graded, folder, small_course):
    graded(hand_in("amina", maker.by_page({CHOICE: HALF})))
    assignment = folder.assignments()[NAME]
    ((outcome, entry),) = current(folder)
    hidden = outcome["exercises"][0]["checks"][2]
    hidden.update(id="hidden_other", text="handover_before_draft", details={"lane": "2026-03"})
    page = feedback.page(outcome, entry["answers"], assignment)
    assert "One more check, made after handing in." in page
    assert "handover_before_draft" not in page and "2026-03" not in page


def test_an_ungraded_hand_in_gets_a_page_that_says_what_to_do(hand_in, graded, folder):
    graded(hand_in("amina", b"\x00\xff"))
    text = next(feedback.write_all(folder)).read_text()
    assert "No score yet (12 points to be had)" in text and "hand in that file" in text
    assert "0 of 12" not in text


# ---- The autograded copy --------------------------------------------------------------------


def test_the_copy_keeps_the_courses_cells_and_the_learners_words(maker, hand_in, graded, folder):
    notebook = maker.by_lab({CHOICE: RIGHT}, code=MEAN, text=STORY)
    maker.cell(notebook, CHOICE)["source"] = "import os; 99"
    note = {"id": "n1", "cell_type": "markdown", "metadata": {}, "source": "My note"}
    notebook["cells"].insert(3, note)
    outcome = graded(hand_in("amina", notebook))["amina"]
    assert scores(outcome) == {CHOICE: 5, CODE: 3, TEXT: None}
    text = folder.autograded("amina", NAME).read_text()
    copy = json.loads(text)
    assert "import os; 99" not in text and "<script>" not in text
    assert len(copy["cells"]) == len(maker.blank["cells"]) + 1
    assert "".join(maker.cell(copy, TEXT)["source"]) == STORY
    assert [cell["source"] for cell in copy["cells"] if cell["id"].startswith("learner-")] == ["My note"]
    assert maker.cell(copy, CHOICE)["outputs"][0]["data"]["text/plain"] == "5"


# ---- The command line -----------------------------------------------------------------------


def autograder(*arguments, cwd, **environment):
    """The command as a facilitator runs it from an environment that is not activated."""
    env = {**os.environ, "PATH": "/usr/bin:/bin", "PYTHONWARNINGS": "error", **environment}
    command = [sys.executable, "-m", "autograder.cli", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=300)


def test_the_whole_way_on_the_command_line(maker, hand_in, small_course, tmp_path):
    hand_in("amina", maker.by_lab({CHOICE: RIGHT}, code=MEAN, text=STORY))
    hand_in("ben", b"")
    ran = autograder("grade", "in", "--course", "course", "--json", "result.json", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == ""
    assert re.search(rf"amina +{NAME} +needs a human +8 / 12 +", ran.stdout)
    assert re.search(rf"ben +{NAME} +ungraded +– / 12 +The file is empty", ran.stdout)
    assert ran.stdout.endswith("2 hand-ins: 0 graded, 1 needs a human, 1 ungraded.\n")
    result = json.loads((tmp_path / "result.json").read_text())
    assert [set(entry) for entry in result] == [
        {"learner", "assignment", "status", "score", "max_score", "reason", "exercises"}
    ] * 2
    assert {"id", "status", "score", "max_score", "checks"} <= set(result[0]["exercises"][0])
    with sqlite3.connect(tmp_path / "course" / "gradebook.db") as database:
        assert database.execute("select version_num from alembic_version").fetchone()
    ran = autograder("feedback", "--course", "course", cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (tmp_path / "course" / "feedback" / "amina" / f"{NAME}.html").is_file()
    ran = autograder("export", "--course", "course", "--format", "csv", cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert [row["learner"] for row in csv.DictReader(io.StringIO(ran.stdout))] == ["amina", "ben"]


def test_usage_errors_exit_2_and_say_what_to_do(small_course, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"")
    for arguments, words in [
        ([], "Usage"),
        (["grade"], "Missing"),
        (["grade", "nowhere", "--course", "course"], "does not exist"),
        (["grade", "in"], "--course"),
        (["grade", "in", "--course", "photos"], "not a course folder"),
        (["export", "--course", "photos"], "no course folder"),
        (["export", "--course", "course", "--format", "xls"], "csv"),
    ]:
        ran = autograder(*arguments, cwd=tmp_path)
        assert ran.returncode == 2 and words in ran.stderr, (arguments, ran)
        assert "Traceback" not in ran.stderr


def test_a_fault_of_our_own_exits_1_without_a_traceback(small_course, tmp_path):
    broken = tmp_path / "sources"
    shutil.copytree(small_course, broken)
    (broken / "exercises" / CODE / "en.md").write_text("no front matter")
    (tmp_path / "amina.ipynb").write_text("{}")
    ran = autograder("grade", "amina.ipynb", "--course", "course", cwd=tmp_path, LOCALSDG_COURSE=str(broken))
    assert ran.returncode == 1 and "en.md" in ran.stderr and "Traceback" not in ran.stderr


def test_help_explains_and_shows_examples(tmp_path):
    for arguments in (["--help"], ["grade", "--help"], ["feedback", "-h"], ["export", "--help"]):
        ran = autograder(*arguments, cwd=tmp_path)
        assert ran.returncode == 0 and "Example" in ran.stdout and "--course course" in ran.stdout


def test_exercises_added_after_grading_began_need_a_new_folder(
    maker, hand_in, graded, folder, tmp_path, monkeypatch
):
    graded(hand_in("amina", maker.by_page({CHOICE: RIGHT})))
    grown = tmp_path / "grown"
    shutil.copytree(os.environ["LOCALSDG_COURSE"], grown)
    shutil.copytree(grown / "exercises" / CODE, grown / "exercises" / "b-mean")
    monkeypatch.setenv("LOCALSDG_COURSE", str(grown))
    from autograder.files import CourseFolderError

    for _ in range(2):  # the second attempt must not take the unused version for the current one
        with pytest.raises(CourseFolderError, match="new course folder"):
            folder.prepare()
    with Gradebook(f"sqlite:///{folder.gradebook}") as book:
        assert book.find_grade(CHOICE, NAME, NAME, "amina").auto_score == 5
    assert released.read(folder.root / "release" / NAME / f"{NAME}.ipynb").ids == [CHOICE, CODE, TEXT]
