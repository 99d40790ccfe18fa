"""Learners' code: run in a process of its own, judged outside of it, gone afterwards."""

import json
import os
import time
from pathlib import Path

import pytest
from outcomes import told

from autograder.sandbox import Limits

from .conftest import CHOICE, CODE, HALF, MEAN, NAME, RIGHT, TEXT, scores, statuses


@pytest.mark.sandbox
def test_changed_code_is_run_and_its_variables_are_judged(maker, hand_in, graded, folder):
    hand_in("amina", maker.by_lab(code=MEAN))
    hand_in("ben", maker.by_lab(code="average = 7"))
    outcomes = graded(hand_in("cleo", maker.by_lab(code="average = 1 / 0")))
    assert [scores(outcomes[learner])[CODE] for learner in ("amina", "ben", "cleo")] == [3, 0, 0]
    assert told(outcomes["ben"].exercises[1])[0] == "Not 7."
    cells = json.loads(folder.autograded("cleo", NAME).read_text())["cells"]
    shown = [output for cell in cells for output in cell.get("outputs", []) if "ename" in output]
    assert [output["ename"] for output in shown] == ["ZeroDivisionError"]  # a person sees what stopped it


def test_unchanged_starter_code_is_not_run(maker, hand_in, graded, monkeypatch):
    from autograder.sandbox import execute

    monkeypatch.setattr(execute, "run_code", lambda *rest: pytest.fail("nothing is there to run"))
    outcome = graded(hand_in("amina", maker.by_lab({CHOICE: RIGHT})))["amina"]
    assert scores(outcome) == {CHOICE: 5, CODE: 0, TEXT: 0}


@pytest.mark.sandbox
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
    hand_in("amina", maker.by_lab({CHOICE: RIGHT}, code=code, text="A story."))
    source = hand_in("ben", maker.by_lab({CHOICE: RIGHT}, code=MEAN))
    outcomes = graded(source, limits=Limits(notebook=8, cell=8))
    assert statuses(outcomes["amina"]) == {CHOICE: "graded", CODE: "ungraded", TEXT: "needs_human"}
    assert scores(outcomes["amina"]) == {CHOICE: 5, CODE: None, TEXT: None}
    assert (outcomes["amina"].status, outcomes["amina"].score) == ("ungraded", None)
    assert words in outcomes["amina"].reason and CODE in outcomes["amina"].reason
    assert scores(outcomes["ben"])[CODE] == 3


@pytest.mark.sandbox
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


@pytest.mark.sandbox
def test_nothing_of_learners_code_goes_on_running(maker, hand_in, graded, tmp_path):
    mark = f"{tmp_path.name}-{os.getpid()}"
    code = f"""
import subprocess, sys, os, threading, time
for start in (
    lambda: subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)  # {mark}"]),
    lambda: os.fork() or time.sleep(300),
    lambda: threading.Thread(target=time.sleep, args=(300,)).start(),
):
    try:
        start()
    except PermissionError:
        pass
average = 3
"""
    began = time.monotonic()
    assert scores(graded(hand_in("amina", maker.by_lab(code=code)))["amina"])[CODE] == 3
    assert time.monotonic() - began < 50  # a child that holds the pipe open is not waited for
    running = [
        path.read_bytes()
        for path in Path("/proc").glob("[0-9]*/cmdline")
        if path.parent.name != str(os.getpid()) and path.exists()
    ]
    assert not [line for line in running if mark.encode() in line]
