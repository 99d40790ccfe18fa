"""A file that comes back counts from when it first came in; what it costs to be late is said at once."""

import datetime
import re

import pytest
from click.testing import CliRunner

from autograder import cli
from autograder.store import gradebook
from autograder.store.ledger import auditing, history, opening
from autograder.store.results import current

from .conftest import CHOICE, MEAN, NAME, RIGHT, grade_all

DUE = (
    f"assignments:\n  {NAME}:\n    due: 2020-11-01 18:00\n    percent_per_day: 10\n    at_most_percent: 50\n"
)
IN_TIME = datetime.datetime(2020, 10, 30, 10, tzinfo=datetime.UTC)
LATE = datetime.datetime(2020, 11, 3, 10, tzinfo=datetime.UTC)


@pytest.fixture
def course(maker, hand_in, folder):
    """A course in which amina's good file came in time, as the receipts say."""
    (folder.root / "course.yml").write_text(DUE)
    source = hand_in("amina", maker.by_page({CHOICE: RIGHT}, code=MEAN))
    grade_all([source], folder, receipts={("amina", NAME): IN_TIME})
    return folder


def late(folder):
    outcome, entry = next(current(folder, "amina"))
    return outcome.late, entry.received


def test_an_earlier_file_put_in_place_again_is_not_late(course, maker, hand_in):
    grade_all([hand_in("amina", maker.by_page())], course)  # a blank one, after the date
    assert late(course)[0].percent == 50
    kept = course.submitted("amina", NAME)
    (before,) = kept.parent.glob("*.replaced")
    before.replace(kept)
    grade_all([course.root], course)
    assert late(course) == (None, IN_TIME.isoformat(timespec="seconds"))
    assert auditing.audit(course).problems == []


def test_the_same_file_after_a_broken_one_is_not_late(course, maker, hand_in):
    good = maker.by_page({CHOICE: RIGHT}, code=MEAN)
    grade_all([hand_in("amina", b'{"cells": [')], course)
    source = hand_in("amina", good)
    grade_all([source], course)
    assert late(course) == (None, IN_TIME.isoformat(timespec="seconds"))
    grade_all([source], course, receipts={("amina", NAME): LATE})  # a receipt that is given counts
    assert late(course)[0].days == 2


def test_another_file_counts_from_when_it_came(course, maker, hand_in):
    grade_all([hand_in("amina", maker.by_page())], course)
    grade_all([hand_in("amina", maker.by_page({CHOICE: RIGHT}))], course)
    assert late(course)[0].percent == 50


@pytest.mark.sandbox  # it sums the points of the code, too
def test_the_table_of_a_run_says_what_being_late_costs(folder, maker, hand_in, tmp_path):
    (folder.root / "course.yml").write_text(DUE)
    (tmp_path / "r.csv").write_text(
        "learner,received\namina,2020-11-03 10:00\nboris,2020-10-30\ncleo,2020-11-02\n"
    )
    for learner in ("amina", "boris"):
        hand_in(learner, maker.by_page({CHOICE: RIGHT}, code=MEAN))
    source = hand_in("cleo", b"")
    arguments = ["grade", str(source), "--course", str(folder.root), "--workers", "0"]
    arguments += ["--receipts", str(tmp_path / "r.csv")]
    ran = CliRunner().invoke(cli.main, arguments, catch_exceptions=False)
    rows = {line.split()[0]: line for line in ran.output.splitlines() if NAME in line}
    outcome = late(folder)[0]
    assert f"2 days late: {outcome.penalty:g} points taken off" in rows["amina"]
    assert "late" not in rows["boris"] and re.search(r"1 day late\. .*empty", rows["cleo"])


def test_a_row_of_the_receipts_that_is_nobody_s_is_named(folder, maker, hand_in, tmp_path):
    """Else a mistyped name leaves the moment of the first run in its place, and nobody hears of it."""
    (folder.root / "course.yml").write_text(DUE)
    (tmp_path / "r.csv").write_text("learner,received\nAmina,2020-10-30\nzora,2020-10-30\nben,2020-10-30\n")
    hand_in("ben", maker.by_page())
    source = hand_in("amina", maker.by_page())
    arguments = ["grade", str(source), "--course", str(folder.root), "--workers", "0"]
    arguments += ["--receipts", str(tmp_path / "r.csv")]
    ran = CliRunner().invoke(cli.main, arguments, catch_exceptions=False)
    assert ran.exit_code == 0 and "called ben" not in ran.output
    assert re.search(r"r\.csv: nobody .* called Amina\. Did you mean amina\? .*--roster", ran.output)
    assert "called zora. Nothing is taken" in ran.output


@pytest.mark.sandbox  # it sums the points of the code, too
def test_a_run_says_what_new_rules_changed_of_hand_ins_that_it_passes_by(folder, maker, hand_in, tmp_path):
    rules = folder.root / "course.yml"
    rules.write_text(DUE)
    (tmp_path / "r.csv").write_text(
        "learner,received\namina,2020-11-03 10:00\nboris,2020-11-02\ncleo,2020-10-30\ndora,2020-11-02\n"
    )
    for learner in ("amina", "boris", "cleo"):
        hand_in(learner, maker.by_page({CHOICE: RIGHT}, code=MEAN))
    source = hand_in("dora", b"")

    def run(command, *arguments):
        arguments = [command, *map(str, arguments), "--course", str(folder.root)]
        ran = CliRunner().invoke(cli.main, arguments, catch_exceptions=False)
        assert ran.exit_code == 0, ran.output
        return ran.output

    again = ("grade", source, "--workers", "0", "--receipts", tmp_path / "r.csv")
    assert "other points" not in run(*again) and "other points" not in run(*again)
    before = {one.learner: one.score for one, _ in current(folder)}
    rules.write_text(DUE.replace("percent_per_day: 10", "percent_per_day: 20"))
    run("status")  # another command has seen the new rules first
    said = run(*again)
    scores = {one.learner: one.score for one, _ in current(folder)}
    less = {learner: scores[learner] - before[learner] for learner in ("amina", "boris")}
    assert less["amina"] < less["boris"] < 0 and scores["cleo"] == before["cleo"]
    assert "4 unchanged" in said
    assert (
        f"\n{NAME}, other points because course.yml changed: amina {less['amina']:+g}, "
        f"boris {less['boris']:+g} (2 hand-ins, {sum(less.values()):+g} in all)\n"
    ) in said
    assert "other points" not in run(*again)
    rules.write_text(DUE.replace("percent_per_day: 10", "percent_per_day: 20").replace("-01 18", "-02 18"))
    said = run("regrade", "boris", "--workers", "0")
    assert "amina +" in said and "boris +" not in said  # the table shows boris


@pytest.mark.parametrize("command", ["grade", "regrade", "report", "status"])
def test_new_dates_reach_the_penalty_that_formgrader_shows(course, maker, hand_in, command):
    """Whatever looks first: of a hand-in that nobody grades again, too."""
    source = hand_in("ben", maker.by_page({CHOICE: RIGHT}))
    grade_all([source], course, receipts={("ben", NAME): LATE})
    taken = penalties(course)
    assert taken["amina", NAME] == 0 and taken["ben", NAME] > 0
    (course.root / "course.yml").write_text(DUE.replace("2020-11-01", "2020-11-09"))
    arguments = {"grade": [str(source), "--workers", "0"], "regrade": ["amina", "--workers", "0"]}
    arguments = [command, *arguments.get(command, []), "--course", str(course.root)]
    ran = CliRunner().invoke(cli.main, arguments, catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    assert penalties(course) == {("amina", NAME): 0, ("ben", NAME): 0}
    assert auditing.audit(course).problems == []
    told = list(auditing.lines(course, "ben"))
    assert "0 % off for lateness" in told[-1] and "course.yml changed" in told[-1]
    (course.root / "course.yml").write_text(DUE)
    assert [one.late.penalty for one, _ in current(course, "ben")] == [taken["ben", NAME]]
    assert penalties(course) == taken and auditing.audit(course).problems == []


def test_a_file_that_cannot_be_read_is_late_for_nothing(course, maker, hand_in):
    grade_all([hand_in("amina", maker.by_page({CHOICE: RIGHT}))], course, receipts={("amina", NAME): LATE})
    assert penalties(course)["amina", NAME] > 0
    grade_all([hand_in("amina", b'{"cells": [')], course, receipts={("amina", NAME): LATE})
    assert auditing.audit(course).problems == [] and penalties(course)["amina", NAME] == 0


def test_a_change_of_the_rules_is_told_with_what_it_changed(course, maker, hand_in):
    source = hand_in("ben", maker.by_page({CHOICE: RIGHT}))
    grade_all([source], course, receipts={("ben", NAME): LATE})
    (course.root / "course.yml").write_text(DUE.replace("percent_per_day: 10", "percent_per_day: 20"))
    list(current(course))
    with opening.readable(course) as database, database.reading() as connection:
        *_, rules, renewed = history.entries(connection)
    assert rules.rules and "percent_per_day: 20" in rules.rules.text and "rules for late work" in rules.why
    assert (renewed.learner, renewed.why) == ("ben", rules.why)
    assert renewed.hand_in and renewed.hand_in.late and renewed.hand_in.late.percent == 40
    assert auditing.audit(course).problems == []


def penalties(folder):
    with opening.readable(folder) as database, database.reading() as connection:
        return gradebook.penalties(connection)
