"""What grids (matrix) and budgets (allocation) share: odd answers, phones, axe, notebooks, weight."""

import accessibility
import pytest
from exercise_pages import DESKTOP, HOSTILE, PHONE, arrive, check, check_again, small_targets

from localsdg import course as courses
from localsdg import kinds
from localsdg.judge import judge

SLUGS = ["budget", "links", "priorities", "roles"]
RATED = {row: {one: 3 for one in ("need", "effect", "cost", "trust")} for row in ("flood", "bus", "school")}
FILLED = {
    "priorities": {"cells": RATED, "weights": {"need": 60, "effect": 20, "cost": 10, "trust": 10}},
    "budget": {"amounts": {"wall": 40, "trees": 25, "bus": 5}},
}
ODD = [
    {"cells": {"flood": {"need": [1]}, "g1": {"g1": 3}}, "weights": {"need": -4, "cost": "5"}, "notes": 3},
    {"amounts": {"wall": 1e6, "bus": "9", "trees": None}, "reason": []},
    {"cells": [], "amounts": []},
]


@pytest.mark.sample(4)
@pytest.mark.parametrize("slug", SLUGS)
def test_no_answer_whatever_breaks_them(opened, grids, slug):
    page = opened(slug)
    for answer in HOSTILE + ODD:
        arrive(page, slug, answer)
        assert page.locator(".lsdg-body > *").count() == 1
        records = judge(slug, answer, where=grids[1])
        assert [text for _, _, text in check_again(page)] == [record["text"] for record in records]


@pytest.mark.sample(4)
@pytest.mark.parametrize("slug", SLUGS)
def test_at_phone_width_nothing_is_cut_off_and_targets_are_large_enough(opened, slug):
    page = opened(slug, FILLED.get(slug), viewport=PHONE)
    check(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert small_targets(page) == []


@pytest.mark.sample(5)
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("slug", SLUGS)
def test_axe_finds_nothing(opened, axe, slug, viewport):
    page = opened(slug, FILLED.get(slug), viewport=viewport)
    check(page)
    assert accessibility.findings_light_and_dark(page, axe, "main") == []


@pytest.mark.sample(3)
@pytest.mark.parametrize("slug", SLUGS)
def test_the_same_module_works_in_a_notebook(blocked, grids, slug):
    page = blocked().new_page()
    page.goto(f"{grids[0]}/pages/nothing.html")
    spec = {**courses.exercise(slug, course=grids[1]), "place": "notebook"}
    page.evaluate(
        """async ([code, css, spec]) => {
            const module = await import(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
            window.state = { spec, answer: null };
            document.body.innerHTML = `<style>${css}</style><div id="here"></div>`;
            const model = { get: (key) => state[key], set: (key, value) => { state[key] = value; },
                save_changes() {}, on() {}, off() {}, send() {} };
            module.default.render({ model, el: document.querySelector("#here") });
        }""",
        [kinds.esm(spec["kind"]), kinds.css(spec["kind"]), spec],
    )
    if slug == "budget":
        page.get_by_label("Flood wall: amount").fill("10")
        assert page.evaluate("state.answer.amounts.wall") == 10
    else:
        page.locator(".lsdg-m-select").first.select_option(index=1)
        assert list(page.evaluate("state.answer.cells").values())[0]
    assert "undefined" not in page.locator("#here").inner_text()
