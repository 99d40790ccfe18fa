"""Folders and zips: every layout is understood, nothing leads out of them, nothing raises."""

import contextlib
import io
import os
import shutil
import socket
import stat
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest
from handed_in import NAME, chosen, found, marked, put, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from soak import many

from autograder.errors import Unreadable
from autograder.intake import archives, disk

# ---- Folders and zips -----------------------------------------------------------------------


def test_a_folder_is_read_without_what_programs_leave_in_it(tmp_path):
    put(tmp_path, f"amina/{NAME}.ipynb", b"1")
    put(tmp_path, f"amina/.ipynb_checkpoints/{NAME}-checkpoint.ipynb", b"old")
    put(tmp_path, "amina/json.py", b"raise SystemExit")
    put(tmp_path, "__MACOSX/ben/work.ipynb", b"mac")
    put(tmp_path, f"ben/._{NAME}.ipynb", b"mac")
    put(tmp_path, f"course/submitted/amina/{NAME}/{NAME}.ipynb", b"kept")
    assert found(tmp_path, course=tmp_path / "course") == {"amina": (NAME, b"1")}
    assert found(tmp_path / "course", course=tmp_path / "course") == {"amina": (NAME, b"kept")}
    assert found(tmp_path / "course" / "submitted", course=tmp_path / "course") == {"amina": (NAME, b"kept")}


@pytest.mark.parametrize("aside", [".amina", "__MACOSX"])
def test_a_folder_that_is_hidden_is_nobody_s_and_is_named(tmp_path, aside):
    """Not amina's either: a dot that is left out of an id must not make two folders one learner."""
    files = [(f"amina/{NAME}.ipynb", marked("a")), (f"{aside}/{NAME}.ipynb", marked("b"))]
    files += [(f"{aside}/._{NAME}.ipynb", b"mac"), (f"{aside}/notes.txt", b"x"), (".git/x.ipynb", b"x")]
    for name, data in files:
        put(tmp_path / "in", name, data)
    for path in (tmp_path / "in", zipped(tmp_path / "in.zip", files)):
        told = []
        got = chosen(path, tell=told.append)
        assert list(got) == ["amina"] and got["amina"].notebook["metadata"]["x"] == "a"
        assert len(told) == 1 and f"{aside}/{NAME}.ipynb was passed over: the folder is hidden" in told[0]


@pytest.mark.parametrize(
    "place",
    [
        "System Volume Information", "$RECYCLE.BIN/S-1", "$Recycle.Bin", "#recycle",
        ".Trash-1000/files", ".Trashes/501", "@eaDir", "LOST+FOUND/x", "amina/@eaDir", "amina/lost+found",
    ],
)  # fmt: skip
def test_what_a_disk_or_a_system_keeps_for_itself_is_nobody_s_hand_in(tmp_path, place):
    files = [(f"amina/{NAME}.ipynb", marked("amina"))]
    files += [(f"{place}/{name}", marked("x")) for name in (f"{NAME}.ipynb", "ben.ipynb", "WPSettings.dat")]
    files += [(f"{place}/report.pdf", b"%PDF")]
    for name, data in files:
        put(tmp_path / "in", name, data)
    for path in (tmp_path / "in", zipped(tmp_path / "in.zip", files)):
        told = []
        got = chosen(path, tell=told.append)
        assert list(got) == ["amina"] and got["amina"].notebook["metadata"]["x"] == "amina"
        assert told == [] and got["amina"].notes == []


@pytest.mark.parametrize(
    "name", ["~$amina.ipynb", "~$report.docx", "Thumbs.db", "ehthumbs.db", "desktop.ini"]
)
def test_what_programs_keep_beside_an_open_file_is_nobody_s_hand_in(tmp_path, name):
    files = [("amina.ipynb", marked("amina")), (name, b"\x05amina"), (f"ben/{NAME}.ipynb", marked("ben"))]
    files += [(f"ben/{name}", b"\x05ben"), (f"zara/{name}", b"\x05zara")]
    for path, data in files:
        put(tmp_path / "in", path, data)
    for path in (tmp_path / "in", zipped(tmp_path / "in.zip", files)):
        told = []
        got = chosen(path, tell=told.append)
        assert sorted(got) == ["amina", "ben"] and told == []
        assert all(one.reason is None and one.notes == [] for one in got.values())


@pytest.mark.parametrize("name", [".x/{}", "__MACOSX/{}", "deep/.x/{}", ".{}", ".~{}"])
def test_a_hidden_file_of_a_learner_stands_for_no_notebook_and_is_said(tmp_path, name):
    files = [(f"amina/{name}", marked("hidden")), ("amina/._{}", b"mac"), (f"ben/{name}", marked("hidden"))]
    files = [(path.format(f"{NAME}.ipynb"), data) for path, data in files]
    for path, data in [*files, (f"ben/{NAME}.ipynb", marked("ben"))]:
        put(tmp_path / "in", path, data)
    got = chosen(tmp_path / "in")
    assert "only a file that is hidden" in got["amina"].reason and f"{NAME}.ipynb" in got["amina"].reason
    assert got["ben"].notebook["metadata"]["x"] == "ben" and got["ben"].reason is None
    if "/" in name:  # a learner's own archive
        inside = [(path.removeprefix("amina/"), data) for path, data in files[:2]]
        put(tmp_path, "own/cleo/w.zip", zipped(tmp_path / "w.zip", inside).read_bytes())
        assert "only a file that is hidden" in chosen(tmp_path / "own")["cleo"].reason


def test_a_single_notebook_is_named_by_its_folder_or_its_own_name(tmp_path):
    assert found(put(tmp_path, f"amina/{NAME}.ipynb")) == {"amina": (NAME, b"{}")}
    assert found(put(tmp_path, "handins/ben.ipynb")) == {"ben": (None, b"{}")}


def test_links_are_refused(tmp_path):
    real = put(tmp_path, f"in/amina/{NAME}.ipynb", b"amina's")
    (tmp_path / "in" / "ben").mkdir()
    os.symlink(real, tmp_path / "in" / "ben" / f"{NAME}.ipynb")
    os.symlink(real.parent, tmp_path / "in" / "cleo")
    got = found(tmp_path / "in")
    assert got["amina"] == (NAME, b"amina's")
    assert "link" in got["ben"][1] and "link" in got["cleo"][1]
    assert "link" in found(tmp_path / "in" / "ben" / f"{NAME}.ipynb")["ben"][1]


def test_a_zip_is_read_like_a_folder(tmp_path):
    path = zipped(
        tmp_path / "cohort.zip",
        [
            (f"cohort/amina/{NAME}.ipynb", b"a"),
            (f"cohort/ben/{NAME}/{NAME}.ipynb", b"b"),
            ("cohort/notes.txt", b"n"),
            (f"__MACOSX/cohort/amina/._{NAME}.ipynb", b"m"),
        ],
    )
    assert found(path) == {"amina": (NAME, b"a"), "ben": (NAME, b"b")}
    alone = zipped(tmp_path / "cleo.zip", [(f"{NAME}.ipynb", b"c")])
    assert found(alone) == {"cleo": (NAME, b"c")}


def test_a_zip_cannot_lead_out_bomb_or_link(tmp_path):
    link = zipfile.ZipInfo(f"dora/{NAME}.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = zipped(
        tmp_path / "bad.zip",
        [
            (f"../../amina/{NAME}.ipynb", b"out"),
            (f"/ben/{NAME}.ipynb", b"out"),
            (f"cleo/{NAME}.ipynb", b"\0" * 5_000_000),
            (link, b"/etc/passwd"),
            (f"eve/{NAME}.ipynb", b"fine"),
        ],
    )
    got = found(path)
    assert "outside" in got["amina"][1] and "outside" in got["ben"][1]
    assert "far more" in got["cleo"][1] and "link" in got["dora"][1]
    assert got["eve"] == (NAME, b"fine")
    assert sorted(item.name for item in tmp_path.iterdir()) == ["bad.zip"]


def test_a_zip_that_lies_about_a_size_is_not_read_further(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "LARGEST", 1000)
    path = zipped(tmp_path / "z.zip", [(f"amina/{NAME}.ipynb", os.urandom(900))])
    data = path.read_bytes().replace((900).to_bytes(4, "little"), (800).to_bytes(4, "little"))
    path.write_bytes(data)
    learner, outcome = next(iter(found(path).items()))
    assert learner == "amina" and isinstance(outcome[1], str) and "unpacked" in outcome[1]


@pytest.mark.soak
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=many(60, 5_000)
)
@given(st.binary(max_size=200), st.integers(0, 400))
def test_no_zip_makes_the_intake_raise(tmp_path, junk, cut):
    whole = io.BytesIO()
    zipped(whole, [(f"amina/{NAME}.ipynb", junk), ("ben/x.ipynb", b"{}")])
    data = bytearray(whole.getvalue())
    for place, byte in enumerate(junk[:20]):
        data[(cut + place * 7) % len(data)] = byte
    path = tmp_path / "broken.zip"
    path.write_bytes(bytes(data))
    for learner, (_, content) in found(path).items():
        assert learner and isinstance(content, bytes | str)
    path.write_bytes(whole.getvalue()[:cut])
    found(path)


# ---- What is no plain file, or moves ---------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices are POSIX")
def test_pipes_sockets_and_devices_are_refused_at_once(tmp_path):
    for learner in ("amina", "ben", "cleo"):
        (tmp_path / learner).mkdir()
    os.mkfifo(tmp_path / "amina" / f"{NAME}.ipynb")
    server = socket.socket(socket.AF_UNIX)
    with contextlib.chdir(tmp_path / "ben"):
        server.bind(f"{NAME}.ipynb")
    server.close()
    os.symlink("/dev/zero", tmp_path / "cleo" / f"{NAME}.ipynb")
    got = found(tmp_path)
    assert "a pipe" in got["amina"][1] and "a socket" in got["ben"][1] and "a link" in got["cleo"][1]
    os.mkfifo(tmp_path / "pipe.zip")
    told = []
    assert found(tmp_path / "pipe.zip", tell=told.append) == {} and "a pipe" in told[0]
    for device in ("/dev/zero", "/dev/full"):
        with pytest.raises(Unreadable, match="a device"):
            disk.read(device)


@pytest.fixture
def restless(monkeypatch):
    """``restless(path, times)``: another program writes to the file during our first ``times`` readings."""

    def make(path, times):
        looks, fstat = [], os.fstat

        def look(handle):
            status = fstat(handle)
            looks.append(status)
            if len(looks) % 2 and len(looks) < 2 * times:  # the first look of a reading
                path.write_bytes(b"written " * len(looks))
            return status

        monkeypatch.setattr(disk, "PAUSE", 0)
        monkeypatch.setattr(disk.os, "fstat", look)

    return make


def test_a_file_is_read_again_while_somebody_writes_it(tmp_path, restless):
    path = put(tmp_path, f"amina/{NAME}.ipynb", b"half")
    restless(path, 2)
    assert disk.read(path) == b"written " * 3


def test_a_file_that_never_rests_is_refused(tmp_path, restless):
    path = put(tmp_path, f"amina/{NAME}.ipynb", b"half")
    restless(path, disk.TRIES)
    with pytest.raises(Unreadable, match="It was being written while it was read. Grade again when it is"):
        disk.read(path)


def test_a_file_that_is_gone_is_told(tmp_path):
    with pytest.raises(Unreadable, match="is gone"):
        disk.read(tmp_path / "x.ipynb")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="needs to become somebody else")
@pytest.mark.other_user
def test_what_may_not_be_read_is_told(tmp_path):
    folder = Path(tempfile.mkdtemp())
    try:
        folder.chmod(0o755)
        put(folder, f"amina/{NAME}.ipynb").chmod(0)
        put(folder, f"ben/{NAME}.ipynb")
        (folder / "ben").chmod(0)
        put(folder, f"cleo/{NAME}.ipynb")
        # Permissions do not bind root, if there is another user to be in its place.
        user = os.geteuid()
        with contextlib.suppress(OSError):
            os.seteuid(65534)
        try:
            got = found(folder)
        finally:
            os.seteuid(user)
    finally:
        shutil.rmtree(folder)
    assert "Check its permissions" in got["amina"][1]
    assert "The folder cannot be read" in got["ben"][1]
    assert got["cleo"] == (NAME, b"{}")


def test_links_in_a_zip_and_names_in_utf_8_without_the_flag(tmp_path):
    path = tmp_path / "mac.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Jose\u0301/w.ipynb", b"{}")
    data = bytearray(path.read_bytes())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        flags = data.index(sign) + place
        data[flags : flags + 2] = b"\x00\x00"
    path.write_bytes(data)
    assert list(found(path)) == ["José"]
    device = zipfile.ZipInfo("amina/w.ipynb")
    device.external_attr = (stat.S_IFCHR | 0o666) << 16
    assert "a device" in found(zipped(tmp_path / "d.zip", [(device, b"")]))["amina"][1]


def test_a_zip_with_a_password_is_told(tmp_path):
    path = zipped(tmp_path / "p.zip", [("amina/w.ipynb", b"{}")])
    data = bytearray(path.read_bytes())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + place] |= 1
    path.write_bytes(data)
    assert "password" in found(path)["amina"][1]


def test_too_many_entries_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_ENTRIES", 2)
    path = zipped(tmp_path / "many.zip", [(f"{n}/w.ipynb", b"{}") for n in range(3)])
    told = []
    assert found(path, tell=told.append) == {} and "more than 2 entries" in told[0]
