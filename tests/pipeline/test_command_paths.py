"""Paths and names as they are mistyped: one line that says what is wrong, and what was meant."""

import os
import shutil
import tempfile
import webbrowser
from pathlib import Path

import pytest
from click.testing import CliRunner
from handed_in import put

from autograder import cli
from autograder.commands.paths import Existing
from localsdg_web import serving

from .conftest import CHOICE, NAME, RIGHT, grade_all

FILE = f"{NAME}.ipynb"
WITH = {  # what each command needs besides the path that is tried
    "grade": ["in"], "regrade": ["--all"], "override": ["amina", CHOICE, "1", "--because", "x"],
    "excuse": ["amina", NAME, "--because", "x"], "forget": ["amina", "--yes"], "anonymize": ["out"],
    "export": ["--format", "moodle"], "feedback": [],
}  # fmt: skip

WITHOUT_COURSE = ("verify",)


@pytest.fixture
def run(folder, tmp_path, monkeypatch):
    """``run(*arguments)``: ``(exit code, what was printed)``; any exception but the end is raised."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PORT", "0")
    # The desk begins, and ends before anybody asks it for anything.
    monkeypatch.setattr(serving, "end_as_interrupted", lambda: None)
    monkeypatch.setattr(serving, "run", lambda app, at: at.close())
    monkeypatch.setattr(webbrowser, "open", lambda address: None)

    def command(*arguments, course="course"):
        course = [] if course is None else ["--course", course]
        ran = CliRunner().invoke(cli.main, [*map(str, arguments), *course], catch_exceptions=False)
        return ran.exit_code, ran.output

    return command


def paths():
    """``(command, option or None for its argument, whether it must be there)``."""
    for name, command in cli.main.commands.items():
        for one in command.params:
            if one.name in ("course_path", "inputs", "out") or one.type.name in ("path", "file", "directory"):
                option = one.opts[0] if one.opts[0].startswith("--") else None
                yield name, option, isinstance(one.type, Existing)


WRONG = {
    "missing": "none/none.csv",
    "below a file": "text.csv/none",
    "a folder": "some",
    "a file": "text.csv",
    "no text": "bytes.csv",
    "a spreadsheet": "table.csv",
    "too long": "x" * 300,
}


@pytest.mark.parametrize(("command", "option", "must_exist"), list(paths()))
def test_no_wrong_path_ends_in_a_traceback(run, tmp_path, command, option, must_exist):
    put(tmp_path, "some/x.txt", b"x")
    put(tmp_path, "text.csv", b"hello")
    put(tmp_path, "bytes.csv", bytes(range(256)))
    put(tmp_path, "table.csv", b"PK\x03\x04 rest")
    put(tmp_path, f"in/amina/{FILE}", b"{}")
    for kind, path in WRONG.items():
        others = [one for one in WITH.get(command, []) if not (option is None and one in ("in", "out"))]
        given = [path] if option is None else [option, path]
        code, said = run(
            command,
            *others,
            *given,
            course=None if option == "--course" or command in WITHOUT_COURSE else "course",
        )
        assert "Traceback" not in said
        if must_exist and kind in ("missing", "below a file", "too long"):
            assert code == 2 and "does not exist" in said, (kind, said)
        elif code:
            assert "Error" in said, (kind, said)


@pytest.mark.other_user
@pytest.mark.skipif(os.geteuid() != 0, reason="needs to become somebody else")
def test_what_may_not_be_read_or_written_is_told(folder):
    place = Path(tempfile.mkdtemp())
    try:
        place.chmod(0o755)
        closed = put(place, "closed/class.csv", b"id,name\na,A\n").parent
        closed.chmod(0)
        commands = [
            ["grade", closed / "in", "--course", place / "c"],
            ["grade", place, "--roster", closed / "class.csv", "--course", place / "c"],
            ["status", "--course", closed / "course"],
            ["export", "--course", place / "none"],
        ]
        os.seteuid(65534)
        try:
            for arguments in commands:
                ran = CliRunner().invoke(cli.main, list(map(str, arguments)), catch_exceptions=False)
                assert ran.exit_code in (1, 2) and "Error" in ran.output, ran.output
        finally:
            os.seteuid(0)
    finally:
        shutil.rmtree(place)


# ---- What was meant -----------------------------------------------------------------------------


def test_mistyped_names_get_a_suggestion(run, maker, hand_in, folder):
    grade_all([hand_in("amina", maker.by_page({CHOICE: RIGHT}))], folder)
    for arguments, meant in (
        (["regrade", "amnia"], "Did you mean amina?"),
        (["override", "amnia", CHOICE, 1, "--because", "x"], "Did you mean amina?"),
        (["override", "amina", "who-reports", 1, "--because", "x"], f"Did you mean {CHOICE}?"),
        (
            ["override", "amina", CHOICE, 1, "--because", "x", "--assignment", NAME[:-2]],
            f"Did you mean {NAME}?",
        ),
        (["excuse", "amnia", NAME, "--because", "x"], "Did you mean amina?"),
        (["excuse", "amina", NAME[:-1], "--because", "x"], f"Did you mean {NAME}?"),
        (["audit", "--history", "amnia"], "Did you mean amina?"),
        (["forget", "Amnia", "--yes"], "Did you mean amina?"),
        (["export", "--assignment", "3-monitoring-reportng"], f"Did you mean {NAME}?"),
        (["grade", "inn"], "Did you mean in?"),
        (["grade", "inn/amina"], "Did you mean in?"),
        (["grade", "in/amnia"], "Did you mean in/amina?"),
    ):
        code, said = run(*arguments)
        assert code in (1, 2) and meant in said, said
    code, said = run("status", course="coarse")
    assert code == 2 and "Did you mean course?" in said


def test_only_what_can_be_meant_is_suggested(run, tmp_path):
    """Not what merely lies in the same long path, and nothing of another kind."""
    for name in ("class.csv", "classes/x.txt", "course-notes/x.txt", "class.zip", ".clas/x"):
        put(tmp_path, name, b"x")
    for arguments, course, meant in (
        (
            ["grade", tmp_path / "clas.zip"],
            "course",
            f"Did you mean {tmp_path}/class.zip?",
        ),
        (["status", "--roster", "clas.csv"], "course", "Did you mean class.csv?"),
        (["status", "--roster", tmp_path / "quite-another-name"], "course", ""),
        (["status"], "cours", "Did you mean course?"),
        (["status"], "course-note", "Did you mean course?"),
        (["grade", tmp_path / "zzz"], "course", ""),
    ):
        code, said = run(*arguments, course=course)
        said = " ".join(said.split())
        assert code == 2 and (meant in said if meant else "Did you mean" not in said), said


def test_a_mistyped_learner_is_suggested_by_the_name_in_the_list(run, maker, hand_in, folder, tmp_path):
    hand_in("Boris Petrov", maker.by_page({CHOICE: RIGHT}))
    folder.roster_file = put(tmp_path, "class.csv", b"id,name\nN17,Boris Petrov\nN18,Amina Bello\n")
    assert run("grade", "in", "--roster", "class.csv", "--workers", 0)[0] == 0
    for arguments in (
        ["excuse", "boriss", "3", "--because", "x"],
        ["override", "Borris Petrov", CHOICE, 1, "--because", "x"],
        ["forget", "boriss", "--yes"],
        ["regrade", "boriss"],
        ["audit", "--history", "boriss"],
    ):
        code, said = run(*arguments)
        assert code in (1, 2) and "Did you mean N17 (Boris Petrov)?" in said, said
    code, said = run("excuse", "N17", "3", "--because", "x")
    assert code == 1 and f"Did you mean {NAME}?" in said


@pytest.mark.parametrize(
    ("command", "option"),
    [
        ("grade in", "--json"), ("export", "--output"), ("report", "--output"), ("feedback", "--moodle"),
        ("feedback --assignment x", "--canvas"), ("anonymize", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["below a file", "too long"])
def test_what_cannot_be_written_is_said_before_any_work(
    run, maker, hand_in, folder, tmp_path, command, option, kind
):
    put(tmp_path, "text.csv", b"hello")
    hand_in("amina", maker.by_page({CHOICE: RIGHT}))
    code, said = run(*command.split(), *([option] if option else []), WRONG[kind])
    assert code == 2 and "cannot be written" in " ".join(said.split()), said
    assert not (folder.root / "submitted" / "amina").exists() and not list(
        (folder.root / "feedback").glob("*")
    )


# ---- The list of the run before -----------------------------------------------------------------


def test_the_list_that_was_given_once_is_asked_for(run, maker, hand_in, tmp_path, folder):
    hand_in("Amina Bello", maker.by_page({CHOICE: RIGHT}))
    listed = put(tmp_path, "class.csv", b"id,name\namina,Amina Bello\n")
    quick = ("--workers", 0)
    assert run("grade", "in", "--roster", "class.csv", *quick)[0] == 0
    code, said = run("grade", "in", *quick)
    assert code == 2 and f"--roster {listed}" in said and "--no-roster" in said
    assert not (folder.root / "submitted" / "Amina Bello").exists()
    assert run("grade", "course", *quick)[0] == 0  # what the folder keeps has its names already
    assert run("regrade", "--all", *quick)[0] == 0
    assert run("grade", "in", "--roster", "class.csv", "--no-roster", *quick)[0] == 2
    code, said = run("grade", "in", "--no-roster", *quick)
    assert code == 2 and "amina (now Amina Bello)" in said and "--new-ids" in said
    assert not (folder.root / "submitted" / "Amina Bello").exists() and folder.roster_file == listed
    assert run("grade", "in", "--no-roster", "--new-ids", *quick)[0] == 0
    assert run("grade", "in", *quick)[0] == 0 and (folder.root / "submitted" / "Amina Bello").exists()


# ---- What is passed over ------------------------------------------------------------------------


def test_a_broken_download_is_told_and_the_rest_is_graded(run, maker, hand_in, tmp_path):
    put(tmp_path, "moodle.zip", b"PK\x03\x04 cut off")
    code, said = run("grade", "moodle.zip", "--workers", 0)
    assert code == 2 and said.startswith("Error: moodle.zip: The zip cannot be opened.")
    hand_in("amina", maker.by_page({CHOICE: RIGHT}))
    code, said = run("grade", "moodle.zip", "in", "--workers", 0)
    assert code == 2 and "1 hand-in:" in said and "moodle.zip: The zip cannot be opened." in said
    assert "moodle" not in run("export")[1] and "unknown" not in said
