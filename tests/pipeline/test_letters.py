"""Who is ungraded, waits, or has not handed in is named, and each of them gets a ready message."""

import csv
import io
import json

import pytest
from click.testing import CliRunner
from handed_in import put

from autograder import cli, messages, sandbox
from autograder.intake import choosing, roster
from autograder.messages import message
from autograder.notebook import reading, recognising, repairs
from autograder.reports import letters, status
from autograder.run import worker
from autograder.store.ledger import excusing

from .conftest import CHOICE, MEAN, NAME, RIGHT, STORY, grade_all, statuses
from .test_lost_answers import cleared
from .test_what_is_run import answered_and_lost

LIST = """id,name,email
amina,Amina Bello,amina@example.org
ben,Ben Okoro,ben@example.org
cleo,=Cleo Diallo,cleo@example.org
dora,Dora Ito,dora@example.org
emil,Emil Roy,emil@example.org
fay,Fay Sato,
gus,Gus Levi,gus@example.org
"""


@pytest.fixture
def course(maker, hand_in, folder, tmp_path):
    """Hand-ins of six learners of the list, each with something else; the seventh handed in nothing."""
    (tmp_path / "class.csv").write_text(LIST)
    (folder.root / "course.yml").write_text(
        f"timezone: Africa/Accra\nassignments:\n  {NAME}:\n    due: 2030-12-01 18:00\n"
    )
    hand_in("amina", maker.by_page({CHOICE: RIGHT}, code=MEAN))
    hand_in("ben", maker.by_page({CHOICE: RIGHT}, text=STORY))
    hand_in("cleo", json.dumps(maker.blank).encode()[:900])
    hand_in("dora", cleared(maker.by_page({CHOICE: RIGHT}, code=MEAN)))
    hand_in("emil", maker.blank)
    source = hand_in("fay", answered_and_lost(maker))
    grade_all([source], folder, roster=roster.read(tmp_path / "class.csv"))
    return folder


@pytest.mark.sandbox
def test_each_learner_gets_the_reason_and_what_to_do(course, tmp_path):
    everybody = roster.read(tmp_path / "class.csv")
    found = {one.learner: one for one in letters.write(course, everybody)}
    assert list(found) == ["ben", "cleo", "dora", "emil", "fay", "gus"]  # amina has her grade
    says = {learner: letter.message for learner, letter in found.items()}
    assert says["ben"].startswith("Dear Ben Okoro,\n") and "need not do anything" in says["ben"]
    assert "cut off or damaged" in says["cleo"] and "download your work once more" in says["cleo"]
    assert "was emptied" in says["dora"] and "Restart Kernel and Run All Cells" in says["dora"]
    assert "holds no answers at all" in says["emil"]
    assert "shows 3 points" in says["fay"] and "line 2: NameError" in says["fay"]
    assert "has not reached us" in says["gus"] and "1 December 2030, 18:00 (Africa/Accra time)" in says["gus"]
    for learner, text in says.items():
        others = {line.split(",")[1] for line in LIST.splitlines()[1:]} - {found[learner].name}
        assert not [name for name in others if name in text]
        assert "{" not in text and "zz-who-reports" not in text and "Ask the learner" not in text
        on_disk = (course.root / "letters" / f"{learner}.txt").read_text()
        assert on_disk == f"{found[learner].subject}\n\n{text}"
    rows = list(csv.DictReader(io.StringIO((course.root / "letters" / "letters.csv").read_text())))
    assert [row["learner"] for row in rows] == list(found) and rows[0]["email"] == "ben@example.org"
    assert rows[1]["name"] == "'=Cleo Diallo"  # no formula for a spreadsheet


def test_letters_are_the_same_again_and_old_ones_go(course, maker, hand_in):
    letters.write(course)
    before = {path.name: path.read_bytes() for path in (course.root / "letters").iterdir()}
    letters.write(course)
    assert {path.name: path.read_bytes() for path in (course.root / "letters").iterdir()} == before
    grade_all([hand_in("cleo", maker.by_page({CHOICE: RIGHT}))], course)
    letters.write(course)
    assert {path.name for path in (course.root / "letters").iterdir()} == set(before) - {"cleo.txt"}


def command(course, *arguments):
    ran = CliRunner().invoke(cli.main, [*map(str, arguments), "--course", str(course.root)])
    assert ran.exit_code == 0, ran.output
    return ran.output


@pytest.mark.sandbox
def test_status_and_the_end_of_a_run_name_them(course, tmp_path, maker, hand_in):
    listed = ("--roster", tmp_path / "class.csv")
    said = command(course, "status", *listed)
    for words in (
        "ungraded: cleo, dora", "waits for a person: ben, fay", "handed in without any answer: emil",
        "not handed in: gus", "autograder letters",
    ):  # fmt: skip
        assert words in said
    found = json.loads(command(course, "status", "--json", *listed))["learners"][NAME]
    assert found["not_handed_in"] == ["gus"] and found["empty"] == ["emil"]
    said = command(course, "grade", tmp_path / "in", *listed, "--workers", 0)
    assert "6 unchanged" in said and "ungraded: cleo, dora" in said and "not handed in: gus" in said
    assert "6 letters in" in command(course, "letters", *listed)
    command(course, "forget", "dora", "--yes")
    assert not list((course.root / "letters").iterdir())


@pytest.mark.sandbox
def test_who_is_excused_is_not_asked_for(course, tmp_path):
    everybody = roster.read(tmp_path / "class.csv")
    for learner in ("dora", "gus"):
        excusing.excuse(course, learner, NAME, "fatou", "ill")
    assert [one.learner for one in letters.letters(course, everybody)] == ["ben", "cleo", "emil", "fay"]
    said = command(course, "status", "--roster", tmp_path / "class.csv")
    assert "ungraded: cleo\n" in said and "not handed in" not in said
    assert not any("dora" in line or "gus" in line for line in status.at_the_end(course, everybody))


def test_a_large_class_is_not_listed_name_by_name(course, monkeypatch):
    monkeypatch.setattr(status, "_MOST_AT_THE_END", 3)
    assert "autograder status" in status.at_the_end(course)[0]
    names = [f"learner-{number}" for number in range(50)]
    line = next(status.named({NAME: {"ungraded": names}}))
    assert line.endswith("learner-19 and 30 more")


@pytest.mark.parametrize(
    ("reason", "key"),
    [
        (worker.FAULT, "ours"),
        (worker.TOO_LONG, "ours"),
        (worker.FOREIGN, "foreign"),
        (choosing.DIFFERENT, "several"),
        (choosing.ONE_ID, "name"),
        (roster.UNKNOWN, "name"),
        (roster.AMBIGUOUS, "name"),
        (repairs.OLD, "old_format"),
        (recognising.NO_NOTEBOOK, "other_file"),
        (message("file_large", size=50, smaller=reading.SMALLER), "large"),
        (sandbox.results._TOO_LONG, "time"),
        (sandbox.results._DIED, "stopped"),
    ],
)
def test_every_reason_has_words_for_the_learner(reason, key):
    assert letters._stands_for(reason) == letters._stands_for(str.__str__(reason)) == key
    assert key in messages.words("en", letters.FILE)["reasons"]


def test_nothing_is_read_as_another_fault():
    """A file that cannot be read is told as such whatever its bytes are."""
    for data in (
        b"%PDF-1.7",
        b"<!doctype html><html>",
        b"import os",
        b"https://example.org/x",
        b" ",
        b'{"cells"',
    ):
        with pytest.raises(reading.Unreadable) as problem:
            reading.notebook(data)
        assert letters._stands_for(str(problem.value)) not in (None, "ours")


@pytest.mark.parametrize(("name", "data"), [
    ("{}.7z", b"7z\xbc\xaf\x27\x1c\0\4"), ("work.rar", b"Rar!\x1a\7"), ("work.ipynb.gz", b"\x1f\x8b\x08"),
    ("{}.ipynb", b"7z\xbc\xaf\x27\x1c\0\4"), ("{}.ipynb", b"Rar!\x1a\7"),
])  # fmt: skip
@pytest.mark.parametrize("beside", [[], ["report.pdf"]])
def test_who_packed_the_notebook_in_a_format_that_is_not_opened_is_told_so(
    folder, tmp_path, name, data, beside
):
    for one in ("ben", "cleo"):
        put(tmp_path, f"in/{one}/{name.format(NAME)}", data)
        for other in beside:
            put(tmp_path, f"in/{one}/{other}", b"%PDF")
    grade_all([tmp_path / "in"], folder)
    told = letters.letters(folder)
    assert [one.learner for one in told] == ["ben", "cleo"]
    assert all("7z, rar" in one.message and "name ends in .ipynb" in one.message for one in told)


def test_emptied_outputs_and_run_counts_leave_an_untouched_notebook_which_is_said(
    maker, hand_in, graded, folder
):
    """As README and the facilitators' page say: nothing tells it from one in which nobody worked."""
    hand_in("ben", cleared(maker.by_lab({CHOICE: RIGHT}), counts=True))
    outcomes = graded(hand_in("amina", cleared(maker.by_page({CHOICE: RIGHT}))))
    assert statuses(outcomes["ben"])[CHOICE] == "ungraded"  # a run count is a trace of work
    assert (outcomes["amina"].status, outcomes["amina"].score) == ("graded", 0)
    assert [note for note in outcomes["amina"].notes if "no answers at all" in note]
    assert status.of(folder)["learners"][NAME]["empty"] == ["amina"]
    (letter,) = [one for one in letters.letters(folder) if one.learner == "amina"]
    assert "Look for the file that you worked in" in letter.message
