"""What a screen reader is given of each kind of exercise: roles, names, and what is said of a check."""

from collections import Counter

import pytest
from exercise_pages import KIND_OF, ONE_EACH, PHONE, check, open_exercise

from localsdg import course

OPERATED = {
    "button", "checkbox", "combobox", "link", "radio", "searchbox", "slider", "spinbutton", "textbox", "Date",
    "DisclosureTriangle",
}  # fmt: skip
# What a kind must be made of: role -> at least so many.
PARTS = {
    "board": {"slider": 5, "list": 1, "listitem": 5, "button": 10},
    "matrix": {"table": 1, "rowheader": 3, "combobox": 9},
    "allocation": {"slider": 3, "textbox": 3, "list": 1},
    "sheet": {"group": 3, "combobox": 3},
    "choice": {"group": 3, "radio": 2},
    "text": {"textbox": 1},
}


def tree(page):
    """``[(role, name, description)]`` of what is not hidden, in the order of the page."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    value = lambda node, key: (node.get(key) or {}).get("value", "")  # noqa: E731
    return [
        (value(node, "role"), str(value(node, "name")).strip(), str(value(node, "description")).strip())
        for node in nodes
        if not node.get("ignored")
    ]


@pytest.mark.sample(6)
@pytest.mark.parametrize("slug", ONE_EACH)
def test_each_kind_has_names_roles_and_says_what_a_check_found(blocked, bare_pages, slug):
    page = open_exercise(blocked(viewport=PHONE), bare_pages, slug)
    title = course.exercise(slug)["words"]["title"]
    found = tree(page)
    roles = Counter(role for role, _, _ in found)
    assert ("group", title) in [(role, name) for role, name, _ in found], "the exercise is one named group"
    missing = {role: roles[role] for role, least in PARTS[KIND_OF[slug]].items() if roles[role] < least}
    assert missing == {}, roles
    assert [one for one in found if one[0] in OPERATED and not one[1]] == [], "each control has a name"
    twice = Counter(name for role, name, _ in found if role in ("slider", "textbox", "combobox"))
    assert [name for name, times in twice.items() if times > 1 and KIND_OF[slug] != "sheet"] == []
    assert roles["status"] >= 1, "there is a region that says what has changed"
    titles = [text for role, text, _ in found if role == "heading"]
    assert page.locator(".lsdg-open-title").all_inner_texts() == [one for one in titles if one != title]
    if page.locator(".lsdg-check").count():
        check(page)
        found = tree(page)
        result = [(name, about) for role, name, about in found if role == "region" and title in name]
        assert result and result[0][1], "a region with a name and a description"
        assert page.evaluate("document.activeElement.matches('.lsdg-outcome')")


def test_help_of_a_column_is_each_field_s_description(blocked, bare_pages):
    page = open_exercise(blocked(viewport=PHONE), bare_pages, "plan-alignment")
    words = course.exercise("plan-alignment")["words"]["labels"]["columns"]
    helps = {text["help"] for text in words.values()}
    described = [about for role, _, about in tree(page) if role == "combobox" and about]
    assert set(described) >= helps
    shown = page.locator(".lsdg-m-row").first.locator("td small")
    assert set(shown.all_inner_texts()) == helps, "on a phone it stands at the cell"
    page.set_viewport_size({"width": 1280, "height": 900})
    page.wait_for_selector("[data-layout=table]")
    assert len([role for role, _, _ in tree(page) if role == "columnheader"]) >= len(words)
    seen = page.locator(".lsdg-m-head small, .lsdg-m-key dd").evaluate_all(
        "all => all.filter(e => e.checkVisibility()).map(e => e.textContent)"
    )
    assert sorted(seen) == sorted(helps), "once, below the heading or above the table"

    page = open_exercise(blocked(viewport=PHONE), bare_pages, "crme-plan")
    help_of = course.exercise("crme-plan")["words"]["labels"]["columns"]["audience"]["help"]
    rows = page.locator(".lsdg-sheet-row").count()
    assert page.locator(".lsdg-cell-help:visible").get_by_text(help_of, exact=True).count() == rows
    assert [about for role, name, about in tree(page) if role == "group" and help_of in about]
