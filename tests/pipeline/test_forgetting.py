"""Who is forgotten is nowhere: not in reports, backups, or pages of the database; what is left is said."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest
from click.testing import CliRunner

from autograder import cli
from autograder.errors import CourseFolderError
from autograder.reports import anonymous
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import backups, changing, forgotten, leftovers
from autograder.store.ledger.opening import opened
from autograder.store.results import current

from .conftest import CHOICE, HALF, NAME, RIGHT, STORY, TEXT, by_hand, grade_all
from .test_ledger import problems

AMINA = "amina-of-tamale"


@pytest.fixture
def course(maker, hand_in, folder):
    hand_in(AMINA, maker.by_page({CHOICE: HALF}, text=STORY))
    grade_all([hand_in("ben", maker.by_page({CHOICE: RIGHT}))], folder)
    by_hand(folder, AMINA, 2, "Well done")
    list(current(folder))
    return folder


def run(folder, *arguments, code=0):
    ran = CliRunner().invoke(cli.main, [*map(str, arguments), "--course", str(folder.root)])
    assert ran.exit_code == code, ran.output
    return ran.output


def naming(folder):
    return [
        str(path.relative_to(folder.root))
        for path in sorted(folder.root.rglob("*"))
        if AMINA in str(path) or path.is_file() and AMINA.encode() in path.read_bytes()
    ]


def test_reports_backups_and_logs_go_and_other_files_are_named(course, tmp_path):
    run(course, "report")
    run(course, "report", "--output", course.root / "reports" / "week-1.html")
    run(course, "feedback")
    run(course, "letters")
    with opened(course) as database:
        backups.make(database, course.root, 1)
    (course.root / ".nbgrader.log").write_text(f"[AutogradeApp] Autograding {AMINA}\n")
    (course.root / "class.csv").write_text(f"id,name\n{AMINA},Amina\n")
    (course.root / "notes.txt").write_text("Talk about wells.")
    said = run(course, "forget", AMINA, "--yes")
    assert naming(course) == ["class.csv"]
    assert "still have the name" in said and "class.csv" in said and "notes.txt" not in said
    for name in ("dashboard.html", "reports/week-1.html", ".nbgrader.log", f"{backups.FOLDER}/ledger-1"):
        assert name in said
    assert problems(course) == []


def test_a_file_of_who_was_forgotten_brings_nobody_back_in_silence(course, maker, hand_in, tmp_path):
    """Whether it is the last one, an earlier one, or one that could not be read."""
    grade_all([hand_in(AMINA, b'{"cells": [')], course)
    run(course, "forget", AMINA, "--yes")
    assert naming(course) == []
    hand_in("ben", maker.by_page({CHOICE: HALF}))
    told = []
    for file in (b'{"cells": [', maker.by_page({CHOICE: HALF}, text=STORY)):
        outcomes = grade_all([hand_in(AMINA, file)], course, tell=told.append)
        assert [(one.learner, one.score) for one in outcomes] == [("ben", 3)]  # the rest goes on
    assert len(told) == 2 and all(AMINA in one and "--forgotten" in one for one in told)
    assert naming(course) == [] and problems(course) == []
    said = run(course, "grade", tmp_path / "in", "--workers", 0, code=2)
    assert "was passed over: its learner was removed with autograder forget" in said
    run(course, "grade", tmp_path / "in", "--workers", 0, "--forgotten")
    assert (course.root / "submitted" / AMINA).exists()
    run(course, "grade", tmp_path / "in", "--workers", 0)  # known again


def test_what_others_hand_in_is_no_file_of_who_was_forgotten(course, maker, hand_in):
    run(course, "forget", AMINA, "--yes")
    told = []
    hand_in("cleo", maker.by_page({CHOICE: HALF}, text=STORY))  # the same work
    grade_all([hand_in(AMINA, maker.by_page({CHOICE: RIGHT}))], course, tell=told.append)  # new work
    assert told == [] and sorted(path.name for path in (course.root / "submitted").iterdir()) == [
        AMINA, "ben", "cleo",
    ]  # fmt: skip


def test_what_stays_of_a_file_tells_no_name(course, hand_in):
    """A refusal without any content could be guessed, so nothing stays of it."""
    grade_all([hand_in("dora", b"")], course)
    run(course, "forget", "dora", "--yes")
    with opened(course) as database, database.reading() as connection:
        assert forgotten.marks(connection) == frozenset()
    run(course, "forget", AMINA, "--yes")
    with opened(course) as database, database.reading() as connection:
        assert len(forgotten.marks(connection)) == 1


def test_pages_that_a_program_still_holds_are_said_and_overwritten_later(course, tmp_path):
    with closing(sqlite3.connect(course.gradebook)) as other:
        other.execute("begin")
        other.execute("select * from grade").fetchall()
        said = run(course, "forget", AMINA, "--yes")
        assert "still holds pages" in said and f"run again: autograder forget {AMINA}" in said
        assert naming(course) != []
        assert "still holds pages" in run(course, "forget", AMINA, "--yes", code=1)
        shutil.copytree(course.root, tmp_path / "copy")  # as if that program had been killed
    copy = CourseFolder(tmp_path / "copy")
    said = run(copy, "forget", AMINA, "--yes")
    assert "what the database file still held" in said and naming(copy) == []
    with pytest.raises(CourseFolderError, match=f"holds nothing of {AMINA}.$"):
        changing.forget(copy, AMINA, "kofi")


def test_texts_about_others_are_left_and_said(course):
    changing.override(course, "ben", CHOICE, 1, "kofi", f"Copied from {AMINA}")
    assert "texts about others" in run(course, "forget", AMINA, "--yes")


def test_name_and_address_of_the_list_are_looked_for_in_texts_about_others(course, maker, hand_in, tmp_path):
    (tmp_path / "class.csv").write_text(f"id,name,email\n{AMINA},Amina Abdulai,aa@example.org\nben,Ben,b@x\n")
    course.roster_file = tmp_path / "class.csv"
    source = hand_in("ben", maker.by_page({CHOICE: HALF}))
    (source / "ben" / "By Amina Abdulai.docx").write_text("x")
    grade_all([source], course)
    by_hand(course, "ben", 1, "See aa@example.org")
    run(course, "excuse", "ben", NAME, "--because", "Helps Amina Abdulai")
    run(course, "feedback")
    said = run(course, "forget", AMINA, "--yes")
    (line,) = [line for line in said.splitlines() if line.startswith("Texts about others")]
    assert f"still have {AMINA} or Amina Abdulai or aa@example.org: " in line
    for place in (f"the result of ben, {NAME}", f"the comment for ben, {NAME}, {TEXT}", "why ben is excused",
                  "of the history", f"feedback/ben/{NAME}/{NAME}.html"):  # fmt: skip
        assert place in line
    (tmp_path / "class.csv").unlink()
    assert "cannot be read" in run(course, "forget", "ben", "--yes")


def test_a_name_that_nobody_mentions_is_in_no_text_about_others(course, tmp_path):
    (tmp_path / "class.csv").write_text(f"id,name,email\n{AMINA},Amina Abdulai,aa@example.org\n")
    course.roster_file = tmp_path / "class.csv"
    run(course, "feedback")
    assert "about others" not in run(course, "forget", AMINA, "--yes")


def test_a_name_is_a_word_of_its_own():
    assert leftovers.named_in(b"<td>ben</td>", "ben") and leftovers.named_in(b"ben.ipynb", "ben")
    assert not leftovers.named_in(b"bench", "ben") and leftovers.named_in(
        "<td>José &amp; Co</td>".encode(), "José & Co"
    )


# ---- Results without names ------------------------------------------------------------------


def test_nothing_that_a_learner_wrote_or_named_is_in_the_anonymous_results(maker, folder, tmp_path):
    chosen = "Amina-Bello-0244"
    strange = {"answers": {"who": "vnr", "when": 4, chosen: [chosen, {chosen: chosen}]}}
    source = tmp_path / "in" / "amina"
    source.mkdir(parents=True)
    notebook = maker.by_page({CHOICE: strange}, code=f"average = '{chosen}'", text=f"I am {chosen}")
    (source / f"{NAME}.ipynb").write_text(json.dumps(notebook))
    shutil.copy(source / f"{NAME}.ipynb", source / f"{chosen}.ipynb")
    (source / chosen).mkdir()
    shutil.copy(source / f"{NAME}.ipynb", source / chosen / f"{chosen}.ipynb")
    grade_all([tmp_path / "in"], folder)
    list(anonymous.write(folder, tmp_path / "out", answers=True))
    text = "".join(path.read_text() for path in sorted((tmp_path / "out").iterdir()))
    assert "amina" not in text.lower() and "0244" not in text
    assert '"who": "vnr", "when": 4' in text and '"characters"' in text
