"""Code that is written, run, checked and handed in on its page, by Python in the browser."""

import json
import os
import subprocess
import sys
from pathlib import Path

import firefox
import honest
import pytest
from accessibility import findings_light_and_dark
from exercise_pages import PHONE, kept, small_targets

from localsdg import course
from localsdg.course import public
from localsdg_build.book import page_exercise
from localsdg_build.book.exercise_directives import script_json
from localsdg_build.live import pages, runtime
from localsdg_build.release import handing_in, notebooks

from .conftest import page_of, serving

ROOT = Path(__file__).parents[2]
SLUG, MODULE = "survey-analysis", "3-monitoring-reporting"
STARTER = (ROOT / "exercises" / SLUG / "starter.py").read_text(encoding="utf-8")
RIGHT = STARTER + honest.SOLUTIONS[SLUG]
WORDS = course.interface_words(course=ROOT)
SOON = 120_000  # ms: another test may run at the same time
CELLS = ['price = 3\nprint("hidden")', "price * 2"]


@pytest.fixture(scope="module")
def live_pages(exercises_folder):
    """The address of a site that can run code: ``{address}/live/<slug>.html``, with the hand-in below."""
    site = exercises_folder.parent
    runtime.publish(ROOT, site)
    pages.publish(ROOT, site, [course.LANGUAGE])
    made = exercises_folder / "notebooks" / f"{MODULE}.ipynb"
    made.parent.mkdir(exist_ok=True)
    made.write_text(notebooks.notebook_text(MODULE, ROOT), encoding="utf-8")
    page = page_of(page_exercise.widget_json(SLUG, public.exercise(SLUG, course=ROOT)), live=True)
    data = script_json(handing_in.page_data(MODULE, ROOT))
    hand_in = f'<div class="lsdg-hand-in" data-assignment="{MODULE}">'
    hand_in += f'<script type="application/json" class="lsdg-words">{data}</script></div>'
    shown = "".join(
        f'<div class="cell"><div class="cell_input"><pre>{code}</pre></div></div>' for code in CELLS
    )
    (site / "live").mkdir()
    (site / "live" / f"{SLUG}.html").write_text(page.replace("</main>", f"{hand_in}{shown}</main>"), "utf-8")
    with serving(site) as address:
        yield address


@pytest.fixture
def page(blocked, live_pages):
    tab = blocked(viewport=PHONE, accept_downloads=True).new_page()
    tab.goto(f"{live_pages}/live/{SLUG}.html")
    tab.wait_for_selector(".lsdg-live-start")
    return tab


def write(page, code):
    page.locator(".lsdg-exercise .cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(code)


def run(page, code, shows):
    write(page, code)
    page.keyboard.press("Control+Enter")
    out = page.locator(".lsdg-exercise .lsdg-run-out")
    out.locator(shows).first.wait_for(timeout=SOON)
    return out


def status(page, text):
    page.locator(".lsdg-exercise .lsdg-live-status", has_text=text).wait_for(timeout=SOON)


def check(page):
    page.locator(".lsdg-check").click()
    page.locator(".lsdg-outcome:not([data-stale]) :is(.lsdg-score, .lsdg-problem)").wait_for(timeout=SOON)
    return page.inner_text(".lsdg-outcome")


def graded(notebook, folder):
    """The result of the exercise by the grader, which runs the code of a hand-in itself."""
    (folder / "in" / "amina").mkdir(parents=True)
    (folder / "in" / "amina" / f"{MODULE}.ipynb").write_bytes(notebook)
    command = [
        sys.executable,
        "-m",
        "autograder.cli",
        "grade",
        "in",
        "--course",
        "course",
        "--json",
        "out.json",
    ]
    environment = {**os.environ, "LOCALSDG_COURSE": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (result,) = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    return next(one for one in result["exercises"] if one["id"] == SLUG)


def feedback_leads_to_its_line(page, axe):
    """The line of a variable is marked, its sentence describes the editor, and *Show me* selects the line."""
    write(page, "response_rate = 7\nresponse_rate = 1\ngoal9_rural = 2")
    check(page)
    marked = page.locator(".lsdg-line-marked")
    assert marked.all_inner_texts() == ["response_rate = 1", "goal9_rural = 2"]
    page.locator(".lsdg-outcome .lsdg-way").first.click()
    here = "[document.activeElement.matches('.cm-content'), getSelection().toString()]"
    assert page.evaluate(here) == [True, "response_rate = 1"]
    ids = page.get_attribute(".cm-content", "aria-describedby").split()
    said = [text for one in ids for text in page.locator(f"#{one}").all_inner_texts()]
    assert any("response_rate:" in text for text in said) and any("goal9_rural:" in text for text in said)
    assert findings_light_and_dark(page, axe, ".lsdg-exercise") == []


@pytest.mark.sandbox
def test_code_is_written_run_checked_kept_and_handed_in_on_a_phone(page, axe, tmp_path):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    assert STARTER.strip() in page.inner_text(".lsdg-bench-plain")
    assert WORDS["live_first"].split("{")[0] in check(page)
    assert not [url for url in asked if "_live" in url]  # nothing of Python before the click
    megabytes = json.loads(page.evaluate("async () => (await fetch('../_exercises/live.json')).text()"))[
        "megabytes"
    ]
    assert f"{megabytes} MB" in page.inner_text(".lsdg-live-start") and 10 < int(megabytes) <= 18
    page.locator(".lsdg-exercise .lsdg-live-start").click()
    page.locator(".cm-content").wait_for()

    assert run(page, "print('first')", "pre").locator("pre").inner_text().strip() == "first"
    assert "NameError" in run(page, "x = 1\nprint(y)", "details").text_content()
    assert "line 2" in page.inner_text(".lsdg-exercise .lsdg-live-status.lsdg-problem")
    table = run(page, STARTER + "\nsurvey", "table")
    assert table.locator("tbody tr").count() == 20 and "121" in table.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert findings_light_and_dark(page, axe, ".lsdg-exercise") == []

    feedback_leads_to_its_line(page, axe)
    write(page, RIGHT)
    assert page.locator(".lsdg-line-marked").count() == 0
    assert "12 of 12" in check(page)
    assert kept(page, SLUG) == {"code": RIGHT}
    # Changed while it runs: the result is that of the code that ran.
    write(page, slow := f"import time\n{RIGHT}\ntime.sleep(2)")
    page.locator(".lsdg-check").click()
    status(page, WORDS["live_running"])
    write(page, RIGHT)
    page.locator(".lsdg-check:not([aria-disabled])").wait_for(timeout=SOON)
    checked = page.evaluate("slug => JSON.parse(localStorage[`localsdg-checked:${slug}`])", SLUG)
    assert checked["answer"] == {"code": slow} and page.is_visible(".lsdg-outcome[data-stale]")
    assert "12 of 12" in check(page)
    page.reload()
    page.wait_for_selector(".lsdg-live-start")
    assert page.inner_text(".lsdg-bench-plain").split() == RIGHT.split()
    page.wait_for_selector(f"li[data-exercise={SLUG}][data-state=checked]")
    with page.expect_download() as started:
        page.click(".lsdg-download")
    found = graded(Path(started.value.path()).read_bytes(), tmp_path)
    assert (found["status"], found["score"]) == ("graded", 12)


@pytest.mark.sample(0)
def test_code_is_run_checked_and_kept_in_firefox(playwright, live_pages, tmp_path):
    with firefox.started(playwright, tmp_path) as fox:
        context = fox.new_context(viewport=PHONE)
        problems = []
        context.on("weberror", lambda found: problems.append(str(found.error)))
        page = context.new_page()
        page.goto(f"{live_pages}/live/{SLUG}.html")
        page.locator(".lsdg-exercise .lsdg-live-start").click(timeout=SOON)
        page.locator(".lsdg-exercise .cm-content").wait_for(timeout=SOON)
        assert run(page, STARTER + "\nsurvey", "table").locator("tbody tr").count() == 20
        assert "NameError" in run(page, "x = 1\nprint(y)", "details").text_content()
        page.locator(".lsdg-exercise .cm-content").click()
        page.keyboard.press("Control+A")
        page.keyboard.type(RIGHT)  # by keys: text that is put in at once gets a line too many here
        assert "12 of 12" in check(page)
        assert kept(page, SLUG) == {"code": RIGHT}
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.reload()
        page.wait_for_selector(".lsdg-live-start")
        assert page.inner_text(".lsdg-bench-plain").split() == RIGHT.split()
        assert "12 of 12" in page.inner_text(".lsdg-outcome")
    assert problems == []


def test_code_that_never_ends_is_stopped_and_figures_of_lessons_can_be_changed(page, axe):
    page.clock.install()  # time goes on as ever, and can be put forward
    page.locator(".lsdg-live-open").nth(1).click()
    cell = page.locator(".lsdg-live-cell")
    cell.locator(".lsdg-live-start").click()
    cell.locator(".cm-content").wait_for()
    cell.locator(".lsdg-run").click()
    shown = cell.locator("pre.lsdg-run-text")
    shown.wait_for(timeout=SOON)
    assert shown.inner_text().strip() == "6"  # the code above it ran first, and shows nothing here
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("price * 5")
    cell.locator(".lsdg-run").click()
    cell.locator("pre.lsdg-run-text", has_text="15").wait_for(timeout=SOON)
    cell.locator(".lsdg-undo").click()
    assert cell.locator(".cm-content").inner_text().strip() == CELLS[1]
    assert findings_light_and_dark(page, axe, ".lsdg-live-cell") == []
    assert small_targets(page) == []

    page.locator(".lsdg-exercise .lsdg-live-start").click()
    page.locator(".lsdg-exercise .cm-content").wait_for()
    write(page, "while True:\n    pass")
    page.locator(".lsdg-exercise .lsdg-run").click()
    status(page, WORDS["live_running"])
    page.clock.fast_forward(40_000)  # real seconds pass beside it
    assert WORDS["live_busy"] in check(page)
    page.clock.fast_forward(20_000)
    status(page, WORDS["live_too_long"].split("{")[0])
    page.locator(".lsdg-exercise .lsdg-run").click()
    status(page, WORDS["live_running"])
    page.locator(".lsdg-exercise .lsdg-stop").click()
    status(page, WORDS["live_stopped"])
    out = run(page, "for n in range(10**6):\n    print('x' * 60)", ".lsdg-cut")
    assert len(out.locator("pre").inner_text()) < 21_000
    assert kept(page, SLUG)["code"].startswith("for n")
    write(page, "x")
    page.keyboard.press("Tab")  # an indent
    assert page.evaluate("document.activeElement.matches('.cm-content')")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.lsdg-run')")
