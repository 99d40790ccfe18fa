"""``autograder export`` and ``autograder report`` on a course folder."""

import csv
import io

import pytest
from click.testing import CliRunner

from autograder.cli import main

from .conftest import CHOICE, HALF, MEAN, NAME, RIGHT, STORY

WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments\n"
    "Participant 7,Amina Diallo,amina@example.org,Submitted,,12.00,Yes,-,-,\n"
    "Participant 8,Ben Okri,ben@example.org,Submitted,3.00,12.00,Yes,-,-,\n"
)


@pytest.fixture
def cohort(maker, hand_in, graded, folder):
    """Two hand-ins, one of them waiting for a person; the course folder's path."""
    hand_in("amina", maker.by_lab({CHOICE: RIGHT}, code=MEAN, text=STORY))
    graded(hand_in("broken", b""))
    return folder.root


@pytest.fixture
def run():
    def call(*arguments):
        done = CliRunner().invoke(main, [str(one) for one in arguments])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    return call


@pytest.mark.sandbox
def test_the_worksheet_is_filled_by_the_roster(cohort, run, tmp_path):
    (tmp_path / "sheet.csv").write_text(WORKSHEET)
    (tmp_path / "class.csv").write_text("id,name,email\namina,Amina D.,amina@example.org\nbroken,Ben Okri,\n")
    done = run(
        "export", "--course", cohort, "--format", "moodle", "--template", tmp_path / "sheet.csv",
        "--roster", tmp_path / "class.csv", "--output", tmp_path / "upload.csv",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    amina, ben = csv.DictReader(io.StringIO((tmp_path / "upload.csv").read_text()))
    assert (amina["Grade"], ben["Grade"]) == ("", "3.00")  # no grade of ours: a marker's stays
    assert "A person still reads" in amina["Feedback comments"]
    assert (
        ben["Identifier"] == "Participant 8"
        and "Kept as it stands in the worksheet: broken (3.00)" in done.output
    )


def test_what_cannot_be_filled_is_said_in_one_line(cohort, run, tmp_path):
    (tmp_path / "sheet.csv").write_text("Name,Grade\n")
    done = run("export", "--course", cohort, "--format", "moodle", "--template", tmp_path / "sheet.csv")
    assert done.exit_code == 1 and "Error: The template is not Moodle's grading" in done.output


def test_without_moodle_s_worksheet_no_file_is_written_that_moodle_cannot_take(cohort, run, tmp_path):
    place = tmp_path / "upload"
    place.mkdir()
    done = run("export", "--course", cohort, "--format", "moodle", "--output", place / "upload.csv")
    assert done.exit_code == 1 and "give it with --template FILE" in done.output
    assert not list(place.iterdir())
    done = run("export", "--course", cohort, "--format", "moodle")
    assert done.exit_code == 1 and done.stdout == ""


def test_the_csv_tells_when_a_hand_in_was_received(cohort, run):
    done = run("export", "--course", cohort, "--assignment", NAME)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["learner"] for row in rows] == ["amina", "broken"]
    assert all(row["received"] for row in rows)


def test_the_report_is_one_file_in_the_course_folder(cohort, run, maker, hand_in, graded, tmp_path):
    graded(hand_in("half", maker.by_page({CHOICE: HALF})))
    done = run("report", "--course", cohort)
    assert done.exit_code == 0 and done.output.strip() == f"The dashboard is {cohort / 'dashboard.html'}"
    text = (cohort / "dashboard.html").read_text()
    assert "3 hand-ins of 3 learners" in text and "Hidden check 1 (hidden_care)" in text
    assert "Sentence of the hidden check" not in text and "zebra" not in text
    assert "Who reports &amp; when?" in text
