"""A case in a page: drawn by lot, kept, changed only after a question, given by name where one is known."""

import json
from pathlib import Path

import pytest

from localsdg import course, kinds
from localsdg.course import cases

ROOT = Path(__file__).parents[2]
SLUG = "needs-assessment"
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def spec():
    return course.exercise(SLUG, course=ROOT)


def open_page(context, address, answer=None):
    page = context.new_page()
    if answer is not None:
        page.goto(f"{address}/_exercises/python.js")  # any file of the site: storage belongs to the origin
        page.evaluate("(text) => localStorage.setItem('localsdg:needs-assessment', text)", json.dumps(answer))
    page.goto(f"{address}/pages/{SLUG}.html")
    page.wait_for_selector(".lsdg-exercise[data-ready='1']")
    return page


def kept(page):
    return json.loads(page.evaluate("localStorage.getItem('localsdg:needs-assessment')"))


def check(page):
    """Press Check; ``{check id: state}``."""
    page.locator(".lsdg-check").click()
    page.wait_for_selector(".lsdg-record")
    return page.locator(".lsdg-record").evaluate_all(
        """rows => Object.fromEntries(rows.map((row) =>
            [row.dataset.check, /lsdg-(met|partly|unmet)/.exec(row.className)[1]]))"""
    )


def draw(page):
    page.locator(".lsdg-case-drawn > div > .lsdg-button").first.click()
    page.wait_for_selector(".lsdg-case-card:not([hidden])")


def test_questions_come_with_the_case_and_both_are_kept(blocked, bare_pages, spec):
    context = blocked()
    page = open_page(context, bare_pages)
    assert not page.locator(".lsdg-choice").is_visible()
    draw(page)
    drawn = kept(page)["case"]
    assert drawn in {row[0] for row in spec["cases"]["rows"]}
    assert page.locator(".lsdg-choice").is_visible()
    page.locator("input[value='asked']").check()
    page.reload()
    page.wait_for_selector(".lsdg-exercise[data-ready='1']")
    assert kept(page) == {"case": drawn, "answers": {"sentence": "asked"}}
    assert page.locator("input[value='asked']").is_checked()
    states = check(page)
    assert (states["sentence"], states["furthest"]) == ("met", "unmet")


def test_another_case_is_drawn_only_after_a_question_when_answers_would_go(blocked, bare_pages):
    page = open_page(blocked(), bare_pages)
    draw(page)
    first = kept(page)["case"]
    draw(page)  # nothing is answered yet: no question
    second = kept(page)["case"]
    assert second != first
    page.locator("input[value='asked']").check()
    draw(page)
    assert kept(page)["case"] == second
    page.locator(".lsdg-case-sure .lsdg-button").last.press("Enter")  # keep my answer
    assert kept(page)["answers"] == {"sentence": "asked"}
    assert not page.locator(".lsdg-case-sure").is_visible()
    draw(page)
    page.locator(".lsdg-case-sure .lsdg-danger").click()
    assert kept(page)["case"] != second
    assert kept(page)["answers"] == {}
    assert not page.locator("input[value='asked']").is_checked()


def test_the_medians_shown_are_those_the_checks_use(blocked, bare_pages, spec):
    answer = json.loads((ROOT / "exercises" / SLUG / "samples" / "full.json").read_text())["answer"]
    page = open_page(blocked(), bare_pages, answer)
    row = page.locator(".lsdg-case-block tbody tr", has_text="Sanitation").last
    own, department, _ = (float(text) for text in row.locator("td").all_text_contents())
    assert own - department == pytest.approx(answer["answers"]["department_gap"], abs=0.06)
    assert set(check(page).values()) == {"met"}


def test_the_tables_fit_a_phone(blocked, bare_pages):
    page = open_page(blocked(viewport=PHONE), bare_pages)
    draw(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_known_learner_gets_the_case_of_that_name(blocked, bare_pages, spec):
    page = blocked().new_page()
    page.goto(f"{bare_pages}/_exercises/python.js")
    mine = cases.case_of("ana", spec["cases"])
    model = {"spec": {**spec, "assigned": mine, "place": "notebook"}, "answer": None}
    page.evaluate(
        """async ([code, state]) => {
            const module = await import(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
            window.state = state;
            const model = { get: (key) => state[key], set: (key, value) => { state[key] = value; },
                save_changes() {}, on() {}, off() {}, send() {} };
            module.default.render({ model, el: document.body });
        }""",
        [kinds.esm("choice"), model],
    )
    draw(page)
    assert page.evaluate("window.state.answer.case") == mine
    assert not page.locator(".lsdg-case-drawn > div > .lsdg-button").first.is_visible()
