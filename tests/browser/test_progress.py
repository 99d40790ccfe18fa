"""How far a learner has come, on the front page, in the menu, in a module's table and at a lesson's foot."""

import json

import accessibility
from book_pages import go
from exercise_pages import PHONE, QUIZ, check, sample

MODULE = "modules/3-monitoring-reporting"
LESSON, NEXT = f"{MODULE}/why-report", f"{MODULE}/who-reports-what"
FORBIDDEN = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'no') } })"
FULL = f"""localStorage.setItem("localsdg:{QUIZ}", '{{"answers": {{}}}}');
Storage.prototype.setItem = () => {{ throw new DOMException("", "QuotaExceededError"); }};"""


def at(page, where):
    """The words of a place's state, and the shape that stands before them."""
    place = page.locator(where).locator(".lsdg-at").first
    place.wait_for(state="attached")
    shape = place.locator("svg").first.get_attribute("class") if place.locator("svg").count() else None
    return " ".join(place.text_content().split()), shape


def in_menu(page):
    return at(page, "#course-menu a[aria-current]")


def keep(page, key, value):
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, json.dumps(value)])


def test_a_learner_sees_the_way_from_the_first_lesson_on(blocked, book, axe):
    page = blocked(viewport=PHONE).new_page()
    go(page, f"{book}/index.html")
    page.wait_for_load_state("networkidle")
    start = page.locator(".lsdg-hero a.lsdg-primary")
    assert start.text_content() == "Start with module 1" and page.locator(".lsdg-at").count() == 0

    go(page, f"{book}/{LESSON}/en.html")
    assert in_menu(page) == ("Begun", "lsdg-mark-begun")
    foot = page.locator(".lsdg-lesson-foot").text_content()
    assert foot.startswith("Lesson 1 of 9 · 8 left in this module · about")
    keep(page, f"localsdg:{QUIZ}", sample(QUIZ, "partial")["answer"])
    page.reload()
    page.wait_for_selector(f"#exercise-{QUIZ}[data-ready]")
    check(page)
    page.wait_for_selector(".lsdg-lesson-foot .lsdg-mark-checked")
    words, _ = at(page, ".lsdg-lesson-foot")
    points = page.locator(".lsdg-score strong").text_content().removesuffix(" points")
    assert f"Checked: {points} points" in words and in_menu(page)[1] == "lsdg-mark-checked"
    assert accessibility.findings_light_and_dark(page, axe, "main") == []

    other = page.context.new_page()  # what is done in one tab is seen in the other
    go(other, f"{book}/{MODULE}/en.html")
    row = other.locator(f".lsdg-article td:has(a[href='{LESSON.rsplit('/', 1)[1]}/en.html'])")
    assert row.locator(".lsdg-at").text_content() == f" Checked: {points} points"
    keep(page, f"localsdg:{QUIZ}", sample(QUIZ, "full")["answer"])
    page.reload()
    page.wait_for_selector(f"#exercise-{QUIZ}[data-ready]")
    page.wait_for_selector(".lsdg-lesson-foot .lsdg-mark-begun")  # changed since the check
    check(page)
    row.locator(".lsdg-mark-all").wait_for()
    assert row.locator(".lsdg-at").text_content().startswith(" All ")
    going = other.locator(".lsdg-going a")
    assert going.get_attribute("href").endswith(f"{NEXT}/en.html")
    assert going.text_content().startswith("Continue: lesson 2")
    assert accessibility.findings_light_and_dark(other, axe, "main") == []
    assert other.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    the_front_page_leads_on(other, book, axe)
    page.evaluate("localStorage.clear()")  # everything is deleted in another tab
    other.get_by_text("Start with module 1").wait_for()
    assert other.locator("main .lsdg-at").count() == 0


def the_front_page_leads_on(page, book, axe):
    go(page, f"{book}/index.html")
    start = page.locator(".lsdg-hero a.lsdg-primary:has(small)")
    assert start.text_content().startswith("Continue: module 3, lesson 2")
    assert NEXT in start.get_attribute("href")
    cards = page.locator(".lsdg-module .lsdg-ring")
    assert [("Not begun" in card.text_content()) for card in cards.all()] == [True, True, False, True]
    assert "1 of 9 lessons done" in cards.nth(2).text_content()
    assert accessibility.findings_light_and_dark(page, axe, "main") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_nothing_of_it_is_shown_where_nothing_can_be_kept(blocked, book):
    page = blocked().new_page()
    page.add_init_script(FORBIDDEN)
    for name in ("index.html", f"{MODULE}/en.html", f"{LESSON}/en.html"):
        go(page, f"{book}/{name}")
        page.wait_for_load_state("networkidle")
        assert page.locator("main .lsdg-at svg[class]:not(.lsdg-mark-none)").count() == 0
    assert page.locator(".lsdg-lesson-foot").text_content() == "Lesson 1 of 9"


def test_it_is_shown_where_no_more_can_be_kept(blocked, book):
    page = blocked().new_page()
    page.add_init_script(FULL)
    go(page, f"{book}/{LESSON}/en.html")
    assert in_menu(page) == ("Begun", "lsdg-mark-begun")
