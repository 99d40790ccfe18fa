"""``nbgrader autograde`` and Formgrader's button: learners' code runs in our sandbox or not at all."""

import contextlib
import json
import os
import shutil
import textwrap

import pytest
from jupyter_server_process import nbgrader, post, serving

from autograder import sandbox
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import auditing
from autograder.store.results import current

from .conftest import CHOICE, CODE, HALF, MEAN, NAME, RIGHT, TEXT, by_hand, grade_all, scores, statuses
from .test_stock_nbgrader import cells_of_gradebook

# nbgrader's own objects warn when they make a submission's rows; its command line shows that too.
pytestmark = pytest.mark.filterwarnings("ignore:Object of type .* not in session:sqlalchemy.exc.SAWarning")

# What a learner might try who knows where nbgrader would run it and what it would read then.
HOSTILE = """
import glob, os, sqlite3, sys
from pathlib import Path

for place in (".", "..", "../..", "../../..", {root!r}):
    for found in glob.glob(os.path.join(place, "gradebook.db")):
        database = sqlite3.connect(found)
        database.execute("update grade set auto_score = 99, manual_score = 12, needs_manual_grade = 0")
        database.commit()
    for name in ("owned", "nbgrader_config.py", "course.yml"):
        try:
            Path(place, name).write_text("print('owned')")
        except OSError:
            pass
try:
    Path({outside!r}).write_text("owned")
except OSError:
    pass
os.system("touch " + {outside!r})
from IPython import get_ipython
shell = get_ipython()
shell.run_cell = lambda *rest, **more: None
print("Score: 12 / 12")
print("average is wrong", file=sys.stderr)
from IPython.display import display
display({{"text/plain": "3", "text/html": "<script>document.title = 'owned'</script>"}}, raw=True)
average = 1
"""


@pytest.fixture
def kept(maker, folder, tmp_path):
    """``kept(learner, notebook)``: a hand-in as nbgrader collects it; nothing is graded yet."""

    def write(learner, notebook):
        path = folder.submitted(learner, NAME)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(notebook if isinstance(notebook, str) else json.dumps(notebook), encoding="utf-8")
        return path

    return write


def autograde(folder, **settings):
    """``nbgrader autograde`` in this process, with the course's settings; whether all went well."""
    from nbgrader.converters import Autograde, NbGraderException
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    from autograder.nbgrader.config import configure

    config = configure(Config(), folder.url)
    config.AutograderExporter.update(settings)
    directory = CourseDirectory(config=config, root=str(folder.root), assignment_id=NAME)
    converter = Autograde(coursedir=directory, config=config, force=True)
    with contextlib.suppress(NbGraderException):
        converter.start()
        return True
    return False


def outcomes(folder):
    return {outcome.learner: outcome for outcome, _ in current(folder)}


def by_command(folder):
    nbgrader("autograde", NAME, "--create", cwd=folder.root, afresh=True)


def by_button(folder):
    with serving(folder.root) as address:
        for learner in sorted(os.listdir(folder.root / "submitted")):
            answer = post(address, f"/formgrader/api/submission/{NAME}/{learner}/autograde")
            assert answer["success"], answer


@pytest.mark.parametrize("grades", [by_command, by_button])
def test_what_a_learner_wrote_reaches_neither_files_nor_grades(
    maker, kept, folder, prepared_course, tmp_path, grades
):
    outside = tmp_path / "outside"
    hostile = HOSTILE.format(root=str(folder.root), outside=str(outside))
    notebook = maker.by_lab({CHOICE: HALF}, code=hostile, text="A story.")
    more = {"id": "x", "cell_type": "code", "metadata": {}, "outputs": [], "execution_count": 1}
    notebook["cells"].append({**more, "source": hostile})
    kept("mallory", notebook)
    kept("amina", maker.by_lab({CHOICE: RIGHT}, code=MEAN, text="A story."))
    before = {path: path.read_bytes() for path in folder.root.glob("*") if path.suffix in (".py", ".yml")}
    grades(folder)

    assert not outside.exists() and list(folder.root.rglob("owned")) == []
    assert {path: path.read_bytes() for path in before} == before
    found = cells_of_gradebook(folder.gradebook)
    assert [found["mallory", slug][0] for slug in (CHOICE, CODE, TEXT)] == [3, None, None]
    ours = CourseFolder(shutil.copytree(prepared_course, tmp_path / "ours"))
    grade_all([folder.root / "submitted"], ours)
    assert cells_of_gradebook(ours.gradebook) == found
    report = auditing.audit(folder)
    assert (report.problems, report.hand_ins) == ([], 2)


@pytest.mark.sandbox
def test_the_history_names_nbgrader_and_points_by_hand_stay(maker, kept, folder):
    kept("amina", maker.by_lab({CHOICE: HALF}, code=MEAN, text="A story."))
    assert autograde(folder)
    by_hand(folder, "amina", 3)
    kept("amina", maker.by_lab({CHOICE: RIGHT}, code=MEAN, text="A story."))
    assert autograde(folder)
    outcome = outcomes(folder)["amina"]
    assert (outcome.status, outcome.score) == ("graded", 11)
    assert any("by nbgrader autograde" in line for line in auditing.lines(folder, "amina"))
    assert [one.score for one in grade_all([folder.root], folder)] == [11]  # nothing is to do


def test_without_a_sandbox_code_is_not_run_and_not_a_zero(maker, kept, folder, tmp_path, monkeypatch):
    outside = tmp_path / "outside"
    code = f"{MEAN}\nopen({str(outside)!r}, 'w').close()"
    kept("amina", maker.by_lab({CHOICE: RIGHT}, code=code, text="A story."))
    monkeypatch.setattr(sandbox, "missing", lambda: "There is none here.")
    assert autograde(folder)
    outcome = outcomes(folder)["amina"]
    assert statuses(outcome) == {CHOICE: "graded", CODE: "ungraded", TEXT: "needs_human"}
    assert "There is none here." in outcome.reason and not outside.exists()
    assert cells_of_gradebook(folder.gradebook)["amina", CODE] == (None, True)


def test_a_course_folder_may_say_that_code_runs_unprotected(maker, kept, folder, tmp_path, monkeypatch):
    outside = tmp_path / "outside"
    code = f"{MEAN}\nopen({str(outside)!r}, 'w').close()"
    kept("amina", maker.by_lab(code=code))
    monkeypatch.setattr(sandbox, "missing", lambda: "There is none here.")
    assert autograde(folder, unsafe=True)
    assert outside.exists() and scores(outcomes(folder)["amina"])[CODE] == 3


@pytest.mark.parametrize(
    "bad", ["{", "", '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}']
)
def test_what_cannot_be_graded_is_told_and_is_no_zero(maker, kept, folder, bad):
    kept("amina", bad)
    kept("ben", maker.by_lab({CHOICE: RIGHT}, text="A story."))
    assert not autograde(folder)
    found = outcomes(folder)
    assert (found["amina"].status, found["ben"].status) == ("ungraded", "needs_human")
    grades = cells_of_gradebook(folder.gradebook)
    assert {grades["amina", slug] for slug in (CHOICE, CODE, TEXT)} == {(None, True)}
    assert not folder.autograded("amina", NAME).exists()


def test_a_file_that_nbgrader_cannot_read_is_mended_as_our_grader_does(maker, kept, folder):
    text = "\ufeff" + json.dumps(maker.by_page({CHOICE: RIGHT}), indent=1).replace("\n", "\r\n")
    kept("amina", text)
    assert autograde(folder)
    assert scores(outcomes(folder)["amina"])[CHOICE] == 5


def test_a_link_to_another_learners_notebook_earns_nothing(maker, kept, folder):
    first = kept("amina", maker.by_lab({CHOICE: RIGHT}, text="A story."))
    path = kept("mallory", "")
    path.unlink()
    path.symlink_to(first)
    assert not autograde(folder)
    found = outcomes(folder)
    assert (found["mallory"].status, found["amina"].status) == ("ungraded", "needs_human")


def test_a_folder_that_was_made_earlier_has_the_same_settings(maker, kept, folder):
    """Its own settings load those of the package, so they are as new as the package is."""
    earlier = textwrap.dedent(
        """
        import os

        import autograder
        from autograder.course_folder import database_url

        load_subconfig("nbgrader_config.py", path=os.path.dirname(autograder.__file__))
        get_config().CourseDirectory.db_url = database_url(os.path.dirname(os.path.abspath(__file__)))
        """
    )
    (folder.root / "nbgrader_config.py").write_text(earlier)
    outside = folder.root / "owned"
    kept("amina", maker.by_lab(code=f"open({str(outside)!r}, 'w').close()\naverage = 3"))
    nbgrader("autograde", NAME, cwd=folder.root)
    assert not outside.exists()
    assert CourseFolder(folder.root).autograded("amina", NAME).is_file()
