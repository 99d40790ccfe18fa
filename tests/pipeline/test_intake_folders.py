"""Folders and zips: every layout is understood, nothing leads out of them, nothing raises."""

import io
import os
import stat
import zipfile

from handed_in import NAME, found, put, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
    from autograder.intake import archives

    monkeypatch.setattr(archives, "LARGEST", 1000)
    path = zipped(tmp_path / "z.zip", [(f"amina/{NAME}.ipynb", os.urandom(900))])
    data = path.read_bytes().replace((900).to_bytes(4, "little"), (800).to_bytes(4, "little"))
    path.write_bytes(data)
    learner, outcome = next(iter(found(path).items()))
    assert learner == "amina" and isinstance(outcome[1], str) and "unpacked" in outcome[1]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
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
