"""The facilitator's command line, started as a facilitator starts it."""

import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from nbgrader.api import Gradebook

from autograder.notebook import released

from .conftest import (
    CHOICE,
    CODE,
    MEAN,
    NAME,
    RIGHT,
    STORY,
    TEXT,
)


def autograder(*arguments, cwd, **environment):
    """The command as a facilitator runs it from an environment that is not activated."""
    env = {**os.environ, "PATH": "/usr/bin:/bin", "PYTHONWARNINGS": "error", **environment}
    command = [sys.executable, "-m", "autograder.cli", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=300)


@pytest.mark.sandbox
def test_the_whole_way_on_the_command_line(maker, hand_in, small_course, tmp_path):
    hand_in("amina", maker.by_lab({CHOICE: RIGHT}, code=MEAN, text=STORY))
    hand_in("ben", b"")
    ran = autograder("grade", "in", "--course", "course", "--json", "result.json", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == ""
    assert re.search(rf"amina +{NAME} +needs a human +8 / 12 +", ran.stdout)
    assert re.search(rf"ben +{NAME} +ungraded +– / 12 +The file is empty", ran.stdout)
    counted = "\n2 hand-ins: 0 graded, 1 needs a human, 1 ungraded.\n  1 × ungraded: The file is emp"
    assert counted in ran.stdout
    result = json.loads((tmp_path / "result.json").read_text())
    assert [set(entry) for entry in result] == [
        {
            "learner",
            "assignment",
            "status",
            "score",
            "max_score",
            "reason",
            "exercises",
            "notes",
            "late",
            "language",
        }
    ] * 2
    assert {"id", "status", "score", "max_score", "checks"} <= set(result[0]["exercises"][0])
    with closing(sqlite3.connect(tmp_path / "course" / "gradebook.db")) as database, database:
        (version,) = database.execute("select version_num from alembic_version").fetchone()
    tools = {**os.environ, "PATH": os.path.dirname(sys.executable)}
    ask = "from nbgrader.api import get_alembic_version; print(get_alembic_version())"
    own = subprocess.run([sys.executable, "-c", ask], env=tools, capture_output=True, text=True, check=True)
    assert own.stdout.strip() == version  # what nbgrader itself writes into a new gradebook
    ran = autograder("feedback", "--course", "course", cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (tmp_path / "course" / "feedback" / "amina" / NAME / f"{NAME}.html").is_file()
    ran = autograder("export", "--course", "course", "--format", "csv", cwd=tmp_path)
    assert ran.returncode == 0
    assert ran.stderr.startswith("History: ") and ran.stderr.count("\n") == 1  # the hash to note
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
    from autograder.errors import CourseFolderError
    from autograder.nbgrader.assignments import prepare

    for _ in range(2):  # the second attempt must not take the unused version for the current one
        with pytest.raises(CourseFolderError, match="new course folder"):
            prepare(folder)
    with Gradebook(f"sqlite:///{folder.gradebook}") as book:
        assert book.find_grade(CHOICE, NAME, NAME, "amina").auto_score == 5
    assert released.read(folder.root / "release" / NAME / f"{NAME}.ipynb").ids == [CHOICE, CODE, TEXT]
