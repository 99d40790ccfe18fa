"""Lessons in a learning platform, in Chromium: scorm-again with Moodle's limits plays the packages."""

import json
from pathlib import Path

import pytest
from accessibility import findings
from scorm_modules import largest, lessons, samples
from scorm_platform import Platform, answer, answers_in, blocked_storage, percent, write
from soak import LONG

from localsdg_build import order
from localsdg_build.scorm import make, tryout

pytestmark = pytest.mark.early  # makes the book, which most tests of this room look at

ROOT = Path(__file__).parents[2]
# One lesson for each kind of exercise; a figure, formulas, an exercise in code. `make soak` plays all.
SOME = (
    "3-monitoring-reporting/reporting-roadmap", "2-territorial-planning/setting-priorities",
    "2-territorial-planning/resource-allocation", "4-decentralized-cooperation/logframe-and-participation",
    "3-monitoring-reporting/sharing-results", "3-monitoring-reporting/indicators-and-distance",
)  # fmt: skip
ROADMAP, LAST = SOME[0], SOME[-1]
TITLES = {f"{module}/{name}": order.title(path) for module, name, path in order.lessons(ROOT)}
HEAVIEST = 1.2e6  # bytes


@pytest.fixture(scope="module")
def packages(built_book, tmp_path_factory):
    """The folder with the packages that are played."""
    out = tmp_path_factory.mktemp("scorm")
    made = []
    for lesson in TITLES if LONG else SOME:
        made += make.make(built_book, out, ROOT, make.Wanted(*lesson.split("/")), made.append)
    wanted = make.Wanted(*ROADMAP.split("/"), version="2004")
    make.make(built_book, out / "new", ROOT, wanted, made.append)
    assert all(one.bytes < HEAVIEST for one in made)
    return out


@pytest.fixture(scope="module")
def address(packages):
    with tryout.shown(packages, ROOT) as found:
        yield found


def good(lesson):
    """The good sample of each of a lesson's exercises."""
    return {one["slug"]: largest(one["slug"]) for one in lessons()[lesson]}


@pytest.mark.soak
def test_lessons_are_answered_closed_resumed_elsewhere_and_scored_as_the_grader_scores(blocked, address):
    here, played = Platform(blocked(), address), {}
    for lesson in TITLES if LONG else SOME:
        answers = good(lesson)
        answer(here.open(TITLES[lesson]), answers)
        here.settled()
        here.close()
        values = here.values()
        assert len(values["cmi.suspend_data"]) <= 3500 and values["cmi.core.lesson_status"] == "completed"
        assert float(values["cmi.core.score.raw"]) == percent(ROOT, *lesson.split("/"), answers), lesson
        assert values["cmi.core.session_time"].startswith("0000:")
        ids = [value for key, value in values.items() if key.endswith(".id")]
        assert len(ids) == len(set(ids)) > 2
        played[lesson] = answers
    assert here.refused() == []
    there = Platform(blocked(), address, here.learner, here.kept())
    for lesson, answers in played.items():
        page = there.open(TITLES[lesson])
        assert answers_in(page, answers) == answers, lesson
        there.settled()
        changed = {name for name, _ in there.told()}
        assert changed <= {"cmi.core.exit", "cmi.core.session_time"}, lesson  # nothing old is sent again
    answer(there.lesson, {slug: samples(slug)[0] for slug in answers})
    there.settled()
    told = [name for name, _ in there.told() if name.endswith(".id")]
    assert told and all(name in values for name in told)  # the same checks, in their old places


def test_a_whole_module_has_its_test_and_keeps_code_for_the_grader(blocked, built_book, tmp_path):
    """Nine lessons and the test in one package: what is begun here goes on elsewhere, and into the file."""
    module = ROADMAP.split("/")[0]
    make.make(built_book, tmp_path, ROOT, make.Wanted(module), lambda one: None)
    with tryout.shown(tmp_path / f"{module}.zip", ROOT) as address:
        here = Platform(blocked(), address)
        titles = here.page.locator("#lesson option").all_inner_texts()
        assert titles[1:] == [TITLES[name] for name in TITLES if name.startswith(module)]
        page = here.open(titles[0])
        assert "The platform keeps your answers and reports no score" in page.locator("article").inner_text()
        page.locator("[data-does=begin]").click()
        first = page.locator(".lsdg-choice > li").first
        first.locator("input[type=radio]").first.check()
        chosen = first.locator("input[type=radio]").first.get_attribute("value")
        here.settled()
        assert "cmi.core.score.raw" not in here.values()
        here.close()
        field, mine = ".lsdg-scorm-source", "response_rate = 40  # mine"
        page = here.open(TITLES[f"{module}/analysing-a-survey"])
        assert "from localsdg import data" in page.locator(field).input_value()
        page.locator(field).fill(mine)
        here.settled()
        here.close()
        there = Platform(blocked(), address, here.learner, here.kept())
        page = there.open(titles[0])
        assert (
            page.locator(".lsdg-choice > li").first.locator("input:checked").get_attribute("value") == chosen
        )
        there.close()
        page = there.open(TITLES[f"{module}/analysing-a-survey"])
        assert page.locator(field).input_value() == mine
        with there.page.expect_download() as download:
            page.locator(".lsdg-hand-in .lsdg-download").click()
        notebook = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
        cells = {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"]}
        assert cells["survey-analysis-answer"] == mine
        assert there.refused() == [] == here.refused()


def test_a_platform_that_fails_is_told_and_gets_everything_when_it_answers_again(blocked, address):
    platform = Platform(blocked(), address)
    for how in ("throws", "false"):
        platform.fails(how)
        page = platform.open(TITLES[ROADMAP])
        assert "The platform does not answer" in page.locator(".lsdg-scorm-kept").inner_text()
        answers = good(ROADMAP)
        answer(page, answers)
        assert page.locator(".lsdg-record").count() > 10
        platform.fails("")
        page.evaluate("() => dispatchEvent(new Event('online'))")  # else it waits up to a minute
        page.wait_for_function("() => document.querySelector('.lsdg-scorm-who').textContent.includes('Anna')")
        platform.settled()
        assert float(platform.values()["cmi.core.score.raw"]) == percent(ROOT, *ROADMAP.split("/"), answers)
        assert answers_in(page, answers) == answers
        platform.close()
        platform.page.click("#forget")
    assert platform.refused() == []


def test_what_is_too_long_is_said_while_it_is_written_stays_here_and_is_downloaded(blocked, address):
    platform = Platform(blocked(), address)
    page = platform.open(TITLES["3-monitoring-reporting/sharing-results"])
    slug = "dossier-3-monitoring-reporting"
    text = "".join(chr(0x4E00 + (at * 7919) % 20000) for at in range(3000))
    box = page.locator(f"#exercise-{slug} textarea").first
    box.fill(text)
    page.locator(f"#exercise-{slug} .lsdg-scorm-long", has_text="on this device only").wait_for()
    page.locator("[data-notice=long]", has_text="too little room").wait_for()
    platform.settled()
    assert len(platform.values()["cmi.suspend_data"]) <= 3500
    with platform.page.expect_download() as download:
        page.locator(".lsdg-hand-in .lsdg-download").click()
    notebook = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert notebook["metadata"]["localsdg"]["assignment"] == "3-monitoring-reporting"
    assert text in json.dumps(notebook, ensure_ascii=False)
    platform.close()
    assert platform.open(TITLES["3-monitoring-reporting/sharing-results"]).locator(
        f"#exercise-{slug} textarea").first.input_value() == text  # fmt: skip
    # Elsewhere it is missing, and the page says where it is; here it comes back.
    other = Platform(blocked(), address, platform.learner, platform.kept())
    page = other.open(TITLES["3-monitoring-reporting/sharing-results"])
    page.locator("[data-notice=elsewhere]").wait_for()
    assert text not in page.locator(f"#exercise-{slug} textarea").first.input_value()


def test_what_the_platform_gives_may_be_damaged_or_somebody_elses(blocked, address):
    platform = Platform(blocked(), address)
    quiz = "check-reporting-roadmap"
    write(platform.open(TITLES[ROADMAP]), quiz, largest(quiz))
    platform.settled()
    platform.close()
    ((key, text),) = platform.kept().items()
    values = json.loads(text)
    state = values["cmi.suspend_data"]
    # Under another name the same state is not shown, and stays where it is until somebody says whose it is.
    renamed = Platform(blocked(), address, learner="Bert", kept={key.replace(platform.learner, "Bert"): text})
    page = renamed.open(TITLES[ROADMAP])
    page.locator("[data-notice=other]").wait_for()
    assert answers_in(page, [quiz]) == {quiz: None}
    renamed.lesson.wait_for_timeout(2000)
    assert renamed.page.evaluate("tryout.state()['cmi.suspend_data']") == state
    page.locator("[data-notice=other] button").first.click()
    page.wait_for_function("slug => localStorage.getItem(`localsdg:${slug}`) !== null", arg=quiz)
    # A new attempt, or a platform that has lost it: it begins anew, and the device has what was there.
    anew = Platform(platform.page.context, address, platform.learner)
    anew.page.select_option("#lesson", anew.value_of(TITLES[ROADMAP]))
    anew.page.click("#forget")
    page = anew.open(TITLES[ROADMAP])
    assert answers_in(page, [quiz]) == {quiz: None}
    page.locator("[data-notice=again] button").first.click()
    page.wait_for_function("slug => localStorage.getItem(`localsdg:${slug}`) !== null", arg=quiz)
    anew.settled()
    assert anew.values()["cmi.suspend_data"]
    anew.close()
    # Damaged: it is said, put aside, and can be had as a file.
    damaged = {key: json.dumps({**values, "cmi.suspend_data": state[:20] + "AAAA" + state[24:]})}
    broken = Platform(blocked(), address, platform.learner, damaged)
    page = broken.open(TITLES[ROADMAP])
    page.locator("[data-notice=damaged]").wait_for()
    with broken.page.expect_download() as download:
        page.locator("[data-notice=aside] button").click()
    assert state[24:] in Path(download.value.path()).read_text(encoding="utf-8")


def test_it_reads_well_in_a_small_frame_and_tells_of_a_second_window(blocked, address, axe):
    context = blocked(viewport={"width": 360, "height": 740}, color_scheme="dark")
    platform = Platform(context, address)
    page = platform.open(TITLES[LAST])
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    assert page.evaluate("() => document.documentElement.dataset.theme") == "dark"
    assert page.locator("math").count() == 2 and page.locator("mjx-container").count() == 0
    page.locator(".lsdg-plot").first.scroll_into_view_if_needed()
    page.locator(".lsdg-plot[data-drawn]").first.wait_for()
    alone = context.new_page()
    alone.goto(page.url)  # the lesson without a platform: it goes on, and says so
    alone.locator(".lsdg-hand-in[data-ready]").wait_for()
    alone.locator(".lsdg-scorm-kept", has_text="The platform does not answer").wait_for()
    assert findings(alone, axe) == []
    alone.close()
    second = Platform(context, address, platform.learner)
    other = second.open(TITLES[LAST])
    page.locator("[data-notice=twice]").wait_for()
    other.locator("[data-notice=twice]").wait_for()
    quiz = "check-indicators-and-distance"
    write(other, quiz, largest(quiz))
    page.wait_for_function("slug => localStorage.getItem(`localsdg:${slug}`) !== null", arg=quiz)
    assert answers_in(page, [quiz]) == {quiz: largest(quiz)}


def test_where_the_device_keeps_nothing_the_platform_does(blocked, packages):
    with tryout.shown(packages / "new", ROOT) as address, blocked_storage(blocked()) as context:
        platform = Platform(context, address)
        page = platform.open(TITLES[ROADMAP])
        answers = good(ROADMAP)
        answer(page, answers)
        platform.settled()
        values = platform.page.evaluate("tryout.state()")
        share = percent(ROOT, *ROADMAP.split("/"), answers)
        assert float(values["cmi.score.raw"]) == share and float(values["cmi.score.scaled"]) == share / 100
        assert values["cmi.completion_status"] == "completed" and values["cmi.exit"] == "suspend"
        assert values["cmi.session_time"].startswith("PT0H")
        assert platform.refused() == []
