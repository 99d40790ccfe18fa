"""The ledger: what is graded already stays, every change is told, tampering shows."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import event

from autograder.errors import CourseFolderError
from autograder.nbgrader.assignments import prepare
from autograder.reports import anonymous, status
from autograder.run.grade import Options, grade
from autograder.store.by_hand import by_people
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import auditing, changing
from autograder.store.ledger.opening import opened
from autograder.store.results import current

from .conftest import CHOICE, CODE, HALF, MEAN, NAME, RIGHT, STORY, TEXT, by_hand, grade_all, scores


def run(folder, *inputs, **options):
    """``{changed or not: how many hand-ins}`` of one run."""
    counts = {True: 0, False: 0}
    for _, changed in grade(inputs, folder, Options(**options)):
        counts[changed] += 1
    return counts[True], counts[False]


def told(folder, learner="amina"):
    """The history of one learner without times."""
    return [line.split("  ", 1)[1] for line in auditing.lines(folder, learner)]


def problems(folder, **options):
    return auditing.audit(folder, **options).problems


def tamper(folder, statement, *values):
    with closing(sqlite3.connect(folder.gradebook)) as database, database:
        assert database.execute(statement, values).rowcount


# ---- What is graded already -----------------------------------------------------------------------


def test_in_a_large_class_points_by_hand_are_found_by_their_indexes(maker, hand_in, folder):
    run(folder, hand_in("amina", maker.by_page({CHOICE: HALF})))
    asked = []
    with opened(folder) as database, database.reading() as connection:
        event.listen(database.engine, "before_cursor_execute", lambda *told: asked.append(told[2:4]))
        by_people(connection)
        statement, values = next(one for one in asked if one[0].startswith("SELECT"))
        plan = str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all())
    for name in ("manual_score", "extra_credit", "manual_comment"):
        assert f"USING INDEX localsdg_{name}" in plan, plan


def test_only_what_is_new_or_changed_is_graded(maker, hand_in, folder):
    hand_in("amina", maker.by_page({CHOICE: HALF}))
    source = hand_in("ben", b"broken")
    assert run(folder, source) == (2, 0)
    assert run(folder, source) == (0, 2)
    hand_in("amina", maker.by_page({CHOICE: RIGHT}))
    hand_in("cleo", maker.by_page({CHOICE: RIGHT}))
    assert run(folder, source) == (2, 1)
    assert run(folder, folder.root / "submitted", again=True) == (3, 0)


def test_a_touched_file_with_the_same_content_is_not_graded_again(maker, hand_in, folder):
    source = hand_in("amina", maker.by_page({CHOICE: HALF}))
    run(folder, source)
    (source / "amina" / f"{NAME}.ipynb").touch()
    assert run(folder, source) == (0, 1)


def test_older_content_that_comes_back_counts_again(maker, hand_in, graded, folder):
    first, second = maker.by_page({CHOICE: HALF}), maker.by_page({CHOICE: RIGHT})
    for notebook, score in ((first, 3), (second, 5), (first, 3)):
        assert scores(graded(hand_in("amina", notebook))["amina"])[CHOICE] == score


def test_a_mended_check_grades_its_assignment_again(
    maker, hand_in, folder, tmp_path, monkeypatch, small_course
):
    source = hand_in("amina", maker.by_page({CHOICE: HALF}))
    run(folder, source)
    mended = tmp_path / "mended"
    shutil.copytree(small_course, mended)
    checks = mended / "exercises" / CHOICE / "checks.py"
    checks.write_text(checks.read_text().replace('"vnr"', '"vlr"'))
    monkeypatch.setenv("LOCALSDG_COURSE", str(mended))
    assert run(folder, folder.root / "submitted") == (1, 0)
    assert [line for line in told(folder) if "→ 5" in line and "the course" in line]


# ---- Who, when, from, to, why ---------------------------------------------------------------------


def test_the_history_says_who_changed_what_and_why(maker, hand_in, graded, folder):
    source = hand_in("amina", maker.by_page({CHOICE: HALF}, text=STORY))
    graded(source, who="fatou")
    by_hand(folder, "amina", 3.5)
    hand_in("amina", maker.by_page({CHOICE: RIGHT}, text=STORY))
    graded(source, who="fatou")
    changing.override(folder, "amina", CHOICE, 4, "kofi", "Her country has no such date")
    assert told(folder) == [
        f"{NAME}  {CODE}: – → 0  (fatou: a new hand-in)",
        f"{NAME}  {TEXT}: – → needs a human  (fatou: a new hand-in)",
        f"{NAME}  {CHOICE}: – → 3  (fatou: a new hand-in)",
        f"{NAME}  {TEXT}: – → 3.5  (a person, in formgrader: points given by hand)",
        f"{NAME}  {CHOICE}: 3 → 5  (fatou: the learner's file changed)",
        f"{NAME}  {CHOICE}: 5 → 4  (kofi: Her country has no such date)",
    ]
    assert problems(folder) == []


def test_an_override_stays_when_graded_again(maker, hand_in, graded, folder):
    source = hand_in("amina", maker.by_page({CHOICE: HALF}))
    graded(source)
    changing.override(folder, "amina", CHOICE, 4.5, "kofi", "Seen by hand")
    assert scores(graded(source, again=True)["amina"])[CHOICE] == 4.5


@pytest.mark.parametrize(
    ("learner", "exercise", "points", "why", "words"),
    [
        ("amina", CHOICE, 9, "x", "worth 0 to 5"),
        ("amina", CHOICE, -1, "x", "worth 0 to 5"),
        ("amina", "nothing", 1, "x", "There are"),
        ("zoe", CHOICE, 1, "x", "no graded hand-in"),
        ("amina", CHOICE, 1, " ", "--because"),
    ],
)
def test_an_override_that_cannot_be_is_refused(
    maker, hand_in, graded, folder, learner, exercise, points, why, words
):
    graded(hand_in("amina", maker.by_page({CHOICE: HALF})))
    with pytest.raises(CourseFolderError, match=words):
        changing.override(folder, learner, exercise, points, "kofi", why)


# ---- Tampering shows ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("update grade set auto_score = 5 where auto_score = 3", "gradebook says 5"),
        ("update localsdg_job set result = replace(result, '\"score\": 3', '\"score\": 5')", "changed after"),
        (
            "update localsdg_history set content = replace(content, '3', '5') where seq = 1",
            "row 1 was changed",
        ),
        ("delete from localsdg_history where seq = 1", "rows 1 to 1 are missing"),
        ("update localsdg_history set content = null, learner = null where seq = 1", "was emptied"),
        ("update localsdg_history set hash = content_hash where seq = 1", "chain breaks"),
    ],
)
def test_tampering_shows(maker, hand_in, graded, folder, statement, words):
    hand_in("amina", maker.by_page({CHOICE: HALF}))
    graded(hand_in("ben", maker.by_page({CHOICE: RIGHT})))
    assert problems(folder) == []
    tamper(folder, statement)
    assert any(words in problem for problem in problems(folder))


def test_a_history_whose_end_was_cut_off_shows_by_the_hash_that_was_kept(maker, hand_in, graded, folder):
    hand_in("amina", maker.by_page({CHOICE: HALF}))
    graded(hand_in("ben", maker.by_page({CHOICE: RIGHT})))
    head = auditing.audit(folder).head
    assert problems(folder, head=head) == []
    tamper(folder, "delete from localsdg_history where seq = (select max(seq) from localsdg_history)")
    assert any("cut off" in problem for problem in problems(folder, head=head))


def test_a_grade_that_no_hand_in_stands_behind_shows(maker, hand_in, graded, folder):
    hand_in("amina", maker.by_page({CHOICE: HALF}))
    graded(hand_in("ben", maker.by_page({CHOICE: RIGHT})))
    tamper(folder, "delete from localsdg_hand_in where learner = 'ben'")
    assert any("has no hand-in" in problem and "ben" in problem for problem in problems(folder))


# ---- Privacy --------------------------------------------------------------------------------------


def test_a_forgotten_learner_is_nowhere_and_the_history_still_holds(maker, hand_in, graded, folder):
    hand_in("amina", maker.by_page({CHOICE: HALF}, text="I, Amina of Tamale, counted wells."))
    graded(hand_in("ben", maker.by_page({CHOICE: RIGHT})))
    by_hand(folder, "amina", 2, "Well done, Amina")
    list(current(folder))
    changing.forget(folder, "amina", "kofi")
    kept = [path for path in folder.root.rglob("*") if path.is_file()]
    assert not [path for path in kept if b"amina" in path.read_bytes().lower() or "amina" in str(path)]
    assert [outcome.learner for outcome, _ in current(folder)] == ["ben"]
    assert problems(folder) == []
    with pytest.raises(CourseFolderError, match="holds nothing of amina"):
        changing.forget(folder, "amina", "kofi")


def test_results_without_names(maker, hand_in, graded, folder, tmp_path):
    for learner in ("amina", "ben"):
        source = hand_in(learner, maker.by_page({CHOICE: HALF}, text=f"{learner} wrote this"))
    graded(source)
    list(anonymous.write(folder, tmp_path / "out"))
    text = "".join(path.read_text() for path in (tmp_path / "out").iterdir())
    assert "amina" not in text and "ben" not in text and text.count("needs_human") == 2
    assert not (tmp_path / "out" / "answers.jsonl").exists()
    list(anonymous.write(folder, tmp_path / "more", answers=True))
    lines = (tmp_path / "more" / "answers.jsonl").read_text().splitlines()
    assert json.loads(lines[0])["answers"][CHOICE] == HALF


# ---- How far it is --------------------------------------------------------------------------------


@pytest.mark.sandbox
def test_status_counts_and_gives_reasons(maker, hand_in, graded, folder):
    hand_in("amina", maker.by_page({CHOICE: RIGHT}, code=MEAN, text=STORY))
    graded(hand_in("ben", b""))
    found = status.of(folder)
    assert found["assignments"] == {NAME: {"needs_human": 1, "ungraded": 1}}
    assert found["needs_human"] == {TEXT: 1} and found["waiting"] == 0 and found["graders"] == []
    assert any("The file is empty" in line for line in status.lines(found))


def test_a_copied_course_folder_works_where_it_stands_then(maker, hand_in, graded, folder, tmp_path):
    source = hand_in("amina", maker.by_page({CHOICE: RIGHT}))
    graded(source)
    shutil.copytree(folder.root, tmp_path / "moved")
    moved = CourseFolder(tmp_path / "moved")
    prepare(moved)
    assert run(moved, source) == (0, 1)
    assert grade_all([source], moved)[0].learner == "amina"
