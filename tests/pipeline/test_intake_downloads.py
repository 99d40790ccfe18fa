"""Platforms' downloads that lie packed in a folder of hand-ins, and what is no hand-in in a download."""

import pytest
from handed_in import NAME, as_bytes, chosen, marked, put, zipped

from autograder.intake import roster

MOODLE = "Amina Bello_12345_assignsubmission_file_"
FILE = f"{NAME}.ipynb"


def packed(tmp_path, *entries):
    path = zipped(tmp_path / "inner.zip", entries)
    data = path.read_bytes()
    path.unlink()
    return data


def download_of(tmp_path, *names):
    return packed(tmp_path, *[(f"{one}/{NAME}.ipynb", marked(one)) for one in names])


def test_a_download_in_a_folder_is_opened_and_is_nobody(tmp_path):
    inner = packed(tmp_path, (f"Cleo_3_assignsubmission_file_/{NAME}.ipynb", marked("ben")))
    both = [(f"{MOODLE}/{NAME}.ipynb", marked("a")), ("Ben_2_assignsubmission_file_/work.zip", inner)]
    put(tmp_path, "in/moodle.zip", packed(tmp_path, *both))
    put(tmp_path, "in/worksheet.csv", b"Identifier,Full name\n")
    got = chosen(tmp_path / "in")
    assert sorted(got) == ["Amina Bello", "Ben"] and got["Amina Bello"].lms_id == "12345"
    put(tmp_path, "in/moodle.zip", packed(tmp_path, (f"belloamina_7_8_{NAME}.ipynb", marked("a"))))
    assert sorted(chosen(tmp_path / "in")) == ["belloamina"]


@pytest.mark.parametrize("name", ["moodle.zip", "mallory.zip"])
def test_a_download_beside_other_hand_ins_names_nobody(tmp_path, name):
    """A learner may have sent it."""
    put(tmp_path, f"in/{name}", download_of(tmp_path, MOODLE, "Ben_2_assignsubmission_file_"))
    told = []
    if name == "moodle.zip":
        put(tmp_path, f"in/cleo/{NAME}.ipynb", marked("cleo"))
    assert sorted(chosen(tmp_path / "in", tell=told.append)) == ["cleo"] * (name == "moodle.zip")
    assert len(told) == 1 and name in told[0] and "INPUT of its own" in told[0]


def test_an_archive_that_is_called_like_a_learner_of_the_list_is_that_learner_s(tmp_path):
    learners = roster.read(put(tmp_path, "class.csv", b"id,name\nmallory,M\namina,Amina Bello\nben,Ben\n"))
    put(tmp_path, "in/mallory.zip", download_of(tmp_path, MOODLE, "Ben_2_assignsubmission_file_"))
    got = chosen(tmp_path / "in", roster=learners)
    assert list(got) == ["mallory"] and "names two learners" in got["mallory"].reason
    for own in ("mallory", "Mallory_9_assignsubmission_file_"):  # nor is what lies in a learner's own folder
        put(tmp_path, f"{own}/moodle.zip", download_of(tmp_path, MOODLE, "Ben_2_assignsubmission_file_"))
        assert list(chosen(tmp_path / own, roster=learners)) in (["mallory"], ["Mallory"])


LISTED = b"id,name\namina,Amina Bello\nben,Ben\n"


@pytest.mark.parametrize(
    ("folders", "with_list", "is_opened"),
    [
        (["Module 3"], False, True),
        (["week 1", f"week 2/{NAME}"], False, True),
        (["x"], True, True),  # no learner of the list is called so
        (["x"], False, False),
        (["amina"], True, None),
        (["Cleo_7_assignsubmission_file_"], False, None),
        (["a/b/c"], True, None),
    ],
)
def test_a_download_further_down_is_opened_or_named(tmp_path, folders, with_list, is_opened):
    """``None``: it lies in a learner's own folder, so it is what this learner handed in."""
    for folder in folders:
        both = download_of(tmp_path, MOODLE, "Ben_2_assignsubmission_file_")
        put(tmp_path, f"in/{folder}/moodle.zip", both)
        put(tmp_path, f"in/{folder}/worksheet.csv", b"Identifier,Full name\n")
    told = []
    learners = roster.read(put(tmp_path, "class.csv", LISTED)) if with_list else None
    got = chosen(tmp_path / "in", roster=learners, tell=told.append)
    if is_opened is None:
        assert len(got) == 1 and told == []
    elif is_opened:
        assert sorted(got) == (["amina", "ben"] if with_list else ["Amina Bello", "Ben"]) and told == []
        assert all(one.notebook for one in got.values())
    else:
        assert not got and len(told) == len(folders) and "x/moodle.zip" in told[0] and "INPUT" in told[0]


def test_a_download_in_a_folder_beside_other_hand_ins_names_nobody(tmp_path):
    """Mallory sent it."""
    put(tmp_path, "in/mallory/moodle.zip", download_of(tmp_path, MOODLE, "Ben_2_assignsubmission_file_"))
    put(tmp_path, f"in/cleo/{FILE}", marked("cleo"))
    got = chosen(tmp_path / "in")
    assert sorted(got) == ["cleo", "mallory"] and got["mallory"].reason


# ---- Feedback that went back ----------------------------------------------------------------------


def test_feedback_of_moodle_is_named_and_is_nobody_s_hand_in(tmp_path):
    back = [("A_1_assignfeedback_file_/fb.html", b"x"), ("B_2_assignfeedback_editpdf_/fb.pdf", b"x")]
    told = []
    assert not chosen(zipped(tmp_path / "back.zip", back), tell=told.append)
    assert len(told) == 1 and "A_1_assignfeedback_file_" in told[0] and "and 1 more" in told[0]
    assert "Download all submissions" in told[0]
    both = zipped(tmp_path / "both.zip", [*back, (f"A_1_assignsubmission_file_/{FILE}", as_bytes())])
    got = chosen(both, tell=told.append)
    assert list(got) == ["A"] and got["A"].notebook and got["A"].notes == []


@pytest.mark.parametrize("name", [f"{NAME}-feedback.html", f"{NAME}-feedback (1).html"])
def test_the_zip_of_feedback_that_we_made_takes_no_grade_away(tmp_path, name):
    """It lies beside the downloads: graded by mistake, its pages would stand for newer hand-ins."""
    work = zipped(tmp_path / "work.zip", [(f"{MOODLE}/{FILE}", as_bytes())])
    back = zipped(tmp_path / "back.zip", [(f"{MOODLE}/{name}", b"<!DOCTYPE html>")])
    told = []
    got = chosen(work, back, tell=told.append)
    assert got["Amina Bello"].notebook and got["Amina Bello"].said == []
    assert len(told) == 1 and name in told[0] and "feedback" in told[0]
    put(tmp_path, "in/amina/essay-feedback.html", b"<!DOCTYPE html>")  # the learner's own
    assert chosen(tmp_path / "in")["amina"].reason
