"""A course in one file and back: whole or not at all, nothing overwritten."""

import json
import sqlite3
import zipfile
from contextlib import closing

import pytest

from autograder.errors import CourseFolderError
from autograder.store import archive, files
from autograder.store.course_folder import DESK, CourseFolder

FILES = {
    "submitted/Amína Béllo/m/m.ipynb": b"{}",
    f"{DESK}/one-1764000000000-0001/uploads/class.csv": b"id\namina\n",
    "course.yml": b"timezone: UTC\n",
    "empty": b"",
}


@pytest.fixture
def folder(tmp_path):
    made = CourseFolder(tmp_path / "course")
    made.make()
    for name, data in FILES.items():
        files.write(made.root / name, data)
    made.roster_file = made.root / DESK / "one-1764000000000-0001/uploads/class.csv"
    with closing(sqlite3.connect(made.gradebook)) as book:
        book.execute("PRAGMA journal_mode = WAL")
        book.execute("CREATE TABLE t (x)")
        book.execute("INSERT INTO t VALUES (7)")
        book.commit()
        yield made


@pytest.fixture
def packed(folder, tmp_path):
    path = tmp_path / "course.zip"
    archive.write(folder, path)
    return path


def test_there_and_back(folder, packed, tmp_path):
    (tmp_path / "elsewhere").mkdir()  # an empty one may be there
    found = archive.restore(packed, tmp_path / "elsewhere")
    back = CourseFolder(tmp_path / "elsewhere")
    assert {name: (back.root / name).read_bytes() for name in FILES} == FILES
    with closing(sqlite3.connect(back.gradebook)) as book:  # also what stood only in the log
        assert book.execute("SELECT x FROM t").fetchall() == [(7,)]
    assert back.roster_file.is_relative_to(back.root) and back.roster_file.is_file()
    assert back.root.stat().st_mode & 0o077 == 0
    assert found.files == len(FILES) + 2 and len(found.digest) == 64
    assert {one.name for one in tmp_path.iterdir()} == {"course", "course.zip", "elsewhere"}


def test_nothing_is_overwritten(folder, packed, tmp_path):
    with pytest.raises(CourseFolderError, match="not empty"):
        archive.restore(packed, folder.root)
    with pytest.raises(CourseFolderError, match="not empty"):
        archive.restore(packed, packed)
    with pytest.raises(CourseFolderError, match="itself"):
        archive.write(folder, folder.root / "course.zip")
    assert {name: (folder.root / name).read_bytes() for name in FILES} == FILES


def test_every_damaged_archive_is_refused_and_leaves_nothing(packed, tmp_path):
    """Each place in the file, a byte at a time over the whole of it in steps, and each cut."""
    whole = packed.read_bytes()
    broken, target = tmp_path / "broken.zip", tmp_path / "back"
    harmless = 0
    for place in range(0, len(whole), 7):
        broken.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            archive.restore(broken, target)
        except CourseFolderError:
            assert not target.exists()
        else:  # a time of a file, which the archive does not vouch for: the content is what it was
            harmless += 1
            assert {name: (target / name).read_bytes() for name in FILES} == FILES
            for path in sorted(target.rglob("*"), reverse=True):
                path.rmdir() if path.is_dir() else path.unlink()
            target.rmdir()
    assert harmless < len(whole) / 14
    for length in range(0, len(whole), 97):
        broken.write_bytes(whole[:length])
        with pytest.raises(CourseFolderError):
            archive.restore(broken, target)
    assert {one.name for one in tmp_path.iterdir()} == {"course", "course.zip", "broken.zip"}


def forged(path, told, data=b"x"):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in told:
            made.writestr(f"course/{name}", data)
        made.writestr("manifest.json", json.dumps({"form": 1, "files": told}))
    return path


@pytest.mark.parametrize("name", ["../out", "/out", "a/../../out", "C:/out", "..\\out", "a//b", "", "./a"])
def test_no_name_leaves_the_folder(tmp_path, name):
    path = forged(tmp_path / "a.zip", {name: {"size": 1, "sha256": "0" * 64}})
    with pytest.raises(CourseFolderError):
        archive.restore(path, tmp_path / "back")
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]


def test_what_unpacks_to_more_than_it_says_is_stopped(tmp_path):
    path = forged(tmp_path / "a.zip", {"bomb": {"size": 10, "sha256": "0" * 64}}, b"0" * (64 << 20))
    with pytest.raises(CourseFolderError, match="not as it was"):
        archive.restore(path, tmp_path / "back")
    path = forged(tmp_path / "a.zip", {"large": {"size": 1 << 60, "sha256": "0" * 64}})
    with pytest.raises(CourseFolderError, match="no space"):
        archive.restore(path, tmp_path / "back")
    with pytest.raises(CourseFolderError, match="no archive"):
        archive.restore(_zip_of_something(tmp_path / "b.zip"), tmp_path / "back")
    assert not (tmp_path / "back").exists()


def _zip_of_something(path):
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a.txt", "x")
    return path


def test_a_database_on_a_server_is_said_to_be_elsewhere(tmp_path):
    made = CourseFolder(tmp_path / "course")
    made.make()
    files.write(made.root / "database-url", "postgresql://rosa@db/grades\n")
    with pytest.raises(CourseFolderError, match="server"):
        archive.write(made, tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()
