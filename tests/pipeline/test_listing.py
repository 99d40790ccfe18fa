"""What the list of a class says in short is what all results say, whatever happened since."""

import json
import sqlite3
from contextlib import closing

from autograder.reports import status
from autograder.store import listing
from autograder.store.ledger import auditing, changing, excusing

from .conftest import CHOICE, HALF, NAME, RIGHT, STORY, TEXT, by_hand, grade_all

RULE = "{due: 2020-01-01, percent_per_day: 1, at_most_percent: 20}"
LATE = f"timezone: UTC\nassignments:\n  {NAME}: {RULE}\n"


def shown(outcome):
    names = ("learner", "assignment", "status", "score", "max_score", "reason", "late", "excused")
    return {name: getattr(outcome, name) for name in names}


def says_the_same(folder):
    """Compare both ways through a course folder."""
    short = list(listing.listed(folder))
    whole = list(excusing.marked(folder))
    assert [shown(one.outcome) for one in short] == [shown(outcome) for outcome, _ in whole]
    assert [one.has_file for one in short] == [entry is not None for _, entry in whole]
    assert status.of_listed(folder, None, short)[0] == status.of(folder)["learners"]
    return short


def test_points_by_people_lateness_and_excuses_are_in_it(folder, maker, hand_in):
    for name in ("amina", "boris", "chidi", "dalia"):
        hand_in(name, maker.by_page({CHOICE: HALF}, text=STORY))
    hand_in("empty", maker.blank)
    hand_in("esi", maker.by_page({CHOICE: RIGHT}))
    grade_all([hand_in("farid", b'{"cells": [')], folder)
    assert len({one.outcome.status for one in says_the_same(folder)}) == 3
    by_hand(folder, "amina", 3.5, "Wells!")
    changing.override(folder, "boris", CHOICE, 1, "ops", "Seen on paper")
    excusing.excuse(folder, "chidi", NAME, "ops", "Was ill")
    excusing.excuse(folder, "hana", NAME, "ops", "Has passed before")
    folder.settings.write_text(LATE)
    found = {one.outcome.learner: one for one in says_the_same(folder)}
    assert found["amina"].outcome.late and found["hana"].outcome.excused and found["empty"].is_empty
    grade_all([hand_in("amina", maker.by_page({CHOICE: RIGHT}, text="Anew."))], folder)
    says_the_same(folder)
    assert auditing.audit(folder).problems == []


def test_audit_finds_what_was_written_into_it(folder, maker, hand_in):
    grade_all([hand_in("amina", maker.by_page({CHOICE: HALF}, text=STORY))], folder)
    with closing(sqlite3.connect(folder.gradebook)) as book, book:
        (text,) = book.execute("select exercises from localsdg_hand_in").fetchone()
        made = [{**one, "max_score": 99} for one in json.loads(text) if one["id"] != TEXT]
        book.execute("update localsdg_hand_in set exercises = ?", (json.dumps(made),))
    (problem,) = auditing.audit(folder).problems
    assert "the list of hand-ins says other points" in problem
