"""The reference pages in a real browser: the atlas, all Goals, the data and the glossary."""

import accessibility
import pytest

PHONE = {"width": 360, "height": 740}
PAGES = ["atlas", "glossary", "goals", "data"]


def go(page, book, name):
    page.goto(f"{book}/book/en/{name}.html")
    return page


@pytest.fixture
def atlas(book, blocked):
    """Open the atlas: ``atlas(viewport=..., ...)`` gives the page."""
    return lambda **options: go(blocked(**options).new_page(), book, "atlas")


# ---- All four ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(book, blocked, axe, name):
    page = go(blocked().new_page(), book, name)
    if name == "atlas":
        page.locator("input[value=money]").check()
    for details in page.locator(".lsdg-data-table details").all()[:3]:
        details.locator("summary").click()
    assert accessibility.findings_light_and_dark(page, axe) == []


@pytest.mark.sample(4)
@pytest.mark.parametrize("name", PAGES)
def test_a_phone_shows_the_page_without_scrolling_sideways(book, blocked, name):
    page = go(blocked(viewport=PHONE).new_page(), book, name)
    page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_light(built_book, name):
    import gzip

    text = (built_book / "book" / "en" / f"{name}.html").read_bytes()
    assert len(gzip.compress(text)) < 150_000


@pytest.mark.sample(2)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_works_without_script(book, blocked, name):
    page = go(blocked(java_script_enabled=False).new_page(), book, name)
    assert page.locator("form.lsdg-needs-script:visible, .lsdg-panel:visible").count() == 0
    rows = {"atlas": ".lsdg-atlas-table tbody tr", "goals": ".lsdg-targets tbody tr"}
    least = {"atlas": 28, "goals": 169}
    if name in rows:
        assert page.locator(f"{rows[name]}:visible").count() == least[name]


def test_only_these_pages_load_their_scripts(book, blocked):
    page = blocked().new_page()
    asked = []
    page.on("request", lambda one: asked.append(one.url))
    go(page, book, "how-to-use")
    own = ("atlas.js", "atlas.css", "goals.js", "reference.css")
    assert not [url for url in asked if any(name in url for name in own)]


# ---- The atlas --------------------------------------------------------------------------------


def test_a_box_shows_what_it_is_and_its_neighbours(atlas):
    page = atlas()
    page.locator("a[data-body=local2030] rect").click()
    panel = page.locator("#atlas-panel")
    assert panel.locator("h2").inner_text() == "Local2030 Coalition"
    assert "UN-Habitat is permanent co-chair" in panel.inner_text()
    marked = page.locator(".lsdg-atlas-picture a.lsdg-on")
    names = marked.evaluate_all("all => all.map(e => e.dataset.body)")
    assert {"local2030", "un-habitat", "undp", "fao", "un-directors-group"} <= set(names)
    assert "unacla" not in names
    assert page.locator("line.lsdg-on").count() == len(names) - 1
    assert "tied to" in page.locator("#atlas-needs [role=status]").inner_text()
    panel.get_by_role("link", name="UN-Habitat", exact=True).first.click()
    assert panel.locator("h2").inner_text() == "UN-Habitat"
    assert page.locator("[aria-current=true]").get_attribute("data-body") == "un-habitat"


def test_the_keyboard_chooses_goes_back_and_leaves(atlas):
    page = atlas()
    box = page.locator("a[data-body=uclg]")
    box.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent").startswith("United Cities")
    back = page.locator("#atlas-panel button")
    back.focus()
    page.keyboard.press("Enter")
    assert box.evaluate("e => e === document.activeElement")
    page.keyboard.press("Escape")
    assert page.locator("#atlas-panel").is_hidden()
    assert page.locator(".lsdg-marked").count() == 0


def test_tab_reaches_every_box_and_shows_where_it_is(atlas):
    page = atlas()
    page.locator("input[name=need]:checked").focus()
    seen = []
    for _ in range(page.locator("a[data-body]").count()):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.dataset?.body ?? null")
        seen.append(name)
        width = page.evaluate(
            "parseFloat(getComputedStyle(document.activeElement.querySelector('rect')).strokeWidth)"
        )
        assert width >= 4, name
    assert None not in seen and len(set(seen)) == 28


@pytest.mark.sample(2)
@pytest.mark.parametrize("need", ["data", "planning", "money", "training", "voice", "peers"])
def test_a_need_marks_who_helps_in_picture_and_table(atlas, need):
    page = atlas()
    page.locator("input[name=need]:checked").focus()
    page.locator(f"input[value={need}]").check()
    boxes = page.locator("a.lsdg-on").evaluate_all("all => all.map(e => e.dataset.body)")
    helping = page.locator(f"a[data-needs~={need}]").evaluate_all("all => all.map(e => e.dataset.body)")
    rows = page.locator(".lsdg-atlas-table tbody tr:visible")
    assert boxes == helping
    assert rows.evaluate_all("all => all.map(e => e.id)") == [f"atlas-{name}" for name in helping]
    assert page.locator("#atlas-needs [role=status]").inner_text().startswith(f"{len(helping)} of 28")


def test_a_link_to_a_hidden_row_brings_it_back(atlas):
    page = atlas()
    page.locator("input[value=training]").check()
    page.locator("#atlas-tot").get_by_role("link", name="UNDP").click()
    assert page.locator("#atlas-undp").is_visible()
    assert page.locator("input[name=need]:checked").get_attribute("value") == ""


def test_a_phone_reads_cards_and_still_chooses_a_need(atlas):
    page = atlas(viewport=PHONE)
    assert page.locator(".lsdg-atlas-picture").is_hidden()
    page.locator("input[value=voice]").check()
    assert 3 <= page.locator(".lsdg-atlas-table tbody tr:visible").count() < 20
    assert page.locator("#atlas-gtf").bounding_box()["width"] > 280


# ---- Goals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "targets", "goals"),
    [
        ("11.6", ["11.6"], ["goal-11"]),
        ("11.6.2", ["11.6"], ["goal-11"]),
        ("LAKES rivers", ["6.6"], ["goal-6"]),
    ],
)
def test_the_box_narrows_the_list(book, blocked, words, targets, goals):
    page = go(blocked().new_page(), book, "goals")
    page.locator("#goals-words").press_sequentially(words)
    shown = page.locator(".lsdg-targets tbody tr:visible th").all_inner_texts()
    assert shown == targets
    assert page.locator(".lsdg-goal-part:visible").evaluate_all("all => all.map(e => e.id)") == goals
    assert page.locator("#goals-filter [role=status]").inner_text() == f"{len(targets)} of 169 targets"


def test_a_number_finds_its_goal_and_nothing_that_only_begins_with_it(book, blocked):
    page = go(blocked().new_page(), book, "goals")
    page.locator("#goals-words").fill("1")
    assert page.locator(".lsdg-goal-part:visible").count() == 1
    page.locator("#goals-words").fill("zebra")
    assert page.locator(".lsdg-targets tbody tr:visible").count() == 0
    assert "No target" in page.locator("#goals-filter [role=status]").inner_text()
    page.locator("#goals-words").fill("")
    assert page.locator(".lsdg-targets tbody tr:visible").count() == 169


# ---- Data and glossary ------------------------------------------------------------------------


def test_each_table_can_be_looked_at_and_taken(book, blocked, built_book):
    page = go(blocked().new_page(), book, "data")
    links = page.locator(".lsdg-data-table a[download]")
    tables = page.locator(".lsdg-data-table")
    assert links.count() == tables.count() >= 25
    for link in links.all():
        address = link.evaluate("e => new URL(e.href).pathname").lstrip("/")
        assert (built_book / address).is_file()
    first = tables.first
    first.locator("summary").click()
    assert first.locator("table").first.locator("tbody tr").count() == 5


def test_a_wide_preview_scrolls_in_its_own_named_box(book, blocked):
    page = go(blocked(viewport=PHONE).new_page(), book, "data")
    part = page.locator("#data-bolivia-municipalities")
    part.locator("summary").first.click()
    page.set_viewport_size({"width": 361, "height": 740})  # the script looks again when the page is resized
    page.set_viewport_size(PHONE)
    box = part.locator(".lsdg-data-table [role=group]").first
    assert box.evaluate("e => e.scrollWidth > e.clientWidth")
    assert "First 5 rows" in box.get_attribute("aria-label")
    box.focus()
    assert box.evaluate("e => e === document.activeElement")


def test_a_word_in_a_lesson_leads_to_its_entry(book, blocked):
    page = blocked().new_page()
    page.goto(f"{book}/modules/1-sdg-introduction/what-localizing-means/en.html")
    link = page.locator("a:has(> .std-term)").first
    assert "dotted" in link.evaluate(
        "e => getComputedStyle(e).textDecorationLine + getComputedStyle(e).textDecorationStyle"
    )
    link.click()
    page.get_by_role("dialog").get_by_role("link", name="In the glossary").click()
    page.wait_for_url("**/glossary.html#term-*")
    assert page.locator(":target").evaluate("e => e.tagName") == "DT"
