"""Real Chromium, pages that may speak to this computer alone, and a bare page for each exercise."""

import html
import json
import re
import shutil
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hand_in_pages import hand_in_address, hand_in_course, hand_in_page, hand_in_site  # noqa: F401 (fixtures)
from lent_contexts import Contexts
from parallel import once
from pseudo_site import pseudo_book, pseudo_pages  # noqa: F401 (fixtures)

from localsdg import course
from localsdg.course import public
from localsdg_build.book import page_exercise
from localsdg_web.folder import serving

ROOT = Path(__file__).parents[2]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def contexts(browser):
    """Contexts of the browser, lent to one test after the other."""
    return Contexts(browser)


@contextmanager
def blocked_context(contexts, **options):
    """An empty context (``viewport=...``) that reaches 127.0.0.1 alone.

    ``context.refused`` lists other addresses that were asked for, ``context.problems`` scripts' uncaught
    errors. Both must be empty when it closes; a test that expects some clears the list.
    """
    # Without a service worker a page's requests are its own (tests/browser/test_offline.py is about that).
    plain = {"viewport": DESKTOP, "reduced_motion": "reduce", "service_workers": "block"}
    with contexts.lent(**{**plain, **options}) as context:
        context.refused, context.problems = [], []

        def note(request):
            if _is_elsewhere(request.url):
                context.refused.append(request.url)

        context.on(
            "request", note
        )  # the browser finds no such host (chromium.flags); routes would turn its cache off
        context.on("weberror", lambda found: context.problems.append(str(found.error)))
        yield context
    assert context.refused == []
    assert context.problems == []


def _is_elsewhere(url):
    return urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname != "127.0.0.1"


@pytest.fixture
def blocked(contexts):
    """Empty contexts (``blocked(viewport=...)``), see ``blocked_context``, until the test ends."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(blocked_context(contexts, **options))


@pytest.fixture(scope="session")
def served():
    """``with served(folder) as address``, see ``serving``."""
    return serving


@pytest.fixture(scope="session")
def npm_modules():
    """The folder ``node_modules`` with what the book takes from npm."""
    from localsdg_build import vendor

    return vendor.ensure(ROOT)


@pytest.fixture(scope="session")
def axe():
    """The script of axe-core, which finds what keeps somebody out of a page."""
    from localsdg_build import vendor

    return vendor.ensure_for_tests(ROOT) / "axe-core" / "axe.min.js"


@pytest.fixture(scope="session")
def exercises_folder(tmp_path_factory, npm_modules):
    """What a build writes into ``_exercises``, from the sources as they are."""
    from localsdg_build.book.assets import exercise_files

    out = tmp_path_factory.mktemp("bare") / "_exercises"
    exercise_files(out, npm_modules)
    return out


@pytest.fixture(scope="session")
def bare_pages(exercises_folder):
    """The address of a site with one bare page per exercise: ``{address}/pages/<slug>.html``."""
    pages = exercises_folder.parent / "pages"
    pages.mkdir()
    for slug in course.exercise_ids(ROOT):
        (pages / f"{slug}.html").write_text(bare_page(slug), encoding="utf-8")
    (pages / "free-sheet.html").write_text(page_of(free_sheet()), encoding="utf-8")
    with serving(exercises_folder.parent) as address:
        yield address


def bare_page(slug, where=ROOT):
    """An HTML page with one exercise and nothing of the book around it."""
    return page_of(page_exercise.widget_json(slug, public.exercise(slug, course=where)))


def free_sheet():
    """What the page is told of a sheet to which the learner adds rows, made from one with given rows."""
    spec = page_exercise.widget_json("survey-design", public.exercise("survey-design", course=ROOT))
    columns = {column["id"]: column for column in spec["parameters"]["columns"]}
    chosen = [columns[name] for name in ("question", "point", "answer_type")]
    return {**spec, "slug": "free-sheet", "parameters": {"columns": chosen, "min_rows": 3, "max_rows": 20}}


def page_of(spec, live=False):
    """An HTML page with the exercise that is told (``widget_json``) and nothing of the book around it.

    ``live``: as in books that can run code.
    """
    slug = spec["slug"]
    data = json.dumps(spec).replace("<", "\\u003c")
    title = html.escape(spec["words"]["title"])
    mount = '<div class="lsdg-mount"></div>' if spec["kind"] != "code" or live else ""
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><link rel="icon" href="data:,">
<style>body {{ margin: 0; padding: 1rem; background: var(--lsdg-paper); color: var(--lsdg-ink); }}
main {{ max-width: 48rem; margin: auto; }}</style>
<script type="module" src="../_exercises/host.js"{" data-live" if live else ""}></script></head>
<body><main><section class="lsdg-exercise" data-exercise="{slug}" data-kind="{spec["kind"]}">
<h1>{title}</h1>{mount}
<script type="application/json" class="lsdg-spec">{data}</script></section></main></body></html>
"""


@pytest.fixture(scope="session")
def built_book(tmp_path_factory):
    """The folder of the whole book, built as ``make build`` does (at once when nothing has changed)."""

    def make(_):
        command = [sys.executable, "-c", "from localsdg_build.cli import main; main()", "build"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr

    once(tmp_path_factory, "book", make)
    return ROOT / "_build" / "html"


@pytest.fixture(scope="session")
def book(built_book):
    """The address of the book, served by the course's own server, without a slash at the end."""
    code = "import sys; from pathlib import Path; from localsdg_build.serve import serve_book"
    code += f"; sys.exit(serve_book(Path({str(built_book)!r}), 0))"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as server:
        try:
            yield re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline()).group()
        finally:
            server.terminate()


@pytest.fixture
def roadmap(blocked, bare_pages):
    """Open the reporting roadmap, with an answer kept from before if one is given. The value is the page."""

    def open_page(answer=None, page="reporting-roadmap", **options):
        tab = blocked(**options).new_page()
        if answer is not None:
            tab.goto(f"{bare_pages}/pages/nothing.html")
            tab.evaluate(
                "([key, value]) => localStorage.setItem(key, value)",
                ["localsdg:reporting-roadmap", json.dumps(answer)],
            )
        tab.goto(f"{bare_pages}/pages/{page}.html")
        tab.wait_for_selector(".lsdg-b-cards")
        return tab

    return open_page


@pytest.fixture(scope="session")
def grids(tmp_path_factory, npm_modules):
    """``(address, course folder)``: pages for the exercises in tests/fixtures/grids; their course.

    The pages have the book's style of tables and lists, which must not spoil the widgets'.
    """
    from localsdg_build.book.assets import exercise_files

    folder, site = tmp_path_factory.mktemp("grids") / "course", tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "tests" / "fixtures" / "grids", folder)
    (folder / "book" / "en").mkdir(parents=True)
    shutil.copy(ROOT / "book" / "en" / "interface.yml", folder / "book" / "en")
    shutil.copytree(ROOT / "book" / "static", folder / "book" / "static")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOCALSDG_COURSE", str(folder))
        exercise_files(site / "_exercises", npm_modules)
    (site / "pages").mkdir()
    sheets = [ROOT / "book" / "static" / "site" / name for name in ("content.css", "tables.css")]
    style = f"<style>{''.join(sheet.read_text(encoding='utf-8') for sheet in sheets)}</style>"
    for slug in course.exercise_ids(folder):
        page = bare_page(slug, folder).replace("</head>", f"{style}</head>")
        page = page.replace("<main>", '<main class="lsdg-article">')
        (site / "pages" / f"{slug}.html").write_text(page, encoding="utf-8")
    with serving(site) as address:
        yield address, folder


@pytest.fixture
def opened(blocked, grids):
    """Open an exercise of tests/fixtures/grids: ``opened(slug, answer=None, **options)`` -> its page."""
    from exercise_pages import open_exercise

    return lambda slug, answer=None, **options: open_exercise(blocked(**options), grids[0], slug, answer)
