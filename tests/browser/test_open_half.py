"""The open half of an exercise: the learner judges the own words, and sees examples after writing."""

from pathlib import Path

from exercise_pages import kept, open_exercise

from localsdg import course

ROOT = Path(__file__).parents[2]
TEXT = "advocacy-story"
ROWS = course.exercise(TEXT, course=ROOT)["rubric"]


def test_own_words_are_judged_row_by_row_and_the_judgement_stays(blocked, bare_pages):
    page = open_exercise(blocked(), bare_pages, TEXT)
    panel = page.get_by_role("region", name="Your own words")
    rows = panel.get_by_role("group")
    assert rows.count() == len(ROWS) and rows.get_by_role("radio").first.is_disabled()
    assert panel.get_by_text("Write first.").is_visible()
    page.get_by_label("Your text").fill("The wells are dry.")
    assert rows.get_by_role("radio").first.is_enabled() and panel.get_by_text("Write first.").is_hidden()
    rows.nth(0).get_by_role("radio").nth(1).check()
    rows.nth(2).get_by_role("radio").nth(0).focus()
    page.keyboard.press("Space")
    rating = {ROWS[0]["id"]: ROWS[0]["levels"][1]["id"], ROWS[2]["id"]: ROWS[2]["levels"][0]["id"]}
    assert kept(page, TEXT) == {"text": "The wells are dry.", "rating": rating}
    page.get_by_label("Your text").fill("The wells are dry again.")  # a kind knows nothing of the judgement
    page.reload()
    assert kept(page, TEXT) == {"text": "The wells are dry again.", "rating": rating}
    assert panel.get_by_role("radio", checked=True).count() == 2


def test_the_check_gives_no_points_for_words_and_says_so(blocked, bare_pages):
    page = open_exercise(blocked(), bare_pages, TEXT)
    page.get_by_label("Your text").fill("asdf jkl")
    page.get_by_role("button", name="Check my answer").click()
    outcome = page.locator(".lsdg-outcome")
    outcome.get_by_text("Your own words get no points here").wait_for()
    assert set(outcome.locator(".lsdg-badge").all_text_contents()) == {"→Advice"}


def test_a_text_taken_from_the_lesson_is_told(blocked, bare_pages):
    lesson = (ROOT / "modules/3-monitoring-reporting/gaps-to-advocacy/en.md").read_text("utf-8")
    parts = [part for part in lesson.split("\n\n") if part[0].isalpha() and "`" not in part]
    page = open_exercise(blocked(), bare_pages, TEXT)
    page.get_by_label("Your text").fill(max(parts, key=len))
    page.get_by_role("button", name="Check my answer").click()
    told = course.interface_words(course=ROOT)["advice_copied"]
    page.locator(".lsdg-outcome").get_by_text(told).wait_for()


def test_what_a_kept_answer_says_of_rows_that_do_not_exist_is_left_out(blocked, bare_pages):
    page = open_exercise(blocked(), bare_pages, TEXT)
    odd = {
        "text": "Wells",
        "rating": {"gap": "splendid", "constructor": "x", "demand": ["wish"], "voice": "beside"},
    }
    page.evaluate(
        "([slug, answer]) => localStorage.setItem('localsdg:' + slug, JSON.stringify(answer))", [TEXT, odd]
    )
    page.reload()
    panel = page.get_by_role("region", name="Your own words")
    panel.get_by_role("radio", checked=True).wait_for()
    assert panel.get_by_role("radio", checked=True).count() == 1
