"""Feedback that goes back through Moodle or Canvas: whose it is must be what the platform reads."""

import csv
import io
import re
import zipfile

import pytest
import worksheets
from click.testing import CliRunner
from outcomes import NAME, entry, outcome, with_first

from autograder import cli
from autograder.errors import CourseFolderError
from autograder.lms import base
from autograder.reports import returns

from .conftest import CHOICE, HALF, grade_all

GRADEBOOK = (
    f"LastName,FirstName,ID,SIS User ID,SIS Login ID,Section,{NAME} (7)\r\n"
    "    Points Possible,,,,,,12\r\n"
    "Bello,Amina,1,s-1,amina,A,\r\nNúñez,José,2,s-2,jose,A,\r\n"
)


@pytest.fixture
def found(small_course):
    """Hand-ins of three learners, and one who is excused and handed in nothing."""
    ours = [
        outcome("Amina Bello", 9.5),
        outcome("Ben Okoro", None, "ungraded"),
        outcome("l504@example.org", 3),
    ]
    excused = outcome("Li Wei_503", status="excused", excused="ill", exercises=())
    return [*((one, entry()) for one in ours), (excused, None)]


def moodle_s_reading(path):
    """``(number, file's name)`` as Moodle's importer takes a path apart; ``None``: it passes the file by."""
    parts = path.split("/")
    while parts:
        info = parts.pop(0).split("_", 4)
        if len(info) >= 4 and info[1].isdigit() and info[2:4] == ["assignsubmission", "file"]:
            return info[1], "/".join([info[4] if len(info) == 5 else "", *parts])
    return None


@pytest.mark.parametrize("language", ["English", "German", "Russian", "Chinese"])
def test_moodle_finds_each_learner_s_page_in_the_zip(found, language):
    data, count = returns.write("moodle", found, {}, None, worksheets.written(language))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        pages = {moodle_s_reading(name): archive.read(name).decode() for name in archive.namelist()}
        names = [base.by_folder(name.split("/")).name for name in archive.namelist()]
    assert names == ["Amina Bello", "Ben Okoro", "Li Wei"]
    assert count == 3
    assert set(pages) == {(number, f"/{NAME}-feedback.html") for number in ("501", "502", "504")}
    assert "9.5 of 12 points" in pages["501", f"/{NAME}-feedback.html"]
    assert "3 of 12 points" in pages["504", f"/{NAME}-feedback.html"]
    assert returns.write("moodle", found, {}, None, worksheets.written(language))[0] == data


def test_names_that_no_folder_may_have_stay_one_folder(found):
    names = ("Amina_Bello/../x", "Ben Okoro", "O'Neill: Ciarán", "Li Wei")
    sheet = worksheets.written("English", names=names)
    data, _ = returns.write("moodle", [(outcome("l501@example.org"), entry())], {}, NAME, sheet)
    (name,) = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert name == f"Amina Bello..x_501_assignsubmission_file_/{NAME}-feedback.html"


def test_an_anonymous_class_gets_its_pages_by_number(small_course):
    sheet = worksheets.written("German", blind=True, team=False)
    data, _ = returns.write("moodle", [(outcome("Participant_502"), entry())], {}, NAME, sheet)
    (name,) = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert name == f"Teilnehmerin_502_assignsubmission_file_/{NAME}-feedback.html"


def test_moodle_s_zip_needs_the_worksheet(found):
    with pytest.raises(CourseFolderError, match="Download it .*--template FILE"):
        returns.write("moodle", found, {}, None, None)
    with pytest.raises(CourseFolderError, match="not Moodle's grading worksheet"):
        returns.write("moodle", found, {}, None, GRADEBOOK.encode())


def test_comments_for_canvas_are_text_with_its_numbers(small_course):
    ours = [outcome("bello amina_1", 9.5), outcome("jose", None, "ungraded")]
    ours[0] = with_first(ours[0], comment="=Good <b>work</b>\nGo on")
    said = []
    entries = [(one, entry()) for one in ours]
    text, count = returns.write("canvas", entries, {}, NAME, GRADEBOOK.encode("cp1252"), say=said.append)
    amina, jose = csv.DictReader(io.StringIO(text.decode()))
    assert count == 2 and said == []
    assert (amina["Student"], amina["ID"], amina["SIS Login ID"], amina["Grade"]) == (
        "Bello, Amina",
        "1",
        "amina",
        "9.5",
    )
    assert "9.5 of 12 points" in amina["Comment"] and "=Good <b>work</b>\nGo on" in amina["Comment"]
    assert not re.search("<p>|<li>|<div", amina["Comment"])
    assert jose["Grade"] == "" and "could not be graded" in jose["Comment"]
    alone, _ = returns.write("canvas", entries, {}, NAME, None)
    assert [row["Student"] for row in csv.DictReader(io.StringIO(alone.decode()))] == [
        "bello amina_1",
        "jose",
    ]


class Post(base.Platform):
    """A platform that nobody has: what it takes back is one page after the other."""

    name, takes_feedback, feedback_help = "post", "FILE.txt", "letters to print"

    def back(self, outcomes, page, template, roster, *, say):
        return "".join(map(page, outcomes)).encode(), len(outcomes)


def test_a_platform_that_is_added_has_its_option(maker, hand_in, folder, tmp_path, monkeypatch):
    post = Post()
    monkeypatch.setattr(base, "platforms", lambda: (post,))
    monkeypatch.setattr(base, "named", lambda name: post)
    monkeypatch.setattr(base, "_naming", lambda folders: ())  # else it is remembered for other tests
    grade_all([hand_in("Amina Bello", maker.by_page({CHOICE: HALF}))], folder)
    shown = CliRunner().invoke(cli.main, ["feedback", "--help"]).output
    assert (
        "--post FILE.txt" in shown and "Also write letters to print." in shown and "--moodle F" not in shown
    )
    arguments = ["feedback", "--course", str(folder.root), "--post", str(tmp_path / "all.txt")]
    ran = CliRunner().invoke(cli.main, arguments, catch_exceptions=False)
    assert ran.exit_code == 0 and f"1 pages in {tmp_path / 'all.txt'}" in ran.output
    assert (tmp_path / "all.txt").read_bytes() == folder.feedback("Amina Bello", NAME).read_bytes()


def test_the_command_writes_pages_and_zip(maker, hand_in, folder, tmp_path):
    grade_all([hand_in("Amina Bello", maker.by_page({CHOICE: HALF}))], folder)
    sheet = tmp_path / "worksheet.csv"
    sheet.write_bytes(worksheets.written("Spanish", ";", "cp1252"))

    def run(*arguments):
        arguments = ["feedback", "--course", str(folder.root), *map(str, arguments)]
        return CliRunner().invoke(cli.main, arguments, catch_exceptions=False)

    ran = run("--moodle", tmp_path / "back.zip", "--template", sheet)
    assert ran.exit_code == 0 and "1 pages in" in ran.output
    (name,) = zipfile.ZipFile(tmp_path / "back.zip").namelist()
    with zipfile.ZipFile(tmp_path / "back.zip") as archive:
        assert archive.read(name) == folder.feedback("Amina Bello", NAME).read_bytes()
    ran = run("--canvas", tmp_path / "comments.csv")
    assert ran.exit_code == 0 and "Amina Bello" in (tmp_path / "comments.csv").read_text()
    assert run("--moodle", "a.zip", "--canvas", "b.csv").exit_code == 2
    assert run("--moodle", tmp_path / "x.zip").exit_code == 1 and not (tmp_path / "x.zip").exists()
