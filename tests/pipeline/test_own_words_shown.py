"""Own words and their writer's judgement, as people see both: the page, the tables, the dashboard."""

import csv
import io
import json
from html import unescape

import pytest
from own_plan import ANSWER, CLOSED, HALF, PLAN, reads

from autograder.lms import comments
from autograder.reports import anonymous, dashboard, export, feedback
from autograder.store.results import current

from .conftest import CHOICE, NAME, RIGHT, STORY, TEXT, Maker, grade_all


@pytest.fixture
def graded(plan_folder, plan_maker, hand_in):
    """``graded(which)``: two learners, graded where ``open:`` is this; ``{learner: (outcome, entry)}``."""

    def run(which):
        reads(plan_folder, which)
        rated = plan_maker.by_page({CHOICE: RIGHT, PLAN: ANSWER}, text=STORY)
        Maker.cell(rated, TEXT)["metadata"]["localsdg"]["rating"] = {"clear": "good", "x": "<b>"}
        hand_in("amina", rated)
        grade_all([hand_in("boris", plan_maker.by_page({CHOICE: RIGHT, PLAN: None}))], plan_folder)
        return {outcome.learner: (outcome, entry) for outcome, entry in current(plan_folder)}

    return run


def page(plan_folder, found, learner):
    outcome, entry = found[learner]
    return feedback.page_of(outcome, entry, plan_folder.assignments()[NAME])


def test_the_page_shows_words_and_judgement_and_says_who_gives_points(plan_folder, graded):
    found = graded("capstones")
    told = unescape(page(plan_folder, found, "amina"))
    assert told.count("Your own judgement") == 2 and told.count("A reader follows it.") == 2
    assert "A plan of your own: own words" in told and "They are dry" in told
    assert "Nobody gives points for these words in this course" in told and "0 of 0" not in told
    assert "A person reads this answer" in told  # the text
    assert "own words" not in page(plan_folder, found, "boris")  # of what nobody wrote and nobody reads


def test_who_is_read_has_points_on_the_page(plan_folder, graded):
    found = graded("all")
    assert "No score yet (6 points to be had)" in page(plan_folder, found, "amina")
    boris = page(plan_folder, found, "boris")
    assert "0 of 6 points" in boris and "You wrote no words of your own here." in boris


@pytest.mark.parametrize(("which", "most", "cell"), [("all", CLOSED + 10, "0"), ("none", CLOSED, "")])
def test_tables_hold_read_halves_only(plan_folder, graded, which, most, cell):
    found = graded(which)
    table = csv.DictReader(io.StringIO(export.as_csv(outcome for outcome, _ in found.values())))
    boris = next(row for row in table if row["learner"] == "boris")
    assert (boris["max_score"], boris[HALF], boris[TEXT], boris[PLAN]) == (str(most), cell, cell, "0")
    sent = comments.as_text(found["boris"][0])
    assert ("A plan of your own: own words" in sent) == (which == "all")
    assert "0 of 0" not in sent and f"of {most} points" in sent


def test_the_dashboard_shows_own_words_apart(plan_folder, graded, tmp_path):
    found = graded("all")
    dashboard.write(found.values(), tmp_path / "one.html", plan_folder.assignments())
    text = (tmp_path / "one.html").read_text()
    own = text.partition('<h2 id="own">')[2].partition("</section>")[0]
    row = '<tr><th scope="row">{}</th><td>1</td><td>1</td><td>1</td><td>none yet</td><td>{}</td></tr>'
    assert row.format("A plan of your own", 6) in own and row.format("A short story", 4) in own
    items = text.partition('<h2 id="items">')[2].partition("</section>")[0]
    assert "own words" not in items and "A short story" not in items and "A plan of your own" in items


def test_without_names_the_judgement_stays_and_the_words_do_not(plan_folder, graded, tmp_path):
    graded("all")
    list(anonymous.write(plan_folder, tmp_path / "out", answers=True))
    lines = (tmp_path / "out" / "answers.jsonl").read_text()
    assert "They are dry" not in lines and "well" not in lines
    told = [json.loads(line)["answers"][PLAN] for line in lines.splitlines()]
    assert {"clear": "good"}.items() <= next(one for one in told if one)["rating"].items()
