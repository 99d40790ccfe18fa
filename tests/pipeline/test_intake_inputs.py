"""What an INPUT may be: archives of every common kind, folders that sort, and what is none of it."""

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile

import pytest
from handed_in import NAME, OTHER, as_bytes, chosen, found, marked, put, zipped

from autograder.intake import archives, roster

FILE = f"{NAME}.ipynb"
TARS = {"tar": "w", "tar.gz": "w:gz", "tgz": "w:gz", "tar.bz2": "w:bz2", "tbz2": "w:bz2", "tar.xz": "w:xz"}


def tarred(path, entries, mode="w:gz"):
    """A tar of ``(name or TarInfo, bytes)``; ``path``: a file, or a stream."""
    target = {"fileobj": path} if hasattr(path, "write") else {"name": path}
    with tarfile.open(**target, mode=mode) as archive:
        for name, data in entries:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def told_of(*inputs, **options):
    """``(learners, sentences)``."""
    told = []
    return sorted(chosen(*inputs, tell=told.append, **options)), told


# ---- Archives -----------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", TARS)
def test_a_tar_is_read_like_a_folder(tmp_path, ending):
    entries = [
        (f"cohort/amina/{FILE}", b"a"),
        (f"cohort/ben/{NAME}/x.ipynb", b"b"),
        ("cohort/notes.txt", b"n"),
    ]
    path = tarred(tmp_path / f"cohort.{ending}", entries, TARS[ending])
    assert found(path) == {"amina": (NAME, b"a"), "ben": (NAME, b"b")}
    alone = tarred(tmp_path / f"cleo.{ending}", [(FILE, b"c")], TARS[ending])
    assert found(alone) == {"cleo": (NAME, b"c")}


def test_an_archive_is_known_by_its_content_and_not_by_its_name(tmp_path):
    zipped(tmp_path / "class", [(f"amina/{FILE}", b"a"), (f"ben/{FILE}", b"b")])
    tarred(tmp_path / "class.zip", [(f"cleo/{FILE}", b"c"), (f"dora/{FILE}", b"d")])
    assert sorted(found(tmp_path / "class", tmp_path / "class.zip")) == ["amina", "ben", "cleo", "dora"]


def test_a_tar_cannot_lead_out_or_link(tmp_path):
    links = [tarfile.TarInfo(f"{learner}/{FILE}") for learner in ("dora", "eve", "fay")]
    for info, kind in zip(links, (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE), strict=True):
        info.type, info.linkname = kind, f"cleo/{FILE}"
    entries = [(f"../../amina/{FILE}", b"out"), (f"/ben/{FILE}", b"out"), (f"cleo/{FILE}", b"fine")]
    path = tarred(tmp_path / "bad.tar", [*entries, *((info, b"") for info in links)], "w")
    got = found(path)
    assert "leads outside" in got["amina"][1] and "leads outside" in got["ben"][1]
    assert got["cleo"] == (NAME, b"fine")
    assert "a link" in got["dora"][1] and "a link" in got["eve"][1] and "a device" in got["fay"][1]
    assert [item.name for item in tmp_path.iterdir()] == ["bad.tar"]


@pytest.mark.parametrize("ending", TARS)
def test_a_tar_that_is_cut_off_is_told(tmp_path, ending):
    entries = [(f"{learner}/{FILE}", os.urandom(3000)) for learner in ("amina", "ben")]
    path = tarred(tmp_path / f"class.{ending}", entries, TARS[ending])
    whole = path.read_bytes()
    for size in (600, 4000, len(whole) - 10_000 if ending == "tar" else len(whole) - 20):
        path.write_bytes(whole[:size])
        learners, told = told_of(path)
        assert learners == [] and "incomplete or damaged: download or send it again" in told[0]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_tar_that_unpacks_to_more_than_it_may_is_told(tmp_path, monkeypatch, pack):
    monkeypatch.setattr(archives, "MOST_UNPACKED_OF_ONE", 100_000)
    monkeypatch.setattr(archives, "LARGEST_RATIO", 2)
    path = put(tmp_path, "bomb.tar.gz", pack(bytes(10_000_000)))
    learners, told = told_of(path)
    assert learners == [] and "unpacks to more than 0 MB" in told[0]
    many = tarred(tmp_path / "many.tar", [(f"{n}/{FILE}", b"{}") for n in range(4)], "w")
    monkeypatch.setattr(archives, "MOST_ENTRIES", 3)
    assert "more than 3 entries" in told_of(many)[1][0]


def test_an_archive_that_a_learner_handed_in_is_opened_whatever_its_kind(tmp_path):
    for learner, ending in (("amina", "tar.gz"), ("ben", "tgz"), ("cleo", "tar.xz")):
        path = tmp_path / "in" / learner / f"{NAME}.{ending}"
        path.parent.mkdir(parents=True)
        tarred(path, [(f"other/{FILE}", marked(learner)), ("x/.ipynb_checkpoints/y-checkpoint.ipynb", b"")],
               TARS[ending])  # fmt: skip
    tarred(tmp_path / "in" / "dora.tar.bz2", [("work.ipynb", marked("dora"))], "w:bz2")
    put(tmp_path, "in/eve/work.tar.gz", b"\x1f\x8b no tar")
    got = chosen(tmp_path / "in")
    assert [got[name].notebook["metadata"]["x"] for name in ("amina", "ben", "cleo", "dora")] == [
        "amina", "ben", "cleo", "dora",
    ]  # fmt: skip
    assert "cannot be opened" in got["eve"].reason


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("class.7z", b"7z\xbc\xaf\x27\x1c....", "is a packed file (7z), which is not opened here. Unpack it"),
        ("class.rar", b"Rar!\x1a\x07\x00", "is a packed file (rar), which is not opened here. Unpack it"),
        ("class.zip", b"Rar!\x1a\x07\x00", "is a packed file (rar), which is not opened here. Unpack it"),
        ("class.tar.zst", b"\x28\xb5\x2f\xfd", "is a packed file (zst), which is not opened here. Unpack it"),
        ("moodle.zip", b"PK\x03\x04 cut off", "The zip cannot be opened. It is incomplete or damaged"),
        ("moodle.zip", b"", "The zip cannot be opened. It is incomplete or damaged"),
        ("moodle.zip", b"<!DOCTYPE html><title>Log in</title>", "is a web page, not hand-ins"),
        ("moodle.html", b"<html><body>Log in", "is a web page, not hand-ins"),
        ("moodle.zip.crdownload", b"PK\x03\x04", "is an unfinished download"),
        ("moodle.zip.part", b"PK\x03\x04", "is an unfinished download"),
        ("Unconfirmed 4711.crdownload", b"", "is an unfinished download"),
        ("worksheet.csv", b"id,name\n", "is a table, not hand-ins"),
        ("worksheet.xlsx", b"PK\x03\x04", "--roster"),
        ("essay.docx", b"PK\x03\x04", "is a document of a word processor, not a notebook"),
        ("essay.pdf", b"%PDF", "is a PDF document, not a notebook"),
        ("thing", b"\x00\x01", "is a file of another kind, not a notebook"),
    ],
)
def test_what_is_no_input_is_told_and_is_no_learner(tmp_path, name, data, words):
    path = put(tmp_path, name, data)
    good = put(tmp_path, f"in/amina/{FILE}", as_bytes())
    learners, told = told_of(path, good.parents[1])
    assert learners == ["amina"]
    (sentence,) = told
    assert sentence.startswith(str(path)) and words in sentence and sentence.endswith(".")


def test_a_notebook_of_another_name_is_one_all_the_same(tmp_path):
    assert found(put(tmp_path, "amina.txt", as_bytes())) == {"amina": (None, as_bytes())}
    assert found(put(tmp_path, "ben", b"\xef\xbb\xbf" + as_bytes()))["ben"][0] is None


def test_a_link_to_a_folder_and_a_folder_that_is_closed_are_told(tmp_path):
    put(tmp_path, f"in/amina/{FILE}")
    os.symlink(tmp_path / "in", tmp_path / "link")
    learners, told = told_of(tmp_path / "link", tmp_path / "none")
    assert learners == []
    assert told[0].endswith(f"is a link to a folder. Give the folder itself: {tmp_path / 'in'}")
    assert "No such file" in told[1]


# ---- Folders that sort --------------------------------------------------------------------------


def assignments_of(path, **options):
    from autograder.intake import choosing, finding

    learners = options.get("roster")
    hand_ins = finding.collect([path], [NAME, OTHER], None, learners)
    return sorted((one.learner, one.assignment) for one in choosing.choose(hand_ins, [NAME, OTHER], learners))


@pytest.mark.parametrize(
    "paths",
    [
        [f"amina/Module 3/{FILE}", f"amina/Module 4/{OTHER}.ipynb", f"ben/week 3/deep/{FILE}"],
        [f"Module 3/amina/{FILE}", f"Module 4/amina/{OTHER}.ipynb", f"Module 3/ben/{FILE}"],
        [f"{NAME}/amina/work.ipynb", f"{OTHER}/amina.ipynb", f"{NAME}/ben/{FILE}"],
        [f"Group A/amina/{FILE}", f"Group A/amina/{OTHER}.ipynb", f"Group B/ben/Module 3/{FILE}"],
        [f"handins/amina/{NAME}/x.ipynb", f"handins/amina/{OTHER}.ipynb", f"handins/ben/{FILE}"],
        [f"submitted/amina/{NAME}/x.ipynb", f"submitted/amina/{OTHER}/x.ipynb", f"ben/{FILE}"],
        [f"submitted/amina/{NAME}.ipynb", f"submitted/amina/{OTHER}.ipynb", f"ben/{FILE}"],
    ],
)
def test_a_learner_in_several_folders_is_one(tmp_path, paths):
    for path in paths:
        put(tmp_path / "in", path, marked(path))
    assert assignments_of(tmp_path / "in") == [("amina", NAME), ("amina", OTHER), ("ben", NAME)]
    zipped(tmp_path / "in.zip", [(path, marked(path)) for path in paths])
    assert assignments_of(tmp_path / "in.zip") == [("amina", NAME), ("amina", OTHER), ("ben", NAME)]


def test_with_a_list_folders_of_any_name_sort(tmp_path):
    learners = roster.read(put(tmp_path, "c.csv", b"id,name\namina,Amina Bello\nben,Ben Okoro\n"))
    for path in (f"Kigali/Amina Bello/deep/{FILE}", f"Nairobi/ben/{FILE}", "Nairobi/stranger/work.ipynb"):
        put(tmp_path / "in", path, marked(path))
    put(tmp_path / "in", f"handouts/{FILE}", marked("blank"))
    got = chosen(tmp_path / "in", roster=learners)
    assert {learner: one.is_known for learner, one in got.items()} == {
        "amina": True, "ben": True, "stranger": False, "handouts": False,
    }  # fmt: skip


def test_a_stranger_s_folder_is_no_group_beside_learners(tmp_path):
    learners = roster.read(put(tmp_path, "c.csv", b"id,name\namina,Amina Bello\nben,Ben Okoro\n"))
    put(tmp_path / "in", f"amina/{FILE}", marked("a"))
    put(tmp_path / "in", f"stranger/ben/{FILE}", marked("b"))
    got = chosen(tmp_path / "in", roster=learners)
    assert {learner: one.is_known for learner, one in got.items()} == {"amina": True, "stranger": False}


def test_an_input_that_is_one_learner_s_folder_is_all_this_learner_s(tmp_path):
    learners = roster.read(put(tmp_path, "c.csv", b"id,name\namina,Amina Bello\nben,Ben Okoro\n"))
    put(tmp_path, f"amina/Module 3/{FILE}", marked("a"))
    put(tmp_path, f"amina/ben/{OTHER}.ipynb", marked("b"))
    assert assignments_of(tmp_path / "amina", roster=learners) == [("amina", NAME), ("amina", OTHER)]
    zipped(tmp_path / "Amina Bello.zip", [(f"ben/{FILE}", marked("b"))])
    assert assignments_of(tmp_path / "Amina Bello.zip", roster=learners) == [("amina", NAME)]


def test_unpacked_downloads_beside_each_other_are_downloads(tmp_path):
    for number, name in enumerate([NAME, OTHER]):
        for place, learner in enumerate(["Amina Bello", "Ben Okoro"]):
            put(
                tmp_path,
                f"C-M{number}-47/{learner}_{number}{place}_assignsubmission_file_/{name}.ipynb",
                b"{}",
            )
    assert sorted(found(tmp_path, assignments=[NAME, OTHER])) == ["Amina Bello", "Ben Okoro"]


def test_submitted_hides_nothing_and_takes_nothing(tmp_path):
    put(tmp_path, f"amina/{FILE}", marked("amina's"))
    put(tmp_path, f"submitted/amina/{NAME}/{FILE}", marked("another"))
    put(tmp_path, f"submitted/cleo/{NAME}/{FILE}", marked("cleo's"))
    put(tmp_path, "ben.ipynb", marked("ben's"))
    told = []
    got = chosen(tmp_path, tell=told.append)
    assert {learner: one.notebook["metadata"]["x"] for learner, one in got.items()} == {
        "amina": "amina's", "ben": "ben's", "cleo": "cleo's",
    }  # fmt: skip
    assert len(told) == 1 and "submitted/amina was passed over" in told[0]


def test_a_course_folder_of_nbgrader_is_what_it_is(tmp_path):
    for room in ("source", "release"):
        put(tmp_path, f"{room}/{NAME}/{FILE}", b"{}")
    put(tmp_path, f"autograded/amina/{NAME}/{FILE}", b"{}")
    put(tmp_path, "nbgrader_config.py")
    put(tmp_path, f"submitted/amina/{NAME}/{FILE}", marked("amina's"))
    assert found(tmp_path) == {"amina": (NAME, marked("amina's"))}


# ---- In place of a notebook ---------------------------------------------------------------------


@pytest.mark.parametrize("layout", ["{}/", "{}_7_assignsubmission_file_/"])
@pytest.mark.parametrize("packed", [True, False])
def test_who_has_only_a_trace_of_a_notebook_is_named_with_what_to_do(tmp_path, layout, packed):
    files = {
        f"{layout.format('amina')}.{FILE}.icloud": b"bplist00",
        f"{layout.format('ben')}{FILE}.nextcloud": b"",
        f"{layout.format('cleo')}.ipynb_checkpoints/{NAME}-checkpoint.ipynb": as_bytes(),
        f"{layout.format('dora')}work.gdoc": b'{"url": "https://docs"}',
        f"{layout.format('eve')}{NAME}.url": b"[InternetShortcut]",
        f"{layout.format('fay')}{FILE}": as_bytes(),
        f"{layout.format('fay')}.ipynb_checkpoints/{NAME}-checkpoint.ipynb": b"old",
        ".ipynb_checkpoints/zoe-checkpoint.ipynb": b"the facilitator's",
    }
    if packed:
        path = zipped(tmp_path / "in.zip", files.items())
    else:
        path = tmp_path / "in"
        for name, data in files.items():
            put(path, name, data)
    told = []
    got = chosen(path, assignments=[NAME, OTHER], tell=told.append)
    assert {learner: one.assignment for learner, one in got.items()} == dict.fromkeys(
        ["amina", "ben", "cleo", "dora", "eve", "fay"], NAME
    )
    reasons = {learner: one.reason for learner, one in got.items()}
    for learner in ("amina", "ben"):
        assert "place-holder: the file itself is in a cloud" in reasons[learner]
    assert "only a checkpoint" in reasons["cleo"]
    assert "work.gdoc (a link to a document in a cloud)" in reasons["dora"] and "a link" in reasons["eve"]
    for learner in ("amina", "ben", "cleo", "dora", "eve"):
        assert reasons[learner].endswith(f"the file {FILE}.")
    assert reasons["fay"] is None and got["fay"].notes == [] and told == []


def test_litter_is_no_trace(tmp_path):
    for name in (f"{FILE}:Zone.Identifier", ".DS_Store", f"{FILE}.replaced", "desktop.ini"):
        put(tmp_path, f"amina/{name}")
    put(tmp_path, f"ben/{FILE}", as_bytes())
    assert sorted(chosen(tmp_path)) == ["ben"]


# ---- Which assignment ---------------------------------------------------------------------------


def test_a_stray_notebook_takes_nothing_from_the_right_one(tmp_path):
    for learner in ("Amina", "Ben", "Cleo"):
        put(tmp_path, f"in/{learner}_7_assignsubmission_file_/{FILE}", marked(learner))
    put(tmp_path, "in/Amina_7_assignsubmission_file_/scratch.ipynb", as_bytes())
    put(tmp_path, f"in/Dora_8_assignsubmission_file_/{OTHER}.ipynb", as_bytes())
    put(tmp_path, "in/Eve_9_assignsubmission_file_/report.pdf", b"%PDF")
    told = []
    got = chosen(tmp_path / "in", assignments=[NAME, OTHER], tell=told.append)
    assert {learner: one.assignment for learner, one in got.items()} == {
        "Amina": NAME, "Ben": NAME, "Cleo": NAME, "Dora": OTHER, "Eve": NAME,
    }  # fmt: skip
    assert "no notebook of this course" in got["Amina"].notes[0] and "scratch.ipynb" in got["Amina"].notes[0]
    assert f"handed in {NAME}; this one handed in {OTHER}" in got["Dora"].notes[0]
    assert got["Eve"].reason.endswith(f"the file {FILE}.") and told == []


def test_what_is_no_assignment_s_is_told_with_a_suggestion(tmp_path):
    put(tmp_path, "amina/3-monitoring-reportin.ipynb", as_bytes())
    put(tmp_path, "ben/essay.pdf", b"%PDF")
    told = []
    assert not chosen(tmp_path, assignments=[NAME, OTHER], tell=told.append)
    assert f"Did you mean {NAME}?" in told[0] and "essay.pdf (a PDF document)" in told[1]
    assert not any("unknown" in sentence for sentence in told)


def test_a_zip_with_names_in_all_ways_makes_nothing_raise(tmp_path):
    names = [
        "a" * 300 + ".ipynb",
        "\u202e.ipynb",
        "x/" * 40 + FILE,
        "C:",
        "C:/x.ipynb",
        "//",
        ".ipynb",
        "..ipynb",
    ]
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        for name in names:
            archive.writestr(name, b"{}")
    assert all(learner.isprintable() for learner in chosen(tmp_path / "z.zip"))
