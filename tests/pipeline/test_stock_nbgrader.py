"""Stock nbgrader on the same course folder: the same scores, its feedback, its screen for grading by hand."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import accessibility
import pytest
import stock_kernel
from jupyter_server_process import formgrader_is_ready, nbgrader, serving

from autograder.reports import feedback
from autograder.store.course_folder import CourseFolder
from autograder.store.results import current

from .conftest import CHECKOUT, CHOICE, CODE, HALF, MEAN, NAME, RIGHT, TEXT, grade_all

STORY = "Our town counted its wells, and <script>document.title = 'owned'</script> mended them."


def cells_of_gradebook(path):
    """``{(learner, exercise): (score, must a person grade it?)}``."""
    with closing(sqlite3.connect(path)) as database, database:
        rows = database.execute(
            "select submitted_assignment.student_id, base_cell.name, auto_score, needs_manual_grade"
            " from grade join base_cell on base_cell.id = cell_id"
            " join submitted_notebook on submitted_notebook.id = grade.notebook_id"
            " join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id"
        )
        return {(learner, name): (score, bool(manual)) for learner, name, score, manual in rows}


def _is_graded(cell):
    return cell["metadata"].get("nbgrader", {}).get("grade", False)


def check_outputs(path):
    """What the check cells of an autograded copy show: ``[outputs, ...]``."""
    cells = json.loads(path.read_text())["cells"]
    graded = [cell for cell in cells if cell["cell_type"] == "code" and _is_graded(cell)]
    return [
        ["".join(output["data"][kind]) for output in cell["outputs"] for kind in ("text/plain", "text/html")]
        for cell in graded
    ]


@pytest.fixture
def cohort(maker, hand_in):
    """Honest hand-ins of both makers: full, partial, wrong, failing, empty, copied cells, an odd name."""
    copied = maker.by_lab({CHOICE: HALF}, code="average = 3", text=STORY)
    copied["cells"].insert(4, json.loads(json.dumps(maker.cell(copied, CHOICE))))
    note = {"id": "x", "cell_type": "markdown", "metadata": {}, "source": "<b>My</b> note"}
    copied["cells"].append(note)
    copied["cells"].append(json.loads(json.dumps(maker.cell(copied, f"{CODE}-answer"))))
    hand_in("page-full", maker.by_page({CHOICE: RIGHT}, code=MEAN, text=STORY))
    hand_in("lab-full", maker.by_lab({CHOICE: RIGHT}, code=MEAN, text=STORY))
    hand_in("page-half", maker.by_page({CHOICE: HALF}))
    hand_in("lab-half", maker.by_lab({CHOICE: HALF}, code="average = 'three'"))
    hand_in("lab-warns", maker.by_lab({}, code=MEAN + "\nimport sys; print('old', file=sys.stderr)"))
    hand_in("lab-fails", maker.by_lab({CHOICE: [1]}, code="average = 3\n1 / 0"))
    hand_in("copied", copied)
    return hand_in("blank José", maker.blank)


@pytest.mark.sandbox
@pytest.mark.parametrize("runs_in", ["a kernel", "the sandbox"])
def test_nbgrader_autograde_writes_the_same_scores(cohort, folder, prepared_course, tmp_path, runs_in):
    outcomes = grade_all([cohort], folder)
    waiting = {outcome.learner for outcome in outcomes if outcome.status == "needs_human"}
    assert waiting == {"page-full", "lab-full", "copied"}  # who has written a text
    stock = tmp_path / "stock"
    shutil.copytree(prepared_course, stock)
    shutil.copytree(folder.root / "submitted", stock / "submitted", dirs_exist_ok=True)
    if runs_in == "a kernel":
        stock_kernel.use(stock)
    nbgrader("autograde", NAME, cwd=stock)

    ours, theirs = cells_of_gradebook(folder.gradebook), cells_of_gradebook(stock / "gradebook.db")
    assert len(ours) == 24 and ours == theirs
    assert {score for (_, name), (score, _) in ours.items() if name == CHOICE} == {0, 3, 5}
    assert {score for (_, name), (score, _) in ours.items() if name == CODE} == {0, 3}
    texts = {learner: value for (learner, name), value in ours.items() if name == TEXT}
    assert {learner for learner, value in texts.items() if value == (None, True)} == waiting
    assert {value for learner, value in texts.items() if learner not in waiting} == {(0, False)}
    for outcome in outcomes:
        copy = Path("autograded", outcome.learner, NAME, f"{NAME}.ipynb")
        assert check_outputs(folder.root / copy) == check_outputs(stock / copy)

    # The course folder that stock nbgrader graded is one that autograder goes on with, and the reverse.
    again = {outcome.learner: outcome.score for outcome in grade_all([stock], CourseFolder(stock))}
    assert again == {outcome.learner: outcome.score for outcome in outcomes}
    assert cells_of_gradebook(stock / "gradebook.db") == ours


@pytest.mark.sandbox
def test_stock_feedback_shows_the_scores_and_runs_nothing_of_the_learners(maker, hand_in, folder):
    grade_all([hand_in("amina", maker.by_lab({CHOICE: HALF}, code=MEAN, text=STORY))], folder)
    nbgrader("generate_feedback", NAME, cwd=folder.root)
    page = (folder.root / "feedback" / "amina" / NAME / f"{NAME}.html").read_text()
    assert "Score: 6.0 / 12.0" in page
    assert "More than" not in page and "That is a &lt;b&gt;city's&lt;/b&gt; review. (0 / 2)" in page
    assert "&lt;script&gt;document.title" in page and "<script>document.title" not in page


# ---- Formgrader in a browser ----------------------------------------------------------------


@pytest.fixture
def jupyter(folder):
    """A Jupyter server in the course folder; gives its address."""
    with serving(folder.root) as address:
        yield address


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def test_axe_finds_nothing_on_a_feedback_page(maker, hand_in, folder, page):
    from localsdg_build import vendor

    grade_all([hand_in("amina", maker.by_page({CHOICE: HALF}, text=STORY))], folder)
    (path,) = feedback.write_all(folder)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(path.as_uri())
    assert asked == [path.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    axe = vendor.ensure_for_tests(CHECKOUT) / "axe-core" / "axe.min.js"
    assert accessibility.findings_light_and_dark(page, axe) == []


def _is_given(reply, points):
    """Whether Formgrader has taken these points."""
    is_grade = "/api/grade/" in reply.url and reply.request.method == "PUT" and reply.ok
    return is_grade and float(reply.request.post_data_json["manual_score"]) == points


def test_a_person_gives_points_in_formgrader_and_they_are_exported(maker, hand_in, folder, jupyter, page):
    source = hand_in("amina", maker.by_page({CHOICE: RIGHT}, text=STORY))
    assert [outcome.status for outcome in grade_all([source], folder)] == ["needs_human"]
    with closing(sqlite3.connect(folder.gradebook)) as database, database:
        ((submission,),) = database.execute("select id from submitted_notebook").fetchall()

    page.goto(f"{jupyter}/formgrader/gradebook/{NAME}/{NAME}")
    page.get_by_text("Submission #1").click()
    page.wait_for_url(f"**/formgrader/submissions/{submission}/**")
    formgrader_is_ready(page)
    shown = page.inner_text("body")
    assert "A reader follows it." in shown and "Hard to follow." in shown  # the rubric
    assert "Our town counted its wells" in shown and page.title() != "owned"
    assert "hidden_care" not in shown

    points, comment = page.locator("input.score").nth(2), page.locator("textarea.comment").last
    with page.expect_response(lambda reply: _is_given(reply, 3.5)):  # else it may come after the next
        points.fill("3.5")
        comment.fill("A reader follows it.")
    with page.expect_response(lambda reply: "/api/comment/" in reply.url and reply.ok):
        comment.blur()
    with page.expect_response(lambda reply: _is_given(reply, 3)):
        points.focus()
        points.fill("3")
        points.blur()

    ((outcome, _),) = current(folder)
    assert (outcome.status, outcome.score) == ("graded", 8)
    assert outcome.exercises[2].comment == "A reader follows it."
    assert [outcome.score for outcome in grade_all([source], folder)] == [8]
