"""The fixture course with a table of own words, and its course folder, for tests of who reads them."""

import json
import shutil

import fixture_course
import pytest
from click.testing import CliRunner

from autograder import cli
from autograder.nbgrader.assignments import prepare
from autograder.store import nbgrader_book
from autograder.store.course_folder import CourseFolder
from autograder.store.results import current

NAME = "3-monitoring-reporting"
PLAN, HALF = "own-plan", "own-plan-open"
CLOSED = 5 + 3 + 2  # points of the choice, the code, the table
WORDS = [
    {"id": "first", "who": "council", "what": "Mend <b>two</b> wells", "why": "They are dry"},
    {"id": "second", "who": "region", "what": "", "why": "# Money\n\n```"},
]
ANSWER = {"rows": WORDS, "rating": {"clear": "good", "near": ["x"], "gone": "good"}}
WRITTEN = "Mend <b>two</b> wells\n\nThey are dry\n\n# Money\n\n```"


@pytest.fixture(scope="module")
def plan_sources(tmp_path_factory):
    return fixture_course.add_own_plan(fixture_course.make(tmp_path_factory.mktemp("sources") / "course"))


@pytest.fixture(scope="module")
def plan_unread(plan_sources, tmp_path_factory):
    """A prepared course folder that says nothing of own words."""
    root = tmp_path_factory.mktemp("unread") / "course"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOCALSDG_COURSE", str(plan_sources))
        prepare(CourseFolder(root))
    return root


@pytest.fixture
def plan_folder(plan_unread, plan_sources, tmp_path, monkeypatch):
    monkeypatch.setenv("LOCALSDG_COURSE", str(plan_sources))
    shutil.copytree(plan_unread, tmp_path / "course")
    return CourseFolder(tmp_path / "course")


def reads(plan_folder, which):
    plan_folder.settings.write_text(f"open: {which}\n")
    prepare(plan_folder)


def regraded(plan_folder, *arguments):
    ran = CliRunner().invoke(
        cli.main, ["regrade", *arguments, "--workers", "0", "--course", str(plan_folder.root)]
    )
    assert ran.exit_code == 0, ran.output
    return has(plan_folder)


def has(plan_folder):
    return {outcome.learner: outcome for outcome, _ in current(plan_folder)}


def maxima(plan_folder):
    """What nbgrader's gradebook and the release say that each cell is worth."""
    with nbgrader_book.opened(plan_folder.url) as book:
        in_book = {cell.name: cell.max_score for cell in book.find_notebook(NAME, NAME).grade_cells}
    assert in_book == {one.id: one.points for one in plan_folder.assignments()[NAME].exercises}
    return in_book


def in_book(plan_folder, learner, name):
    with nbgrader_book.opened(plan_folder.url) as book:
        grade = book.find_grade(name, NAME, NAME, learner)
        return grade.score, grade.max_score, bool(grade.needs_manual_grade)


def cell_of(plan_folder, learner, name):
    """A cell of the graded copy, by its grade_id."""
    cells = json.loads(plan_folder.autograded(learner, NAME).read_text())["cells"]
    return next(cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade_id") == name)
