"""The facilitator's desk: from a dropped zip to the filled file of Moodle, as the command line does it."""

import csv
import io
import json
import zipfile

import pytest
from click.testing import CliRunner
from desk_page import Page

from autograder.cli import main

from .conftest import CHOICE, HALF, MEAN, NAME, RIGHT

POINTS = 12  # of the small course, its text included
HOSTILE = '<img src=x onerror="alert(1)">.ipynb'
SHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments\r\n"
)
AMINA, BORIS, CHIDI, DALIA = "Amina Bello", "Boris Okoro", "Chidi Eze", "Dalia Cruz"
PEOPLE = {501: AMINA, 502: BORIS, 503: CHIDI, 504: DALIA}


@pytest.fixture
def moodle(maker):
    """``(zip, worksheet)`` of four people: two answers, one broken file, one who handed in nothing."""
    files = {
        501: json.dumps(maker.by_page({CHOICE: RIGHT})).encode(),
        502: json.dumps(maker.by_lab({CHOICE: HALF}, code=MEAN)).encode(),
        503: b'{"cells": [',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number, data in files.items():
            archive.writestr(f"{PEOPLE[number]}_{number}_assignsubmission_file_/{NAME}.ipynb", data)
    rows = []
    for number, name in PEOPLE.items():
        sent = '"Tuesday, 3 November 2026, 10:15 PM"' if number in files else "-"
        address = f"{name.split()[0].lower()}@example.org"
        rows.append(f"Participant {number},{name},{address},,,{POINTS},Yes,{sent},-,\r\n")
    return stream.getvalue(), (SHEET + "".join(rows)).encode()


@pytest.mark.sandbox
def test_from_a_zip_to_moodle_s_file(moodle, tmp_path):
    """Taken in, looked at, graded and given back; the files are those that the commands write."""
    packed, sheet = moodle
    page = Page(tmp_path / "by page").enter()
    page.drop("Course-Module 3-4711.zip", packed)
    page.drop(f"Grades-{NAME}.csv", sheet, 2)
    state = page.client.get("/state").json()
    seen = {one["name"]: (one["what"], one["platform"], one["count"]) for one in state["files"]}
    assert seen["Course-Module 3-4711.zip"] == ("hand_ins", "moodle", 3)
    assert seen[f"Grades-{NAME}.csv"] == ("worksheet", "moodle", 4)
    seen = {row["learner"]: (row["state"], bool(row["why"])) for row in state["hand_ins"]["rows"]}
    assert seen == {AMINA: ("ready", False), BORIS: ("ready", False), CHIDI: ("unreadable", True)}
    assert state["learners"] == 4 and state["told"] == []

    page.client.post("/grade", json={})
    page.client.post("/stop", json={})
    state = page.wait()
    assert state["run"]["end"] == "stopped" and len(state["files"]) == 2
    run = page.grade()["run"]  # goes on
    assert (run["end"], run["done"], run["expected"], run["told"]) == ("ended", 3, 3, [])
    state = page.client.get("/state").json()
    assert [one["what"] for one in state["files"]] == ["worksheet"]  # what is graded is removed, lists stay
    given_back(page, moodle, tmp_path)


def given_back(page, moodle, tmp_path):
    """What the page shows and gives is what the commands write."""
    people = page.client.get("/people").json()
    again = page.client.get("/people", params={"seen": people["seen"]}).json()
    assert again == {"seen": people["seen"]}  # nothing changed: the class is not read a second time
    kinds = {group["kind"]: group["learners"] for group in people["groups"]}
    assert kinds["ungraded"] == [CHIDI] and kinds["not_handed_in"] == [DALIA]
    shown = page.client.get("/feedback", params={"learner": AMINA, "assignment": NAME})
    assert shown.status_code == 200 and "default-src 'none'" in shown.headers["content-security-policy"]

    by_command = graded_by_command(*moodle, tmp_path)
    offers = [one for one in people["offers"] if one["assignment"] == NAME]
    asked = {"table": offers[0]["table"], "assignment": NAME}
    filled = page.client.get("/give/filled", params=asked).content
    assert filled == by_command("export", "--format", "moodle", "--template", tmp_path / f"Grades-{NAME}.csv")
    grades = {row["Full name"]: row["Grade"] for row in csv.DictReader(io.StringIO(filled.decode()))}
    assert grades[CHIDI] == grades[DALIA] == ""
    told = page.client.get("/look", params=asked).json()
    rows = {row["name"]: row for row in told["rows"]}
    assert {name for name, row in rows.items() if not row["now"]} >= {CHIDI, DALIA}
    assert rows[CHIDI]["why"] and rows[DALIA]["kind"] == "nothing"
    assert {name: row["now"] for name, row in rows.items()} == grades
    zipped = page.client.get("/give/feedback", params=asked).content
    assert zipped == by_command("feedback")
    assert_same_tables(page.client.get("/give/csv").content, by_command("export", "--format", "csv"))
    assert "Boris Okoro" in page.client.get("/give/dashboard").text
    with zipfile.ZipFile(io.BytesIO(page.client.get("/give/letters").content)) as archive:
        assert {"letters.csv", f"{CHIDI}.txt"} <= set(archive.namelist())
    with zipfile.ZipFile(io.BytesIO(page.client.get("/give/pages").content)) as archive:
        assert f"{AMINA}/{NAME}/{NAME}.html" in archive.namelist()


def graded_by_command(packed, sheet, tmp_path):
    """The same class in another course folder, by commands; ``run(command, …)`` gives what one writes."""
    course, archive = tmp_path / "by command", tmp_path / "Course-Module 3-4711.zip"
    table, out = tmp_path / f"Grades-{NAME}.csv", tmp_path / "out"
    archive.write_bytes(packed)
    table.write_bytes(sheet)

    def run(command, *more):
        asked = [command, *more, "--course", course]
        asked += {"grade": [], "feedback": ["--moodle", out, "--template", table]}.get(
            command, ["--output", out]
        )
        if "csv" not in asked:
            asked += ["--roster", table]
        done = CliRunner().invoke(main, list(map(str, asked)))
        assert done.exit_code == 0, done.output
        return b"" if command == "grade" else out.read_bytes()

    run("grade", archive, "--receipts", table)
    return run


def assert_same_tables(one, other):
    """But for the hash of the history, whose lines have times and names."""
    tables = [list(csv.DictReader(io.StringIO(data.decode()))) for data in (one, other)]
    heads = [{row.pop("history_head") for row in table} for table in tables]
    assert tables[0] == tables[1] and all(len(head) == 1 for head in heads)


def test_what_is_dropped_stays_in_its_place(small_course, maker, tmp_path):
    """Hostile names choose no place, a single notebook waits for its owner, what is removed is gone."""
    course = tmp_path / "course"
    page = Page(course).enter()
    data = json.dumps(maker.by_page({CHOICE: RIGHT})).encode()
    assert page.drop("../../../etc/" + HOSTILE, data).status_code == 200
    assert page.drop(f"{NAME}.ipynb", data, 2).status_code == 200
    assert page.drop("x" * 300 + ".ipynb", data, 3).status_code in (200, 400)
    assert (
        page.client.post("/take", params={"name": "a.zip", "stamp": "../1"}, content=b"").status_code == 400
    )
    assert [one.name for one in tmp_path.iterdir()] == ["course"]
    assert course.stat().st_mode & 0o077 == 0
    state = page.client.get("/state").json()
    single = next(one for one in state["files"] if one["what"] == "notebook" and one["name"].startswith(NAME))
    assert NAME not in [row["place"] for row in state["hand_ins"]["rows"] if row["state"] == "ready"]
    assert page.client.post("/whose", json={"id": single["id"], "learner": "../Amina"}).status_code == 200
    rows = page.client.get("/state").json()["hand_ins"]["rows"]
    assert [row["learner"] for row in rows if row["place"] == f"{NAME}.ipynb"] == [".._Amina".lstrip(".")]
    found = page.client.get("/hand-ins", params={"wanted": f"{NAME.upper()}.IPYNB"}).json()
    assert (found["found"], found["count"]) == (1, len(rows)) and found["rows"][0] in rows
    other = Page(course).enter()  # another desk on the same course sees it, and waits while this one grades
    files = page.client.get("/state").json()["files"]
    assert other.client.get("/state").json()["files"] == files
    with page.desk.inbox.held():
        assert other.client.post("/remove", json={"id": single["id"]}).status_code == 409
        assert other.grade()["run"]["end"] == "busy"
    for one in files:
        assert page.client.post("/remove", json={"id": one["id"]}).json() == {"removed": True}
    assert page.client.post("/remove", json={"id": "../../course"}).json() == {"removed": False}
    assert page.client.get("/state").json()["files"] == []
    assert page.client.post("/grade", json={}).status_code == 409


def test_nobody_else_is_heard(small_course, tmp_path):
    """Without the secret, from another site, by another name: nothing is said, nothing changed."""
    page = Page(tmp_path / "course")
    assert page.client.get("/").status_code == 403
    asked = ["/state", "/people", "/feedback", "/look", "/give/csv"]
    assert {page.client.get(place).status_code for place in asked} == {403}
    page.enter()
    assert "key=" not in str(page.client.get(page.secret.path()).url)
    for more in ({"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1:9"}):
        for place in ("/take", "/remove", "/grade", "/stop", "/whose"):
            assert page.client.post(place, headers=more, json={}).status_code == 403
    assert page.client.get("/state", headers={"host": "evil.example"}).status_code == 421
    assert page.client.post("/grade", content=b" " * (65 << 10)).status_code == 413
    assert not (tmp_path / "course").exists()
