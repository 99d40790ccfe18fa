"""Points for work that no file tells of: recorded, exported, in the history; a learner who is excused."""

import csv
import functools
import io
import shutil

import pytest
from click.testing import CliRunner

from autograder import cli
from autograder.account import who
from autograder.errors import CourseFolderError
from autograder.intake import newcomers, roster
from autograder.store.ledger import auditing, excusing
from autograder.store.results import current

from .conftest import CHOICE, CODE, HALF, NAME, RIGHT, TEXT, grade_all, scores, statuses


@pytest.fixture
def course(maker, hand_in, folder):
    """A course folder with hand-ins of amina and cleo (broken) graded."""
    hand_in("amina", maker.by_page({CHOICE: RIGHT}))
    grade_all([hand_in("cleo", b"")], folder, who="fatou")
    return folder


def on(folder, *arguments, code=0):
    """What a command about a course folder printed."""
    arguments = [*map(str, arguments), "--course", str(folder.root)]
    if arguments[0] in ("override", "excuse") and "--because" not in arguments:
        arguments += ["--because", "x"]
    ran = CliRunner().invoke(cli.main, arguments, catch_exceptions=False)
    assert ran.exit_code == code, ran.output
    return ran.output


@pytest.fixture
def run(course):
    """``run(*arguments, code=0)``: what a command printed."""
    return functools.partial(on, course)


def of(folder, learner):
    return next(outcome for outcome, _ in current(folder, learner))


def exported(run):
    return {row["learner"]: row for row in csv.DictReader(io.StringIO(run("export")))}


def test_points_for_work_on_paper_are_recorded_exported_and_in_the_history(run, course):
    said = run("override", "boris", TEXT, 3, "--because", "Read on paper", "--new")
    assert "boris has handed in no file" in said and f"boris has 3 of 4 points for {TEXT}" in said
    boris = of(course, "boris")
    assert scores(boris) == {CHOICE: None, CODE: None, TEXT: 3} and boris.status == "needs_human"
    assert statuses(boris)[CHOICE] == "needs_human" and "a person gives the points" in boris.reason
    for exercise in (CHOICE, CODE):
        run("override", "boris", exercise, 0, "--because", "Nothing on the sheet")
    row = exported(run)["boris"]
    assert (row["status"], row["score"], row[TEXT]) == ("graded", "3", "3")
    history = run("audit", "--history", "boris")
    assert f"{TEXT}: – → 3  ({who()}: Read on paper)" in history
    assert auditing.audit(course).problems == []
    run("feedback")
    assert course.feedback("boris", NAME).is_file()


def test_a_file_that_cannot_be_read_may_be_graded_from_paper(run, course):
    run("override", "cleo", TEXT, 2, "--because", "Brought a print")
    assert scores(of(course, "cleo"))[TEXT] == 2 and auditing.audit(course).problems == []


def test_a_file_that_comes_later_takes_the_place_of_paper(run, course, maker, hand_in):
    run("override", "boris", TEXT, 3, "--because", "Read on paper", "--new")
    grade_all([hand_in("boris", maker.by_page({CHOICE: HALF}))], course)
    boris = of(course, "boris")
    assert scores(boris)[CHOICE] == 3 and auditing.audit(course).problems == []


def test_a_mistyped_name_makes_no_learner(run, course):
    said = run("override", "amna", TEXT, 3, "--because", "x", code=1)
    assert "Did you mean amina?" in said and "--new" in said
    assert "cannot be a learner's name here" in run("override", "../x", TEXT, 3, "--because", "x", code=1)
    run("override", "boris", TEXT, 99, "--because", "x", code=1)
    assert {outcome.learner for outcome, _ in current(course)} == {"amina", "cleo"}
    run("override", "amna", TEXT, 3, "--because", "x", "--new")
    assert scores(of(course, "amna"))[TEXT] == 3


def test_what_is_on_paper_is_not_lost_when_all_is_graded_again(run, course):
    run("override", "boris", TEXT, 3, "--because", "Read on paper", "--new")
    run("regrade", "--all", "--workers", 0)
    assert scores(of(course, "boris"))[TEXT] == 3
    shutil.rmtree(course.root / "submitted" / "boris", ignore_errors=True)
    run("forget", "boris", "--yes")
    assert "boris" not in exported(run)


@pytest.mark.parametrize(
    ("name", "alike"),
    [
        ("amna", "amina"),
        ("amina@example.org", "amina"),
        ("carlo@example.org", "carla@example.org"),
        ("boris", None),
        ("dora@example.org", None),  # all addresses are alike behind the @
        ("l502@example.org", None),
        ("Participant_502", None),  # and so are numbers
        ("2021045", None),
    ],
)
def test_who_is_named_for_the_first_time_may_be_a_known_one(name, alike):
    known = {"amina", "carla@example.org", "l501@example.org", "Participant_501", "2021044"}
    with pytest.raises(CourseFolderError, match="If .* is right, say --new") as said:
        newcomers.named(name, known)
    assert ("Did you mean" in str(said.value)) == (alike is not None)
    assert alike is None or f"Did you mean {alike}?" in str(said.value)
    assert newcomers.named(name, known, is_new=True) == name


LIST = (
    "Identifier,Full name,Email address,Status,Grade\n"
    "Participant 501,Amina Bello,amina@example.org,,\nParticipant 502,Jo Smith,jo1@example.org,,\n"
    "Participant 503,Jo Smith,jo2@example.org,,\nParticipant 504,Boris Okoro,boris@example.org,,\n"
)


@pytest.fixture
def listed(folder, maker, hand_in, tmp_path):
    """A course that was graded with Moodle's worksheet as the list; of four learners two handed in."""
    (tmp_path / "worksheet.csv").write_text(LIST)
    for learner in ("Amina Bello", "jo1@example.org"):
        source = hand_in(learner, maker.by_page({CHOICE: RIGHT}))
    grade_all([source], folder, roster=roster.read(tmp_path / "worksheet.csv"))
    folder.roster_file = tmp_path / "worksheet.csv"
    return folder


def learners(folder):
    return {outcome.learner for outcome, _ in excusing.marked(folder)}


COMMANDS = (("override", TEXT, 3), ("excuse", NAME))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("amina@example.org", "Amina Bello"),
        ("Bello Amina", "Amina Bello"),
        ("amina bello", "Amina Bello"),
        ("Amina Bello (amina@example.org)", "Amina Bello"),
        ("Jo Smith (jo1@example.org)", "jo1@example.org"),
        ("Jo Smith <jo2@example.org>", "jo2@example.org"),
        ("Boris Okoro", "Boris Okoro"),  # handed in nothing, and is in the list
    ],
)
def test_a_learner_is_known_however_written(listed, command, name, known):
    said = on(listed, command[0], name, *command[1:])
    assert f"{known} " in said and learners(listed) == {"Amina Bello", "jo1@example.org", known}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_namesake_is_asked_back_and_a_stranger_has_to_be_new(listed, command):
    before = learners(listed)
    said = on(listed, command[0], "Jo Smith", *command[1:], code=1)
    assert "may be jo1@example.org or jo2@example.org" in said
    said = on(listed, command[0], "Zoe Quist", *command[1:], code=1)
    assert "is not in the list of learners" in said and "say --new" in said
    assert "leave out --new" in on(listed, command[0], "Okoro Boris", *command[1:], "--new", code=1)
    assert learners(listed) == before
    on(listed, command[0], "Zoe Quist", *command[1:], "--new")
    assert learners(listed) == {*before, "Zoe Quist"}


def test_where_the_list_is_gone_those_who_handed_in_are_known(listed):
    listed.roster_file.unlink()
    assert "Amina Bello has 3" in on(listed, "override", "Bello Amina", TEXT, 3)
    assert "say --new" in on(listed, "override", "Boris Okoro", TEXT, 3, code=1)


# ---- Excused --------------------------------------------------------------------------------------

WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments\n"
    + "".join(
        f"Participant {number},{name},{name}@example.org,OK,{grade},11.00,Yes,-,-,\n"
        for number, name, grade in ((1, "amina", ""), (2, "boris", "7.00"), (3, "cleo", ""))
    )
)
GRADEBOOK = (
    f"Student,ID,SIS User ID,SIS Login ID,Section,{NAME} (7)\n"
    "    Points Possible,,,,,11\n"
    "Amina,1,,amina,A,\nBoris,2,,boris,A,5\nCleo,3,,cleo,A,\n"
)


@pytest.fixture
def excused(run):
    """amina, who handed in, and boris, who did not, are excused."""
    assert run("excuse", "amina", NAME, "--because", "Was ill") == f"amina is excused from {NAME}.\n"
    run("excuse", "boris", NAME, "--because", "Did it last year", "--new")
    return run


def test_who_is_excused_is_neither_zero_nor_missing(excused, course, tmp_path):
    rows = exported(excused)
    for learner, why in (("amina", "Was ill"), ("boris", "Did it last year")):
        assert (rows[learner]["status"], rows[learner]["score"], rows[learner]["reason"]) == (
            "excused",
            "",
            why,
        )
    said = excused("status")
    assert f"{NAME}: 1 ungraded, 2 excused" in said
    (tmp_path / "class.csv").write_text("id\namina\nboris\ncleo\ndan\n")
    excused("report", "--roster", tmp_path / "class.csv")
    page = (course.root / "dashboard.html").read_text()
    assert "Excused: 2." in page and "dan" in page
    assert "boris" not in page and "amina" not in page


def test_an_excuse_goes_to_moodle_and_canvas(excused, tmp_path):
    (tmp_path / "w.csv").write_text(WORKSHEET)
    made = excused("export", "--format", "moodle", "--template", tmp_path / "w.csv", "--scale")
    assert "amina@example.org,OK,,11.00" in made and "boris@example.org,OK,,11.00" in made
    assert "what stood in the worksheet is taken out: boris (7.00)" in made
    (tmp_path / "g.csv").write_text(GRADEBOOK)
    made = excused("export", "--format", "canvas", "--template", tmp_path / "g.csv", "--scale")
    assert "amina,A,EX\n" in made and "boris,A,EX\n" in made and "cleo,A,\n" in made


def test_an_excuse_is_in_the_history_and_can_be_taken_back(excused, course):
    assert "excused: – → excused" in excused("audit", "--history", "boris")
    assert "already" in excused("excuse", "boris", NAME, "--because", "again")
    excused("excuse", "boris", NAME, "--because", "A mistake", "--take-back")
    assert "boris" not in exported(excused)
    assert "excused: excused → –" in excused("audit", "--history", "boris")
    excused("forget", "amina", "--yes")
    assert "amina" not in exported(excused) and auditing.audit(course).problems == []


def test_an_excuse_says_what_does_not_fit(run):
    assert "There is no assignment 9-none; there is: " in run(
        "excuse", "amina", "9-none", "--because", "x", code=1
    )
    assert "Say why" in run("excuse", "amina", NAME, "--because", " ", code=1)
    assert "Did you mean cleo?" in run("excuse", "cloe", NAME, "--because", "x", code=1)
