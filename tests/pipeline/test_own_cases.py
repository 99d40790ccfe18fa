"""A case for each learner: any drawn one counts, or, where the facilitator says so, only the learner's."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from outcomes import told

from autograder.model import Outcome
from localsdg import course
from localsdg.answers import bundle
from localsdg.course import cases
from localsdg_build.release import notebooks

from .conftest import CHECKOUT, NAME, Maker, scores

SLUG = "own-place"
PEOPLE = {"p1": 120, "p2": 340, "p3": 560, "p4": 780}
SETTINGS = """\
module: 3-monitoring-reporting
kind: choice
objectives: [m3-why]
minutes: 5
points: 2
checks: [{id: people, points: 2, objective: m3-why}]
parameters:
  tables: {places: places/places}
  draw: {table: places, id: place_id, name: [name], blocks: [{id: figures, columns: [people]}]}
  questions: [{id: people, type: number}]
"""
WORDS = """\
---
title: A place of your own
summary: One number.
labels:
  questions: {people: How many people?}
  case: {draw: Draw, again: Draw again}
  blocks: {figures: Figures}
  columns: {people: People}
feedback:
  people: {met: Right., wrong: Look again., other_case: This is another place than yours.}
---
Draw a place.
"""
CHECKS = """\
from localsdg.checks import as_dict, as_number, as_text, check, result


@check("people")
def people(answer, params):
    case, given = as_text(answer, "case"), as_number(as_dict(answer, "answers"), "people")
    if params.get("case") not in (None, case):
        return result(0, "other_case")
    right = [row for row in params["tables"]["places"] if row["place_id"] == case and row["people"] == given]
    return result(1, "met") if right else result(0, "wrong")
"""


@pytest.fixture(scope="module")
def course_of_cases(small_course_folder, tmp_path_factory):
    """The fixture course, and in its first lesson one more exercise: about a place of one's own."""
    folder = tmp_path_factory.mktemp("cases") / "course"
    shutil.copytree(small_course_folder, folder)
    for name, text in {"exercise.yml": SETTINGS, "en.md": WORDS, "checks.py": CHECKS}.items():
        path = folder / "exercises" / SLUG / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    table = folder / "datasets" / "places" / "data" / "places.csv"
    table.parent.mkdir(parents=True)
    rows = "".join(f"{place},Town {place},{people}\n" for place, people in PEOPLE.items())
    table.write_text(f"place_id,name,people\n{rows}", encoding="utf-8")
    fields = [{"name": name, "type": "string"} for name in ("place_id", "name")]
    fields.append({"name": "people", "type": "integer"})
    resource = {"name": "places", "path": "data/places.csv", "schema": {"fields": fields}}
    package = {"name": "places", "resources": [resource]}
    (table.parents[1] / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    lesson = folder / "modules" / NAME / "second" / "en.md"
    lesson.write_text(lesson.read_text() + f"\n```{{sdg-exercise}} {SLUG}\n```\n", encoding="utf-8")
    return folder


@pytest.fixture
def place(course_of_cases, monkeypatch, tmp_path):
    """A course folder, and hand-ins of ana (her own place) and ben (ana's place), each with right numbers."""
    from autograder.nbgrader.assignments import prepare
    from autograder.store.course_folder import CourseFolder

    monkeypatch.setenv("LOCALSDG_COURSE", str(course_of_cases))
    folder = CourseFolder(tmp_path / "course")
    prepare(folder)
    blank = json.loads(notebooks.notebook_text(NAME, course_of_cases))
    mine = cases.case_of("ana", course.exercise(SLUG)["cases"])
    assert mine != cases.case_of("ben", course.exercise(SLUG)["cases"])
    answer = {"case": mine, "answers": {"people": PEOPLE[mine]}}
    for learner in ("ana", "ben"):
        notebook = json.loads(json.dumps(blank))
        shown = {"output_type": "display_data", "metadata": {}, "data": bundle(SLUG, answer, "kept")}
        Maker.cell(notebook, f"{SLUG}-answer")["outputs"] = [shown]
        path = tmp_path / "in" / learner / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook), encoding="utf-8")
    return folder


def autograder(folder, *options):
    """Grade on the command line; ``{learner: (score, sentence)}`` of the exercise."""
    result = folder.root.parent / "result.json"
    command = [sys.executable, "-m", "autograder.cli", "grade", folder.root.parent / "in"]
    ran = subprocess.run(
        [*map(str, command), "--course", str(folder.root), "--json", str(result), *options],
        env={**os.environ, "PYTHONWARNINGS": "error"}, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    found = {}
    for outcome in map(Outcome.of_json, json.loads(result.read_text())):
        checks = next(one.checks for one in outcome.exercises if one.id == SLUG)
        found[outcome.learner] = (scores(outcome)[SLUG], checks[0].text)
    return found


def test_a_drawn_case_counts_until_own_cases_are_asked_for(place):
    drawn = {"ana": (2, "Right."), "ben": (2, "Right.")}
    own = {"ana": (2, "Right."), "ben": (0, "This is another place than yours.")}
    assert autograder(place) == drawn
    assert autograder(place, "--own-cases") == own
    assert autograder(place) == own, "the course folder remembers it"
    assert autograder(place, "--drawn-cases") == drawn


def test_stock_nbgrader_insists_as_well(place):
    autograder(place, "--own-cases")
    env = {**os.environ, "JUPYTER_CONFIG_DIR": str(place.root / ".jupyter"), "JUPYTER_PLATFORM_DIRS": "1"}
    program = Path(sys.executable).parent / "nbgrader"
    ran = subprocess.run(
        [program, "autograde", NAME, "--force"],
        cwd=place.root, env=env, capture_output=True, text=True, timeout=500,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-3000:]
    with closing(sqlite3.connect(place.gradebook)) as database, database:
        rows = database.execute(
            "select student_id, auto_score from grade join base_cell on base_cell.id = cell_id"
            " join submitted_notebook on submitted_notebook.id = grade.notebook_id"
            " join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id"
            " where base_cell.name = ?",
            [SLUG],
        )
        assert dict(rows) == {"ana": 2, "ben": 0}


def test_the_real_needs_assessment_says_it_in_its_own_words(monkeypatch):
    from autograder.notebook.answers import Answer
    from autograder.notebook.released import Exercise
    from autograder.run import scoring

    monkeypatch.setenv("LOCALSDG_COURSE", str(CHECKOUT))
    slug = "needs-assessment"
    sample = CHECKOUT / "exercises" / slug / "samples" / "full.json"
    answer = Answer(json.loads(sample.read_text(encoding="utf-8"))["answer"])
    exercise = Exercise(slug, "choice", course.exercise(slug)["points"], "", "")
    table = course.exercise(slug)["cases"]
    learners = [f"learner-{number}" for number in range(2000)]
    owner = next(name for name in learners if cases.case_of(name, table) == answer.value["case"])
    other = next(name for name in learners if cases.case_of(name, table) != answer.value["case"])
    assert scoring.score(exercise, answer).score == exercise.points
    assert scoring.score(exercise, answer, owner).score == exercise.points
    refused = scoring.score(exercise, answer, other)
    assert refused.score < exercise.points / 2
    assert "another municipality than yours" in told(refused)[0]
