"""Grids in a page: by keyboard, on a phone, on paper, with totals and ranks that a learner sees."""

import random
import re

import pytest
from exercise_pages import DESKTOP, PHONE, arrive, check, kept, on_paper, said, tab_to

from localsdg import course as courses

ROWS, COLUMNS = ["flood", "bus", "school", "port"], ["need", "effect", "cost", "trust"]
VALUES = {"flood": [5, 3, 2, 4], "bus": [4, 5, 3, 3], "school": [3, 4, 4, 4], "port": [1, 3, 1, 2]}
RATED = {row: dict(zip(COLUMNS, values, strict=True)) for row, values in VALUES.items()}
WEIGHTS = dict(zip(COLUMNS, [40, 30, 10, 20], strict=True))
PRIORITIES = {"cells": RATED, "weights": WEIGHTS, "picks": {"first": "port"}, "notes": "Because."}


def cell(row, column):
    return f"select[data-row={row}][data-column={column}]"


@pytest.mark.sample(1)
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_grid_is_filled_by_keyboard_and_survives_a_reload(opened, viewport):
    page = opened("priorities", viewport=viewport)
    for column in COLUMNS:
        tab_to(page, f".lsdg-m-weight[data-column={column}]")
        page.keyboard.type(str(WEIGHTS[column]))
    for row in ROWS:
        for column in COLUMNS:
            tab_to(page, cell(row, column))
            page.keyboard.press(str(RATED[row][column]))
    tab_to(page, ".lsdg-m-pick select")
    page.keyboard.type("Electric")
    tab_to(page, ".lsdg-m-notes textarea")
    page.keyboard.type("Because.")
    assert kept(page, "priorities") == PRIORITIES
    assert page.locator(".lsdg-progress").text_content() == "20 of 20 filled in"
    page.reload()
    page.wait_for_selector("[data-ready]")
    assert page.locator(f".lsdg-m-cell:has({cell('bus', 'effect')}) .lsdg-m-face b").text_content() == "5"
    assert check(page) == [["all_rated", "met", "All cells are rated."]]
    assert page.get_by_label("Your first project").input_value() == "port"
    assert kept(page, "priorities") == PRIORITIES


def test_numbers_below_zero_codes_and_delete_have_keys(opened):
    page = opened("links")
    page.locator(cell("g1", "g6")).focus()
    for keys, value in ((["-", "2"], -2), (["2"], 2), (["-", "3"], -3), (["0"], 0), (["9"], 0)):
        for key in keys:
            page.keyboard.press(key)
        assert kept(page, "links")["cells"] == {"g1": {"g6": value}}
    page.keyboard.press("Delete")
    assert kept(page, "links")["cells"] == {}
    page.keyboard.press("ArrowDown")
    assert kept(page, "links")["cells"] == {"g1": {"g6": -3}}
    assert page.locator(cell("g1", "g1")).count() == 0
    page = opened("roles")
    page.locator(cell("report", "ngo")).focus()
    page.keyboard.press("C")
    assert kept(page, "roles")["cells"] == {"report": {"ngo": "C"}}


def test_a_cell_says_its_value_by_sign_and_not_by_colour_alone(opened):
    page = opened("links", {"cells": {"g1": {"g6": -3, "g8": 3}, "g8": {"g6": 0}}})
    faces = page.locator(".lsdg-m-cell .lsdg-m-face")
    assert [text for text in faces.locator("b").all_text_contents() if text] == ["−3", "+3", "0"]
    colours = faces.evaluate_all("all => all.slice(0, 3).map((one) => getComputedStyle(one).backgroundColor)")
    assert len(set(colours)) == 3
    options = page.locator(cell("g1", "g6")).locator("option").all_text_contents()
    assert options[0] == "Choose…"
    assert options[1] == "−3 · cancelling"
    assert options[-1] == "+3 · indivisible"
    name = page.locator(cell("g1", "g6")).get_attribute("aria-label")
    assert name == "Less poverty: Clean water for all"


def test_totals_follow_the_cells(opened):
    page = opened("links", {"cells": {"g1": {"g6": -3, "g8": 2}, "g8": {"g6": 1}}})
    totals = lambda part: page.locator(f"{part} .lsdg-m-sum").all_text_contents()  # noqa: E731
    assert totals("tbody") == ["−1", "–", "+1", "–", "–"]
    assert totals("tfoot") == ["–", "−2", "+2", "–", "–"]
    page.locator(cell("g1", "g6")).select_option(label="+3 · indivisible")
    assert totals("tbody")[0] == "+5"
    assert totals("tfoot")[1] == "+4"
    page = opened("roles", {"cells": {"survey": {"mayor": "A", "office": "R", "ngo": "R"}}})
    assert page.locator("tbody .lsdg-m-sum").first.text_content() == "R 2 · A 1"


def test_the_weights_say_what_is_left_to_give(opened):
    page = opened("priorities")
    state, first = page.locator(".lsdg-m-weight-state"), page.locator(".lsdg-m-weight").first
    assert state.text_content() == "100 of 100 still to give"
    first.fill("40")
    assert state.text_content() == "60 of 100 still to give"
    said(page, "60 of 100 still to give")
    first.fill("99")
    assert state.text_content() == "A weight is a number from 0 to 60."
    assert kept(page, "priorities")["weights"] == {"need": 40}
    first.press("Tab")
    assert first.input_value() == "60"
    first.press("ArrowDown")
    assert kept(page, "priorities")["weights"] == {"need": 55}
    first.fill("")
    assert kept(page, "priorities")["weights"] == {}


def test_the_order_and_what_would_change_it_are_right(opened, grids):
    """The widget's ranks, and its list of what moves under other weights, against the same sums in Python."""
    draw = random.Random(4)
    labels = courses.exercise("priorities", course=grids[1])["words"]["labels"]
    page = opened("priorities")
    seen = set()
    for _ in range(12):
        cells = {row: {column: draw.randint(0, 5) for column in COLUMNS} for row in ROWS}
        weights = {column: draw.choice([5, 10, 20, 30, 45]) for column in COLUMNS}
        arrive(page, "priorities", {"cells": cells, "weights": weights})
        base = ranks(cells, weights)
        shown = page.locator("tbody .lsdg-m-row").evaluate_all(
            "rows => rows.map((row) => [...row.querySelectorAll('.lsdg-m-sum')].at(-1).textContent)"
        )
        assert {row: int(text.strip("=")) for row, text in zip(ROWS, shown, strict=True)} == base
        found = moved(page)
        assert found == expected_moves(cells, weights, base, labels)
        seen |= {name.split(": ")[-1] for name in found}
    assert seen == {"weight 20 % lower", "weight 20 % higher", "All weights equal"}, "each changed something"


def moved(page):
    """What the page says: ``{trial: {(row's title, from, to)}}``, without trials that change nothing."""
    rows = page.locator(".lsdg-m-firm dl > div").evaluate_all(
        "rows => rows.map((row) => [...row.children].map((part) => part.textContent))"
    )
    pattern = re.compile(r"“([^”]+)” goes from place (\d) to place (\d)")
    found = {name: {(row, int(a), int(b)) for row, a, b in pattern.findall(text)} for name, text in rows}
    for name, text in rows:
        assert text.startswith("The first place changes:") == any(1 in (a, b) for _, a, b in found[name])
    return {name: moves for name, moves in found.items() if moves}


def ranks(cells, weights):
    means = {
        row: round(sum(weights[one] * cells[row][one] for one in COLUMNS) / sum(weights.values()), 6)
        for row in ROWS
    }
    return {row: 1 + sum(other > mean for other in means.values()) for row, mean in means.items()}


def expected_moves(cells, weights, base, labels):
    def title(kind, one):
        words = labels[kind][one]
        return words["title"] if isinstance(words, dict) else words

    trials = {f"{title('columns', one)}: weight 20 % {word}": {**weights, one: weights[one] * by}
              for one in COLUMNS for word, by in (("lower", 0.8), ("higher", 1.2))}  # fmt: skip
    trials["All weights equal"] = dict.fromkeys(COLUMNS, 1)
    found = {}
    for name, other in trials.items():
        after = ranks(cells, other)
        moves = {(title("rows", row), base[row], after[row]) for row in ROWS if base[row] != after[row]}
        if moves:
            found[name] = moves
    return found


def test_a_row_with_empty_cells_has_no_rank(opened):
    cells = {**RATED, "port": {"need": 5, "effect": 5, "cost": 5}}
    page = opened("priorities", {"cells": cells, "weights": WEIGHTS})
    assert page.locator(".lsdg-m-ranks li").count() == 3
    assert "Electric harbour trucks" in page.locator(".lsdg-m-order > .lsdg-help").text_content()
    page.locator(cell("port", "trust")).select_option(index=6)
    assert page.locator(".lsdg-m-ranks li").first.get_attribute("data-row") == "port"
    said(page, "The order now: 1. Electric harbour trucks, 2. Bus line to the hill district")
    page.locator(".lsdg-m-weight").first.fill("")
    assert page.locator(".lsdg-m-ranks").count() == 0


def test_rows_are_a_table_where_there_is_room_and_cards_on_a_phone(opened):
    page = opened("priorities", PRIORITIES)
    assert page.locator(".lsdg-matrix").get_attribute("data-layout") == "table"
    one, other = (page.locator(cell("flood", column)).bounding_box() for column in COLUMNS[:2])
    assert one["y"] == other["y"] and one["x"] < other["x"]
    page.set_viewport_size(PHONE)
    page.wait_for_function("document.querySelector('.lsdg-matrix').dataset.layout === 'cards'")
    one, other = (page.locator(cell("flood", column)).bounding_box() for column in COLUMNS[:2])
    assert one["x"] == other["x"] and one["y"] < other["y"]
    assert page.locator("tbody .lsdg-m-name:visible").count() == 4 * 6
    card = page.locator(".lsdg-m-row").first
    assert card.evaluate("row => getComputedStyle(row).borderInlineStartWidth") == "3px"
    assert page.get_by_role("row").count() >= 5  # still a table for a screen reader
    assert page.get_by_role("rowheader", name="Repair of six schools").is_visible()


def test_the_grid_leaves_on_paper_and_as_a_table(opened, tmp_path):
    page = opened("priorities", PRIORITIES, accept_downloads=True)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()
    download.value.save_as(tmp_path / "grid.csv")
    lines = (tmp_path / "grid.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1] == '"Weights","40","30","10","20","",""'
    assert lines[3] == '"Bus line to the hill district","4","5","3","3","4.0","1"'
    paper = on_paper(page)
    assert paper.locator("tbody tr").count() == 5
    text = paper.inner_text()
    for part in ("Which project first?", "5: very much", "3.9", "Because.", "How firm is this order?"):
        assert part in text
