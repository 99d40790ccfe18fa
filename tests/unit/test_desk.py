"""The facilitator's desk: what a dropped table is, where files lie, how far a grader is."""

import json

import pytest
import worksheets

from autograder.desk import cohort, lists, preview
from autograder.desk.desk import Desk
from autograder.desk.inbox import BadName, Busy, Inbox
from autograder.desk.run import Run
from autograder.store.course_folder import DESK, CourseFolder

NAME = "3-monitoring-reporting"
CANVAS = "Student,ID,SIS User ID,SIS Login ID,Section,Work (7)\n Points Possible,,,,,12\nBello,71,a,a,1,\n"
LIST = "id,name,email\namina,Amina Bello,amina@example.org\n"
RECEIPTS = "learner,assignment,received\namina,,2026-11-03T10:00:00+00:00\n"


@pytest.fixture
def inbox(tmp_path):
    return Inbox(CourseFolder(tmp_path / "course"))


def drop(inbox, name, data, number=1):
    with inbox.coming(f"1764000000000-{number:04}", name) as stream:
        stream.write(data if isinstance(data, bytes) else data.encode())


@pytest.mark.parametrize(
    "name, data, kind, platform, learners",
    [
        ("a.csv", worksheets.written("English"), "worksheet", "moodle", 4),
        ("Noten.csv", worksheets.written("German", ";", "cp1252"), "worksheet", "moodle", 4),
        ("成绩.csv", worksheets.written("Chinese"), "worksheet", "moodle", 4),
        ("gradebook.csv", CANVAS, "gradebook", "canvas", 1),
        ("class.csv", LIST, "learners", "", 1),
        ("times.txt", RECEIPTS, "receipts", "", 0),
    ],
)
def test_a_table_is_known_by_what_it_holds(inbox, name, data, kind, platform, learners):
    drop(inbox, name, data)
    found = lists.read(inbox.folder, inbox.all(), [NAME]).tables[0]
    assert (found.kind, found.platform, found.learners, found.problem) == (kind, platform, learners, "")


@pytest.mark.parametrize("data", ["", "a", b"PK\x03\x04 a spreadsheet", "name\n\x00\n", b"\xff\xfe\x00"])
def test_a_table_that_cannot_be_used_says_why(inbox, data):
    drop(inbox, "class.csv", data)
    found = lists.read(inbox.folder, inbox.all(), [NAME])
    assert found.tables[0].problem and found.roster is None


def test_a_list_counts_before_a_platform_s_table(inbox):
    drop(inbox, "class.csv", LIST, 1)
    drop(inbox, f"Grades-{NAME}.csv", worksheets.written("English"), 2)
    found = lists.read(inbox.folder, inbox.all(), [NAME])
    assert found.roster_path.name == "class.csv" and found.roster.ids == ["amina"]
    assert [one.assignment for one in found.tables] == ["", NAME]
    assert [path.name for path in found.received] == [f"Grades-{NAME}.csv"]


def test_a_list_that_is_gone_is_missed(inbox, tmp_path):
    inbox.folder.make()
    inbox.folder.roster_file = tmp_path / "gone.csv"
    assert lists.read(inbox.folder, [], [NAME]).missing == tmp_path / "gone.csv"


HOSTILE = ["../../a.zip", "/etc/a.zip", "C:\\x\\a.zip", "a\x00\n.zip", "..", "", "x" * 300]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_chooses_a_place(inbox, tmp_path, name):
    try:
        drop(inbox, name, b"data")
    except BadName:
        assert inbox.all() == []
    else:
        assert [one.path.is_relative_to(inbox.place) for one in inbox.all()] == [True]
    assert {path.name for path in tmp_path.iterdir()} <= {"course"}


def test_half_a_file_is_none(inbox):
    with pytest.raises(OSError), inbox.coming("1764000000000-0001", "a.zip") as stream:
        stream.write(b"half")
        raise OSError("the line is gone")
    assert inbox.all() == [] and not [path for path in inbox.place.rglob("*") if path.is_file()]


def test_what_is_dropped_is_not_yet_kept(inbox):
    drop(inbox, "group/amina.ipynb", b"{}")
    drop(inbox, "boris.ipynb", b"{}", 2)
    folder, single = inbox.all()
    assert (folder.path.name, folder.is_folder, single.learner) == ("group", True, "")
    assert not inbox.folder.holds(single.path) and inbox.folder.holds(inbox.folder.root / "submitted")
    assert inbox.shorter(f"{single.path}: no.") == "boris.ipynb: no."
    inbox.name_learner(single.id, "Boris / Okoro")
    assert inbox.get(single.id).learner == "Boris _ Okoro"
    with inbox.held(), pytest.raises(Busy), Inbox(CourseFolder(inbox.folder.root)).held():
        pass
    assert inbox.remove(single.id) and not inbox.remove(single.id) and not inbox.remove(f"../{DESK}")


def test_how_far_a_grader_is(monkeypatch):
    said = [{"expected": 2}, {"status": "graded"}, {"status": "ungraded"}, {"told": "a.zip was passed over"}]
    lines = "\n".join(json.dumps(one) for one in [*said, {"end": "ended"}])
    monkeypatch.setattr("autograder.desk.run._COMMAND", ["printf", "%s\n", lines])
    run, ends = Run(), []
    assert run.start({}, ends.append)
    run._reader.join(20)
    state = run.state()
    assert ends == [False]  # something was passed over: the files stay
    assert (state["end"], state["done"], state["expected"]) == ("ended", 2, 2)
    assert state["counts"] == {"graded": 1, "ungraded": 1} and not state["is_running"]
    monkeypatch.setattr("autograder.desk.run._COMMAND", ["false"])
    run.start({}, ends.append)
    run._reader.join(20)
    assert run.state()["end"] == "failed" and ends == [False, False]


def test_a_grader_that_ends_without_a_word_when_it_is_asked_to_stop_was_stopped(monkeypatch):
    monkeypatch.setattr("autograder.desk.run._COMMAND", ["cat"])  # goes when its input is closed
    run, ends = Run(), []
    monkeypatch.setattr(Run, "_hear", lambda self, said: None)
    assert run.start({}, ends.append)
    run.stop()
    assert run.state()["end"] == "stopped" and ends == [False]


def test_namesakes_are_called_apart():
    called = cohort._Called({"a1": "Amina Bello", "a2": "Amina Bello", "b": "Boris", "c": ""})
    assert [called[one] for one in ("a1", "b", "c", "d")] == ["Amina Bello (a1)", "Boris", "c", "d"]


def test_a_page_of_the_class():
    rows = [{"learner": f"l{number}"} for number in range(250)]
    whole = cohort.Class(rows, [f"l{number}\ngraded" for number in range(250)])
    assert whole.part("", 200)["rows"] == rows[200:] and whole.part("", 0)["rows"] == rows[:100]
    assert whole.part("L24", 0)["found"] == 11 and whole.part("graded", 0)["found"] == 250
    assert whole.part("nobody", 100) == {"rows": [], "at": 100, "found": 0, "count": 250}


def test_every_hand_in_of_a_large_zip_can_be_found_and_corrected():
    rows = [
        {"learner": f"l{number}", "module": "Reporting", "place": f"a.zip/{number}.ipynb", "state": "ready"}
        for number in range(650)
    ]
    found, states = preview.Preview(rows=rows), {"ready": "ready to grade"}
    assert found.parts().part("", 0) == {"rows": rows[:100], "at": 0, "found": 650, "count": 650}
    assert found.parts(states).part("/649.", 0)["rows"] == rows[649:]
    assert found.parts(states).part("Ready to", 600)["rows"] == rows[600:]


def test_who_only_reads_changes_no_version(tmp_path):
    desk = Desk(CourseFolder(tmp_path))
    (tmp_path / "gradebook.db").write_bytes(b"grades")
    before = desk.version("en")
    (tmp_path / "gradebook.db-wal").touch()  # as SQLite does where somebody only reads
    (tmp_path / "gradebook.db-shm").write_bytes(b"read")
    assert desk.version("en") == before
    (tmp_path / "gradebook.db-wal").write_bytes(b"more grades")
    assert desk.version("en") != before
