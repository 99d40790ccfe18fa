"""A course folder that can only be read can be looked into, and nothing is written there."""

import json
import shutil
import sqlite3
import subprocess
import sys

import old_course
import pytest
import several_commands

from .conftest import CHOICE, HALF, NAME, STORY, by_hand, grade_all

pytestmark = pytest.mark.sandbox  # bubblewrap makes the disk that can only be read

READING = (
    ("status",),
    ("audit",),
    ("audit", "--history", "amina"),
    ("export",),
    ("report", "--output", "dashboard.html"),
    ("report",),
    ("anonymize", "out"),
)


@pytest.fixture
def course(maker, hand_in, folder):
    """A graded course folder; somebody gave points since."""
    grade_all([hand_in("amina", maker.by_page({CHOICE: HALF}, text=STORY))], folder)
    by_hand(folder, "amina", 3)
    return folder.root


def on_a_disk_for_reading(root, place, *commands, code=0):
    """Commands where ``root`` is on a disk that cannot be written; ``{command: what it printed}``."""
    sandbox = ["bwrap", "--dev-bind", "/", "/", "--ro-bind", str(root), str(root), "--chdir", str(place)]
    python = [sys.executable, several_commands.__file__, str(root), json.dumps(commands)]
    done = subprocess.run([*sandbox, *python], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert [one[0] for one in told] == [code] * len(commands), told
    return {command: said for command, (_, said) in zip(commands, told, strict=True)}


def files(root):
    return {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_all_that_only_looks_works(course, tmp_path):
    before = files(course)
    said = on_a_disk_for_reading(course, tmp_path, *READING)
    assert f"{NAME}: 1 graded" in said["status",]
    assert "all holds together" in said["audit",] and "– → 3" in said["audit", "--history", "amina"]
    assert "amina" in said["export",] and "amina" in (tmp_path / "dashboard.html").read_text()
    assert files(course) == before


def test_grades_that_stand_only_in_the_log_are_seen(course, tmp_path):
    """The computer went off before SQLite moved the newest grades from its log into the database."""
    holder = sqlite3.connect(course / "gradebook.db")
    holder.execute("pragma wal_autocheckpoint = 0")
    holder.execute("update grade set manual_score = 1.5 where manual_score = 3")
    holder.commit()
    shutil.copytree(course, tmp_path / "copy")  # while it is open
    holder.close()
    (tmp_path / "copy" / "gradebook.db-shm").unlink(missing_ok=True)
    assert (tmp_path / "copy" / "gradebook.db-wal").stat().st_size
    said = on_a_disk_for_reading(tmp_path / "copy", tmp_path, ("audit", "--history", "amina"))
    assert "– → 1.5" in str(said)


def test_what_changes_something_is_refused_with_a_word(course, tmp_path, hand_in, maker):
    before = files(course)
    commands = (
        ("override", "amina", CHOICE, "1", "--because", "x"),
        ("forget", "amina", "--yes"),
        ("grade", str(hand_in("ben", maker.by_page({CHOICE: HALF}))), "--workers", "0"),
    )
    for said in on_a_disk_for_reading(course, tmp_path, *commands, code=1).values():
        assert "can only be read. status, audit, export" in said and said.count("\n") == 1, said
    assert files(course) == before


def test_an_old_folder_is_read_without_being_brought_up(tmp_path, monkeypatch):
    root, sources = old_course.unpack(tmp_path)
    monkeypatch.setenv("LOCALSDG_COURSE", str(sources))
    before = files(root)
    said = on_a_disk_for_reading(root, tmp_path, ("export",), ("audit",))
    assert "boris" in said["export",] and "all holds together" in said["audit",]
    assert files(root) == before
