"""Feedback marks the part it speaks of and leads there, till that is changed; the result takes the focus."""

import accessibility
import pytest
from exercise_pages import DESKTOP, PHONE, check, open_exercise, sample, tab_to

# A kind: exercise, sample, width, and how the first marked part is changed, once it has the focus.
PAGES = {
    "board": ("reporting-roadmap", "half-way", PHONE, None),
    "matrix": ("plan-alignment", "partial", DESKTOP, lambda page: page.keyboard.press("2")),
    "matrix as cards": ("interlinkages", "too-strong", PHONE, lambda page: page.keyboard.press("0")),
    "sheet": ("crme-plan", "two-rows", PHONE, lambda page: page.keyboard.press("ArrowDown")),
    "choice": ("goal-detective", "near-misses", DESKTOP, lambda page: page.keyboard.press("Home")),
    "allocation": ("budget-allocation", "ribbon-trap", PHONE, None),
    "text": ("advocacy-story", "partial", DESKTOP, lambda page: page.keyboard.type("More. ")),
}
IN_VIEW = """node => {
    const { top, bottom } = node.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
}"""
TEXT = (
    """link => [...link.closest(".lsdg-record").querySelector(".lsdg-text").childNodes].at(-1).textContent"""
)
# What is heard where the focus comes: of the element, and of the group that it comes into.
DESCRIPTION = """() => {
    const { activeElement: one } = document;
    return [one, one.closest("fieldset, [role=group][aria-describedby]")]
        .flatMap((node) => (node?.getAttribute("aria-describedby") ?? "").split(" "))
        .map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
}"""
IS_FOCUSED = "node => node === document.activeElement"


@pytest.mark.sample(4)
@pytest.mark.parametrize("kind", PAGES)
def test_each_kind_marks_its_parts_and_leads_there(blocked, bare_pages, axe, kind):
    slug, name, viewport, change = PAGES[kind]
    page = open_exercise(blocked(viewport=viewport), bare_pages, slug, sample(slug, name)["answer"])
    tab_to(page, ".lsdg-check")
    page.keyboard.press("Enter")
    page.wait_for_selector(".lsdg-record")
    result = page.locator(".lsdg-outcome")
    assert result.evaluate(IS_FOCUSED) and result.get_attribute("role") == "region"
    assert page.get_by_role("heading", level=2, name="Result").count() == 1
    first = page.locator(".lsdg-record:is(.lsdg-unmet, .lsdg-partly, .lsdg-advice) .lsdg-text").first
    assert first.evaluate("node => [...node.childNodes].at(-1).textContent") in page.evaluate(DESCRIPTION)

    links = page.locator(".lsdg-ways .lsdg-way")
    assert links.count() >= 1
    for at in range(links.count()):
        link = links.nth(at)
        text = link.evaluate(TEXT)
        link.focus()
        page.keyboard.press("Enter")
        target = page.locator(":focus")
        assert not target.evaluate("node => !!node.closest('.lsdg-outcome')"), text
        assert text in page.evaluate(DESCRIPTION) and target.evaluate(IN_VIEW), text
    page.get_by_role("link", name="Back to the result").click()
    assert result.evaluate(IS_FOCUSED)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert all(size >= 24 for size in links.evaluate_all("all => all.map((one) => one.clientHeight)"))
    assert accessibility.findings_light_and_dark(page, axe, "main") == []

    if change is None:
        return
    marks = page.locator(".lsdg-said")
    before = marks.count()
    links.first.click()
    change(page)
    assert marks.count() < before
    assert page.locator(".lsdg-stale").is_visible()


def test_a_mark_goes_with_a_change_and_comes_back_with_the_answer_that_was_checked(blocked, bare_pages):
    slug = "reporting-roadmap"
    page = open_exercise(blocked(), bare_pages, slug, sample(slug, "half-way")["answer"])
    check(page)
    row = page.locator("[data-card=hand_over]")
    sentences = row.locator(".lsdg-said").all_inner_texts()
    assert len(sentences) == 2 and "Not yet" in sentences[0] and "Partner: " in sentences[1]
    # A closed card says it at its name; its field is reached by the link, which opens the card.
    page.locator(".lsdg-record[data-check=partners] .lsdg-way").click()
    partner = row.locator("[data-field=partner] select")
    assert partner.evaluate(IS_FOCUSED)
    way_back = row.get_by_role("link", name="Back to the result")
    assert row.locator("[data-field=partner]").get_attribute("data-marked") == "partly"
    others = page.locator(".lsdg-said").count() - 2
    value = partner.input_value()
    partner.select_option("members")
    assert row.locator(".lsdg-said").count() == 0 and page.locator(".lsdg-said").count() == others
    assert row.locator("[data-marked]").count() == 0 and way_back.is_visible()
    assert page.locator(".lsdg-stale").is_visible()
    partner.select_option(value)
    assert row.locator(".lsdg-said").all_inner_texts() == sentences
    page.reload()  # the result of before is shown again: with its marks, and nobody is taken anywhere
    row.locator(".lsdg-said").first.wait_for()
    assert row.locator(".lsdg-said").all_inner_texts() == sentences
    assert page.evaluate("document.activeElement === document.body")
    page.locator(".lsdg-again").click()
    page.locator(".lsdg-danger").click()
    assert page.locator(".lsdg-said, [data-marked], [data-shown], .lsdg-way").count() == 0


def test_a_grid_that_becomes_narrow_keeps_its_marks_beside_their_cells(blocked, bare_pages):
    slug = "plan-alignment"
    page = open_exercise(blocked(), bare_pages, slug, sample(slug, "partial")["answer"])
    check(page)
    in_a_line = page.locator(".lsdg-m-said .lsdg-said")
    in_a_cell = page.locator("td[data-marked] > .lsdg-said")
    before = in_a_line.count()
    assert before and not in_a_cell.count()
    page.set_viewport_size(PHONE)
    in_a_cell.first.wait_for()
    assert (in_a_cell.count(), in_a_line.count()) == (before, 0)
    page.set_viewport_size(DESKTOP)
    in_a_line.first.wait_for()
    assert (in_a_cell.count(), in_a_line.count()) == (0, before)


def test_whoever_has_gone_on_is_told_and_keeps_the_focus(blocked, bare_pages):
    slug = "advocacy-story"
    page = open_exercise(blocked(), bare_pages, slug, sample(slug, "partial")["answer"])
    page.evaluate("""() => {
        document.querySelector(".lsdg-check").click();
        document.querySelector(".lsdg-text-field").focus();
    }""")
    page.wait_for_function("document.querySelector('.lsdg-live').textContent.includes('First advice: ')")
    assert page.locator(".lsdg-text-field").evaluate(IS_FOCUSED)
