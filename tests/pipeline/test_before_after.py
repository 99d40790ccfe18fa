"""Before-and-after tests, from the page's hand-in to the report: of the group, by the course's own keys."""

import csv
import io
import shutil

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.reports import gains
from autograder.store.results import current
from localsdg.course import before_after

from .conftest import CHECKOUT, CHOICE, NAME, RIGHT, grade_all

ITEMS = before_after.items(CHECKOUT, NAME)


@pytest.fixture
def tested_course(small_course, tmp_path, monkeypatch):
    """The small course with the test of module 3."""
    where = shutil.copytree(small_course, tmp_path / "sources")
    shutil.copytree(before_after.folder(CHECKOUT, NAME), before_after.folder(where, NAME))
    monkeypatch.setenv("LOCALSDG_COURSE", str(where))
    return where


def form(name, right):
    """A form that was finished, as the page writes it; the first ``right`` questions are right."""
    answers = {
        item.objective: {
            "given": item.forms[name].right if place < right else before_after.UNKNOWN,
            "version": item.forms[name].version,
        }
        for place, item in enumerate(ITEMS)
    }
    return {"done": True, "answers": answers}


def test_a_class_is_reported_and_no_grade_depends_on_it(folder, hand_in, maker, tested_course, tmp_path):
    tests = {
        **{
            f"l{number}": {"first": "a", "forms": {"a": form("a", 0), "b": form("b", 1)}}
            for number in range(4)
        },
        "l4": {"first": "b", "forms": {"a": form("a", 1), "b": form("b", 0)}},
        "skipped": None,
        "first-only": {"first": "a", "forms": {"a": form("a", 9)}},
        "hostile": {
            "first": "a",
            "forms": {"a": [1], "b": {"done": True, "answers": {"m3-why": {"given": {}}}}},
        },
        "liar": {
            "first": "a",
            "score": 9,
            "forms": {"a": {"done": True, "answers": {"<b>": {"given": "x", "version": "v"}}}},
        },
    }
    for learner, test in tests.items():
        notebook = maker.by_page({CHOICE: RIGHT})
        if test:
            notebook["metadata"].setdefault("localsdg", {})["before_after"] = test
        inputs = hand_in(learner, notebook)
    grade_all([inputs], folder)
    found = {outcome.learner: (outcome, entry) for outcome, entry in current(folder)}
    assert len({(outcome.score, outcome.status) for outcome, _ in found.values()}) == 1
    assert found["l0"][1].test["forms"]["b"]["m3-why"] == ["east", ITEMS[0].forms["b"].version]
    assert found["skipped"][1].test == {}

    page, table = tmp_path / "dashboard.html", tmp_path / "gains.csv"
    arguments = ["report", "--course", str(folder.root), "--output", str(page), "--gains", str(table)]
    done = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"))))
    assert tuple(rows[0]) == gains.CSV_HEAD
    by_objective = {row["objective"]: row for row in rows}
    assert (by_objective["m3-why"]["learners"], by_objective["m3-why"]["gain"]) == ("5", "1.0000")
    assert (by_objective["m3-share"]["gain"], by_objective["m3-share"]["before"]) == ("0.0000", "0.0000")
    assert by_objective[""]["gain"] == "0.1111"
    shutil.copy(CHECKOUT / "book" / "forms.yml", tested_course / "book")
    shutil.copy(CHECKOUT / "book" / "en" / "forms.yml", tested_course / "book" / "en")
    done = CliRunner().invoke(main, ["evidence", "--course", str(folder.root)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert "5 people; right before 0 %, after 100 %; change +100 percentage points" in done.output
    text = page.read_text(encoding="utf-8")
    assert "tells little about one person" in text
    assert "belong to none of the questions: 2" in text
    assert "l0" not in text[text.index('id="gains"') : text.index('id="mistakes"')]
