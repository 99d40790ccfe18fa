"""The planner of workshops in a page: the same plans as the command's, changed in place, printed, saved."""

import csv
import io

import accessibility
import pytest
from docx import Document
from icalendar import Calendar
from plans import FACTS, WORDS, planned, said

from localsdg_build.agenda import checking, files, rules, telling
from localsdg_build.book import agenda_page
from localsdg_build.book.assets import exercise_files, style_sheet

PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def planner_site(tmp_path_factory, npm_modules, served):
    """A page with the planner and nothing of the book around it but its look."""
    top = tmp_path_factory.mktemp("planner")
    out = top / "_exercises"
    exercise_files(out, npm_modules)
    assert not list(out.glob("agenda*"))  # other editions have none of it
    agenda_page.files(out)
    vendored = out / "vendor"
    vendored.mkdir()
    (vendored / "docx.js").write_bytes((npm_modules / "docx/dist/index.mjs").read_bytes())
    (top / "site.css").write_text(style_sheet(), encoding="utf-8")
    (top / "index.html").write_text(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Planner</title>'
        '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
        '<link rel="stylesheet" href="site.css"></head><body><main class="lsdg-article"><h1>For trainers</h1>'
        f"<section><h2>Plan a workshop</h2>{agenda_page.place('en', '_exercises/')}</section></main>"
        "</body></html>",
        encoding="utf-8",
    )
    with served(top) as address:
        yield address


@pytest.fixture
def planner(planner_site, blocked):
    """Open the page and make the plan of a day for elected members."""

    def open_page(**options):
        page = blocked(**options).new_page()
        page.goto(planner_site)
        page.get_by_role("button", name=WORDS["page_make"]).click()
        page.locator(".lsdg-agenda-slot").first.wait_for(timeout=60000)
        return page

    return open_page


def test_learners_get_none_of_it(built_book):
    page = (built_book / "book" / "en" / "trainers.html").read_text(encoding="utf-8")
    assert "lsdg-agenda" not in page and "The planner stands here in the trainer" in page
    assert not list(built_book.rglob("agenda*"))


def slots(page):
    return page.locator(".lsdg-agenda-slot").evaluate_all(
        "all => all.map(e => [e.querySelector('.lsdg-agenda-start').textContent, "
        "Number(e.querySelector('input').value), e.querySelector('b').textContent])"
    )


def expected(rows):
    return [[rules.clock(row["start"]), row["minutes"], telling.what(FACTS, WORDS, row)] for row in rows]


def test_the_page_plans_checks_and_saves_as_the_command_does(planner):
    page = planner()
    rows = planned([480], "elected")["rows"]
    assert slots(page) == expected(rows)
    state = page.locator(".lsdg-agenda-state")
    assert state.inner_text() == WORDS["page_good"]

    # A session of one minute, and the sum that is less: named at once, and taken back.
    place = next(number for number, row in enumerate(rows) if row["kind"] == "lesson")
    field = page.locator(".lsdg-agenda-minutes").nth(place)
    field.fill("1")
    field.press("Enter")
    wrong = page.locator(".lsdg-agenda-wrong")
    wrong.first.wait_for(timeout=20000)
    changed = [dict(row) for row in rows]
    changed[place]["minutes"] = 1
    changed = checking.restarted(changed, 540)
    assert slots(page) == expected(changed)
    assert [key for _, key in said(changed, 480)] == ["too_short_session", "sum_less"]
    assert "2" in state.inner_text() and wrong.count() == 1
    page.get_by_role("button", name=WORDS["page_back"]).click()
    page.locator(".lsdg-agenda-wrong").first.wait_for(state="detached", timeout=20000)
    assert slots(page) == expected(rows)

    # The opening is moved down, by keyboard; the focus stays on what was moved.
    down = page.locator("[data-does=down]").first
    down.focus()
    down.press("Enter")
    page.locator(".lsdg-agenda-wrong").first.wait_for(timeout=20000)
    assert slots(page)[1][2] == WORDS["kind_opening"]
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == WORDS["page_down"].format(
        what=WORDS["kind_opening"], start=slots(page)[1][0]
    )
    page.get_by_role("button", name=WORDS["page_back"]).click()
    page.locator(".lsdg-agenda-wrong").first.wait_for(state="detached", timeout=20000)

    # A lesson is added after the opening, and removed again.
    page.locator("#lsdg-agenda-more").select_option("3-monitoring-reporting/local-review")
    page.locator("[data-does=add]").first.click()
    page.locator(".lsdg-agenda-wrong").first.wait_for(timeout=20000)
    assert slots(page)[1] == ["09:15", 90, "A review of your own town"]
    page.locator("[data-does=remove]").nth(1).click()
    page.locator(".lsdg-agenda-wrong").first.wait_for(state="detached", timeout=20000)
    assert slots(page) == expected(rows)

    date = page.locator("#lsdg-agenda-date").input_value()
    assert saved(page, "page_csv") == files.csv_text(FACTS, WORDS, rows).encode()
    assert saved(page, "page_ics") == files.ics_text(FACTS, WORDS, rows, date).encode()
    made = Document(io.BytesIO(saved(page, "page_docx")))
    assert [cell.text for cell in made.tables[0].rows[1].cells] == ["09:00", "15", WORDS["kind_opening"]]


def saved(page, key):
    with page.expect_download() as waiting:
        page.get_by_role("button", name=WORDS[key]).click()
    return waiting.value.path().read_bytes()


def test_both_pythons_make_the_same_plans(planner):
    page = planner()
    cases = [
        (30, "associations", []),
        (137, "technical", ["2-territorial-planning"]),
        (1111, "technical", []),
        (2400, "associations", []),
    ]
    for total, audience, modules in cases:
        lengths = rules.shared(total)
        wanted = {"lengths": lengths, "audience": audience, "modules": modules, "start": 545}
        reply = page.evaluate(
            """async (wanted) => {
              const { Planner } = await import("/_exercises/agenda-planner.js");
              const { facts, words } = JSON.parse(document.querySelector(".lsdg-words").textContent);
              return new Planner({ facts, words }).ask({ do: "plan", wanted });
            }""",
            wanted,
        )
        rows = planned(lengths, audience, modules, 545)["rows"]
        assert [{key: row[key] for key in rows[0]} for row in reply["rows"]] == rows
        assert reply["problems"] == []


def test_the_page_is_for_everybody_and_prints_the_plan_alone(planner, axe):
    page = planner(viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert accessibility.findings_light_and_dark(page, axe) == []
    page.emulate_media(media="print")
    assert not page.locator(".lsdg-agenda-form").is_visible()
    assert not page.locator("[data-does=up]").first.is_visible()
    assert page.get_by_role("heading", name="Plan of a workshop").is_visible()


def test_a_number_of_minutes_that_is_none_is_said(planner):
    page = planner()
    page.locator("#lsdg-agenda-time").select_option("")
    page.locator("#lsdg-agenda-minutes").fill("90")
    page.get_by_role("button", name=WORDS["page_make"]).click()
    page.get_by_text("One day · 90 minutes").first.wait_for(timeout=20000)
    assert sum(minutes for _, minutes, _ in slots(page)) == 90
    text = saved(page, "page_csv").decode()
    assert sum(int(row["minutes"]) for row in csv.DictReader(io.StringIO(text))) == 90
    assert len(Calendar.from_ical(saved(page, "page_ics")).walk("VEVENT")) == len(slots(page))
    page.evaluate("document.querySelector('.lsdg-agenda-form').noValidate = true")
    page.locator("#lsdg-agenda-minutes").fill("12")
    page.get_by_role("button", name=WORDS["page_make"]).click()
    assert page.locator(".lsdg-agenda-status").inner_text() == "Write a number of minutes from 30 to 2400."
