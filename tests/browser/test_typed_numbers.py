"""A number is typed as people write it: read, asked back, or kept and told; never another in silence."""

import pytest
from accessibility import findings_light_and_dark
from exercise_pages import DESKTOP, PHONE, check, kept, open_exercise, tab_to

CHOICE, SHEET = "check-aligning-a-plan", "awareness-campaign"
GRID, BUDGET = "priorities", "budget"
MONEY = "[data-question=yard]"


def money(page):
    return kept(page, CHOICE)["answers"].get("yard")


def test_a_number_is_read_in_the_language_of_the_page(blocked, bare_pages):
    page = open_exercise(blocked(), bare_pages, CHOICE)
    field, note = page.locator(f"{MONEY} input"), page.locator(f"{MONEY} .lsdg-typed")
    for typed in (
        "400,000",
        "400 000",
        "400’000",
        "400.000,0",
        "٤٠٠٠٠٠",
        "४००,०००",
        "４０００００",
        "about 400,000 euros",
    ):
        field.fill(typed)
        assert money(page) == 400000, typed
        assert note.text_content() == "Read as 400000.", typed
    field.fill("400000")
    assert (money(page), note.text_content()) == (400000, "")
    field.fill("4,2")
    assert (money(page), note.text_content()) == (4.2, "")


@pytest.mark.sample(1)
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_what_may_mean_two_numbers_is_asked_back_before_it_counts(blocked, bare_pages, viewport, axe):
    page = open_exercise(blocked(viewport=viewport), bare_pages, CHOICE)
    page.locator(f"{MONEY} input").fill("400.000")
    assert money(page) == "400.000"
    assert dict(record[:2] for record in check(page))["yard"] == "unmet"
    page.reload()
    page.wait_for_selector("[data-ready]")
    asked = page.locator(f"{MONEY} .lsdg-typed")
    assert page.locator(f"{MONEY} input").input_value() == "400.000"
    assert asked.locator("p").text_content() == "400.000 can mean two numbers. Which one did you mean?"
    assert asked.locator("button").all_text_contents() == ["400000", "400"]
    assert findings_light_and_dark(page, axe, MONEY) == []
    tab_to(page, f"{MONEY} button")
    page.keyboard.press("Enter")
    assert (money(page), asked.text_content()) == (400000, "")
    assert page.evaluate("document.activeElement.value") == "400000"
    assert dict(record[:2] for record in check(page))["yard"] == "met"


def test_what_is_no_number_is_kept_and_told(blocked, bare_pages):
    page = open_exercise(blocked(), bare_pages, CHOICE)
    page.locator(f"{MONEY} input").fill("four hundred thousand")
    page.reload()
    page.wait_for_selector("[data-ready]")
    assert money(page) == "four hundred thousand"
    assert page.locator(f"{MONEY} input").input_value() == "four hundred thousand"
    assert page.locator(f"{MONEY} input").get_attribute("aria-invalid") == "true"
    assert "not read as a number" in page.locator(f"{MONEY} .lsdg-problem").text_content()


def test_a_cell_of_a_table_reads_and_asks_in_the_same_way(blocked, bare_pages):
    page = open_exercise(blocked(), bare_pages, SHEET)
    cell = page.locator("[data-column=aim]").first
    cell.locator("input").fill("2,940")
    assert kept(page, SHEET)["rows"][6]["aim"] == 2940
    cell.locator("input").fill("2.940")
    assert kept(page, SHEET)["rows"][6]["aim"] == "2.940"
    cell.locator("button").first.click()
    assert kept(page, SHEET)["rows"][6]["aim"] == 2940


@pytest.mark.sample(1)
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_weight_is_asked_back_before_it_counts(opened, viewport, axe):
    page = opened(GRID, viewport=viewport)
    first, notes = page.locator(".lsdg-m-weight").first, page.locator(".lsdg-m-weights .lsdg-typed")
    first.fill("10")
    first.fill("2.940")
    assert kept(page, GRID)["weights"] == {"need": 10}
    asked = notes.first
    assert asked.locator("p").text_content() == "2.940 can mean two numbers. Which one did you mean?"
    assert asked.locator("button").all_text_contents() == ["2940", "2.94"]
    assert first.get_attribute("aria-invalid") == "true"
    assert asked.get_attribute("id") in first.get_attribute("aria-describedby").split()
    assert findings_light_and_dark(page, axe, ".lsdg-m-weights") == []
    asked.locator("button").last.click()
    assert kept(page, GRID)["weights"] == {"need": 2.94}
    assert (asked.text_content(), page.evaluate("document.activeElement.value")) == ("", "2.94")
    first.fill("2,940")
    assert page.locator(".lsdg-m-weight-state").text_content() == "A weight is a number from 0 to 60."


@pytest.mark.sample(1)
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_an_amount_of_money_is_asked_back_before_it_counts(opened, viewport, axe):
    page = opened(BUDGET, viewport=viewport)
    wall = page.get_by_label("Flood wall: amount")
    wall.fill("20")
    wall.fill("7.500")
    assert kept(page, BUDGET)["amounts"]["wall"] == 20
    asked = page.locator("[data-measure=wall] .lsdg-typed")
    assert asked.locator("button").all_text_contents() == ["7500", "7.5"]
    assert findings_light_and_dark(page, axe, "[data-measure=wall]") == []
    asked.locator("button").last.click()
    assert kept(page, BUDGET)["amounts"]["wall"] == 7.5 and asked.text_content() == ""
    wall.fill("about 12.5")
    assert asked.text_content() == "Read as 12.5."
    assert kept(page, BUDGET)["amounts"]["wall"] == 12.5
