"""The learner's notebook, the wheel and the zip: valid, the same twice, in order, nothing hidden inside."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import fixture_course
import nbformat
import pytest
import yaml
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.utils import compute_checksum, is_grade

from localsdg import course as sources
from localsdg.course import exercises
from localsdg_build import order
from localsdg_build.release import handing_in, notebooks, wheel, zips

CHECKOUT = Path(__file__).parents[2]
NAME = "3-monitoring-reporting"


@pytest.fixture(scope="module", params=["small", "real"])
def course(request, tmp_path_factory):
    return (
        CHECKOUT
        if request.param == "real"
        else fixture_course.make(tmp_path_factory.mktemp("course") / "course")
    )


@pytest.fixture(scope="module")
def small_course(tmp_path_factory):
    return fixture_course.make(tmp_path_factory.mktemp("course") / "course")


def names(course):
    return list(order.assignments(course))


def grade_ids(notebook):
    return [cell.metadata.nbgrader.grade_id for cell in notebook.cells if "nbgrader" in cell.metadata]


def test_every_assignment_is_written_where_graders_look(course, tmp_path):
    paths = notebooks.release_all(tmp_path, course)
    written = [path.relative_to(tmp_path).as_posix() for path in paths]
    assert written == [f"{n}/{n}.ipynb" for n in names(course)]
    assert NAME in names(course)


def test_the_notebook_is_valid_for_jupyter_and_nbgrader(course):
    for name in names(course):
        notebook = nbformat.reads(notebooks.notebook_text(name, course), as_version=nbformat.NO_CONVERT)
        assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
        nbformat.validate(notebook)
        MetadataValidator().validate_nb(notebook)
        for cell in notebook.cells:
            if "nbgrader" in cell.metadata:
                MetadataValidator().validate_cell(cell)
                assert cell.metadata.nbgrader.checksum == compute_checksum(cell)


def test_the_same_sources_give_the_same_bytes(small_course, tmp_path):
    (first,) = notebooks.release_all(tmp_path / "1", small_course)
    (second,) = notebooks.release_all(tmp_path / "2", fixture_course.make(tmp_path / "moved"))
    assert first.read_bytes() == second.read_bytes()
    assert wheel.build_wheel(tmp_path / "1", small_course).read_bytes() == (
        wheel.build_wheel(tmp_path / "2", small_course).read_bytes()
    )


def test_the_version_changes_with_the_content(tmp_path):
    folder = fixture_course.make(tmp_path / "course")
    before = notebooks.notebook(NAME, folder).metadata.localsdg
    words = folder / "exercises" / "a-mean" / "en.md"
    words.write_text(words.read_text() + "\nOne more line.\n")
    exercises._exercise.cache_clear()
    after = notebooks.notebook(NAME, folder).metadata.localsdg
    assert before.version != after.version
    assert (before.assignment, before.language) == (after.assignment, after.language) == (NAME, "en")


def test_points_are_those_of_the_exercises(course):
    for name, module in order.assignments(course).items():
        cells = notebooks.notebook(name, course).cells
        graded = {cell.id: cell.metadata.nbgrader.points for cell in cells if is_grade(cell)}
        halves = {}
        for slug in order.exercises_of(course, module):
            spec = sources.exercise(slug, course=course)
            assert graded.pop(slug) == spec["points"]
            if spec["rubric"] and spec["kind"] != "text":
                halves[f"{slug}-open"] = 0
        assert graded == halves


def test_exercises_come_in_the_order_of_the_lessons(small_course):
    # the directive inside a longer fence only shows how to write it; short-story stands in no lesson
    assert order.exercises_of(small_course, NAME) == ["zz-who-reports", "a-mean", "short-story"]
    assert order.placed_exercises(small_course) == [
        ("zz-who-reports", NAME, "second"),
        ("a-mean", NAME, "first"),
    ]
    ids = ["zz-who-reports-answer", "zz-who-reports", "a-mean-answer", "a-mean", "short-story"]
    assert grade_ids(notebooks.notebook(NAME, small_course)) == ids
    headings = [c.source for c in notebooks.notebook(NAME, small_course).cells if c.id.startswith("lesson-")]
    assert headings == ["# The lesson read first", "# The other lesson"]


def test_cells_of_each_kind(small_course):
    cells = {cell.id: cell for cell in notebooks.notebook(NAME, small_course).cells}
    widget, check = cells["zz-who-reports-answer"], cells["zz-who-reports"]
    assert widget.source == 'from localsdg import exercise\nexercise("zz-who-reports")'
    assert widget.metadata.nbgrader.locked and not widget.metadata.nbgrader.solution
    assert check.source == 'from localsdg import grade\ngrade("zz-who-reports")'
    code = cells["a-mean-answer"]
    assert code.source == (small_course / "exercises/a-mean/starter.py").read_text().strip()
    assert code.metadata.nbgrader.solution and not code.metadata.nbgrader.locked
    assert cells["a-mean"].source.endswith('grade("a-mean", globals())')
    assert "pandas has mean()." in cells["a-mean-prompt"].source
    text = cells["short-story"]
    assert text.cell_type == "markdown" and text.metadata.nbgrader.solution and text.metadata.nbgrader.grade
    assert "| Clear \\| short | 0 | Hard to follow. |" in cells["short-story-prompt"].source
    assert "double-click" in cells["short-story-prompt"].source


def test_the_prompt_of_a_code_exercise_shows_the_tables_that_it_loads():
    prompt = next(
        cell.source
        for cell in notebooks.notebook(NAME, CHECKOUT).cells
        if cell.id == "survey-analysis-prompt"
    )
    assert "| `setting` | Urban or rural. | urban · urban · urban |" in prompt
    assert prompt.count("What is in the table") == 2 and "Shift+Enter" in prompt


def test_code_cells_are_the_same_in_every_language(course):
    """nbgrader overwrites locked cells with the gradebook's: they must hold no words."""
    for name in names(course):
        for cell in notebooks.notebook(name, course).cells:
            flags = cell.metadata.get("nbgrader", {})
            if flags.get("locked"):
                assert cell.source.isascii() and cell.source.count("\n") == 1


def hidden_strings(course):
    """Lines of hidden checks, of samples and of public checks that must not be in a released notebook."""
    for slug in sources.exercise_ids(course):
        folder = course / "exercises" / slug
        for path in (folder / "hidden_checks.py", folder / "checks.py"):
            if path.is_file():
                lines = {line.strip() for line in path.read_text(encoding="utf-8").splitlines()}
                yield from (line for line in lines if len(line) > 15 and not line.startswith("#"))
        for path in sorted((folder / "samples").glob("*.json")):
            sample = json.loads(path.read_text(encoding="utf-8"))
            if len(sample["about"]) > 15:
                yield sample["about"]
            if sample["answer"]:
                yield json.dumps(sample["answer"])


def own_words(metadata):
    """A cell's metadata without the format's words ("task", "code", "kind"): a question's id may be one."""
    theirs = [value for key, value in metadata.get("nbgrader", {}).items() if key != "cell_type"]
    ours = [value for key, value in metadata.get("localsdg", {}).items() if key != "kind"]
    return {**metadata, "nbgrader": theirs, "localsdg": ours}


def test_nothing_hidden_is_in_the_notebook(course):
    forbidden = list(hidden_strings(course))
    assert len(forbidden) > 10
    for name in names(course):
        notebook = notebooks.notebook(name, course)
        text = "\n".join(cell.source for cell in notebook.cells) + json.dumps(notebook)
        assert [string for string in forbidden if string in text] == []
        # (an id alone may also be the name of a variable that the prompt asks for)
        metadata = json.dumps([notebook.metadata, *[own_words(cell.metadata) for cell in notebook.cells]])
        for slug in sources.exercise_ids(course):
            settings = sources.read_yaml(course / "exercises" / slug / "exercise.yml")
            for check in [*settings["checks"], *(settings.get("hidden_checks") or [])]:
                assert f'"{check["id"]}"' not in metadata


def test_nothing_hidden_is_in_the_wheel(small_course, tmp_path):
    found = zipfile.ZipFile(wheel.build_wheel(tmp_path, small_course))
    inside = "\n".join(found.read(name).decode("utf-8", "replace") for name in found.namelist())
    assert "zz-who-reports" in inside and "single(" in inside
    for secret in ("zebra-crossing", "hidden_care", "Sentence of the hidden check", "sample-mark-giraffe"):
        assert secret not in inside
    settings = yaml.safe_load(found.read("localsdg/course/exercises/zz-who-reports/exercise.yml"))
    assert settings["points"] == 5 and "hidden_checks" not in settings


def test_the_real_wheel_holds_no_hidden_check_and_no_sample(tmp_path):
    inside = zipfile.ZipFile(wheel.build_wheel(tmp_path, CHECKOUT)).namelist()
    assert [name for name in inside if "hidden" in name or "samples" in name or "build.py" in name] == []
    assert [name for name in inside if name.startswith("localsdg/course/datasets/")]
    assert not [name for name in inside if "localsdg_build" in name or "autograder" in name]


def test_the_zip_installs_and_works_without_the_checkout(small_course, tmp_path):
    """Unpack, install the wheel as a learner does (without its dependencies, which are here), and check."""
    with zipfile.ZipFile(zips.build_zip(NAME, tmp_path, small_course)) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / NAME
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["README.txt", f"{NAME}.ipynb", wheel.wheel_name()]
    )
    readme = (folder / "README.txt").read_text(encoding="utf-8")
    assert wheel.wheel_name() in readme and "{" not in readme
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", "site"]
    subprocess.run([*pip, wheel.wheel_name()], cwd=folder, check=True, capture_output=True)
    code = (
        "import sys; sys.path.insert(0, 'site')\n"
        "import localsdg, localsdg.course, localsdg.judge, json\n"
        "assert 'site' in localsdg.__file__\n"
        "records = localsdg.judge.judge('zz-who-reports', {'answers': {'who': 'vnr', 'when': 9}})\n"
        "print(json.dumps([record['earned'] for record in records]))\n"
    )
    # -P and -I keep the checkout's own localsdg out of sight
    done = subprocess.run([sys.executable, "-I", "-c", code], cwd=folder, capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("[2, 0]", "")


def test_what_a_page_needs_to_hand_in(small_course):
    data = handing_in.page_data(NAME, small_course)
    assert [(e["slug"], e["kind"], e["page"]) for e in data["exercises"]] == [
        ("zz-who-reports", "choice", f"modules/{NAME}/second/en.html"),
        ("a-mean", "code", f"modules/{NAME}/first/en.html"),
        ("short-story", "text", ""),
    ]
    assert data["words"]["text_placeholder"] == notebooks.notebook(NAME, small_course).cells[-2].source


def test_each_language_leads_to_its_own_page_of_work(small_course, monkeypatch):
    """The course that a language is built from names that language's pages, not the English ones."""
    assert "work" not in handing_in.page_data(NAME, small_course)
    monkeypatch.setattr(handing_in.order, "pages", lambda course: ["book/zh-Hans/my-work"])
    assert handing_in.page_data(NAME, small_course, "zh-Hans")["work"] == "book/zh-Hans/my-work.html"


def test_long_and_odd_names_give_valid_cell_ids():
    ids = {notebooks.cell_id(name) for name in ("a" * 70, "a" * 71, "b c", "ü-answer", "a-b_C1")}
    assert len(ids) == 5 and "a-b_C1" in ids
    assert all(len(name) <= 64 and name.replace("-", "").replace("_", "").isalnum() for name in ids)
    assert all(name.isascii() for name in ids)
