"""A released notebook run with nobody looking: as a grader, a conversion, or a bare Jupyter runs it."""

import json
import os
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbgrader.utils import determine_grade

from localsdg import notebook as widgets
from localsdg.answers import MIME, SIDE_CAR, in_notebook
from localsdg.notebook import feedback_bundle
from localsdg_build import release

CHECKOUT = Path(__file__).parents[2]
NAME = "3-monitoring-reporting"
SLUG = "zz-who-reports"
GIVEN = {"answers": {"who": "vnr", "when": 4}}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course") / "course"
    shutil.copytree(CHECKOUT / "tests" / "fixtures" / "course", folder)
    (folder / "book" / "en").mkdir()
    shutil.copy(CHECKOUT / "book" / "en" / "interface.yml", folder / "book" / "en")
    return folder


def run(notebook, folder, course, monkeypatch, **env):
    """Execute a notebook in ``folder``; returns its cells by id."""
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
    notebook = release.notebook(NAME, course)
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
    cells = run(release.notebook(NAME, course), tmp_path, course, monkeypatch)
    assert trouble(cells) == []
    assert determine_grade(cells[SLUG]) == (0, 5)
    assert determine_grade(cells["a-mean"]) == (0, 3)
    assert determine_grade(cells["short-story"]) == (0, 4)  # its text is the released one
    said = cells["a-mean"].outputs[1].data["text/plain"]
    assert "no variable table" in said and "average holds something that cannot be checked (ellipsis)" in said


def test_a_learner_s_error_does_not_stop_the_other_exercises(course, tmp_path, monkeypatch):
    notebook = release.notebook(NAME, course)
    code = next(cell for cell in notebook.cells if cell.id == "a-mean-answer")
    code.source = "average = 3\n1 / 0"
    cells = run(notebook, tmp_path, course, monkeypatch)
    assert [output.ename for output in trouble(cells)] == ["ZeroDivisionError"]
    assert determine_grade(cells["a-mean"]) == (3, 3)


def test_the_real_notebook_runs_through(tmp_path, monkeypatch):
    notebook = release.notebook(NAME, CHECKOUT)
    assert len([cell for cell in notebook.cells if cell.cell_type == "code"]) > 6
    cells = run(notebook, tmp_path, CHECKOUT, monkeypatch)
    starters = {cell.id for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("solution")}
    assert trouble({name: cell for name, cell in cells.items() if name not in starters}) == []
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.metadata.nbgrader.grade:
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
