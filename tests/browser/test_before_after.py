"""The page of a before-and-after test: both forms by keyboard on a phone, and where answers go."""

import json
from pathlib import Path

import accessibility
import pytest
from playwright.sync_api import expect

from localsdg.course import before_after

from .conftest import PHONE

ROOT = Path(__file__).parents[2]
NAME = "3-monitoring-reporting"
KEY = f"localsdg-test:{NAME}"
PAGE = f"modules/{NAME}/before-after/en.html"
ITEMS = before_after.items(ROOT, NAME)


def kept(page, key=KEY):
    return page.evaluate("key => JSON.parse(localStorage.getItem(key))", key)


def tab_to(page, selector, most=12):
    """Press Tab until the focus is on an element."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not come to {selector}")


def answer(page, item, form, is_right):
    """Answer one question by keyboard, right or with "I do not know yet" (a number: not at all)."""
    question = f"[data-question={item.objective}] input"
    tab_to(page, question)
    about = item.forms[form]
    if about.type == "number":
        if is_right:
            page.keyboard.type(str(about.right))
        return
    wanted = about.right if is_right else before_after.UNKNOWN
    page.keyboard.press("Space")
    for _ in about.options:
        if page.evaluate("document.activeElement.value") == wanted:
            break
        page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.checked && document.activeElement.value") == wanted


def finish(page):
    tab_to(page, "[data-does=finish]")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.does") == "go-on"
    sentence = page.inner_text("#lsdg-test-sure")
    tab_to(page, "[data-does=finish-yes]")
    page.keyboard.press("Enter")
    return sentence


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def first_form(page):
    """Answer the first form: one right, three open, the rest not known, with a reload in between."""
    form = page.get_attribute(".lsdg-test-form", "data-form")
    for item in ITEMS[:4]:
        answer(page, item, form, is_right=item is ITEMS[0])
    assert fits(page)
    page.reload()
    page.wait_for_selector(f".lsdg-test-form[data-form={form}]")
    right = page.locator(f"[data-question={ITEMS[0].objective}] input:checked")
    assert right.get_attribute("value") == ITEMS[0].forms[form].right
    page.locator(f"[data-question={ITEMS[3].objective}] input:checked").focus()
    for item in ITEMS[4:8]:
        answer(page, item, form, is_right=False)
    assert "Open questions: 3 of 9" in finish(page)  # two numbers and the last
    assert kept(page)["forms"][form]["done"] is True
    return form


def test_both_forms_are_done_by_keyboard_on_a_phone_and_the_gain_is_shown(blocked, book, axe):
    page = blocked(viewport=PHONE, has_touch=True).new_page()
    page.goto(f"{book}/modules/{NAME}/en.html")
    page.locator(".lsdg-before-after-link a").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".lsdg-before-after[data-ready]")
    assert "You need not take it" in page.inner_text("main")
    tab_to(page, "[data-does=begin]", 60)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "lsdg-test-form"
    assert accessibility.findings_light_and_dark(page, axe) == []
    form = first_form(page)
    assert page.evaluate("document.activeElement.id") == "lsdg-test-result"
    assert "Right: 1 of 9" in page.inner_text(".lsdg-test-result")
    assert page.query_selector(".lsdg-test-key") is None

    tab_to(page, "[data-does=begin]")
    page.keyboard.press("Enter")
    (other,) = {"a", "b"} - {form}
    assert page.get_attribute(".lsdg-test-form", "data-form") == other
    for item in ITEMS:
        answer(page, item, other, is_right=item is not ITEMS[0])
    assert "Open questions: 0 of 9" in finish(page)
    expect(page.locator(".lsdg-test-result")).to_contain_text("Right before: 1 of 9. Right after: 8 of 9.")
    changes = page.locator("[data-change]").evaluate_all("all => all.map((one) => one.dataset.change)")
    assert changes == ["lost", *["gained"] * 8]
    assert "little about one person" in page.inner_text(".lsdg-test-result")
    for heading in page.locator(".lsdg-test-key > summary").all():
        heading.click()
    assert page.locator(".lsdg-test-key li").count() == 18
    assert "Right answer: 75" in page.inner_text(".lsdg-test-result")
    assert page.query_selector("[data-does=begin]") is None
    assert accessibility.findings_light_and_dark(page, axe) == []
    assert fits(page)


def done(form, given="unknown", finished=True):
    """A form as this browser keeps it."""
    answers = {one.objective: {"given": given, "version": one.forms[form].version} for one in ITEMS}
    return {"done": finished, "answers": answers}


@pytest.fixture
def opened(blocked, book):
    """The page with something kept: ``open(value)``, a text or JSON."""
    context = blocked(accept_downloads=True)

    def open_page(value, address=PAGE):
        page = context.new_page()
        page.goto(f"{book}/{PAGE}")
        text = value if isinstance(value, str) else json.dumps(value)
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
        page.goto(f"{book}/{address}")
        page.wait_for_selector("[data-ready]")
        return page

    return open_page


def test_answers_leave_in_the_notebook_and_come_back_and_nothing_closed_is_reopened(opened, tmp_path):
    first = {"first": "b", "forms": {"b": done("b")}}
    page = opened(first, f"modules/{NAME}/en.html")
    with page.expect_download() as started:
        page.click(".lsdg-download")
    path = tmp_path / f"{NAME}.ipynb"
    started.value.save_as(path)
    notebook = json.loads(path.read_text())
    assert notebook["metadata"]["localsdg"]["before_after"] == first
    page.evaluate("localStorage.clear()")
    load = page.locator(".lsdg-hand-in input[type=file]")
    load.set_input_files(path)
    expect(page.locator(".lsdg-hand-in-status")).to_contain_text("before-and-after test")
    assert kept(page) == first
    notebook["metadata"]["localsdg"]["before_after"]["forms"]["b"] = done("b", "north", finished=False)
    path.write_text(json.dumps(notebook))
    load.set_input_files(path)
    expect(page.locator(".lsdg-hand-in-status")).to_contain_text("Nothing was changed")
    assert kept(page) == first


def test_damage_two_tabs_and_changed_questions_lose_nothing_and_are_told(opened):
    damaged = '{"first": "a", "forms"'
    page = opened(damaged)
    expect(page.locator(".lsdg-test-status")).to_contain_text("was put aside")
    assert page.evaluate("key => localStorage.getItem(key)", f"localsdg-test-aside:{NAME}") == damaged

    page = opened({"first": "a", "forms": {"a": done("a", finished=False)}})
    other = opened({"first": "a", "forms": {"a": done("a", finished=False)}})
    other.click("[data-does=finish]")
    other.click("[data-does=finish-yes]")
    expect(page.locator(".lsdg-test-status")).to_contain_text("in another tab")
    expect(page.locator(".lsdg-test-result")).to_be_visible()

    changed = {"first": "a", "forms": {"a": done("a"), "b": done("b")}}
    changed["forms"]["a"]["answers"]["m3-why"]["version"] = "earlier"
    page = opened(changed)
    assert page.get_attribute("[data-objective=m3-why] td", "data-found") == "changed"
    assert "0 of 8" in page.inner_text(".lsdg-test-result")
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    page.evaluate("localStorage.clear(); dispatchEvent(new StorageEvent('storage'))")
    page.click("[data-does=begin]")
    expect(page.locator(".lsdg-test-status")).to_contain_text("keeps nothing")
    page.click("[data-question=m3-why] label >> nth=0")
    assert page.locator("[data-question=m3-why] input:checked").count() == 1
