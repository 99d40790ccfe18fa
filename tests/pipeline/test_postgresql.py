"""Gradebook and ledger in a PostgreSQL database: the whole way, two graders, killed ones, stock nbgrader."""

import contextlib
import csv
import json
import os
import sqlite3
import subprocess
import sys
import threading

import faults
import postgres_server
import psycopg2
import pytest
import several_commands
from desk_page import Page
from jupyter_server_process import nbgrader
from soak import many
from sqlalchemy import text

from autograder.errors import CourseFolderError
from autograder.nbgrader.assignments import prepare
from autograder.store.course_folder import CourseFolder
from autograder.store.database import Database
from autograder.store.ledger import auditing, changing
from autograder.store.results import current

from .conftest import (
    CHOICE,
    HALF,
    MEAN,
    NAME,
    RIGHT,
    STORY,
    TEXT,
    by_hand,
    grade_all,
    grader,
    is_as_undisturbed,
    scores,
    wait_for_a_grade,
)
from .test_autograder_command import autograder

pytestmark = pytest.mark.other_user


@pytest.fixture(scope="session")
def server():
    with postgres_server.Server() as running:
        yield running


@pytest.fixture
def url(server):
    return server.new()


@pytest.fixture
def folder(url, small_course, tmp_path):
    """A course folder whose database is on the server."""
    folder = CourseFolder(tmp_path / "course")
    folder.root.mkdir()
    folder.url = url
    prepare(folder)
    return folder


def test_the_whole_way(url, small_course, small_class, undisturbed, tmp_path):
    folder = CourseFolder(tmp_path / "course")
    ran = autograder("grade", small_class, "--course", "course", "--db", url, cwd=tmp_path)
    assert (ran.returncode, "Traceback" in ran.stderr) == (0, False), ran.stderr
    assert not folder.gradebook.exists()
    is_as_undisturbed(tmp_path, undisturbed)
    by_hand(folder, "learner-02", 3.5, "Wells!")
    told = several(
        tmp_path,
        ["override", "learner-00", CHOICE, "4", "--because", "Seen by hand"],
        ["regrade", "--all"],
        ["export", "--output", str(tmp_path / "table.csv")],
        ["audit", "--history", "learner-02"],
        ["audit"],
        ["feedback"],
        ["report"],
        ["forget", "learner-02", "--yes"],
        ["audit"],
        ["status"],
    )
    _, regraded, _, history, before, _, _, _, after, status = told
    assert "24 hand-ins" in regraded
    with open(tmp_path / "table.csv", encoding="utf-8", newline="") as file:
        table = {row["learner"]: row for row in csv.DictReader(file)}
    assert (table["learner-00"]["score"], table["learner-02"]["score"]) == ("4", "8.5")
    assert "needs a human → 3.5" in history or "– → 3.5" in history
    assert "all holds together" in before and "all holds together" in after and "ungraded" in status
    assert "learner-02" not in json.dumps(faults.recorded(folder), default=str)


def several(place, *commands):
    """What each of several commands prints, run by one process in the folder ``place``."""
    program = [sys.executable, several_commands.__file__, "course", json.dumps(commands)]
    env = {**os.environ, "PYTHONWARNINGS": "error"}
    ran = subprocess.run(program, cwd=place, env=env, capture_output=True, text=True, timeout=300)
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    assert [code for code, _ in found] == [0] * len(commands), found
    return [said for _, said in found]


def test_the_address_is_remembered_and_its_password_is_not_shown(folder, server):
    kept = folder.root / "database-url"
    assert kept.stat().st_mode & 0o077 == 0
    told = [path for path in folder.root.rglob("*") if path.is_file() and b"secret" in path.read_bytes()]
    assert told == [kept]
    server.stop()
    try:
        ran = autograder("status", "--course", folder.root, cwd=folder.root)
    finally:
        server.start()
    assert ran.returncode == 1 and ran.stderr.count("\n") == 1, ran.stderr
    assert "cannot be used" in ran.stderr and "secret" not in ran.stderr


def forget_the_form(url):
    """Bring the ledger back to the form that it had at commit 2714e8b."""
    with contextlib.closing(psycopg2.connect(url)) as connection, connection:
        connection.cursor().execute(
            "drop table localsdg_ledger_schema, localsdg_given_for, localsdg_noted;"
            "alter table localsdg_given drop column comment, drop column is_open"
        )


def test_an_older_ledger_is_brought_up_after_a_backup(folder, url, maker, hand_in):
    grade_all([hand_in("amina", maker.by_page({CHOICE: HALF}, text=STORY))], folder)
    by_hand(folder, "amina", 3)
    before = grade_all([folder.root / "submitted"], folder)
    forget_the_form(url)
    assert grade_all([folder.root / "submitted"], folder) == before
    (backup,) = (folder.root / "backups").glob("ledger-0-*.db")
    with contextlib.closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("select learner, manual from localsdg_given").fetchall() == [("amina", 3)]
        (result,) = copy.execute("select result from localsdg_job").fetchone()
    assert json.loads(result)["outcome"]["learner"] == "amina"
    assert auditing.audit(folder).problems == []


def test_an_address_without_a_server_is_not_remembered(small_course, small_class, tmp_path):
    ran = autograder(
        "grade", small_class, "--course", "course", "--db", "postgresql:///x?host=/nowhere", cwd=tmp_path
    )
    assert ran.returncode == 1 and ran.stderr.count("\n") == 1 and "cannot be used" in ran.stderr
    assert not (tmp_path / "course" / "database-url").exists()


def test_two_graders_at_once_and_one_that_is_killed(folder, small_class, undisturbed):
    place = folder.root.parent
    graders = [grader(small_class, place) for _ in "abc"]
    wait_for_a_grade(place)
    graders.pop(0).kill(group=True)
    for one in graders:
        one.ends()
    is_as_undisturbed(place, undisturbed)


@pytest.mark.soak
def test_kill_the_grader_again_and_again(folder, small_class, undisturbed):
    """In ``make test`` early and alone, and late and with its group; in ``make soak`` in between, too."""
    place = folder.root.parent
    for part in many((0.3, 0.8), (0.3, 0.6, 0.8, 0.9)):
        running = grader(small_class, place)
        if running.runs(undisturbed.seconds * part):
            running.kill(group=part > 0.5)
        else:
            running.ends()
    grader(small_class, place).ends()
    is_as_undisturbed(place, undisturbed)


def test_a_lock_is_waited_for_or_said(folder, url, maker, hand_in, monkeypatch):
    source = hand_in("amina", maker.by_page({CHOICE: RIGHT}))
    with contextlib.closing(psycopg2.connect(url)) as other:
        other.cursor().execute("lock table grade")
        said = grader(source, folder.root.parent, AUTOGRADER_WAIT="0.3").ends(1)
        assert "locked by another program for more than 0.3 seconds" in said and "secret" not in said
        threading.Timer(2, other.rollback).start()
        (outcome,) = grade_all([source], folder)
    assert scores(outcome)[CHOICE] == 5


def test_names_and_answers_of_every_kind(folder, maker, hand_in):
    long, odd = "a" * 120, "é" * 100 + "'\"%;--"
    hand_in(long, maker.by_page({CHOICE: HALF}, text="NUL \x00, a half letter \ud800, a quote '"))
    hand_in(odd, maker.by_page({CHOICE: {"answers": {"who": "\x00\ud800"}}}))
    source = hand_in("amina", maker.by_lab({CHOICE: RIGHT}, code=MEAN + "\nprint('\\x00')", text=STORY))
    found = {outcome.learner: outcome for outcome in grade_all([source], folder)}
    assert len(found) == 3 and scores(found[long])[CHOICE] == 3 and scores(found["amina"])[CHOICE] == 5
    assert auditing.audit(folder).problems == []


def grades_without_penalty(folder):
    """Where a hand-in is not late, nbgrader writes no penalty, and we write one of 0."""
    return [row[:-1] for row in faults.recorded(folder)["grades"]]


def test_stock_nbgrader_works_on_it(folder, maker, hand_in):
    hand_in("amina", maker.by_lab({CHOICE: RIGHT}, code=MEAN, text=STORY))
    grade_all([hand_in("ben", maker.by_page({CHOICE: HALF}))], folder)
    before = grades_without_penalty(folder)
    nbgrader("autograde", NAME, "--force", cwd=folder.root)
    assert grades_without_penalty(folder) == before
    by_hand(folder, "amina", 3)
    nbgrader("generate_feedback", NAME, "--force", cwd=folder.root)
    assert (folder.root / "feedback" / "amina" / NAME / f"{NAME}.html").is_file()
    database = Database(folder.url)
    with database.reading() as connection:
        assert connection.execute(text("select count(*) from alembic_version")).scalar() == 1
    database.close()
    assert auditing.audit(folder).problems == []


def test_the_desk_shows_and_writes_what_is_on_the_server(folder, maker, hand_in):
    hand_in("amina", maker.by_page({CHOICE: HALF}, text=STORY))
    grade_all([hand_in("ben", maker.by_page({CHOICE: RIGHT}))], folder)
    page = Page(folder.root).enter()
    people, rows = (page.client.get(one).json() for one in ("/people", "/rows?wanted=BEN"))
    assert (people["count"], people["graded"], [one["learner"] for one in rows["rows"]]) == (2, 1, ["ben"])
    page.post("/read/reader", name="Kofi")
    (item,) = page.client.get("/read/list").json()["items"]
    shown = page.client.get("/read/text", params={"id": item["id"]}).json()
    told = {"id": item["id"], "levels": {"clear": "good"}, "comment": "Clear."}
    written = page.post("/read/save", **told, seen=shown["seen"]).json()
    assert written["state"] == "read" and scores(next(current(folder, "amina"))[0])[TEXT] == 4
    assert page.post("/read/save", **told, seen=shown["seen"]).status_code == 409  # written meanwhile
    assert page.post("/read/undo", id=item["id"], seen=written["seen"], before=written["before"]).is_success
    excused = {"learner": "ben", "assignment": NAME, "why": "Was ill"}
    assert page.post("/learner/excuse", **excused).json() == {}
    asked = {"assignment": NAME, "exercise": CHOICE}
    assert "Was ill" in page.client.get("/learner", params={"learner": "ben"}).text
    assert "graded: 1" in page.client.get("/exercise", params=asked).text
    counts = {row["learner"]: row["state"] for row in page.client.get("/people").json()["rows"]}
    assert counts == {"amina": "needs_human", "ben": "excused"}
    assert auditing.audit(folder).problems == []


# ---- Whose is it ----------------------------------------------------------------------------


def test_two_courses_in_one_database_are_refused(folder, url, small_class, tmp_path):
    ran = autograder("grade", small_class, "--course", "second", "--db", url, cwd=tmp_path)
    assert ran.returncode == 1 and ran.stderr.count("\n") == 1, ran.stderr
    assert "grades of another course folder" in ran.stderr and "secret" not in ran.stderr
    assert not (tmp_path / "second" / "database-url").exists()
    other = CourseFolder(tmp_path / "third")
    other.make()
    (other.root / "database-url").write_text(url)  # by hand
    with pytest.raises(CourseFolderError, match="another course folder"):
        prepare(other)
    prepare(folder)
    assert auditing.audit(folder).problems == []


def test_an_old_database_is_not_taken_over_by_a_new_folder(folder, url, tmp_path):
    forget_the_form(url)
    with pytest.raises(CourseFolderError, match="another course folder"):
        other = CourseFolder(tmp_path / "second")
        other.make()
        other.url = url
    assert auditing.audit(folder).problems == []


def test_a_role_that_may_only_read_can_look(folder, url, maker, hand_in):
    grade_all([hand_in("amina", maker.by_page({CHOICE: HALF}, text=STORY))], folder)
    by_hand(folder, "amina", 3)
    with contextlib.closing(psycopg2.connect(url)) as connection, connection:
        connection.cursor().execute(
            "create role reader login; grant select on all tables in schema public to reader"
        )
    (folder.root / "database-url").write_text(url.replace("course:secret@", "reader@"))
    ((outcome, _),) = current(folder)
    assert scores(outcome)[TEXT] == 3
    assert auditing.audit(folder).hand_ins == 1


def file_of(url, table):
    with contextlib.closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute("select pg_relation_filepath(%s)", (table,))
        return cursor.fetchone()


def test_forgetting_vacuums_or_says_what_to_do(folder, url, maker, hand_in):
    for learner in ("amina", "ben"):
        grade_all([hand_in(learner, maker.by_page({CHOICE: HALF}, text=STORY))], folder)
    with contextlib.closing(psycopg2.connect(url)) as other:
        other.cursor().execute("select * from grade")
        (said, of_the_server) = changing.forget(folder, "amina", "kofi").remarks
    assert "VACUUM FULL" in said and "secret" not in said and "backups" in of_the_server
    before = file_of(url, "localsdg_job")
    assert len(changing.forget(folder, "ben", "kofi").remarks) == 1
    assert file_of(url, "localsdg_job") != before  # written anew, without what was removed
