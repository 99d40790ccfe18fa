"""The desk's pages *Course* and *Care* in a browser: mistakes, a stale tab, keyboard, hostile names."""

import accessibility
import pytest
from desk_server import running
from fixture_course import make

from .conftest import PHONE

NAME = "3-monitoring-reporting"
DUE = f'[id="rule-{NAME}.due"]'
EVIL = "<img src=x onerror=window.evil=1>"


@pytest.fixture
def course(tmp_path, monkeypatch):
    monkeypatch.setenv("LOCALSDG_COURSE", str(make(tmp_path / "sources")))
    return tmp_path / "course"


def fine(page, axe):
    """Axe finds nothing, and nothing is wider than a phone; the window is then as it was."""
    assert accessibility.findings_light_and_dark(page, axe) == []
    size = page.viewport_size
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.set_viewport_size(size)


def test_rules_learners_and_another_course(blocked, axe, course, tmp_path):
    with running(course) as address:
        page = blocked().new_page()
        page.goto(address)
        page.click("nav a:has-text('Course')")
        page.wait_for_selector(DUE)
        page.wait_for_selector("#learners form")
        page.fill(DUE, "next week")
        page.fill("#rule-timezone", "Accra")
        page.keyboard.press("Enter")
        page.wait_for_selector("#rules [role=status]:has-text('Nothing is saved')")
        assert page.evaluate("document.activeElement.id") == "rule-timezone"
        assert page.locator("#rules [aria-invalid]").count() == 2
        assert "2026-12-01" in page.inner_text(f'[id="rule-{NAME}.due-problem"]')
        fine(page, axe)
        page.fill(DUE, "2026-12-01 18:00")
        page.fill("#rule-timezone", "Africa/Accra")
        page.keyboard.press("Enter")
        page.wait_for_selector("#rules .good:has-text('Saved')")
        overwritten_knowingly(page, course / "course.yml")
        written_into_the_list(page)
        another(page, tmp_path)
        fine(page, axe)
        assert page.evaluate("window.evil") is None


def overwritten_knowingly(page, rules):
    """Somebody else's change is shown beside what is typed, and written over by a second press alone."""
    assert "due: 2026-12-01 18:00" in rules.read_text()
    rules.write_text("# by hand\n" + rules.read_text().replace("18:00", "20:00"))
    page.fill(DUE, "2026-12-24")
    page.keyboard.press("Enter")
    page.wait_for_selector("#rules [role=status]:has-text('Somebody else')")
    assert "20:00" in page.inner_text("#rules") and page.input_value(DUE) == "2026-12-24"
    page.keyboard.press("Enter")
    page.wait_for_selector("#rules .good:has-text('Saved')")
    assert rules.read_text().startswith("# by hand") and "2026-12-24" in rules.read_text()


def written_into_the_list(page):
    page.click("#learners button:has-text('Add')")
    page.keyboard.type("amina")
    page.keyboard.press("Tab")
    page.keyboard.type(EVIL)
    page.keyboard.press("Enter")
    page.wait_for_selector("#learners .good:has-text('Saved')")
    page.reload()
    page.wait_for_selector("#learners tbody tr")
    assert EVIL in page.input_value("#learners tbody tr td:nth-child(2) input")


def another(page, tmp_path):
    page.fill("#folder", str(tmp_path / "sources"))
    page.keyboard.press("Enter")
    page.wait_for_selector("#folder-problem:has-text('not a course folder')")
    page.fill("#folder", str(tmp_path / "second"))
    page.click("#make")
    page.wait_for_selector(f"header bdi:has-text('{tmp_path / 'second'}')")
    page.wait_for_selector("#learners form")
    page.click("#browse summary")
    page.wait_for_selector("#folders button")


def test_care(blocked, axe, course, tmp_path):
    with running(course) as address:
        page = blocked().new_page()
        page.goto(address)
        page.set_input_files("#files", [_notebook(tmp_path)])
        page.wait_for_selector("#taken td")
        page.click("nav a:has-text('Care')")
        page.wait_for_selector("#places td")
        page.fill("#learner", "nobody")
        page.click("#forget button")
        page.wait_for_selector("#forget-problem:has-text('sure')")
        page.check("#sure")
        page.click("#forget button")
        page.wait_for_selector("#forget-problem:has-text('nothing of nobody')")
        page.click("#audit button")
        page.wait_for_selector("#audited .good")
        fine(page, axe)
        with page.expect_download() as download:
            page.click("#archive a")
        page.set_input_files("#archived", download.value.path())
        page.fill("#into", str(course))
        page.click("#restore button")
        page.wait_for_selector("#restore-problem:has-text('not empty')")
        page.fill("#into", str(tmp_path / "back"))
        page.click("#restore button")
        page.wait_for_selector("#restored:has-text('is there')")
        assert (tmp_path / "back" / "gradebook.db").is_file()


def _notebook(place):
    path = place / "amina.ipynb"
    path.write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')
    return path
