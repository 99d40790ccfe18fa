"""A person reads own words in Formgrader, in a real browser, and the points given there reach the export."""

import csv

import pytest
from click.testing import CliRunner
from jupyter_server_process import formgrader_is_ready, serving
from own_plan import ANSWER, HALF, NAME, PLAN, reads

from autograder import cli

from .conftest import CHOICE, RIGHT, grade_all


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def exported(folder):
    """The one line of what ``autograder export`` gives."""
    out = folder.root / "grades.csv"
    arguments = ["export", "--course", str(folder.root), "--format", "csv", "--output", str(out)]
    ran = CliRunner().invoke(cli.main, arguments)
    assert ran.exit_code == 0, ran.output
    (row,) = csv.DictReader(out.read_text("utf-8-sig").splitlines())
    return row


def write(page, field, text):
    """As a person does: type, go on to the next field, and see that it is kept."""
    with page.expect_response(lambda answer: "/formgrader/api/" in answer.url and answer.ok) as kept:
        field.fill(text)
        field.press("Tab")
    assert kept.value.request.method == "PUT"


def test_words_judgement_and_rubric_are_read_and_points_reach_the_export(
    plan_folder, plan_maker, hand_in, page
):
    reads(plan_folder, f"[{PLAN}]")
    grade_all([hand_in("amina", plan_maker.by_page({PLAN: ANSWER, CHOICE: RIGHT}))], plan_folder)
    row = exported(plan_folder)
    assert (row["status"], row["score"], row["max_score"], row[HALF]) == ("needs_human", "7", "16", "")
    with serving(plan_folder.root) as address:
        page.goto(f"{address}/formgrader/gradebook/{NAME}/{NAME}")
        page.get_by_role("link", name="Submission #1").click()
        points = page.locator(f"#{HALF}")
        cell = page.locator(".nbgrader_cell").filter(has=points)
        formgrader_is_ready(page)
        assert page.locator(f"#{HALF}.needs_manual_grade").count() == 1
        told = cell.locator(".text_cell_render").inner_text()
        assert "Mend <b>two</b> wells" in told and "They are dry" in told
        # Its words end with a fence that is not closed: it makes no code of what comes after it.
        assert cell.get_by_role("listitem").all_inner_texts() == ["Clear: A reader follows it."]
        rubric = page.get_by_role("table").filter(has_text="It is about one place.")
        assert rubric.is_visible() and "What is judged" in rubric.inner_text()
        gap = "one => parseFloat(getComputedStyle(one).paddingRight)"
        assert rubric.get_by_role("cell").first.evaluate(gap) > 5
        write(page, points, "4.5")
        write(page, cell.locator("textarea.comment"), "Say which wells.")
        page.reload()
        formgrader_is_ready(page)
        assert page.locator(f"#{HALF}:not(.needs_manual_grade)").count() == 1
        assert points.input_value() == "4.5"
        assert cell.locator("textarea.comment").input_value() == "Say which wells."
    row = exported(plan_folder)
    assert (row["status"], row["score"], row["max_score"], row[HALF]) == ("graded", "11.5", "16", "4.5")
