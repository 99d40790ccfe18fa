"""Reading on a phone: the menu, the sections, the glossary's words, a link into a page, a very low window."""

import pytest
from book_pages import go
from exercise_pages import PHONE, said, small_targets, tab_to

MODULE = "modules/3-monitoring-reporting"
LESSON = f"{MODULE}/reporting-roadmap/en.html"
LOW = {"width": 320, "height": 256}  # 1280 × 1024 pixels, four times as large
_TOP = "selector => document.querySelector(selector).getBoundingClientRect().top"


def test_the_menu_is_a_drawer_and_the_page_below_it_stays(book, blocked, axe):
    import accessibility

    page = blocked(viewport=PHONE, has_touch=True).new_page()
    go(page, f"{book}/{LESSON}")
    page.evaluate("scrollTo(0, 900)")
    before = [900, PHONE["width"]]
    button, drawer = page.locator(".lsdg-menu-button"), page.locator("#menu-drawer")
    button.click()
    here = drawer.locator("[aria-current=page]")
    box = here.bounding_box()
    assert here.inner_text().startswith("The reporting roadmap")  # then how far the reader has come
    assert 0 < box["y"] < PHONE["height"] - box["height"], "the current lesson is in view"
    assert page.evaluate("[scrollY, document.documentElement.clientWidth]") == before
    assert drawer.evaluate("e => getComputedStyle(e).overscrollBehaviorY") == "contain"
    drawer.evaluate("e => { e.scrollTop = 1e6; }")
    page.mouse.wheel(0, 600)
    assert page.evaluate("[scrollY, document.documentElement.clientWidth]") == before

    other = drawer.get_by_role("button", name="Lessons of Territorial planning")
    lesson = drawer.get_by_role("link", name="Needs assessment")
    assert other.get_attribute("aria-expanded") == "false" and not lesson.is_visible()
    other.click()
    assert lesson.is_visible()
    assert accessibility.findings_light_and_dark(page, axe) == []

    for close in (
        lambda: page.keyboard.press("Escape"),
        lambda: page.mouse.click(PHONE["width"] - 10, 400),
        lambda: drawer.get_by_role("button", name="Close").click(),
    ):
        if not drawer.is_visible():
            button.click()
        close()
        assert not drawer.is_visible()
        assert button.evaluate("e => e === document.activeElement"), "the focus returns"
        assert page.evaluate("scrollY") == before[0]
    button.click()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.wait_for_function("() => !document.querySelector('#menu-drawer').open")
    assert page.locator(".lsdg-frame-page > #course-menu").is_visible(), "it is beside the text again"


def test_sections_are_a_folded_list_below_the_title(book, blocked):
    page = blocked(viewport=PHONE).new_page()
    go(page, f"{book}/{LESSON}")
    listed = page.locator(".lsdg-sections")
    assert page.locator("h1 + .lsdg-sections").count() == 1
    link = listed.get_by_role("link", name="The fixed points of the year")
    assert not link.is_visible()
    listed.locator("summary").click()
    link.click()
    assert not link.is_visible()
    page.wait_for_function(f"() => Math.abs(({_TOP})('#the-fixed-points-of-the-year') - 80) < 30")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert not listed.is_visible() and page.locator(".lsdg-onpage").is_visible()


@pytest.mark.sample(1)
@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "desktop"])
def test_a_word_of_the_glossary_is_explained_where_it_stands(book, blocked, axe, viewport):
    import accessibility

    page = blocked(viewport=viewport).new_page()
    address = f"{book}/{LESSON}"
    go(page, address)
    word = page.locator("a:has(> .std-term)", has_text="Voluntary National Review").first
    word.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog", name="Voluntary National Review")
    assert "report" in box.inner_text() and page.url == address
    inside = box.bounding_box()
    assert inside["x"] >= 0 and inside["x"] + inside["width"] <= viewport["width"]
    assert (
        box.get_by_role("link", name="In the glossary")
        .get_attribute("href")
        .endswith("glossary.html#term-Voluntary-National-Review")
    )
    assert accessibility.findings_light_and_dark(page, axe) == []
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "In the glossary"
    page.keyboard.press("Escape")
    box.wait_for(state="detached")
    assert word.evaluate("e => e === document.activeElement")
    word.click()  # a finger: once to open, once to close
    box.wait_for()
    word.click(force=True, position={"x": 3, "y": 3})
    box.wait_for(state="detached")


# Not all browsers keep the page still by themselves while something grows above.
_NO_ANCHOR = """addEventListener("DOMContentLoaded", () => {
  const style = document.createElement("style");
  style.textContent = "* { overflow-anchor: none !important }";
  document.head.append(style);
})"""


def test_a_link_to_the_second_exercise_of_a_page_leads_there(book, blocked):
    page = blocked(viewport=PHONE).new_page()
    page.add_init_script(_NO_ANCHOR)
    # The program of the first one, above it, comes when the reader is there already.
    page.route("**/kinds/choice.js", lambda route: (page.wait_for_timeout(700), route.continue_()))
    page.goto(f"{book}/{LESSON}#exercise-reporting-roadmap")
    page.wait_for_function("() => !document.querySelector('.lsdg-exercise:not([data-ready])')")
    page.wait_for_timeout(700)
    assert 0 <= page.evaluate(_TOP, "#exercise-reporting-roadmap") < 120


def test_in_a_very_low_window_nothing_stays_in_the_way(book, blocked):
    page = blocked(viewport=LOW).new_page()
    go(page, f"{book}/modules/2-territorial-planning/resource-allocation/en.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= LOW["width"]
    page.locator(".lsdg-a-slider").last.scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 40)")
    kept = page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter(e => e.checkVisibility()
          && ["sticky", "fixed"].includes(getComputedStyle(e).position)).map(e => e.className)"""
    )
    assert kept == []
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    hidden = []
    for _ in range(25):  # backwards: what has the focus comes in from above
        page.keyboard.press("Shift+Tab")
        hidden += page.evaluate(_COVERED)
    assert hidden == []


# Is something else drawn where the focus is?
_COVERED = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect();
  const x = box.x + Math.min(box.width, innerWidth) / 2;
  const y = Math.max(box.y, 0) + Math.min(box.height, 20) / 2;
  const on = document.elementFromPoint(x, y);
  const isSeen = on && (e.contains(on) || on.contains(e) || on.closest("label, td, .lsdg-m-cell"));
  return isSeen ? [] : [e.outerHTML.slice(0, 120)];
}"""


def test_the_roadmap_has_a_small_calendar_and_is_sorted_on_wish(roadmap):
    answer = {"settings": {}, "cards": [{"id": "survey", "lane": "m01"}]}
    page = roadmap(answer, viewport=PHONE)
    rows = page.locator(".lsdg-b-row")
    given = rows.evaluate_all("all => all.map(e => e.dataset.card)")
    earliest = rows.nth(len(given) - 1)
    earliest.locator(".lsdg-b-step").first.click()  # on the calendar
    months = page.get_by_role("button", name="By month")
    assert months.get_attribute("aria-pressed") == "false"
    months.click()
    said(page, "in the order of their months")
    now = rows.evaluate_all("all => all.map(e => e.dataset.card)")
    assert now[0] == given[-1] and sorted(now) == sorted(given)
    assert months.get_attribute("aria-pressed") == "true"
    assert page.locator(".lsdg-b-small-bars > span").count() == 1
    assert page.locator(".lsdg-b-small").bounding_box()["width"] <= PHONE["width"]
    page.get_by_role("button", name="As given").click()
    assert rows.evaluate_all("all => all.map(e => e.dataset.card)") == given
    assert small_targets(page) == []


def test_a_target_is_picked_from_the_list(blocked, bare_pages, axe):
    import accessibility
    from exercise_pages import kept, open_exercise

    page = open_exercise(blocked(viewport=PHONE, has_touch=True), bare_pages, "awareness-campaign")
    opener = page.get_by_role("button", name="Choose from the list").first
    opener.scroll_into_view_if_needed()
    opener.click()
    dialog = page.get_by_role("dialog", name="Target")
    assert dialog.locator(".lsdg-codes-group").count() == 17
    dialog.get_by_role("searchbox").fill("transport safe")
    assert [text.split("\n")[0] for text in dialog.locator(".lsdg-code").all_inner_texts()] == ["11.2"]
    assert dialog.get_by_role("status").inner_text() == "1 in the list"
    assert accessibility.findings_light_and_dark(page, axe, "dialog") == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert not dialog.is_visible()
    assert "11.2" in [row.get("target") for row in kept(page, "awareness-campaign")["rows"]]
    field = opener.locator("xpath=../input")
    assert field.input_value() == "11.2"
    tab_to(page, "select, textarea, input")


# What is pressed, but for links in the text, boxes whose label is pressed, and exercises (``small_targets``).
_SMALL = """() => [...document.querySelectorAll("a, button, summary, input, select")].filter((e) => {
  const box = e.getBoundingClientRect();
  const isText = e.tagName === "A" && getComputedStyle(e).display === "inline";
  const isUnseen = !e.checkVisibility() || box.width === 0 || e.matches(".lsdg-skip");
  return !isUnseen && !isText && !e.closest("label, .lsdg-frame") && (box.width < 24 || box.height < 24);
}).map((e) => e.outerHTML.slice(0, 120))"""


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    "name", ["book/en/index", f"{MODULE}/en", LESSON.removesuffix(".html"), "book/en/atlas"]
)
def test_what_a_finger_presses_is_large_enough(book, blocked, name):
    page = blocked(viewport=PHONE).new_page()
    go(page, f"{book}/{name}.html")
    assert page.evaluate(_SMALL) == []
    page.locator(".lsdg-menu-button").click()
    assert page.locator("#menu-drawer .lsdg-fold").count() == 4
    assert page.evaluate(_SMALL) == []


def test_less_movement_and_high_contrast_are_followed(book, blocked, bare_pages):
    page = blocked(
        viewport=PHONE, forced_colors="active"
    ).new_page()  # and less movement, as all of these tests
    go(page, f"{book}/{LESSON}")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    page.locator(".lsdg-menu-button").click()
    drawer = page.locator("#menu-drawer")
    assert drawer.evaluate("e => getComputedStyle(e).animationName") == "none"
    edge = "e => getComputedStyle(e).borderInlineStartColor"
    here, other = drawer.locator("[aria-current]"), drawer.locator("a:not([aria-current])").first
    assert here.evaluate(edge) != other.evaluate(edge), "the current lesson is told from the others"
    page.keyboard.press("Escape")
    ground = "e => getComputedStyle(e).backgroundColor"
    pressed, free = (
        page.locator(".lsdg-b-sort [aria-pressed=true]"),
        page.locator(".lsdg-b-sort [aria-pressed=false]"),
    )
    assert pressed.evaluate(ground) != free.evaluate(ground)
    page.goto(f"{bare_pages}/pages/budget-allocation.html")
    page.wait_for_selector("[data-ready]")
    assert (
        page.locator(".lsdg-a-money-bar").first.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    )
