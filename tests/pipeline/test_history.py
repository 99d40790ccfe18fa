"""What the history covers: each way to change the past is seen, or said to be one that cannot be seen."""

import csv
import io
import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from autograder import cli
from autograder.intake import roster
from autograder.model import ExerciseResult
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import auditing, chain, changing, history, kept_files
from autograder.store.ledger.jobs import sha
from autograder.store.results import current

from .conftest import CHOICE, HALF, NAME, RIGHT, STORY, TEXT, Maker, by_hand, grade_all
from .test_ledger import problems, tamper

DUE = f"assignments:\n  {NAME}:\n    due: 2026-11-20 18:00\n    percent_per_day: 10\n"
LATE, LATER = (datetime(2026, 11, day, 12, tzinfo=UTC) for day in (21, 22))


@pytest.fixture(scope="module")
def made(prepared_course, small_course_folder, tmp_path_factory):
    """A course folder: amina was late, has points and a comment from formgrader; ben has an override."""
    place, maker = tmp_path_factory.mktemp("made"), Maker(small_course_folder)
    shutil.copytree(prepared_course, place / "course")
    folder = CourseFolder(place / "course")
    (folder.root / "course.yml").write_text(DUE)
    for learner, notebook in (
        ("amina", maker.by_page({CHOICE: RIGHT}, text=STORY)),
        ("ben", maker.by_page({CHOICE: HALF})),
    ):
        path = place / "in" / learner / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOCALSDG_COURSE", str(small_course_folder))
        grade_all([place / "in"], folder, receipts={("amina", NAME): LATE})
        by_hand(folder, "amina", 3.5, "Good.")
        changing.override(folder, "ben", CHOICE, 4, "kofi", "Her country has no such date")
        assert problems(folder) == []
    return folder.root


@pytest.fixture
def course(made, small_course, tmp_path):
    """The same for each test anew."""
    shutil.copytree(made, tmp_path / "course")
    return CourseFolder(tmp_path / "course")


def run(folder, *arguments, code=0):
    ran = CliRunner().invoke(cli.main, [*map(str, arguments), "--course", str(folder.root)])
    assert ran.exit_code == code, ran.output
    return ran.output


def sql(folder, *statements):
    """Everybody who can write the folder can do this."""
    for statement in statements:
        tamper(folder, statement)


# ---- What changed is told -------------------------------------------------------------------------


def test_it_tells_of_receipt_and_lateness(course, maker, hand_in):
    source = hand_in("amina", maker.by_page({CHOICE: RIGHT}, text=STORY))
    before = len(list(auditing.lines(course, "amina")))
    grade_all([source], course, receipts={("amina", NAME): LATER}, who="fatou")
    (line,) = list(auditing.lines(course, "amina"))[before:]
    moved = "received: 2026-11-21T12:00:00+00:00 → 2026-11-22T12:00:00+00:00, 20 % off for lateness"
    assert moved in line and "fatou" in line
    assert problems(course) == []


def test_it_tells_of_comments_and_of_where_points_came_from(course):
    assert any("3.5, comment: Good." in line for line in auditing.lines(course, "amina"))
    by_hand(course, "amina", 3.5, "Very good.")
    assert "3.5 → 3.5, comment: Very good." in list(auditing.lines(course, "amina"))[-1]
    with closing(sqlite3.connect(course.gradebook)) as database:
        told = [json.loads(row[0]) for row in database.execute("select content from localsdg_history")]
    origins = [one["origin"] for entry in told for one in entry.get("given", {}).values()]
    assert sorted(origins) == ["formgrader", "formgrader", "override"]


# ---- What was tampered with is seen ---------------------------------------------------------------

AMINAS = f"learner = 'amina' and assignment = '{NAME}'"
A_GRADE = "(select grade.id from grade join base_cell on base_cell.id = cell_id where name = '{}' limit 1)"


@pytest.mark.parametrize(
    ("words", "statements"),
    [
        ("received", [f"update localsdg_hand_in set received = '2026-11-19T12:00:00+00:00' where {AMINAS}"]),
        (
            "received",
            [
                f"update localsdg_hand_in set received = '2026-11-19', graded_received = '2026-11-19' "
                f"where {AMINAS}"
            ],
        ),
        ("for lateness", ["update submitted_notebook set late_submission_penalty = 0"]),
        ("list of hand-ins", [f"update localsdg_hand_in set score = 99 where {AMINAS}"]),
        ("list of hand-ins", [f"update localsdg_hand_in set status = 'graded' where {AMINAS}"]),
        ("another file", ["update localsdg_job set digest = 'x' where learner = 'amina'"]),
        ("is known from x", [f"update localsdg_hand_in set received_from = 'x' where {AMINAS}"]),
        ("came from formgrader", ["update localsdg_given_for set origin = 'formgrader'"]),
        (
            "the ledger says excused (x), the history not excused",
            [f"insert into localsdg_excused values ('ben', '{NAME}', 'x')"],
        ),
        ("row 1 was changed", ["update localsdg_history set learner = 'zoe' where seq = 1"]),
        ("row 1 was changed", ["update localsdg_history set at = '2020-01-01' where seq = 1"]),
        ("row 1 was changed", ["update localsdg_history set content = '[]' where seq = 1"]),
        (
            "does not tell",
            [
                "update grade set manual_score = 5 where manual_score = 4",
                "update localsdg_given set manual = 5 where manual = 4",
            ],
        ),
        (
            "does not tell",
            [
                "update grade set manual_score = 5, needs_manual_grade = 0 where id = "
                + A_GRADE.format("a-mean"),
                "insert into localsdg_given (learner, assignment, exercise, manual, is_open) "
                f"select student_id, '{NAME}', 'a-mean', 5, 0 from submitted_assignment "
                "join submitted_notebook on submitted_notebook.assignment_id = submitted_assignment.id "
                f"join grade on grade.notebook_id = submitted_notebook.id where grade.id = "
                f"{A_GRADE.format('a-mean')}",
            ],
        ),
        (
            "does not tell",
            [
                "update comment set manual_comment = 'Bad.' where manual_comment = 'Good.'",
                "update localsdg_given set comment = 'Bad.' where comment = 'Good.'",
            ],
        ),
        (
            "the gradebook says",
            [
                f"update submitted_assignment set student_id = '{new}' where student_id = '{old}'"
                for old, new in (("amina", "x"), ("ben", "amina"), ("x", "ben"))
            ],
        ),
        ("no student of this id", ["update student set id = 'zoe' where id = 'amina'"]),
        ("the gradebook has no grade", [f"delete from grade where id = {A_GRADE.format(CHOICE)}"]),
        ("the gradebook has no grade", ["delete from grade", "delete from submitted_assignment"]),
    ],
)
def test_what_was_changed_is_seen(course, words, statements):
    sql(course, *statements)
    found = problems(course)
    assert any(words in problem for problem in found), found


def test_an_excuse_that_was_changed_or_taken_out_is_seen(course):
    run(course, "excuse", "ben", NAME, "--because", "Was ill")
    assert problems(course) == []
    sql(course, "update localsdg_excused set why = 'On leave'")
    assert "excused (On leave), the history excused (Was ill)" in problems(course)[0]
    sql(course, "delete from localsdg_excused")
    assert "not excused, the history excused (Was ill)" in problems(course)[0]
    run(course, "excuse", "ben", NAME, "--because", "Was ill")
    run(course, "excuse", "ben", NAME, "--because", "Well again", "--take-back")
    assert problems(course) == []


def test_a_file_that_was_exchanged_is_seen_until_it_is_graded(course, maker, hand_in):
    place = hand_in("cleo", b"")  # files that cannot be read, and one of nobody in the list, are no exchange
    hand_in("dora", b'{"cells": [')
    listed = roster.Roster([roster.Learner(one, one) for one in ("amina", "ben", "cleo", "dora")])
    grade_all([hand_in("zoe", maker.by_page({CHOICE: HALF}))], course, roster=listed)
    assert problems(course) == []
    path = course.submitted("ben", NAME)
    path.write_text(json.dumps(maker.by_page({CHOICE: RIGHT})))
    assert [one.split(":")[0] for one in problems(course)] == [f"ben, {NAME}"]
    assert place.is_dir() and kept_files.OTHER_FILE.format(place=f"ben, {NAME}") in problems(course)
    run(course, "regrade", "ben", "--workers", 0)
    assert problems(course) == []


def test_a_kept_file_that_is_missing_or_a_link_is_seen(course):
    path, copy = course.submitted("ben", NAME), course.autograded("amina", NAME)
    path.rename(path.with_name("away"))
    assert problems(course) == [kept_files.NO_FILE.format(place=f"ben, {NAME}")]
    path.symlink_to("away")
    assert problems(course) == [kept_files.A_LINK.format(place=f"ben, {NAME}")]
    path.unlink()
    path.with_name("away").rename(path)
    copy.unlink()
    assert problems(course) == [kept_files.NO_COPY.format(place=f"amina, {NAME}", learner="amina")]
    run(course, "regrade", "amina", "--workers", 0)
    assert problems(course) == []


def test_a_receipt_of_the_same_time_changes_nothing(course, hand_in, maker):
    source = hand_in("ben", maker.by_page({CHOICE: HALF}))
    received = next(entry for _, entry in current(course, "ben")).received
    same = {("ben", NAME): datetime.fromisoformat(received)}
    grade_all([source], course, receipts=same, again=True)
    assert problems(course) == []


def test_a_result_with_its_keys_in_another_order_adds_nothing(course, hand_in, maker, monkeypatch):
    """So earlier versions wrote exercises whose check is broken, and answers that an earlier file has."""
    source, as_json = hand_in("zoe", maker.by_page({CHOICE: HALF})), ExerciseResult.as_json
    with monkeypatch.context() as patch:
        patch.setattr(ExerciseResult, "as_json", lambda one: dict(reversed(as_json(one).items())))
        grade_all([source], course)
    before = auditing.audit(course)
    grade_all([source], course, again=True)
    after = auditing.audit(course)
    assert (after.rows, after.head, after.problems) == (before.rows, before.head, [])


def test_rules_for_late_work_that_were_changed_in_silence_are_seen(course):
    rules = DUE.replace("10", "0")
    (course.root / "course.yml").write_text(rules)
    sql(course, f"update localsdg_noted set value = '{rules}'")
    assert any("rules for late work" in problem for problem in problems(course))


def test_a_result_that_was_exchanged_together_with_its_hash_is_seen(course):
    with closing(sqlite3.connect(course.gradebook)) as database, database:
        (text,) = database.execute("select result from localsdg_job where learner = 'ben'").fetchone()
        forged = text.replace('"vlr"', '"vnr"')
        assert forged != text
        database.execute(
            "update localsdg_job set result = ?, result_hash = ? where learner = 'ben'", (forged, sha(forged))
        )
    assert any("not the one of which the history tells" in problem for problem in problems(course))


def regraded(course, maker, hand_in):
    grade_all([hand_in("ben", maker.by_page({CHOICE: RIGHT}))], course)


def moved(course, maker, hand_in):
    source = hand_in("amina", maker.by_page({CHOICE: RIGHT}, text=STORY))
    grade_all([source], course, receipts={("amina", NAME): LATER})


def overridden(course, maker, hand_in):
    changing.override(course, "ben", TEXT, 1, "kofi", "x")


def commented(course, maker, hand_in):
    by_hand(course, "amina", 3.5, "Very good.")


def ruled(course, maker, hand_in):
    (course.root / "course.yml").write_text(DUE.replace("10", "50"))


def forgotten(course, maker, hand_in):
    changing.forget(course, "ben", "kofi")


@pytest.mark.parametrize("last", [regraded, moved, overridden, commented, ruled, forgotten])
def test_that_the_last_line_was_cut_is_seen(course, maker, hand_in, last):
    last(course, maker, hand_in)
    list(current(course))
    assert problems(course) == []
    sql(course, "delete from localsdg_history where seq = (select max(seq) from localsdg_history)")
    assert problems(course) != []


def test_points_written_past_formgrader_are_told_as_such(course):
    sql(course, "update grade set manual_score = 5 where manual_score = 4")
    said = run(course, "audit")
    assert "in formgrader or by whoever else can write into the database:" in said
    assert f"ben, {NAME}, {CHOICE}: 4 → 5" in said
    assert f"{CHOICE}: 4 → 5" not in run(course, "audit")


def rebuilt(folder, old, new):
    """What a person who can write and knows our code can do: another past, and all hashes anew."""
    with closing(sqlite3.connect(folder.gradebook)) as database, database:
        link = chain.START
        rows = database.execute("select seq, at, content from localsdg_history order by seq").fetchall()
        for seq, at, content in rows:
            content = content.replace(old, new)
            link = chain.link(link, seq, at, sha(content))
            database.execute(
                "update localsdg_history set content = ?, content_hash = ?, hash = ? where seq = ?",
                (content, sha(content), link, seq),
            )


def test_a_history_that_was_written_anew_is_seen_by_a_noted_hash_and_said_otherwise(course):
    noted = run(course, "audit").split()[-1]
    rebuilt(course, "kofi", "ama")
    said = run(course, "audit")
    assert "all holds together" in said
    assert "does not show whether somebody who can write the folder wrote all of the history anew" in said
    for hash in (noted, noted[: history.SHORT]):
        assert "cut off or replaced" in run(course, "audit", "--head", hash, code=1)
    said = run(course, "audit", "--head", noted[:4], code=1)
    assert said == "Error: A hash to compare with needs at least 12 of its characters.\n"


# ---- The hash to note -----------------------------------------------------------------------------


def test_the_hash_is_printed_after_grading_and_still_found_later(course, maker, hand_in):
    source = hand_in("ben", maker.by_page({CHOICE: RIGHT}))
    said = run(course, "grade", source, "--workers", 0)
    (line,) = [line for line in said.splitlines() if "--head" in line]
    noted = line.split("--head ")[1].split()[0]
    assert noted == auditing.audit(course).head[: history.SHORT] and "Note" in said
    by_hand(course, "amina", 3)
    said = run(course, "audit", "--head", noted)
    assert "all holds together" in said and "all lines up to it stand" in said
    assert auditing.audit(course).head[: history.SHORT] in run(course, "regrade", "ben", "--workers", 0)


def test_tables_of_grades_carry_the_hash(course, tmp_path):
    head = auditing.audit(course).head
    run(course, "export", "--output", tmp_path / "grades.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "grades.csv").read_text(encoding="utf-8-sig"))))
    assert [row["history_head"] for row in rows] == [head, head]
    template = tmp_path / "worksheet.csv"
    template.write_text("Identifier,Full name,Grade,Maximum Grade\nParticipant 1,amina,,12.00\n")
    upload = tmp_path / "upload.csv"
    run(course, "export", "--format", "moodle", "--template", template, "--output", upload)
    assert head[: history.SHORT] in (tmp_path / "upload.csv.history.txt").read_text()
    assert head[: history.SHORT] not in upload.read_text()
