"""Own words in a hand-in: the cell in which a person reads them, and who is made to read them."""

import json

import fixture_course
import pytest
from click.testing import CliRunner
from jupyter_server_process import nbgrader
from own_plan import ANSWER, CLOSED, HALF, PLAN, WORDS, cell_of, has, in_book, maxima, reads, regraded

from autograder import cli, open_halves
from autograder.errors import CourseFolderError
from autograder.nbgrader.assignments import prepare
from autograder.store import nbgrader_book
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import auditing
from localsdg_build import order
from localsdg_build.release import notebooks

from .conftest import CHECKOUT, CHOICE, NAME, STORY, TEXT, Maker, grade_all, scores, statuses

# ---- What is released ---------------------------------------------------------------------------------


def test_a_released_open_half_is_worth_no_points_and_says_what_it_is_for(plan_sources):
    cells = {cell.id: cell for cell in notebooks.notebook(NAME, plan_sources).cells}
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
def test_the_course_folder_says_who_is_read(plan_folder, which, points):
    reads(plan_folder, which)
    assert (maxima(plan_folder)[HALF], maxima(plan_folder)[TEXT]) == points
    assert maxima(plan_folder)[PLAN] == 2


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
def test_a_setting_that_says_nothing_is_told(plan_folder, which, told):
    with pytest.raises(CourseFolderError) as caught:
        reads(plan_folder, which)
    assert told in str(caught.value) and "course.yml" in str(caught.value)


def test_of_the_real_course_the_capstones_are_read(tmp_path, monkeypatch):
    monkeypatch.delenv("LOCALSDG_COURSE", raising=False)
    read = open_halves.read_by_people(tmp_path / "course.yml")
    dossiers = {f"dossier-{name}" for name in order.assignments(CHECKOUT)}
    assert read == {"advocacy-story", "capstone-session", *dossiers} and len(dossiers) == 4
    most = {
        "1-sdg-introduction": ("dossier-1-sdg-introduction", 12),
        "3-monitoring-reporting": ("advocacy-story", 12),
        "4-decentralized-cooperation": ("capstone-session", 16),
    }
    for name, (slug, points) in most.items():
        for asked, worth in ((read, points), ((), 0)):
            cells = notebooks.notebook(name, read=asked).cells
            assert next(cell for cell in cells if cell.id == slug).metadata.nbgrader.points == worth


# ---- Grading --------------------------------------------------------------------------------------------


def test_who_is_not_read_waits_for_nobody(plan_folder, plan_maker, hand_in):
    """Without a word in course.yml a person reads the texts alone."""
    (found,) = grade_all([hand_in("amina", plan_maker.by_page({PLAN: ANSWER}, text=STORY))], plan_folder)
    assert statuses(found)[HALF] == "graded" and scores(found)[HALF] == 0 and scores(found)[PLAN] == 2
    assert statuses(found)[TEXT] == "needs_human"
    assert found.max_score == CLOSED + 4  # and the text that is read
    assert in_book(plan_folder, "amina", HALF) == (0, 0, False)
    assert auditing.audit(plan_folder).problems == []


def test_who_is_read_waits_for_a_person_with_the_words_in_the_cell(plan_folder, plan_maker, hand_in):
    reads(plan_folder, "all")
    hand_in("amina", plan_maker.by_page({PLAN: ANSWER}))
    source = hand_in("boris", plan_maker.by_page({PLAN: {"rows": [{"id": "first", "who": "council"}]}}))
    found = {one.learner: one for one in grade_all([source], plan_folder)}
    amina, boris = found["amina"], found["boris"]
    assert (statuses(amina)[HALF], scores(amina)[PLAN]) == ("needs_human", 2)
    assert amina.max_score == CLOSED + 6 + 4
    assert (statuses(boris)[HALF], scores(boris)[HALF]) == ("graded", 0)  # nothing was written
    assert in_book(plan_folder, "amina", HALF) == (0, 6, True) and in_book(plan_folder, "boris", HALF) == (
        0,
        6,
        False,
    )
    shown = cell_of(plan_folder, "amina", HALF)["source"]
    assert "Mend &lt;b>two&lt;/b> wells\n\nThey are dry" in shown
    assert shown.endswith("**Your own judgement**\n\n- **Clear:** A reader follows it.")
    blank = Maker.cell(json.loads(plan_folder.releases()[0].read_text()), HALF)
    assert cell_of(plan_folder, "boris", HALF)["source"] == blank["source"]  # its checksum says: unchanged
    assert cell_of(plan_folder, "amina", HALF)["metadata"] == blank["metadata"]


def test_points_come_only_from_a_person_and_stay(plan_folder, plan_maker, hand_in):
    reads(plan_folder, "all")
    grade_all([hand_in("amina", plan_maker.by_page({PLAN: ANSWER}))], plan_folder)
    ran = CliRunner().invoke(
        cli.main, ["override", "amina", HALF, "5", "--because", "Read it.", "--course", str(plan_folder.root)]
    )
    assert ran.exit_code == 0, ran.output
    assert scores(has(plan_folder)["amina"])[HALF] == 5 and in_book(plan_folder, "amina", HALF) == (
        5,
        6,
        False,
    )
    other = {**ANSWER, "rating": {"near": "good"}}  # to judge one's words anew is no other answer
    grade_all([hand_in("amina", plan_maker.by_page({PLAN: other}))], plan_folder)
    assert scores(has(plan_folder)["amina"])[HALF] == 5
    changed = {"rows": [{**WORDS[0], "why": "Other words"}, WORDS[1]]}
    grade_all([hand_in("amina", plan_maker.by_page({PLAN: changed}))], plan_folder)
    assert statuses(has(plan_folder)["amina"])[HALF] == "needs_human"
    grade_all([hand_in("amina", plan_maker.by_page({PLAN: ANSWER}))], plan_folder)
    assert scores(has(plan_folder)["amina"])[HALF] == 5
    assert auditing.audit(plan_folder).problems == []


def test_the_setting_may_change_afterwards(plan_folder, plan_maker, hand_in):
    grade_all([hand_in("amina", plan_maker.by_page({PLAN: ANSWER}))], plan_folder)
    reads(plan_folder, "all")
    found = regraded(plan_folder, "--changed")["amina"]
    assert statuses(found)[HALF] == "needs_human" and found.max_score == CLOSED + 10
    assert in_book(plan_folder, "amina", HALF) == (0, 6, True)
    reads(plan_folder, "none")
    found = regraded(plan_folder, "--changed")["amina"]
    assert (statuses(found)[HALF], found.max_score, found.status) == ("graded", CLOSED, "graded")
    assert auditing.audit(plan_folder).problems == []


@pytest.mark.filterwarnings("ignore:Object of type .* not in session:sqlalchemy.exc.SAWarning")
@pytest.mark.parametrize(("which", "points"), [("all", (0, 6, True)), ("none", (0, 0, False))])
def test_nbgrader_autograde_does_the_same(plan_folder, plan_maker, which, points):
    reads(plan_folder, which)
    path = plan_folder.submitted("amina", NAME)
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(plan_maker.by_lab({PLAN: ANSWER})), encoding="utf-8")
    nbgrader("autograde", NAME, "--create", cwd=plan_folder.root)
    assert in_book(plan_folder, "amina", HALF) == points
    assert "They are dry" in cell_of(plan_folder, "amina", HALF)["source"]
    nbgrader("generate_feedback", NAME, cwd=plan_folder.root)
    page = (plan_folder.root / "feedback" / "amina" / NAME / f"{NAME}.html").read_text(encoding="utf-8")
    assert "They are dry" in page and "Your own judgement" in page and "<b>two</b>" not in page
    assert auditing.audit(plan_folder).problems == []


def test_nobody_gives_points_where_nobody_reads(plan_folder, plan_maker, hand_in):
    grade_all([hand_in("amina", plan_maker.by_page({PLAN: ANSWER}))], plan_folder)
    ran = CliRunner().invoke(
        cli.main, ["override", "amina", HALF, "5", "--because", "x", "--course", str(plan_folder.root)]
    )
    assert ran.exit_code == 1 and f"write {PLAN} into open: in course.yml" in ran.output


# ---- Older course folders -------------------------------------------------------------------------


def test_a_folder_with_grades_gets_the_cells_of_open_halves(plan_sources, hand_in, tmp_path, monkeypatch):
    """As when the course is renewed in the middle of a term; what stands in the folder goes on."""
    before = fixture_course.add_own_plan(fixture_course.make(tmp_path / "sources"), rubric=False)
    monkeypatch.setenv("LOCALSDG_COURSE", str(before))
    plan_folder = CourseFolder(tmp_path / "course")
    prepare(plan_folder)
    amina = hand_in("amina", Maker(before).by_page({PLAN: ANSWER}, text=STORY))
    assert HALF not in scores(grade_all([amina], plan_folder)[0])
    monkeypatch.setenv("LOCALSDG_COURSE", str(plan_sources))
    plan_folder.settings.write_text("open: all\n")
    prepare(plan_folder)
    assert auditing.audit(plan_folder).problems == [] and HALF not in scores(has(plan_folder)["amina"])
    assert maxima(plan_folder)[HALF] == 6 and in_book(plan_folder, "amina", HALF) == (0, 6, False)
    found = regraded(plan_folder, "--changed")["amina"]
    assert statuses(found)[HALF] == "needs_human" and in_book(plan_folder, "amina", HALF) == (0, 6, True)
    with nbgrader_book.opened(plan_folder.url) as book:
        assert book.find_comment(HALF, NAME, NAME, "amina").manual_comment is None
    assert auditing.audit(plan_folder).problems == []
