"""The search in the box at the top and on its page: by keyboard, on a phone, with a line that fails."""

from urllib.parse import unquote, urlsplit

import accessibility
from book_pages import go

PHONE = {"width": 360, "height": 740}
LESSON = "modules/3-monitoring-reporting/why-report/en.html"
FOCUSED = "document.activeElement"


def type_into(page, field, text):
    page.locator(field).fill(text)
    page.locator(".lsdg-found-text mark").first.wait_for()


def test_the_box_finds_while_one_types_and_is_used_by_keyboard(book, blocked, axe):
    page = blocked().new_page()
    asked = []
    page.on("request", lambda one: asked.append(urlsplit(one.url).path))
    go(page, f"{book}/{LESSON}")
    page.locator("#site-search").focus()
    assert not [path for path in asked if path.startswith("/_search")]  # nobody has searched
    type_into(page, "#site-search", "housng")
    panel, status = page.locator(".lsdg-found"), page.locator(".lsdg-search [role=status]")
    assert "housing" in panel.locator("mark").first.inner_text().lower()
    assert "similar words" in status.inner_text() and "arrow keys" in status.inner_text()
    assert accessibility.findings_light_and_dark(page, axe, ".lsdg-top") == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(f"[...document.querySelectorAll('.lsdg-found li a')].indexOf({FOCUSED})") == 1
    told = page.locator(".lsdg-found > p").inner_text()
    page.locator("#site-search").focus()
    page.keyboard.type(" w")
    page.keyboard.press("ArrowDown")  # into the list, before it answers the last letter
    page.wait_for_function("told => document.querySelector('.lsdg-found > p').innerText !== told", arg=told)
    assert page.evaluate(f"[...document.querySelectorAll('.lsdg-found li a')].indexOf({FOCUSED})") == 0
    type_into(page, "#site-search", "housng")  # its answer is still to come, the panel is that of before
    page.keyboard.press("Escape")
    page.wait_for_timeout(400)
    assert not panel.is_visible() and page.evaluate(f"{FOCUSED}.id") == "site-search"
    page.keyboard.type("2")  # whoever goes on typing goes on searching
    panel.wait_for()
    page.locator("h1").first.click()
    assert not panel.is_visible()
    type_into(page, "#site-search", "11.2")
    first = panel.locator("li").first
    assert first.locator(".lsdg-found-kind").inner_text() == "Target"
    page.locator("#site-search").press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/goals.html#target-11.2*")
    row = page.locator('[id="target-11.2"]').element_handle()
    page.wait_for_function("e => Math.abs(e.getBoundingClientRect().top) < innerHeight", arg=row)


def test_the_page_shows_all_that_was_found_by_kind(book, blocked, axe):
    page = blocked(viewport=PHONE).new_page()
    go(page, f"{book}/search.html?q=town+budget")
    page.locator("#search-results mark").first.wait_for()
    results, status = page.locator("#search-results li"), page.locator("main [role=status]")
    assert status.inner_text().startswith("Places found: ") and results.count() == 20
    page.locator("#search-results > button").click()
    assert results.count() > 20 and page.evaluate(f"{FOCUSED}.closest('li').previousSibling !== null")
    page.get_by_role("button", name="Exercises").click()
    assert page.evaluate(f"{FOCUSED}.getAttribute('aria-pressed')") == "true"
    kinds = page.locator(".lsdg-found-kind").all_inner_texts()
    assert set(kinds) == {"Exercise"}
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert accessibility.findings_light_and_dark(page, axe) == []
    page.locator("#search-words").fill("zzzz")
    status.filter(has_text="Nothing was found").wait_for()
    assert results.count() == 0 and unquote(page.url).endswith("q=zzzz")
    type_into(page, "#search-words", "reporting roadmap")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reporting-roadmap/en.html**")


def test_a_line_that_fails_is_said_and_tried_again(book, blocked):
    page = blocked().new_page()
    page.route("**/_search/index.js", lambda route: route.abort())
    go(page, f"{book}/{LESSON}")
    page.locator("#site-search").fill("water")
    page.locator(".lsdg-found", has_text="could not be loaded").wait_for()
    page.unroute("**/_search/index.js")
    page.locator("#site-search").press("s")
    page.locator(".lsdg-found li a").first.wait_for()


def test_pages_opened_from_a_folder_can_be_searched(built_book, blocked):
    """Without a server: scripts may not fetch there, and no module runs."""
    page = blocked().new_page()
    page.goto(f"{built_book.as_uri()}/{LESSON}")
    type_into(page, "#site-search", "roadmap")
    page.locator("#site-search").press("Enter")
    page.locator("#search-results mark").first.wait_for()
    page.get_by_role("link", name="The reporting roadmap").last.click()
    page.wait_for_url("file://**/reporting-roadmap/en.html**")
