"""The commands that look into what is recorded, or change it: options, messages, exit codes."""

import json
import shutil

import pytest
from click.testing import CliRunner

from autograder import cli
from autograder.account import who
from autograder.store.results import current

from .conftest import CHOICE, HALF, NAME, RIGHT, STORY, TEXT, by_hand, grade_all, scores
from .test_ledger import tamper


@pytest.fixture
def course(maker, hand_in, folder):
    """A course folder with three hand-ins graded: of amina (complete), ben (half) and cleo (broken)."""
    hand_in("amina", maker.by_lab({CHOICE: RIGHT}, text=STORY))
    hand_in("ben", maker.by_page({CHOICE: HALF}, text="A short one."))
    grade_all([hand_in("cleo", b"")], folder, who="fatou")
    return folder


@pytest.fixture
def run(course):
    """``run(*arguments, code=0)``: what a command printed (on the error output, where it failed)."""

    def command(*arguments, code=0, **more):
        arguments = [*map(str, arguments), "--course", str(course.root)]
        ran = CliRunner().invoke(cli.main, arguments, catch_exceptions=False, **more)
        assert ran.exit_code == code, ran.output
        return ran.output

    return command


def has(folder):
    return {outcome.learner: outcome for outcome, _ in current(folder)}


# ---- status ---------------------------------------------------------------------------------------


def test_status_tells_how_far_it_is(run):
    said = run("status")
    assert f"{NAME}: 2 needs a human, 1 ungraded" in said
    assert f"2 × {TEXT} waits" in said and "1 × ungraded: The file is empty" in said
    assert "History: 3 lines" in said and "Signed in" not in said
    found = json.loads(run("status", "--json"))
    assert found["assignments"] == {NAME: {"needs_human": 2, "ungraded": 1}} and found["waiting"] == 0


# ---- regrade --------------------------------------------------------------------------------------


def test_regrade_one_all_or_what_changed(run, course, small_course, tmp_path, monkeypatch):
    by_hand(course, "amina", 3.5)
    assert "1 hand-in:" in run("regrade", "ben", "--workers", 0)
    assert "2 hand-ins:" in run("regrade", "--all", "--workers", 0)  # an empty file is not kept
    assert "2 unchanged" in run("regrade", "--changed", "--workers", 0)
    assert len(run("audit", "--history", "ben").splitlines()) == 3  # nothing came out differently
    mended = tmp_path / "mended"
    shutil.copytree(small_course, mended)
    checks = mended / "exercises" / CHOICE / "checks.py"
    checks.write_text(checks.read_text().replace('"vnr"', '"vlr"'))
    monkeypatch.setenv("LOCALSDG_COURSE", str(mended))
    run("regrade", "--changed", "--workers", 0)
    assert scores(has(course)["ben"])[CHOICE] == 5
    assert scores(has(course)["amina"])[TEXT] == 3.5
    assert f"{CHOICE}: 3 → 5" in run("audit", "--history", "ben")


def test_regrade_brings_no_earlier_file_back(run, course, hand_in, maker):
    source = hand_in("ben", b"")
    run("grade", source, "--workers", 0)
    assert has(course)["ben"].status == "ungraded"
    run("regrade", "--all", "--workers", 0)
    assert has(course)["ben"].status == "ungraded"
    run("grade", hand_in("ben", maker.by_page({CHOICE: RIGHT})), "--workers", 0)
    assert scores(has(course)["ben"])[CHOICE] == 5
    kept = course.submitted("ben", NAME)
    kept.write_bytes(b"")  # by hand, or by a power cut
    run("regrade", "ben", "--workers", 0)
    assert has(course)["ben"].status == "ungraded" and kept.read_bytes() == b""
    assert "all holds together" in run("audit")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Say one of"),
        (("ben", "--all"), "Say one of"),
        (("zoe",), "zoe has handed in nothing"),
        (("..",), "handed in nothing"),
        ((".",), "handed in nothing"),
    ],
)
def test_regrade_says_what_it_needs(run, arguments, words):
    assert words in run("regrade", *arguments, code=2)


# ---- override -------------------------------------------------------------------------------------


def test_override_gives_points_and_says_why(run, course):
    said = run("override", "ben", CHOICE, 4.5, "--because", "Her country has no such date")
    assert said == f"ben has 4.5 of 5 points for {CHOICE} in {NAME}.\n"
    assert scores(has(course)["ben"])[CHOICE] == 4.5
    history = run("audit", "--history", "ben")
    assert f"{CHOICE}: 3 → 4.5  ({who()}: Her country has no such date)" in history
    assert "all holds together" in run("audit")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("ben", CHOICE, 9, "--because", "x"), 1, "worth 0 to 5 points"),
        (("ben", CHOICE, "many", "--because", "x"), 2, "not a valid float"),
        (("ben", CHOICE, "nan", "--because", "x"), 1, "worth 0 to 5 points"),
        (("ben", CHOICE, 1), 2, "--because"),
        (("benn", CHOICE, 1, "--because", "x"), 1, "Did you mean ben?"),
        (("ben", "nothing", 1, "--because", "x"), 1, "There are"),
        (("ben", CHOICE, 1, "--because", "x", "--assignment", "9-none"), 1, "Which exercise"),
    ],
)
def test_override_says_what_does_not_fit(run, course, arguments, code, words):
    assert words in run("override", *arguments, code=code)
    assert scores(has(course)["ben"])[CHOICE] == 3


# ---- audit ----------------------------------------------------------------------------------------


def test_audit_tells_by_its_exit_code_whether_all_holds_together(run, course):
    said = run("audit")
    assert "3 hand-ins and 3 lines of history checked: all holds together." in said
    head = said.split()[-1]
    assert "all holds together" in run("audit", "--head", head)
    assert "cut off or replaced" in run("audit", "--head", "0" * 64, code=1)
    tamper(course, "update grade set auto_score = 5 where auto_score = 3")
    said = run("audit", code=1)
    assert f"ben, {NAME}, {CHOICE}: the gradebook says 5, the ledger 3." in said and "1 problems" in said


def test_audit_prints_the_history_of_one_learner(run):
    said = run("audit", "--history", "ben")
    assert f"{CHOICE}: – → 3  (fatou: a new hand-in)" in said and "amina" not in said
    assert run("audit", "--history", "nobody") == ""


# ---- forget and anonymize -------------------------------------------------------------------------


def test_forget_asks_and_removes_one_learner(run, course):
    assert "Remove everything of ben?" in run("forget", "ben", input="n\n", code=1)
    assert "ben" in has(course)
    assert "Removed: 2 folders of files" in run("forget", "ben", input="y\n")
    assert set(has(course)) == {"amina", "cleo"}
    assert "all holds together" in run("audit")
    assert "holds nothing of ben" in run("forget", "ben", "--yes", code=1)


@pytest.mark.parametrize("name", [".", "..", "", "../submitted", "ben/..", "/"])
def test_forget_removes_no_other_folder(run, course, name):
    before = sorted(course.root.rglob("*"))
    assert "holds nothing of" in run("forget", name, "--yes", code=1)
    assert sorted(course.root.rglob("*")) == before


def test_anonymize_writes_results_without_names(run, tmp_path):
    said = run("anonymize", tmp_path / "out")
    assert "3 rows in" in said
    text = "".join(path.read_text() for path in (tmp_path / "out").iterdir())
    assert "amina" not in text and "ben" not in text and "cleo" not in text
    assert "is not empty" in run("anonymize", tmp_path / "out", code=2)


# ---- What all of them need ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["status"],
        ["regrade", "--all"],
        ["override", "amina", CHOICE, "1", "--because", "x"],
        ["audit"],
        ["forget", "amina", "--yes"],
        ["anonymize", "out"],
        ["report"],
        ["feedback"],
    ],
)
def test_a_folder_that_is_no_course_is_said_and_left_as_it_is(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "photos").mkdir()
    ran = CliRunner().invoke(cli.main, [*arguments, "--course", "photos"], catch_exceptions=False)
    assert ran.exit_code == 2 and "photos is no course folder" in ran.output
    assert list((tmp_path / "photos").iterdir()) == [] and not (tmp_path / "out").exists()
