"""Pages that go out, in real Chromium: the cohort's dashboard and a learner's feedback page."""

import time
from dataclasses import replace

import accessibility
import cohorts
import pytest
from outcomes import with_first
from soak import many

from autograder.intake.roster import Learner, Roster
from autograder.model import Late
from autograder.reports import dashboard, feedback

NAME = "3-monitoring-reporting"
EVIL = "<img src=x onerror=window.evil=1><script>window.evil=1</script><svg onload=window.evil=1>"


@pytest.fixture(scope="module")
def cohort_page(tmp_path_factory):
    """The dashboard of some hand-ins (160 in ``make soak``) to all four assignments, some of them hostile."""
    path = tmp_path_factory.mktemp("cohort") / "dashboard.html"
    some = list(cohorts.hand_ins(many(48, 160), names=tuple(cohorts.assignments())))
    for place, (outcome, entry) in enumerate(some[:8]):
        outcome = with_first(
            replace(outcome, learner=outcome.learner + EVIL),
            check={"text": EVIL, "state": "unmet", "message": "evil"},
        )
        answers = {slug: answer or {"text": EVIL} for slug, answer in entry.answers.items()}
        some[place] = outcome, replace(entry, answers=answers)
    roster = Roster([Learner("nobody yet", "nobody yet")])
    dashboard.write(some, path, cohorts.assignments(), roster=roster, name=EVIL)
    return path.as_uri()


@pytest.fixture(scope="module")
def feedback_page(tmp_path_factory):
    """A feedback page with all that it can show, and markup wherever a learner or a facilitator writes."""
    outcome, entry = next(cohorts.hand_ins(1))
    outcome = replace(
        outcome,
        learner=f"Amina {EVIL}",
        notes=(f"Some cells had lost their marks; they were put back. {EVIL}",),
        late=Late("", "", 2, 10, None, f"2 days late: 10 % of the points are taken off. {EVIL}"),
    )
    outcome = with_first(outcome, comment=f"Well begun.\n\n{EVIL}", check={"text": EVIL})
    entry.answers["advocacy-story"] = {"text": f"One line.\nAnother line. {EVIL}"}
    path = tmp_path_factory.mktemp("feedback") / "page.html"
    page = feedback.page(outcome, entry.answers, cohorts.assignments()[NAME])
    path.write_text(page, encoding="utf-8")
    return path.as_uri()


@pytest.fixture(params=["cohort_page", "feedback_page"])
def address(request):
    return request.getfixturevalue(request.param)


def opened(blocked, address, **options):
    page = blocked(**options).new_page()
    page.goto(address)
    return page


def test_axe_finds_nothing(blocked, axe, address):
    page = opened(blocked, address)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert accessibility.findings_light_and_dark(page, axe) == []


def test_no_script_of_a_learner_runs_and_nothing_is_fetched(blocked, address):
    page = opened(blocked, address)
    page.wait_for_timeout(200)
    assert page.evaluate("window.evil") is None
    assert page.locator("script, img, iframe, main svg svg").count() == 0
    assert "<img src=x" in page.locator("body").inner_text()  # all of it is there as text
    # Were markup to come through one day, the page's policy would still stop it.
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=window.evil=1>')")
    page.wait_for_timeout(200)
    assert page.evaluate("window.evil") is None


@pytest.mark.sample(2)
@pytest.mark.parametrize("width", [360, 768])
def test_the_page_does_not_scroll_sideways(blocked, address, width):
    page = opened(blocked, address, viewport={"width": width, "height": 740})
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_prints_without_its_colours_and_cut_off_tables(blocked, address):
    page = opened(blocked, address, color_scheme="dark", viewport={"width": 700, "height": 900})
    page.emulate_media(media="print", color_scheme="dark")
    shade = page.evaluate("getComputedStyle(document.body).color")
    assert sum(map(int, shade.removeprefix("rgb(").removesuffix(")").split(","))) < 200  # dark on white
    assert page.pdf()[:5] == b"%PDF-"


def test_letters_in_charts_stay_large_on_a_phone(blocked, cohort_page):
    page = opened(blocked, cohort_page, viewport={"width": 360, "height": 740})
    charts = page.locator("svg.chart")
    assert charts.count() == 6 and page.locator("section details").count() >= 6
    heights = page.locator("svg.chart text").evaluate_all(
        "all => all.map(t => t.getBoundingClientRect().height)"
    )
    assert min(heights) >= 12
    boxes = page.locator("svg.chart").evaluate_all(
        """all => all.flatMap((chart) => { const all = [...chart.querySelectorAll('text')]
            .map(t => t.getBoundingClientRect());
            return all.flatMap((a, i) => all.slice(i + 1).filter(b => a.left < b.right && b.left < a.right
                && a.top + 2 < b.bottom && b.top + 2 < a.bottom).map(() => chart.ariaLabel)); })"""
    )
    assert boxes == []  # no text over another


def test_tables_scroll_by_keyboard_and_details_open(blocked, cohort_page):
    page = opened(blocked, cohort_page, viewport={"width": 360, "height": 740})
    details = page.locator("section details").first
    details.locator("summary").focus()
    page.keyboard.press("Enter")
    assert details.get_attribute("open") is not None
    assert page.locator(".wide").first.get_attribute("tabindex") == "0"


@pytest.mark.soak
@pytest.mark.alone  # takes the time
def test_many_hand_ins_open_at_once(blocked, tmp_path):
    """Each of a large class costs at most half as much again as one of a tenth of it (processor time)."""
    path, spent, whole = tmp_path / "large.html", [], many(1_000, 10_000)
    for count in (whole // 10, whole // 10, whole):  # the first finds out what all need
        begin = time.process_time()
        found = cohorts.hand_ins(count, names=tuple(cohorts.assignments()))
        dashboard.write(found, path, cohorts.assignments())
        spent.append((time.process_time() - begin) / count)
    assert spent[2] < 1.5 * spent[1]
    assert path.stat().st_size < 1_000_000
    page = blocked().new_page()
    page.goto(path.as_uri())
    assert f"{whole} hand-ins of {whole // 4} learners" in page.locator("#overview ~ p").first.inner_text()
