"""A small course to grade, and hand-ins of it as the page and as JupyterLab make them."""

import copy
import json
import shutil
import time
from pathlib import Path
from types import SimpleNamespace

import faults
import fixture_course
import pytest
import small_book
from lists import listed, written  # noqa: F401 (fixtures)
from own_plan import plan_folder, plan_sources, plan_unread  # noqa: F401 (fixtures)
from parallel import once
from pseudo_site import pseudo_book, pseudo_pages  # noqa: F401 (fixtures)

from localsdg.answers import bundle
from localsdg_build.release import notebooks

CHECKOUT = Path(__file__).parents[2]
NAME = "3-monitoring-reporting"
CHOICE, CODE, TEXT = "zz-who-reports", "a-mean", "short-story"

RIGHT = {"answers": {"who": "vnr", "when": 4}}
HALF = {"answers": {"who": "vlr", "when": 4}}
STORY = "Our town counted its wells.\n\nThen it <b>mended</b> them."
MEAN = "import pandas as pd\n\nvalues = pd.Series([1, 2, 6])\naverage = values.mean()"


@pytest.fixture(scope="session")
def small_course_folder(tmp_path_factory):
    """The fixture course (a choice with a hidden check, a code exercise, a text) as a folder of its own."""

    made = once(tmp_path_factory, "sources", lambda place: fixture_course.make(place / "course"))
    return made / "course"


@pytest.fixture
def small_course(small_course_folder, monkeypatch):
    """The same, made the course that ``localsdg`` reads, here and in child processes."""
    monkeypatch.setenv("LOCALSDG_COURSE", str(small_course_folder))
    return small_course_folder


class Maker:
    """Makes hand-ins from the released notebook."""

    def __init__(self, course):
        self.blank = json.loads(notebooks.notebook_text(NAME, course))

    def by_page(self, answers=(), code=None, text=None):
        """As the page's *Download my work* makes it: bundles, no execution counts, nothing was run."""
        notebook = self._with_sources(code, text)
        for slug, answer in {CHOICE: None, **dict(answers)}.items():  # unanswered ones are there as null
            shown = {"output_type": "display_data", "metadata": {}, "data": bundle(slug, answer, "kept")}
            self.cell(notebook, f"{slug}-answer")["outputs"] = [shown]
        return notebook

    def by_lab(self, answers=(), code=None, text=None):
        """As JupyterLab saves it after *Run All*: widget views, bundles, counts, old feedback, warnings."""
        notebook = self.by_page(answers, code, text)
        view = {"model_id": "4f1c", "version_major": 2, "version_minor": 1}
        for count, cell in enumerate(cell for cell in notebook["cells"] if cell["cell_type"] == "code"):
            cell["execution_count"] = count + 1
            cell["metadata"]["execution"] = {"iopub.status.busy": "2026-11-01T10:00:00Z"}
            widget = {"application/vnd.jupyter.widget-view+json": view, "text/plain": "Exercise"}
            cell["outputs"] = [
                {"output_type": "stream", "name": "stderr", "text": ["Warning: old\n", "version\n"]},
                {"output_type": "display_data", "metadata": {}, "data": widget},
                *cell["outputs"],
                {"output_type": "execute_result", "execution_count": count + 1, "metadata": {},
                 "data": {"text/plain": ["99"], "text/html": "<script>alert(1)</script>"}},
            ]  # fmt: skip
        notebook["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
        notebook["metadata"]["language_info"] = {"name": "python", "version": "3.12.1"}
        return notebook

    def _with_sources(self, code, text):
        notebook = copy.deepcopy(self.blank)
        if code is not None:
            self.cell(notebook, f"{CODE}-answer")["source"] = code.splitlines(keepends=True)
        if text is not None:
            self.cell(notebook, TEXT)["source"] = text
        return notebook

    @staticmethod
    def cell(notebook, grade_id):
        return next(
            cell
            for cell in notebook["cells"]
            if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
        )


@pytest.fixture
def maker(small_course):
    return Maker(small_course)


@pytest.fixture
def plan_maker(plan_sources):  # noqa: F811
    return Maker(plan_sources)


@pytest.fixture
def hand_in(tmp_path):
    """``hand_in(learner, notebook)`` writes ``in/<learner>/<assignment>.ipynb``; gives the folder ``in``."""

    def write(learner, notebook):
        path = tmp_path / "in" / learner / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        data = notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode()
        path.write_bytes(data)
        return tmp_path / "in"

    return write


@pytest.fixture(scope="session")
def prepared_course(small_course_folder, tmp_path_factory):
    """An empty course folder made once (nbgrader takes seconds); tests copy it."""
    from autograder.nbgrader.assignments import prepare
    from autograder.store.course_folder import CourseFolder

    def make(place):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("LOCALSDG_COURSE", str(small_course_folder))
            prepare(CourseFolder(place / "course"))

    return once(tmp_path_factory, "prepared", make) / "course"


@pytest.fixture
def folder(prepared_course, small_course, tmp_path):
    """A prepared course folder of this test's own."""
    from autograder.store.course_folder import CourseFolder

    shutil.copytree(prepared_course, tmp_path / "course")
    return CourseFolder(tmp_path / "course")


@pytest.fixture
def graded(folder):
    """``graded(input, ...)`` grades and gives ``{learner: outcome}`` of all hand-ins as they are then."""

    def run(*inputs, **options):
        return {outcome.learner: outcome for outcome in grade_all(inputs, folder, **options)}

    return run


def grade_all(inputs, folder, **options):
    """Grade; the outcomes of all hand-ins of the course as they are then."""
    from autograder.run.grade import Options, grade
    from autograder.store.results import current

    for _ in grade(inputs, folder, Options(**options)):
        pass
    return [outcome for outcome, _ in current(folder)]


@pytest.fixture(scope="session")
def small_class(small_course_folder, tmp_path_factory):
    """A folder with 24 hand-ins of the small course: widgets, code, texts for a person, broken files."""
    return (
        once(tmp_path_factory, "class", lambda place: fill_class(place / "in", Maker(small_course_folder)))
        / "in"
    )


def fill_class(folder, maker):
    slow = "import time\n\ntime.sleep(0.05)\n" + MEAN
    kinds = [
        maker.by_page({CHOICE: HALF}),
        maker.by_lab({CHOICE: RIGHT}, code=MEAN),
        maker.by_page({CHOICE: RIGHT}, text=STORY),
        "cut off",
        maker.by_lab(code=slow, text=STORY),
        maker.by_page({CHOICE: {"answers": {}}}, code="average = 1 / 0"),
    ]
    for number in range(24):
        notebook = kinds[number % len(kinds)]
        text = '{"cells": [' if notebook == "cut off" else json.dumps(notebook)
        path = folder / f"learner-{number:02}" / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(text)


@pytest.fixture(scope="session")
def undisturbed(small_class, small_course_folder, prepared_course, tmp_path_factory):
    """The class graded when nothing happens: ``folder``, what is ``recorded`` of it, ``seconds`` it took."""
    from autograder.store.course_folder import CourseFolder

    def make(place):
        shutil.copytree(prepared_course, place / "course")
        course = {"LOCALSDG_COURSE": str(small_course_folder)}
        ran = faults.Grader("grade", small_class, "--course", "course", "--workers", 1, cwd=place, **course)
        ran.ends()
        (place / "seconds").write_text(str(ran.seconds))

    place = once(tmp_path_factory, "undisturbed", make)
    folder = CourseFolder(place / "course")
    seconds = float((place / "seconds").read_text())
    return SimpleNamespace(folder=folder, recorded=faults.recorded(folder), seconds=seconds)


def grader(source, place, workers=1, **environment):
    """``autograder grade SOURCE --course course`` as a process of its own in the folder ``place``."""
    return faults.Grader(
        "grade", source, "--course", "course", "--workers", workers, cwd=place, **environment
    )


def wait_for_a_grade(place, seconds=60):
    """Wait until the first hand-in is graded."""
    end = time.monotonic() + seconds
    while not any((place / "course" / "autograded").glob("*/*/*.ipynb")):
        assert time.monotonic() < end, "no hand-in was graded"
        time.sleep(0.01)


def is_as_undisturbed(place, undisturbed):
    """Assert that ``place/course`` holds what an undisturbed run records, and that nothing is left over."""
    from autograder.reports import status
    from autograder.store.course_folder import CourseFolder
    from autograder.store.ledger import auditing

    folder = CourseFolder(place / "course")
    assert faults.differences(undisturbed.recorded, faults.recorded(folder)) == {}
    assert auditing.audit(folder).problems == []
    found = status.of(folder)
    assert (found["waiting"], found["graders"]) == (0, [])
    assert faults.nothing_runs(place / "temporary") == []
    assert list(folder.root.rglob(".writing-*")) == []


# ---- What came of it ------------------------------------------------------------------------


def scores(outcome):
    return {exercise.id: exercise.score for exercise in outcome.exercises}


def statuses(outcome):
    return {exercise.id: exercise.status for exercise in outcome.exercises}


def by_hand(folder, learner, points, comment=None):
    """What formgrader does when a person gives points."""
    from autograder.store import nbgrader_book

    with nbgrader_book.opened(folder.url) as book:
        grade = book.find_grade(TEXT, NAME, NAME, learner)
        grade.manual_score, grade.needs_manual_grade = points, False
        if comment:
            book.find_comment(TEXT, NAME, NAME, learner).manual_comment = comment
        book.db.commit()


# ---- The real course ------------------------------------------------------------------------


@pytest.fixture(scope="session")
def real_course(tmp_path_factory):
    """The real course as a prepared course folder (kept as it is; tests copy it)."""
    from autograder.nbgrader.assignments import prepare
    from autograder.store.course_folder import CourseFolder

    def make(place):
        with pytest.MonkeyPatch.context() as patch:
            patch.delenv("LOCALSDG_COURSE", raising=False)
            prepare(CourseFolder(place / "course"))

    return once(tmp_path_factory, "real", make) / "course"


def sample_hand_ins(blank, kinds):
    """``[(notebook, {exercise: sample}), ...]``: every sample of every exercise of the real course once.

    The i-th hand-in answers each exercise by its i-th sample. A code sample becomes code that assigns
    its variables; those that no code could give (no dict, names that are none) are left unanswered.
    """
    folders = {slug: sorted((CHECKOUT / "exercises" / slug / "samples").glob("*.json")) for slug in kinds}
    samples = {slug: [json.loads(path.read_text()) for path in paths] for slug, paths in folders.items()}
    made = []
    for place in range(max(map(len, samples.values()))):
        notebook, answered = copy.deepcopy(blank), {}
        for slug, kind in kinds.items():
            if place < len(samples[slug]) and _put(notebook, slug, kind, samples[slug][place]["answer"]):
                answered[slug] = samples[slug][place]
        made.append((notebook, answered))
    return made


def _put(notebook, slug, kind, answer):
    if kind == "text":
        if not isinstance(answer, dict) or not isinstance(answer.get("text"), str):
            return False
        Maker.cell(notebook, slug)["source"] = answer["text"]
    elif kind == "code":
        variables = answer.get("variables") if isinstance(answer, dict) else None
        if not isinstance(variables, dict) or not variables:
            return False
        Maker.cell(notebook, f"{slug}-answer")["source"] = f"globals().update({variables!r})"
    else:
        shown = {"output_type": "display_data", "metadata": {}, "data": bundle(slug, answer, "kept")}
        Maker.cell(notebook, f"{slug}-answer")["outputs"] = [shown]
    return True


@pytest.fixture(scope="session")
def teaching_book(tmp_path_factory):
    """A small course for those who teach, built in all editions: its folder ``_build``."""

    def make(course):
        small_book.add_for_teachers(small_book.make(course))
        for arguments in ((), ("--edition", "trainer"), ("--edition", "graded"), ()):
            done = small_book.build(course, *arguments)
            assert done.returncode == 0, done.stdout + done.stderr
        assert "Nothing has changed" in done.stdout  # one edition does not undo the other

    return once(tmp_path_factory, "teaching", make) / "_build"
