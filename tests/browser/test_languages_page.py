"""A page in a language from right to left and one with accents, in Chromium: drawn, answered, taken away."""

import json

import accessibility
import pseudo
import pseudo_site
import pytest
import small_book
import unspoken
from book_pages import go
from exercise_pages import DESKTOP, PHONE

from localsdg.answers import MIME

from .conftest import serving

pytestmark = pytest.mark.early  # makes pages in pseudo-languages

XA, XB = pseudo.LANGUAGES
LESSON = small_book.PAGE.replace("/en", f"/{XB}.html")
CHECKED = [slug for kind, slug in pseudo_site.KINDS.items() if kind != "code"]


@pytest.fixture(scope="module")
def site(pseudo_book):
    with serving(pseudo_book / "_build" / "html") as address:
        yield f"{address}/{XB}"


@pytest.mark.sample(1)
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_from_right_to_left_nothing_is_wider_than_the_window(blocked, site, axe, viewport):
    page = blocked(viewport=viewport).new_page()
    go(page, f"{site}/{LESSON}")
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
    # The menu, or its button, begins on the right; the text is aligned there.
    brand = page.locator(".lsdg-brand").bounding_box()
    tools = page.locator(".lsdg-languages summary").bounding_box()
    assert brand["x"] > tools["x"]
    assert accessibility.findings(page, axe) == []


def test_an_answer_of_each_kind_is_checked_in_the_pages_language(blocked, site):
    page = blocked(viewport=DESKTOP).new_page()
    page.goto(f"{site}/_exercises/python.js")
    for slug in CHECKED:
        text = json.dumps(pseudo_site.answer(slug))
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"localsdg:{slug}", text])
    go(page, f"{site}/{LESSON}")
    for slug in CHECKED:
        frame = page.locator(f"[data-exercise={slug}] .lsdg-frame")
        assert frame.get_attribute("dir") == "rtl" and frame.get_attribute("lang") == XB
        frame.locator(".lsdg-check").click()
        frame.locator(".lsdg-record").first.wait_for()
        states = frame.locator(".lsdg-record").evaluate_all("all => all.map((one) => one.className)")
        assert states and all("lsdg-met" in one or "lsdg-advice" in one for one in states), (slug, states)
        said = frame.locator(".lsdg-outcome").inner_text()
        assert "⟦" in said and not pseudo.english(unspoken.plain(said)), (slug, said)


def test_the_work_taken_away_says_its_language(blocked, site):
    page = blocked(viewport=DESKTOP).new_page()
    slug = pseudo_site.KINDS["board"]
    page.goto(f"{site}/_exercises/python.js")
    text = json.dumps(pseudo_site.answer(slug))
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"localsdg:{slug}", text])
    go(page, f"{site}/modules/3-monitoring-reporting/{XB}.html")
    with page.expect_download() as waiting:
        page.locator(".lsdg-hand-in button").first.click()
    notebook = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    assert notebook["metadata"]["localsdg"]["language"] == XB
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    assert {output["data"][MIME]["language"] for output in outputs} == {XB}
    texts = ["".join(output["data"]["text/plain"]) for output in outputs]
    assert texts and all(text.startswith("⟦") for text in texts)


def test_the_choice_of_a_language_works_with_the_keyboard(blocked, site):
    page = blocked(viewport=DESKTOP).new_page()
    go(page, f"{site}/{LESSON}")
    page.locator(".lsdg-languages summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{small_book.PAGE}.html")
    assert page.evaluate("document.documentElement.lang") == "en"


@pytest.mark.sample(1)
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_longer_words_fit(blocked, pseudo_pages, axe, viewport):
    """Of each type of page one, where every text is a third longer."""
    names = [
        *(f"book/{XA}/{name}.html" for name in ("index", "glossary", "atlas", "alignment")),
        f"modules/3-monitoring-reporting/{XA}.html",
        f"modules/3-monitoring-reporting/reporting-roadmap/{XA}.html",
        f"modules/2-territorial-planning/interlinkages/{XA}.html",
    ]  # fmt: skip
    with serving(pseudo_pages.parent) as address:
        page = blocked(viewport=viewport).new_page()
        for name in names:
            go(page, f"{address}/{XA}/{name}")
            assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"], name
        assert accessibility.findings(page, axe) == []
