"""Help when stuck: hints one after the other, what to read again; by keyboard, on a phone, without script."""

import json

import accessibility
import pytest
from book_pages import go
from exercise_pages import sample

LESSON = (
    "modules/3-monitoring-reporting/indicators-and-distance/en.html"  # a check, and code for the notebook
)
BOARD = "modules/3-monitoring-reporting/reporting-roadmap/en.html"
PHONE = {"width": 360, "height": 740}


@pytest.mark.sample(1)
@pytest.mark.parametrize("exercise", ["check-indicators-and-distance", "distance-to-target"])
def test_hints_open_one_after_the_other_by_keyboard(blocked, book, exercise):
    page = blocked().new_page()
    go(page, f"{book}/{LESSON}")
    hints = page.locator(f"#exercise-{exercise} .lsdg-stuck summary")
    assert [hint.is_visible() for hint in hints.all()] == [True] + [False] * (hints.count() - 1)
    for number in range(hints.count()):
        hints.nth(number).focus()
        page.keyboard.press("Enter")
        assert [hint.is_visible() for hint in hints.all()].count(True) == min(number + 2, hints.count())
        assert hints.nth(number).text_content() == f"Hint {number + 1}"
    assert page.locator(f"#exercise-{exercise} .lsdg-stuck details[open]").count() == hints.count() >= 2
    assert page.evaluate("Object.keys(localStorage).filter((key) => /hint|help/.test(key))") == []


def test_read_again_leads_to_the_sections_that_teach(blocked, book):
    page = blocked().new_page()
    go(page, f"{book}/{BOARD}")
    links = page.locator("#exercise-reporting-roadmap .lsdg-stuck a").all()
    assert len(links) == 3
    for link in links:
        section = page.locator(link.get_attribute("href"))
        heading = section.locator(":scope > :is(h1, h2, h3)").first.text_content()
        assert heading.startswith(link.text_content())
    links[0].click()
    assert page.evaluate("location.hash") == links[0].get_attribute("href")


@pytest.mark.sample(1)
@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "desktop"])
def test_open_hints_keep_nobody_out_and_fit(blocked, book, axe, viewport):
    page = blocked(viewport=viewport).new_page()
    go(page, f"{book}/{LESSON}")
    page.locator(".lsdg-stuck details").evaluate_all("(all) => all.forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert accessibility.findings_light_and_dark(page, axe, ".lsdg-exercise") == []
    for summary in page.locator(".lsdg-stuck summary").all():
        assert summary.bounding_box()["height"] >= 24


def test_hints_work_without_scripts_and_are_not_printed(blocked, book):
    page = blocked(java_script_enabled=False).new_page()
    page.goto(f"{book}/{LESSON}")
    hints = page.locator("#exercise-distance-to-target .lsdg-stuck summary")
    hints.first.click()
    assert hints.nth(1).is_visible() and not hints.nth(2).is_visible()
    page.emulate_media(media="print")
    assert not page.locator("#exercise-distance-to-target .lsdg-stuck").is_visible()


# ---- One good answer ---------------------------------------------------------------------------

QUIZ, QUIZ_PAGE = "check-why-report", "modules/3-monitoring-reporting/why-report/en.html"


def answered(context, book, name):
    """The lesson's page with a sample as the answer that was kept."""
    page = context.new_page()
    go(page, f"{book}/{QUIZ_PAGE}")
    answer = json.dumps(sample(QUIZ, name)["answer"])
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [f"localsdg:{QUIZ}", answer])
    page.reload()
    page.wait_for_selector(f"#exercise-{QUIZ}[data-ready]")
    return page


def check(page):
    page.evaluate("document.querySelector('.lsdg-frame').removeAttribute('data-checked')")
    page.locator(f"#exercise-{QUIZ} .lsdg-check").click()
    page.wait_for_selector(f"#exercise-{QUIZ} [data-checked]")


@pytest.mark.parametrize(("name", "checks"), [("partial", 3), ("full", 1)])
def test_a_good_answer_can_be_opened_at_the_third_check_or_with_all_points(blocked, book, axe, name, checks):
    page = answered(blocked(viewport=PHONE), book, name)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    good = page.locator(f"#exercise-{QUIZ} .lsdg-good")
    for _ in range(checks):
        assert not good.is_visible()
        check(page)
    good.wait_for()
    page.wait_for_function(
        "() => document.querySelector('.lsdg-good [role=status]').textContent.includes('good')"
    )
    assert not [url for url in asked if "/good/" in url]  # it is fetched when it is opened
    good.locator("summary").focus()
    page.keyboard.press("Enter")
    good.locator("li").first.wait_for()
    assert good.locator("li").count() == 5
    assert "A report is for readers" in good.locator(".lsdg-good-text p").first.text_content()
    assert len([url for url in asked if "/good/" in url]) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert accessibility.findings_light_and_dark(page, axe, ".lsdg-exercise") == []
    page.emulate_media(media="print")
    assert not good.is_visible()


def test_a_good_answer_that_cannot_be_fetched_is_said_and_comes_when_opened_again(blocked, book):
    page = answered(blocked(), book, "full")
    check(page)
    good = page.locator(f"#exercise-{QUIZ} .lsdg-good")
    page.route("**/good/*.json", lambda route: route.abort())
    good.locator("summary").click()
    good.get_by_text("could not be loaded").wait_for()
    page.unroute("**/good/*.json")
    good.locator("summary").click()
    good.locator("summary").click()
    good.locator("li").first.wait_for()
