"""Texts are read at the desk in a browser: with keys alone, without scrolling, whatever learners wrote."""

import accessibility
import pytest
from desk_server import running
from reading_class import EVIL, NAME, TEXT, graded, in_sources, story

from autograder.store import nbgrader_book

from .conftest import PHONE

LONG = {"amina": story(300), "boris": f"{EVIL} {'x' * 400}\n\n{story(60, 1)}", "chidi": story(300)[40:]}
LAPTOP = {"width": 1280, "height": 800}


@pytest.fixture
def course(tmp_path):
    with in_sources(tmp_path):
        yield graded(tmp_path, LONG)


def given(folder):
    """``{learner: (points, comment)}`` as nbgrader reads them."""
    with nbgrader_book.opened(folder.url) as book:
        return {
            one: (
                book.find_grade(TEXT, NAME, NAME, one).manual_score,
                book.find_comment(TEXT, NAME, NAME, one).comment,
            )
            for one in LONG
        }


def press(page, keys):
    for key in keys:
        page.keyboard.press(key)


def test_texts_are_read_with_keys_alone(blocked, axe, course):
    with running(course.root) as address:
        page = blocked(viewport=LAPTOP).new_page()
        page.goto(address)
        page.goto(f"{address.partition('/?')[0]}/read")
        page.wait_for_selector("dialog[open]")
        page.keyboard.type("Kofi")
        page.keyboard.press("Enter")
        page.wait_for_selector("#which:has-text('amina')")
        page.wait_for_selector("main:not([inert]) #rows input:focus")
        nothing_scrolls(page)
        assert accessibility.findings_light_and_dark(page, axe) == []
        page.emulate_media(color_scheme="light")

        press(page, "32103")
        page.wait_for_selector("#saved:has-text('Written')")
        assert given(course)["amina"] == (9, None)
        nothing_scrolls(page)
        page.keyboard.press("Enter")  # the focus is on Next
        page.wait_for_selector("#which:has-text('boris')")
        press(page, "11n")  # a text that is not read to its end is left; digits in a comment are text
        page.wait_for_selector("#which:has-text('chidi')")
        page.wait_for_selector("main:not([inert]) #rows input:focus")
        press(page, "c")
        page.keyboard.type("3 wells n 2 {name}")
        page.keyboard.press("Escape")
        page.wait_for_selector("main:not([inert]) #rows input:focus")
        page.wait_for_selector("#views button:has-text('Alike texts: 1')")
        page.click("#views button:has-text('Alike')")
        assert page.locator("#pane mark").count() >= 2
        page.focus("#rows input")
        press(page, "22222")
        page.wait_for_selector("#saved:has-text('Written')")
        taken_back(page, course)
        told_and_asked(page, course)
        assert page.evaluate("window.evil") is None
        on_a_phone(page, axe)
        closer(page, axe, address.partition("/?")[0])


def on_a_phone(page, axe):
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert accessibility.findings(page, axe) == []


def closer(page, axe, desk):
    """The pages of one learner and of one exercise, with what a learner wrote as mere text."""
    page.goto(f"{desk}/exercise?assignment={NAME}&exercise={TEXT}")
    assert accessibility.findings_light_and_dark(page, axe) == []
    on_a_phone(page, axe)
    page.goto(f"{desk}/learner?learner=boris")
    page.locator("summary").last.click()
    assert EVIL in page.inner_text("details[open] .answer")
    assert accessibility.findings_light_and_dark(page, axe) == []
    page.fill("details[open] input[name=points]", "3")
    page.fill("details[open] input[name=why]", "Said in class")
    page.click("details[open] button")
    page.wait_for_selector(".history li:has-text('Said in class')")
    assert page.evaluate("window.evil") is None
    on_a_phone(page, axe)


def nothing_scrolls(page):
    """Text, rubric and buttons are in view: neither the page nor a part of it is longer than its place."""
    longer = """() => [document.documentElement, ...document.querySelectorAll("#pane, .judge")]
        .filter((one) => one.scrollHeight > one.clientHeight + 1).map((one) => [one.id || one.className,
            one.scrollHeight, one.clientHeight])"""
    assert page.evaluate(longer) == []


def told_and_asked(page, course):
    """What formgrader gave since the text was shown is told, and replaced only if that is asked for."""
    page.select_option("#show", "all")
    page.wait_for_selector("#place:has-text('1 of 3')")
    page.click("#next")
    page.wait_for_selector("#which:has-text('boris')")
    with nbgrader_book.opened(course.url) as book:
        grade = book.find_grade(TEXT, NAME, NAME, "boris")
        grade.manual_score, grade.needs_manual_grade = 7, False
        book.db.commit()
    page.focus("#rows input")
    press(page, "1")
    page.wait_for_selector("#notice:has-text('Meanwhile 7 points')")
    assert given(course)["boris"][0] == 7
    page.click("#notice button >> nth=1")
    press(page, "11111")
    page.wait_for_selector("#saved:has-text('Written')")
    assert given(course)["boris"][0] == 5


def taken_back(page, course):
    page.focus("#rows input")
    press(page, "0u")
    page.wait_for_selector("#saved:has-text('Taken back')")
    assert given(course)["chidi"] == (10, "3 wells n 2 chidi")
    assert given(course)["boris"] == (None, None)
