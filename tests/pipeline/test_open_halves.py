"""Own words in a hand-in: the cell in which a person reads them, and who is made to read them."""

import json
import shutil

import fixture_course
import pytest
from click.testing import CliRunner
from jupyter_server_process import nbgrader

from autograder import cli, open_halves
from autograder.errors import CourseFolderError
from autograder.nbgrader.assignments import prepare
from autograder.store import gradebook
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import auditing
from autograder.store.results import current
from localsdg_build.release import notebooks

from .conftest import CHOICE, NAME, RIGHT, STORY, TEXT, Maker, grade_all, scores, statuses

PLAN, HALF = "own-plan", "own-plan-open"
CLOSED = 5 + 3 + 2  # points of the choice, the code, the table
WORDS = [
    {"id": "first", "who": "council", "what": "Mend <b>two</b> wells", "why": "They are dry"},
    {"id": "second", "who": "region", "what": "", "why": "# Money\n\n```"},
]
ANSWER = {"rows": WORDS, "rating": {"clear": "good", "near": ["x"], "gone": "good"}}
WRITTEN = "Mend <b>two</b> wells\n\nThey are dry\n\n# Money\n\n```"


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    return fixture_course.add_own_plan(fixture_course.make(tmp_path_factory.mktemp("sources") / "course"))


@pytest.fixture(scope="module")
def unread(sources, tmp_path_factory):
    """A prepared course folder that says nothing of own words."""
    root = tmp_path_factory.mktemp("unread") / "course"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOCALSDG_COURSE", str(sources))
        prepare(CourseFolder(root))
    return root


@pytest.fixture
def course(unread, sources, tmp_path, monkeypatch):
    monkeypatch.setenv("LOCALSDG_COURSE", str(sources))
    shutil.copytree(unread, tmp_path / "course")
    return CourseFolder(tmp_path / "course")


@pytest.fixture
def makes(sources):
    return Maker(sources)


def reads(course, which):
    course.settings.write_text(f"open: {which}\n")
    prepare(course)


def regraded(course, *arguments):
    ran = CliRunner().invoke(
        cli.main, ["regrade", *arguments, "--workers", "0", "--course", str(course.root)]
    )
    assert ran.exit_code == 0, ran.output
    return has(course)


def has(course):
    return {outcome.learner: outcome for outcome, _ in current(course)}


def maxima(course):
    """What nbgrader's gradebook and the release say that each cell is worth."""
    with gradebook.opened(course.url) as book:
        in_book = {cell.name: cell.max_score for cell in book.find_notebook(NAME, NAME).grade_cells}
    assert in_book == {one.id: one.points for one in course.assignments()[NAME].exercises}
    return in_book


def in_book(course, learner, name):
    with gradebook.opened(course.url) as book:
        grade = book.find_grade(name, NAME, NAME, learner)
        return grade.score, grade.max_score, bool(grade.needs_manual_grade)


def cell_of(course, learner, name):
    return Maker.cell(json.loads(course.autograded(learner, NAME).read_text()), name)


# ---- What is released ---------------------------------------------------------------------------------


def test_a_released_open_half_is_worth_no_points_and_says_what_it_is_for(sources):
    cells = {cell.id: cell for cell in notebooks.notebook(NAME, sources).cells}
    half, prompt = cells[HALF], cells[f"{PLAN}-prompt"].source
    marks = half.metadata.nbgrader
    assert (half.cell_type, marks.grade, marks.solution, marks.points) == ("markdown", True, True, 0)
    assert "Only a person gives points" in half.source and "when your work is handed in" in half.source
    assert "| Clear | 0 | Hard to follow. |" in prompt and "*2 points" in prompt
    assert (
        cells[TEXT].metadata.nbgrader.points == 0
        and "no machine gives points" in cells[f"{TEXT}-prompt"].source
    )
    assert f"{CHOICE}-open" not in cells


@pytest.mark.parametrize(
    ("which", "points"),
    [
        ("capstones", (0, 4)),
        ("", (0, 4)),
        ("all", (6, 4)),
        ("none", (0, 0)),
        ("[]", (0, 0)),
        (f"[{PLAN}]", (6, 0)),
    ],
)
def test_the_course_folder_says_who_is_read(course, which, points):
    reads(course, which)
    assert (maxima(course)[HALF], maxima(course)[TEXT]) == points
    assert maxima(course)[PLAN] == 2


@pytest.mark.parametrize(
    ("which", "told"),
    [
        ("some", "open is 'some'. Write capstones, all, none, or a list"),
        ("{a: b}", "Write capstones"),
        (
            "[own-pla]",
            "own-pla in open is no exercise with own words that a person could read. Did you mean own-plan?",
        ),
        (f"[{CHOICE}]", f"{CHOICE} in open is no exercise"),
        ("[[own-plan]]", "a list is not understood here"),
    ],
)
def test_a_setting_that_says_nothing_is_told(course, which, told):
    with pytest.raises(CourseFolderError) as caught:
        reads(course, which)
    assert told in str(caught.value) and "course.yml" in str(caught.value)


def test_of_the_real_course_the_two_capstones_are_read(tmp_path, monkeypatch):
    monkeypatch.delenv("LOCALSDG_COURSE", raising=False)
    read = open_halves.read_by_people(tmp_path / "course.yml")
    assert read == {"advocacy-story", "capstone-session"}
    most = {
        "3-monitoring-reporting": ("advocacy-story", 12),
        "4-decentralized-cooperation": ("capstone-session", 16),
    }
    for name, (slug, points) in most.items():
        for asked, worth in ((read, points), ((), 0)):
            cells = notebooks.notebook(name, read=asked).cells
            assert next(cell for cell in cells if cell.id == slug).metadata.nbgrader.points == worth


# ---- Grading --------------------------------------------------------------------------------------------


def test_who_is_not_read_waits_for_nobody(course, makes, hand_in):
    """Without a word in course.yml a person reads the texts alone."""
    (found,) = grade_all([hand_in("amina", makes.by_page({PLAN: ANSWER}, text=STORY))], course)
    assert statuses(found)[HALF] == "graded" and scores(found)[HALF] == 0 and scores(found)[PLAN] == 2
    assert statuses(found)[TEXT] == "needs_human"
    assert found.max_score == CLOSED + 4  # and the text that is read
    assert in_book(course, "amina", HALF) == (0, 0, False)
    assert auditing.audit(course).problems == []


def test_who_is_read_waits_for_a_person_with_the_words_in_the_cell(course, makes, hand_in):
    reads(course, "all")
    hand_in("amina", makes.by_page({PLAN: ANSWER}))
    source = hand_in("boris", makes.by_page({PLAN: {"rows": [{"id": "first", "who": "council"}]}}))
    found = {one.learner: one for one in grade_all([source], course)}
    amina, boris = found["amina"], found["boris"]
    assert (statuses(amina)[HALF], scores(amina)[PLAN]) == ("needs_human", 2)
    assert amina.max_score == CLOSED + 6 + 4
    assert (statuses(boris)[HALF], scores(boris)[HALF]) == ("graded", 0)  # nothing was written
    assert in_book(course, "amina", HALF) == (0, 6, True) and in_book(course, "boris", HALF) == (0, 6, False)
    shown = cell_of(course, "amina", HALF)["source"]
    assert "Mend &lt;b>two&lt;/b> wells\n\nThey are dry" in shown
    assert shown.endswith("**Your own judgement**\n\n- **Clear:** A reader follows it.")
    blank = Maker.cell(json.loads(course.releases()[0].read_text()), HALF)
    assert cell_of(course, "boris", HALF)["source"] == blank["source"]  # its checksum says: unchanged
    assert cell_of(course, "amina", HALF)["metadata"] == blank["metadata"]


def test_points_come_only_from_a_person_and_stay(course, makes, hand_in):
    reads(course, "all")
    grade_all([hand_in("amina", makes.by_page({PLAN: ANSWER}))], course)
    ran = CliRunner().invoke(
        cli.main, ["override", "amina", HALF, "5", "--because", "Read it.", "--course", str(course.root)]
    )
    assert ran.exit_code == 0, ran.output
    assert scores(has(course)["amina"])[HALF] == 5 and in_book(course, "amina", HALF) == (5, 6, False)
    other = {**ANSWER, "rating": {"near": "good"}}  # to judge one's words anew is no other answer
    grade_all([hand_in("amina", makes.by_page({PLAN: other}))], course)
    assert scores(has(course)["amina"])[HALF] == 5
    changed = {"rows": [{**WORDS[0], "why": "Other words"}, WORDS[1]]}
    grade_all([hand_in("amina", makes.by_page({PLAN: changed}))], course)
    assert statuses(has(course)["amina"])[HALF] == "needs_human"
    grade_all([hand_in("amina", makes.by_page({PLAN: ANSWER}))], course)
    assert scores(has(course)["amina"])[HALF] == 5
    assert auditing.audit(course).problems == []


def test_the_setting_may_change_afterwards(course, makes, hand_in):
    grade_all([hand_in("amina", makes.by_page({PLAN: ANSWER}))], course)
    reads(course, "all")
    found = regraded(course, "--changed")["amina"]
    assert statuses(found)[HALF] == "needs_human" and found.max_score == CLOSED + 10
    assert in_book(course, "amina", HALF) == (0, 6, True)
    reads(course, "none")
    found = regraded(course, "--changed")["amina"]
    assert (statuses(found)[HALF], found.max_score, found.status) == ("graded", CLOSED, "graded")
    assert auditing.audit(course).problems == []


@pytest.mark.filterwarnings("ignore:Object of type .* not in session:sqlalchemy.exc.SAWarning")
@pytest.mark.parametrize(("which", "points"), [("all", (0, 6, True)), ("none", (0, 0, False))])
def test_nbgrader_autograde_does_the_same(course, makes, which, points):
    reads(course, which)
    path = course.submitted("amina", NAME)
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(makes.by_lab({PLAN: ANSWER})), encoding="utf-8")
    nbgrader("autograde", NAME, "--create", cwd=course.root)
    assert in_book(course, "amina", HALF) == points
    assert "They are dry" in cell_of(course, "amina", HALF)["source"]
    nbgrader("generate_feedback", NAME, cwd=course.root)
    page = (course.root / "feedback" / "amina" / NAME / f"{NAME}.html").read_text(encoding="utf-8")
    assert "They are dry" in page and "Your own judgement" in page and "<b>two</b>" not in page
    assert auditing.audit(course).problems == []


# ---- The cell itself ----------------------------------------------------------------------------------


def test_what_is_typed_into_the_cell_is_not_lost(course, makes, hand_in):
    """After the words of the exercise, or in their place; a text that stands there already is not doubled."""
    reads(course, "all")
    typed = {"amina": "And <i>more</i>.", "boris": "All of it.", "carla": "They are dry"}
    for learner, text in typed.items():
        notebook = makes.by_page({PLAN: {"rows": []} if learner == "boris" else ANSWER})
        Maker.cell(notebook, HALF)["source"] = text
        source = hand_in(learner, notebook)
    grade_all([source], course)
    kept = {outcome.learner: entry.answers[HALF]["text"] for outcome, entry in current(course)}
    assert kept == {"amina": f"{WRITTEN}\n\nAnd <i>more</i>.", "boris": "All of it.", "carla": WRITTEN}
    assert {statuses(found)[HALF] for found in has(course).values()} == {"needs_human"}
    assert "And &lt;i>more&lt;/i>." in cell_of(course, "amina", HALF)["source"]


def test_a_file_from_before_has_no_such_cell_and_is_read_all_the_same(course, makes, hand_in):
    reads(course, "all")
    notebook = makes.by_lab({PLAN: ANSWER, CHOICE: RIGHT})
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] != HALF]
    (found,) = grade_all([hand_in("amina", notebook)], course)
    assert statuses(found)[HALF] == "needs_human" and scores(found)[CHOICE] == 5
    assert "They are dry" in cell_of(course, "amina", HALF)["source"]


@pytest.mark.parametrize("is_without_ids", [False, True])
def test_where_a_program_took_the_marks_away_the_words_are_found(course, makes, hand_in, is_without_ids):
    reads(course, "all")
    notebook = makes.by_page({PLAN: ANSWER})
    typed = Maker.cell(notebook, HALF)
    if not is_without_ids:
        typed["source"] = "And more."
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        if is_without_ids:
            del cell["id"]
    (found,) = grade_all([hand_in("amina", notebook)], course)
    assert statuses(found)[HALF] == "needs_human" and scores(found)[PLAN] == 2
    shown = cell_of(course, "amina", HALF)["source"]
    assert "They are dry" in shown and ("And more." in shown) != is_without_ids


def test_words_of_an_exercise_that_was_lost_are_not_zero(course, makes, hand_in):
    reads(course, "all")
    notebook = makes.by_lab({CHOICE: RIGHT})
    notebook["cells"] = [cell for cell in notebook["cells"] if not cell["id"].startswith(PLAN)]
    (found,) = grade_all([hand_in("amina", notebook)], course)
    assert statuses(found)[HALF] == statuses(found)[PLAN] == "ungraded"
    reads(course, "none")
    assert statuses(regraded(course, "--changed")["amina"])[HALF] == "graded"


@pytest.mark.parametrize(
    "answer",
    [
        {"rows": WORDS, "rating": value}
        for value in (
            None,
            5,
            "good",
            [],
            ["clear"],
            {"clear": {}},
            {"clear": None, "near": 3},
            {"clear": ["good"]},
        )
    ]
    + [
        {"rating": {"clear": "good"}},
        {"rows": {"a": 1}},
        {"rows": [{"what": ["x"], "why": {"y": 1}}, "z"]},
        [1],
        "x",
    ],
)
def test_any_rating_and_any_words_are_read(course, makes, hand_in, answer):
    reads(course, "all")
    (found,) = grade_all([hand_in("amina", makes.by_page({PLAN: answer}))], course)
    has_words = isinstance(answer, dict) and answer.get("rows") == WORDS
    assert statuses(found)[HALF] == ("needs_human" if has_words else "graded")
    shown = cell_of(course, "amina", HALF)["source"]
    assert "own judgement" not in shown and ("They are dry" in shown) == has_words


def test_words_too_large_are_refused_as_any_answer(course, makes, hand_in):
    reads(course, "all")
    large = {"rows": [{"id": "first", "what": "x" * 1_100_000}]}
    (found,) = grade_all([hand_in("amina", makes.by_page({PLAN: large}))], course)
    assert statuses(found)[HALF] == statuses(found)[PLAN] == "ungraded"
    typed = makes.by_page({PLAN: ANSWER})
    Maker.cell(typed, HALF)["source"] = "x" * 1_100_000
    (found,) = grade_all([hand_in("amina", typed)], course)
    assert statuses(found)[HALF] == "ungraded" and scores(found)[PLAN] == 2


def test_nobody_gives_points_where_nobody_reads(course, makes, hand_in):
    grade_all([hand_in("amina", makes.by_page({PLAN: ANSWER}))], course)
    ran = CliRunner().invoke(
        cli.main, ["override", "amina", HALF, "5", "--because", "x", "--course", str(course.root)]
    )
    assert ran.exit_code == 1 and f"write {PLAN} into open: in course.yml" in ran.output


# ---- Older course folders -------------------------------------------------------------------------


def test_a_folder_with_grades_gets_the_cells_of_open_halves(sources, hand_in, tmp_path, monkeypatch):
    """As when the course is renewed in the middle of a term; what stands in the folder goes on."""
    before = fixture_course.add_own_plan(fixture_course.make(tmp_path / "sources"), rubric=False)
    monkeypatch.setenv("LOCALSDG_COURSE", str(before))
    course = CourseFolder(tmp_path / "course")
    prepare(course)
    amina = hand_in("amina", Maker(before).by_page({PLAN: ANSWER}, text=STORY))
    assert HALF not in scores(grade_all([amina], course)[0])
    monkeypatch.setenv("LOCALSDG_COURSE", str(sources))
    course.settings.write_text("open: all\n")
    prepare(course)
    assert auditing.audit(course).problems == [] and HALF not in scores(has(course)["amina"])
    assert maxima(course)[HALF] == 6 and in_book(course, "amina", HALF) == (0, 6, False)
    found = regraded(course, "--changed")["amina"]
    assert statuses(found)[HALF] == "needs_human" and in_book(course, "amina", HALF) == (0, 6, True)
    with gradebook.opened(course.url) as book:
        assert book.find_comment(HALF, NAME, NAME, "amina").manual_comment is None
    assert auditing.audit(course).problems == []
