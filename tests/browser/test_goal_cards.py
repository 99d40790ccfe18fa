"""The cards of the Goals in a real browser: chosen by department, printed, and read by everybody."""

import re

import accessibility
import pytest

PHONE = {"width": 360, "height": 740}
HEIGHT, WIDTH = "11.69in", "8.27in"


@pytest.fixture
def cards(book, blocked):
    """Open the page: ``cards(viewport=..., place="#card-3", ...)``."""

    def open_page(place="", **options):
        page = blocked(**options).new_page()
        page.goto(f"{book}/book/en/goal-cards.html{place}")
        return page

    return open_page


def shown(page):
    return page.locator(".lsdg-card-part:visible").evaluate_all("all => all.map(e => e.id)")


def printed_pages(page):
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(height=HEIGHT, width=WIDTH)))


def test_a_department_finds_its_goals_by_keyboard_and_its_task_is_marked(cards):
    page = cards()
    assert len(shown(page)) == 17
    page.locator("#cards-department").focus()
    page.keyboard.type("Hea")
    page.locator("#cards-department").dispatch_event("change")
    assert page.locator("#cards-department").input_value() == "health"
    assert shown(page) == ["card-2", "card-3", "card-6"]
    assert page.locator("#cards-filter [role=status]").inner_text() == "3 of 17 cards"
    marked = page.locator(".lsdg-card li.lsdg-on:visible b").all_inner_texts()
    assert marked == ["Health"] * 3
    page.locator("#cards-department").select_option("")
    assert len(shown(page)) == 17 and page.locator("li.lsdg-on").count() == 0


def test_every_department_has_cards_and_each_shows_what_it_says(cards):
    page = cards()
    menu = page.locator("#cards-department")
    for name in menu.locator("option").evaluate_all("all => all.map(e => e.value).filter(Boolean)"):
        menu.select_option(name)
        assert len(shown(page)) == page.locator("li.lsdg-on:visible").count() >= 2, name


def test_a_link_to_a_card_that_is_not_shown_shows_all_again(cards):
    page = cards()
    page.locator("#cards-department").select_option("health")
    page.evaluate("location.hash = '#card-14'")
    page.locator("#card-14").wait_for(state="visible")
    assert len(shown(page)) == 17


def test_paper_holds_two_cards_a_sheet_all_or_those_that_are_shown(cards):
    page = cards()
    assert printed_pages(page) == 9
    page.locator("#cards-department").select_option("health")
    assert printed_pages(page) == 2
    page.emulate_media(media="print")
    hidden = "#cards-filter, .lsdg-top, .lsdg-article h1, #sources"
    assert page.locator(hidden).evaluate_all("all => all.every(e => !e.offsetParent)")
    cut = "all => all.filter(e => e.scrollHeight > e.clientHeight + 1).map(e => e.id)"
    assert page.locator(".lsdg-card-part:visible").evaluate_all(cut) == []


def test_the_button_prints(cards):
    page = cards()
    page.evaluate("window.print = () => { document.title = 'printed' }")
    page.get_by_role("button", name="Print the cards shown").press("Enter")
    assert page.title() == "printed"


def test_without_script_all_cards_are_there(cards):
    page = cards(java_script_enabled=False)
    assert page.locator("#cards-filter:visible").count() == 0
    assert page.locator(".lsdg-card:visible").count() == 17


def test_axe_finds_nothing_also_when_a_department_is_chosen(cards, axe):
    page = cards()
    page.locator("#cards-department").select_option("water")
    assert accessibility.findings_light_and_dark(page, axe) == []


def test_a_phone_shows_the_page_without_scrolling_sideways(cards):
    page = cards(viewport=PHONE)
    page.locator("#cards-department").select_option("finance")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_lessons_and_the_list_of_targets_lead_to_the_cards(book, blocked):
    page = blocked().new_page()
    page.goto(f"{book}/modules/1-sdg-introduction/goals-1-to-8/en.html")
    page.locator(".lsdg-goals-in-town a").nth(4).click()
    page.wait_for_url("**/goal-cards.html#card-5")
    page.goto(f"{book}/book/en/goals.html")
    page.locator(".lsdg-goal-card a").nth(10).click()
    page.wait_for_url("**/goal-cards.html#card-11")
    page.locator("#card-11 .lsdg-card a").first.click()
    page.wait_for_url("**/goals.html#target-11.2")
