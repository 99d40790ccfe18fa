"""The course in a folder, in Chromium: opened by a double click, and with its starter."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from accessibility import findings
from book_pages import draw_all

from localsdg_build.kit import make
from localsdg_build.live import jupyterlite, runtime
from localsdg_build.live import pages as live_pages
from localsdg_build.words import offline

pytestmark = pytest.mark.early  # makes the book, which most tests of this room look at

ROOT = Path(__file__).parents[2]
WORDS = {key: offline("en")[key].format(**make.STARTERS) for key in ("kit_note", "kit_exercise")}
LESSON, QUIZ = "modules/1-sdg-introduction/the-2030-agenda/en.html", "check-the-2030-agenda"
FIGURE = "modules/3-monitoring-reporting/reporting-roadmap/zh-Hans.html"


@pytest.fixture(scope="module")
def made(built_book, tmp_path_factory):
    """The kit; its zip is small enough to be carried about."""
    made = make.make(built_book, tmp_path_factory.mktemp("kit"), ROOT)
    assert made.zip_bytes < 25e6
    return made


@pytest.fixture
def kit(made):
    return made.folder


def test_with_live_code_it_stays_below_ninety_megabytes(made, tmp_path):
    (tmp_path / "_exercises").mkdir()
    runtime.publish(ROOT, tmp_path)
    jupyterlite.publish(ROOT, tmp_path)
    live_pages.publish(ROOT, tmp_path, ["en"])
    live = sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())
    assert live > 40e6 and made.folder_bytes + live < 90e6


def test_a_double_click_opens_the_lessons_and_says_what_is_missing(blocked, kit, axe):
    page, said = blocked(viewport={"width": 360, "height": 740}).new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.goto((kit / "index.html").as_uri())
    page.wait_for_url("**/course/book/en/index.html")
    page.get_by_text(WORDS["kit_note"]).wait_for()
    page.locator("h1").first.wait_for()
    assert not [text for text in said if "Access to image" in text]  # drawings that a style cuts out
    page.goto((kit / "course" / LESSON).as_uri())
    draw_all(page)
    assert page.evaluate("async () => { await document.fonts.ready; return [...document.fonts].some("
                         "one => one.status === 'loaded'); }")  # fmt: skip
    assert (
        page.evaluate("() => getComputedStyle(document.querySelector('.lsdg-exercise')).borderTopWidth")
        == "4px"
    )
    assert WORDS["kit_exercise"] in page.locator(f"#exercise-{QUIZ}").inner_text()
    assert page.evaluate("() => document.documentElement.scrollWidth") == 360
    assert findings(page, axe) == []
    # From page to page, as one reads; in the other language with its own words.
    page.locator(".lsdg-turn-next").click()
    page.wait_for_url("**/goals-targets-indicators/en.html")
    page.goto((kit / "course" / "zh-Hans" / LESSON.replace("en.html", "zh-Hans.html")).as_uri())
    page.get_by_text(offline("zh-Hans")["kit_note"].format(**make.STARTERS)).wait_for()
    # What draws figures lies there once, for all languages.
    page.goto((kit / "course" / "zh-Hans" / FIGURE).as_uri())
    draw_all(page)
    assert page.locator(".lsdg-plot .main-svg").count()


def test_with_the_starter_exercises_work(blocked, kit, tmp_path):
    environment = {**os.environ, "BROWSER": "true"}
    command = [sys.executable, "-S", str(kit / "program" / "start.py")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as program:
        try:
            address = re.search(r"http://127\.0\.0\.1:\d+", program.stdout.readline()).group()
            page = blocked(viewport={"width": 360, "height": 740}).new_page()
            page.goto(f"{address}/{LESSON}")
            page.wait_for_selector(f"#exercise-{QUIZ}[data-ready]")
            page.locator(f"#exercise-{QUIZ} [type=radio]").first.check()
            page.locator(f"#exercise-{QUIZ} .lsdg-check").click()
            page.locator(f"#exercise-{QUIZ} .lsdg-record").first.wait_for()
            assert not page.locator(".lsdg-kit-note").count()
            page.reload()
            page.wait_for_selector(f"#exercise-{QUIZ} [type=radio]:checked")
            page.goto(f"{address}/zh-Hans/{LESSON.replace('/en.', '/zh-Hans.')}")
            page.wait_for_selector(f"#exercise-{QUIZ}[data-ready]")
            page.locator(f"#exercise-{QUIZ} .lsdg-check").click()
            page.locator(f"#exercise-{QUIZ} .lsdg-record").first.wait_for()
            page.goto(f"{address}/modules/1-sdg-introduction/en.html")
            page.wait_for_selector(".lsdg-hand-in[data-ready]")
            assert not page.locator(".lsdg-keep").is_visible()
        finally:
            program.terminate()
