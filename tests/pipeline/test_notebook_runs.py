"""A released notebook run with nobody looking: as a grader, a conversion, or a bare Jupyter runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import fixture_course
import forked_kernels
import nbformat
import pytest
from jupyter_client.provisioning import local_provisioner
from nbclient import NotebookClient
from nbgrader.utils import determine_grade

from localsdg import notebook as widgets
from localsdg.answer_store import SIDE_CAR
from localsdg.answers import MIME, bundle, in_notebook
from localsdg.notebook_feedback import feedback_bundle
from localsdg_build.release import notebooks

CHECKOUT = Path(__file__).parents[2]
NAME = "3-monitoring-reporting"
SLUG = "zz-who-reports"
GIVEN = {"answers": {"who": "vnr", "when": 4}}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return fixture_course.make(tmp_path_factory.mktemp("course") / "course")


def run(notebook, folder, course, monkeypatch, **env):
    """Execute a notebook in ``folder``, in a kernel that is forked; returns its cells by id."""
    launch = forked_kernels.launcher(forked_kernels.KERNELS.begun())
    monkeypatch.setattr(local_provisioner, "launch_kernel", launch)
    monkeypatch.setenv("LOCALSDG_COURSE", str(course))
    monkeypatch.setenv("IPYTHONDIR", str(folder / "ipython"))
    for name in [name for name in os.environ if name.startswith("JPY_")]:
        monkeypatch.delenv(name)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    client = NotebookClient(
        notebook, timeout=120, allow_errors=True, resources={"metadata": {"path": folder}}
    )
    client.execute()
    return {cell.id: cell for cell in notebook.cells}


def trouble(cells):
    outputs = [output for cell in cells.values() for output in cell.get("outputs", [])]
    return [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"]


def solved(course):
    notebook = notebooks.notebook(NAME, course)
    code = next(cell for cell in notebook.cells if cell.id == "a-mean-answer")
    code.source = code.source.replace("...", "values.mean()") + "\ntable = values.to_frame('n')"
    return notebook


@pytest.mark.parametrize("env", [{}, {"LOCALSDG_WIDGETS": "0"}, {"without": "anywidget"}], ids=str)
def test_answers_delivered_in_the_side_car_are_shown_and_scored(course, tmp_path, monkeypatch, env):
    (tmp_path / SIDE_CAR).write_text(json.dumps({SLUG: GIVEN}))
    if env.pop("without", None):
        # a module of that name that cannot be imported stands for a Jupyter without anywidget
        (tmp_path / "anywidget.py").write_text("raise ImportError('not installed')\n")
    cells = run(solved(course), tmp_path, course, monkeypatch, **env)
    assert trouble(cells) == []
    assert determine_grade(cells[SLUG]) == (4, 5)  # the fifth point is a hidden check's
    assert determine_grade(cells["a-mean"]) == (3, 3)
    values = {"average": 3.0, "table": [{"n": 1}, {"n": 2}, {"n": 6}]}
    assert in_notebook({"cells": list(cells.values())}) == {SLUG: GIVEN, "a-mean": {"variables": values}}
    texts = [output.data["text/plain"] for output in cells[f"{SLUG}-answer"].outputs if MIME in output.data]
    assert len(texts) == 1 and "A voluntary national review" in texts[0]


def test_an_untouched_notebook_earns_nothing_and_says_what_is_missing(course, tmp_path, monkeypatch):
    cells = run(notebooks.notebook(NAME, course), tmp_path, course, monkeypatch)
    assert trouble(cells) == []
    assert determine_grade(cells[SLUG]) == (0, 5)
    assert determine_grade(cells["a-mean"]) == (0, 3)
    assert determine_grade(cells["short-story"]) == (0, 0)  # learners get it without points
    read = notebooks.notebook(NAME, course, read=["short-story"]).cells
    story = next(cell for cell in read if cell.id == "short-story")
    assert determine_grade(story) == (0, 4)  # its text is the released one
    said = cells["a-mean"].outputs[1].data["text/plain"]
    assert "no variable table" in said and "average holds something that cannot be checked (ellipsis)" in said


def test_a_learner_s_error_does_not_stop_the_other_exercises(course, tmp_path, monkeypatch):
    notebook = notebooks.notebook(NAME, course)
    code = next(cell for cell in notebook.cells if cell.id == "a-mean-answer")
    code.source = "average = 3\n1 / 0"
    cells = run(notebook, tmp_path, course, monkeypatch)
    assert [output.ename for output in trouble(cells)] == ["ZeroDivisionError"]
    assert determine_grade(cells["a-mean"]) == (3, 3)


def test_the_real_notebook_runs_through(tmp_path, monkeypatch):
    notebook = notebooks.notebook(NAME, CHECKOUT)
    assert len([cell for cell in notebook.cells if cell.cell_type == "code"]) > 6
    cells = run(notebook, tmp_path, CHECKOUT, monkeypatch)
    starters = {cell.id for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("solution")}
    assert trouble({name: cell for name, cell in cells.items() if name not in starters}) == []
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade") and cell.cell_type == "code":
            score, points = determine_grade(cell)
            assert 0 <= score < points, cell.id
    nbformat.validate(notebook)


def test_feedback_escapes_what_a_learner_or_an_author_wrote(course, monkeypatch):
    monkeypatch.setenv("LOCALSDG_COURSE", str(course))
    spec = widgets._spec(SLUG)
    outcome = widgets.checked(SLUG, spec, {"answers": {"who": "vlr", "when": 99}})
    assert (outcome["score"], outcome["points"]) == (0, 4)
    made = feedback_bundle(outcome, spec, ["<script>alert(1)</script>"])
    assert "<script>" not in made["text/html"] and "&lt;script&gt;" in made["text/html"]
    assert "That is a &lt;b&gt;city&#x27;s&lt;/b&gt; review." in made["text/html"]
    assert "Fewer than 99." in made["text/plain"]


# ---- What beginners do ----------------------------------------------------------------------


def with_code(course, *sources):
    """The fixture's notebook: one source in the code exercise's answer cell, others in new cells below."""
    notebook = notebooks.notebook(NAME, course)
    place = next(n for n, cell in enumerate(notebook.cells) if cell.id == "a-mean-answer")
    notebook.cells[place].source = sources[0]
    new = [nbformat.v4.new_code_cell(source, id=f"new-{n}") for n, source in enumerate(sources[1:])]
    for cell in new:
        cell.metadata["tags"] = ["raises-exception"]
    notebook.cells[place + 1 : place + 1] = new
    return notebook


def plain(cell):
    return "\n".join(output.data["text/plain"] for output in cell.outputs if "data" in output)


def test_the_check_names_the_line_at_which_a_cell_above_stopped(course, tmp_path, monkeypatch):
    wrong = "table = pd.DataFrame({'setting': [1]})\ntable['Seting']"
    notebook = with_code(course, "import pandas as pd\naverage = 3,5", "\n" + wrong)
    cells = run(notebook, tmp_path, course, monkeypatch)
    said = plain(cells["a-mean"])
    assert "stopped at line 3: the table has no column “Seting”. Did you mean one of these: setting?" in said
    assert "written with a comma, which makes two numbers of it. Write a decimal point: 3.5." in said
    (error,) = trouble(cells)
    assert error.output_type == "error" and len(error.traceback) == 3  # not the fifty lines of pandas


def test_the_last_cell_says_where_a_learner_stands(course, tmp_path, monkeypatch):
    notebook = solved(course)
    story = next(cell for cell in notebook.cells if cell.id == "short-story")
    story.source = "Our town counted its wells."
    path = tmp_path / f"{NAME}.ipynb"
    nbformat.write(notebook, path)
    cells = run(notebook, tmp_path, course, monkeypatch, JPY_SESSION_NAME=str(path))
    said = plain(cells["overview"])
    assert "Not answered yet | 0 / 5" in said and "Answered | 3 / 3" in said
    assert "5 words, as last saved | up to 4, if a person reads it" in said
    assert "empty or to be mended: 1." in said and f"hand in {path.name}" in said


def test_a_check_says_how_many_points_come_after_hand_in(course, tmp_path, monkeypatch):
    (tmp_path / SIDE_CAR).write_text(json.dumps({SLUG: GIVEN}))
    cells = run(notebooks.notebook(NAME, course), tmp_path, course, monkeypatch)
    assert "4 of 4 points" in plain(cells[SLUG])
    assert "Points that are given after you hand in: 1." in plain(cells[SLUG])


def test_the_questions_of_an_unanswered_exercise_can_be_read_in_a_file_made_of_the_notebook(
    course, tmp_path, monkeypatch
):
    from nbconvert import HTMLExporter

    notebook = notebooks.notebook(NAME, course)
    run(notebook, tmp_path, course, monkeypatch, LOCALSDG_WIDGETS="0")
    page, _ = HTMLExporter(embed_images=False).from_notebook_node(notebook)
    spec = widgets._spec(SLUG)
    for question in spec["words"]["labels"]["questions"].values():
        assert (question if isinstance(question, str) else question["title"]) in page
    assert '"answers"' not in page


# ---- Programs that run a notebook and write it back -------------------------------------------


def answered(course, folder, name, answer):
    """A notebook file whose widget cell holds ``answer``."""
    notebook = notebooks.notebook(NAME, course)
    cell = next(cell for cell in notebook.cells if cell.id == f"{SLUG}-answer")
    data = bundle(SLUG, answer, "kept", every={SLUG: answer})
    cell.outputs = [nbformat.v4.new_output("display_data", data)]
    path = folder / name
    nbformat.write(notebook, path)
    return path


def in_place(command, paths, folder, course):
    env = {name: value for name, value in os.environ.items() if not name.startswith("JPY_")}
    env |= {"LOCALSDG_COURSE": str(course), "IPYTHONDIR": str(folder / "ipython")}
    return subprocess.run(
        [sys.executable, "-m", *command, *paths], cwd=folder, env=env, capture_output=True, text=True
    )


COMMANDS = {
    "nbconvert": ["jupyter", "nbconvert", "--to", "notebook", "--execute", "--inplace"],
    "execute": ["jupyter", "execute", "--inplace"],
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=list(COMMANDS))
def test_a_program_that_runs_the_notebook_in_place_wipes_nothing(course, tmp_path, command):
    path = answered(course, tmp_path, "mine.ipynb", GIVEN)
    other = {"answers": {"who": "vlr", "when": 9}}
    answered(course, tmp_path, "ben.ipynb", other)
    done = in_place(command, [path.name], tmp_path, course)
    assert done.returncode == 0, done.stderr
    assert in_notebook(json.loads(path.read_text()))[SLUG] == GIVEN
    assert in_notebook(json.loads((tmp_path / "ben.ipynb").read_text()))[SLUG] == other


def test_two_notebooks_run_by_one_command_are_left_as_they_are(course, tmp_path):
    """Nobody can tell which one runs, so neither may get the other's answers, or none."""
    paths = [answered(course, tmp_path, name, GIVEN) for name in ("amina.ipynb", "ben.ipynb")]
    before = [path.read_text() for path in paths]
    done = in_place(COMMANDS["nbconvert"], [path.name for path in paths], tmp_path, course)
    assert done.returncode != 0 and "Run one notebook at a time" in done.stderr
    assert [path.read_text() for path in paths] == before


def test_answers_of_a_newer_version_stop_the_notebook_and_stay_in_it(course, tmp_path, monkeypatch):
    notebook = notebooks.notebook(NAME, course)
    data = bundle(SLUG, {"chosen": "otherwise"}, "kept", every={SLUG: {}})
    data[MIME]["version"] += 1
    (cell,) = [cell for cell in notebook.cells if cell.id == f"{SLUG}-answer"]
    cell.outputs = [nbformat.v4.new_output("display_data", data)]
    path = tmp_path / f"{NAME}.ipynb"
    nbformat.write(notebook, path)
    before = path.read_bytes()
    cells = run(notebook, tmp_path, course, monkeypatch)
    said = {output.evalue for output in trouble(cells) if output.output_type == "error"}
    assert any("A newer version of this course" in text and "changes nothing" in text for text in said)
    assert path.read_bytes() == before and in_notebook({"cells": notebook.cells}).get(SLUG) is None
