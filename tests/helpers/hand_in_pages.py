"""A page that offers *Download my work* and *Load my work* for the small course, and what one does on it."""

import json
import shutil
from pathlib import Path

import fixture_course
import pytest

from localsdg import course as sources
from localsdg_build.book.exercise_directives import script_json
from localsdg_build.release import handing_in, notebooks
from localsdg_web.folder import serving

CHECKOUT = Path(__file__).parents[2]
NAME = "3-monitoring-reporting"
SLUG = "zz-who-reports"
GIVEN = {"answers": {"who": "vnr", "when": 4}}
STORY = "# Our story\n\nÅ mayor said “oui”; 报告 follows.\n\n- one\n"


@pytest.fixture(scope="module")
def hand_in_course(tmp_path_factory):
    return fixture_course.make(tmp_path_factory.mktemp("course") / "course")


@pytest.fixture(scope="module")
def hand_in_site(tmp_path_factory, hand_in_course):
    """A folder as the book lays it out, with one page that offers the hand-in, for the small course."""
    out = tmp_path_factory.mktemp("site")
    (out / "_exercises" / "notebooks").mkdir(parents=True)
    for source in (CHECKOUT / "book" / "static" / "exercises").glob("*.js"):
        shutil.copy(source, out / "_exercises")
    (out / "_exercises" / "checks").mkdir()
    checks = {"words": {"labels": sources.exercise(SLUG, course=hand_in_course)["words"]["labels"]}}
    (out / "_exercises" / "checks" / f"{SLUG}.json").write_text(json.dumps(checks))
    notebook = out / "_exercises" / "notebooks" / f"{NAME}.ipynb"
    notebook.write_text(notebooks.notebook_text(NAME, hand_in_course), encoding="utf-8")
    data = script_json(handing_in.page_data(NAME, hand_in_course))
    (out / "page.html").write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Hand in</title><body>'
        "<main><h1>Hand in</h1>"
        f'<div class="lsdg-hand-in" data-assignment="{NAME}">'
        f'<script type="application/json" class="lsdg-words">{data}</script></div>'
        '</main><script type="module" src="_exercises/hand-in.js"></script></body></html>',
        encoding="utf-8",
    )
    return out


@pytest.fixture(scope="module")
def hand_in_address(hand_in_site):
    with serving(hand_in_site) as address:
        yield address


@pytest.fixture
def hand_in_page(hand_in_address, blocked):
    page = blocked(accept_downloads=True).new_page()
    page.goto(f"{hand_in_address}/page.html")
    page.wait_for_selector(".lsdg-hand-in[data-ready]")
    return page


def keep(page, **answers):
    """What the widgets of a page write."""
    for name, answer in answers.items():
        key = f"localsdg:{name.replace('_', '-')}"
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, json.dumps(answer)])
    page.evaluate("dispatchEvent(new Event('focus'))")


def kept(page, slug):
    return json.loads(page.evaluate("key => localStorage.getItem(key)", f"localsdg:{slug}") or "null")


def download(page):
    with page.expect_download() as started:
        page.click(".lsdg-download")
    assert started.value.suggested_filename == f"{NAME}.ipynb"
    return Path(started.value.path()).read_bytes()


def status(page):
    return page.inner_text(".lsdg-hand-in-status")


def load(page, tmp_path, content, name="work.ipynb"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    page.set_input_files("input[type=file]", path)
    page.wait_for_function(
        "document.querySelector('.lsdg-hand-in-status').textContent"
        " || document.querySelector('.lsdg-question-bar')"
    )


def cell(notebook, name):
    return next(cell for cell in notebook["cells"] if cell["id"] == name)
