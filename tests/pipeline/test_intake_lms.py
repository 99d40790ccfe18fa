"""Bulk downloads of Moodle and Canvas, as they come: zipped, unpacked, with learners' own zips in them."""

import pytest
from handed_in import NAME, OTHER, as_bytes, chosen, marked, put, zipped

from autograder.intake import finding
from autograder.lms import base

MOODLE = "Amina Bello_12345_assignsubmission_file_"


def names(*inputs, assignments=(NAME,)):
    """``{learner: (assignment, lms_id, late_mark)}``."""
    hand_ins = finding.collect(inputs, list(assignments))
    return {one.learner: (one.assignment, one.lms_id, one.late_mark) for one in hand_ins}


def unpacked(folder, entries):
    for name, data in entries:
        put(folder, name, data)
    return folder


@pytest.fixture(params=["zipped", "unpacked"])
def download(request, tmp_path):
    """``download([(name, bytes), ...])`` as a zip and as the folder that it unpacks to."""
    if request.param == "zipped":
        return lambda entries: zipped(tmp_path / "Course-Module 3-4711.zip", entries)
    return lambda entries: unpacked(tmp_path / "Course-Module 3-4711", entries)


def test_moodle_with_a_folder_for_each(download):
    path = download(
        [
            (f"{MOODLE}/{NAME}.ipynb", as_bytes()),
            ("Amina Bello_12345_assignsubmission_onlinetext_/onlinetext.html", b"<p>Here it is</p>"),
            (f"María José Ñúñez_12346_assignsubmission_file_/sub/{NAME} (1).ipynb", as_bytes()),
            ("Zara_12347_assignsubmission_file_/work.ipynb", as_bytes()),
        ]
    )
    assert names(path) == {
        "Amina Bello": (NAME, "12345", False),
        "María José Ñúñez": (NAME, "12346", False),
        "Zara": (None, "12347", False),
    }
    assert {one.assignment for one in chosen(path).values()} == {NAME}
    assert chosen(path)["Amina Bello"].notes == []


def test_moodle_flat(download):
    path = download(
        [
            (f"{MOODLE}{NAME}.ipynb", as_bytes()),
            ("Amina Bello_12345_assignsubmission_onlinetext_onlinetext.html", b"<p>"),
            ("Ben O_Neil_12346_assignsubmission_file_work of Ben.ipynb", as_bytes()),
        ]
    )
    assert names(path) == {"Amina Bello": (NAME, "12345", False), "Ben O_Neil": (None, "12346", False)}


def test_the_folder_says_the_assignment_where_the_file_does_not(tmp_path):
    put(tmp_path, f"in/{OTHER}/{MOODLE}/work.ipynb", as_bytes())
    zipped(tmp_path / f"{NAME}.zip", [("Ben_2_assignsubmission_file_/work.ipynb", as_bytes())])
    assert names(tmp_path / "in", tmp_path / f"{NAME}.zip", assignments=[NAME, OTHER]) == {
        "Amina Bello": (OTHER, "12345", False),
        "Ben": (NAME, "2", False),
    }


def test_a_download_is_of_one_assignment(download):
    path = download(
        [
            (f"{MOODLE}/{NAME}.ipynb", as_bytes()),
            ("Ben_2_assignsubmission_file_/essay.pdf", b"%PDF"),
            ("Cleo_3_assignsubmission_file_/work.ipynb", as_bytes()),
            ("Dora_4_assignsubmission_file_/x.ipynb", as_bytes(metadata={"localsdg": {"assignment": OTHER}})),
        ]
    )
    got = chosen(path, assignments=[NAME, OTHER])
    assert [one.assignment for one in got.values()] == [NAME, NAME, NAME, OTHER]


def test_one_folder_of_a_download_is_its_learner_s(tmp_path):
    put(tmp_path, f"{MOODLE}/work.ipynb", as_bytes())
    assert names(tmp_path / MOODLE) == {"Amina Bello": (None, "12345", False)}


def test_canvas(download):
    path = download(
        [
            (f"belloamina_12345_67890_{NAME}.ipynb", as_bytes()),
            (f"okoroben_LATE_12346_67891_{NAME}-2.ipynb", as_bytes()),
            (f"núñezmaría_12347_67892_{NAME} (1).ipynb", as_bytes()),
            ("diallozara_12348_67893_my_work_2.ipynb", as_bytes()),
            ("belloamina_12345_text.html", b"<p>"),
            (f"LATE_anon_7Fk2a_67894_{NAME}.ipynb", as_bytes()),
        ]
    )
    assert names(path) == {
        "belloamina": (NAME, "12345", False),
        "okoroben": (NAME, "12346", True),
        "núñezmaría": (NAME, "12347", False),
        "diallozara": (None, "12348", False),
        "anon_7Fk2a": (NAME, "7Fk2a", True),
    }
    assert chosen(path)["okoroben"].late_mark


def test_of_what_canvas_numbered_the_last_counts(download):
    path = download(
        [
            (f"belloamina_1_100_{NAME}.ipynb", marked("first")),
            (f"belloamina_1_300_{NAME}-10.ipynb", marked("third")),
            (f"belloamina_1_200_{NAME}-2.ipynb", marked("second")),
            ("okoroben_2_101_a.ipynb", marked("a")),
            ("okoroben_2_102_b.ipynb", marked("b")),
        ]
    )
    got = chosen(path)
    assert got["belloamina"].notebook["metadata"]["x"] == "third"
    assert "handed in last" in got["belloamina"].notes[0] and "_100_" in got["belloamina"].notes[0]
    assert "different notebooks" in got["okoroben"].reason  # two files at once: nobody can tell


def test_a_name_in_a_learner_s_own_folder_only_looks_like_canvas(tmp_path):
    put(tmp_path, "amina/report_2026_11_notes.ipynb", as_bytes())
    assert names(tmp_path) == {"amina": (None, None, False)}


def test_namesakes_stay_apart(tmp_path):
    first = zipped(
        tmp_path / "a.zip",
        [(f"Li Wei_{n}_assignsubmission_file_/{NAME}.ipynb", marked(str(n))) for n in (1, 2)],
    )
    got = chosen(first)
    assert sorted(got) == ["Li Wei_1", "Li Wei_2"]
    assert all("--roster" in one.notes[0] for one in got.values())
    # Moodle numbers people anew in each assignment: the same name in another download is no namesake
    one = zipped(tmp_path / "b.zip", [(f"Ben_3_assignsubmission_file_/{NAME}.ipynb", as_bytes())])
    two = zipped(tmp_path / "c.zip", [(f"Ben_4_assignsubmission_file_/{OTHER}.ipynb", as_bytes())])
    assert sorted(names(one, two, assignments=[NAME, OTHER])) == ["Ben"]
    blind = zipped(
        tmp_path / "d.zip", [(f"Participant_{n}_assignsubmission_file_/w.ipynb", as_bytes()) for n in (7, 8)]
    )
    assert sorted(names(blind)) == ["Participant_7", "Participant_8"]


# ---- Without a notebook ---------------------------------------------------------------------


def test_who_handed_in_no_notebook_is_told_what_was_found(download):
    path = download(
        [
            (f"{MOODLE}/{NAME}.ipynb", as_bytes()),
            (f"{MOODLE}/notes.pdf", b"%PDF"),
            (f"{MOODLE}/data.7z", b"7z"),
            ("Ben_2_assignsubmission_file_/essay.docx", b"PK"),
            ("Ben_2_assignsubmission_file_/work.rar", b"Rar!"),
            ("Cleo_3_assignsubmission_onlinetext_/onlinetext.html", b"<p>"),
            (f"Dora_4_assignsubmission_file_/{NAME}.py", b"import x"),
            (f"Eve_5_assignsubmission_file_/{NAME}.ipynb.txt", as_bytes()),
            (f"Fay_6_assignsubmission_file_/{NAME}.json", as_bytes()),
            (f"Gus_7_assignsubmission_file_/{NAME}", as_bytes()),
        ]
    )
    got = chosen(path)
    assert got["Amina Bello"].notes == [
        "Also handed in, and not graded: data.7z (a packed file that is not opened here), "
        "notes.pdf (a PDF document)."
    ]
    assert "essay.docx (a document of a word processor), work.rar (a packed file" in got["Ben"].reason
    assert f"Ask the learner for the file {NAME}.ipynb." in got["Ben"].reason
    assert "text box" in got["Cleo"].reason and got["Cleo"].lms_id == "3"
    assert "a Python script" in got["Dora"].reason
    for learner in ("Eve", "Fay", "Gus"):
        assert got[learner].notebook is not None
    assert "was read as the notebook" in got["Fay"].notes[0]


def test_with_several_assignments_what_is_missing_is_named(tmp_path):
    put(tmp_path, f"{MOODLE}/{NAME}.ipynb", as_bytes())
    put(tmp_path, f"{MOODLE}/{OTHER}.pdf", b"%PDF")
    hand_ins = {one.assignment: one for one in finding.collect([tmp_path], [NAME, OTHER])}
    assert set(hand_ins) == {NAME, OTHER}
    with pytest.raises(
        Exception, match=f"{OTHER}.pdf .a PDF document.. Ask the learner for the file {OTHER}.ipynb"
    ):
        hand_ins[OTHER].read()


# ---- Learners' own zips ---------------------------------------------------------------------


def packed(tmp_path, *entries):
    path = zipped(tmp_path / "inner.zip", entries)
    data = path.read_bytes()
    path.unlink()
    return data


def test_a_learner_s_zip_is_opened_and_is_the_learner_s(download, tmp_path):
    path = download(
        [
            (
                f"{MOODLE}/work.zip",
                packed(tmp_path, (f"Ben_2_assignsubmission_file_/{NAME}.ipynb", as_bytes())),
            ),
            (f"Ben_2_assignsubmission_file_/{NAME}.ipynb", marked("ben's")),
            ("Cleo_3_assignsubmission_file_/all.zip", packed(tmp_path, ("a.txt", b"x"), ("b.pdf", b"x"))),
            ("Dora_4_assignsubmission_file_/x.zip", b"PK\x03\x04 broken"),
            (
                "Eve_5_assignsubmission_file_/x.zip",
                packed(tmp_path, ("y.zip", packed(tmp_path, ("w.ipynb", b"{}")))),
            ),
            ("Fay_6_assignsubmission_file_/x.zip", packed(tmp_path, ("../../w.ipynb", as_bytes()))),
        ]
    )
    got = chosen(path)
    assert got["Amina Bello"].notebook and "work.zip: Ben_2" in got["Amina Bello"].place
    assert got["Ben"].notebook["metadata"] == {"x": "ben's"}  # whoever packs another's name stays oneself
    assert "a.txt (text), b.pdf (a PDF document)" in got["Cleo"].reason
    assert "cannot be opened" in got["Dora"].reason
    assert "y.zip (a packed file)" in got["Eve"].reason  # one level and no more
    assert "outside the zip" in got["Fay"].reason


@pytest.mark.parametrize(
    ("head", "what"),
    [(b"7z\xbc\xaf\x27\x1c\0\4", "a packed file (7z)"), (b"Rar!\x1a\x07\1\0", "a packed file (rar)")],
)
@pytest.mark.parametrize("name", ["work.zip", "work.tar.gz"])
def test_another_archive_that_is_called_a_zip_is_named_as_what_it_is(download, head, what, name):
    reason = chosen(download([(f"{MOODLE}/{name}", head + b"x" * 500)]))["Amina Bello"].reason
    assert what in reason and "damaged" not in reason and "plain notebook" in reason


def test_a_learner_s_zip_bomb_costs_nobody_else(download, tmp_path, monkeypatch):
    from autograder.intake import archives

    monkeypatch.setattr(archives, "MOST_UNPACKED_OF_ONE", 2_000_000)
    many = packed(tmp_path, *[(f"{n}.ipynb", b" " * 900_000) for n in range(4)])
    bomb = packed(tmp_path, ("w.ipynb", b"\0" * 30_000_000))
    path = download(
        [
            (f"{MOODLE}/bomb.zip", bomb),
            ("Ben_2_assignsubmission_file_/many.zip", many),
            (f"Cleo_3_assignsubmission_file_/{NAME}.ipynb", as_bytes()),
        ]
    )
    got = chosen(path)
    assert "far more" in got["Amina Bello"].reason
    assert "empty" in got["Ben"].reason or "together" in got["Ben"].reason
    assert got["Cleo"].notebook is not None
    monkeypatch.setattr(archives, "MOST_ENTRIES_OF_ONE", 3)
    assert "more than 3 entries" in chosen(path)["Ben"].reason


def test_the_limit_of_a_whole_download_is_spent_on_the_small_first(tmp_path, monkeypatch):
    from autograder.intake import archives

    monkeypatch.setattr(archives, "MOST_UNPACKED", 1_500_000)
    path = zipped(
        tmp_path / "all.zip",
        [("big/w.ipynb", b" " * 900_000), ("bigger/w.ipynb", b" " * 950_000)]
        + [(f"amina/{NAME}.ipynb", as_bytes())],
    )
    got = chosen(path)
    assert got["amina"].notebook is not None and "together unpack" in got["bigger"].reason


def test_zips_of_learners_in_a_folder_are_named_by_their_file(tmp_path):
    put(tmp_path, "in/amina.zip", packed(tmp_path, (f"deep/{NAME}.ipynb", as_bytes())))
    put(tmp_path, f"in/ben/{NAME}.zip", packed(tmp_path, ("w.ipynb", as_bytes())))
    assert names(tmp_path / "in", assignments=[NAME, OTHER]) == {
        "amina": (NAME, None, False),
        "ben": (NAME, None, False),
    }


def test_names_that_are_not_of_a_platform():
    for name in ("amina.ipynb", "a_b.ipynb", "12_34.ipynb", "assignsubmission_file_"):
        assert base.by_folder([name]) is None and base.by_file([name]) is None
