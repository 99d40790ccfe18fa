"""Formgrader's pages and feedback: nothing comes from another host, nothing draws over its place."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from hostile_class import hand_in
from jupyter_server_process import nbgrader, serving

from autograder.reports import feedback
from autograder.store.course_folder import CourseFolder

from .conftest import CHOICE, CODE, HALF, NAME, Maker, grade_all

pytestmark = pytest.mark.sandbox  # what its learner drew is what is looked at

LARGE = 20_000
NAMED = "Wolfeschlegelsteinhausenbergerdorff" * 5
TEX = [
    r"$\rule{20000px}{20000px}$",
    r"$$\hspace{20000px}x\kern20000px y\raise20000px{z}$$",
    r"\(\def\a{\rule{20000px}{9px}}\def\b{\a\a\a}\b\b\)",
    r"\begin{equation}\Huge\mkern20000mu\rule[20000px]{20000px}{1px}\end{equation}",
    r"\[\newcommand{\c}[1]{\mathrm{\rule{#1}{#1}}}\c{20000px}\]",
    "x" * 5000,
]
# A picture of 20,000 × 20,000 points, black, in a few kilobytes; and one line of output without a space.
DRAWING = f"""
import struct, zlib
from IPython.display import Image, Latex, display

def part(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

rows = zlib.compress(bytes({LARGE} * (1 + {LARGE} // 8)), 9)
head = struct.pack(">IIBBBBB", {LARGE}, {LARGE}, 1, 0, 0, 0, 0)
png = b"\\x89PNG\\r\\n\\x1a\\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")
display(Image(data=png, width={LARGE}, height={LARGE}))
display(Latex(r"$\\rule{{20000px}}{{20000px}}$"))
print("x" * 5000)
average = 3
"""


@pytest.fixture(scope="module")
def graded(small_course_folder, prepared_course, tmp_path_factory):
    """A course folder in which one learner with a long name has drawn as large as can be."""
    place, maker = tmp_path_factory.mktemp("pages"), Maker(small_course_folder)
    notebook = maker.by_lab({CHOICE: HALF}, code=DRAWING, text="\n\n".join(TEX))
    for number, text in enumerate(TEX):
        cell = {"id": f"x{number}", "cell_type": "markdown", "metadata": {}, "source": text}
        notebook["cells"].append(cell)
    hand_in(place / "in", NAMED, NAME, notebook)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOCALSDG_COURSE", str(small_course_folder))
        folder = CourseFolder(shutil.copytree(prepared_course, place / "course"))
        (outcome,) = grade_all([place / "in"], folder)
        assert [one.score for one in outcome.exercises if one.id == CODE] == [3]
        yield folder, outcome.learner


@pytest.fixture
def opened(browser):
    """``opened(address, own, width)``: a page that gets what begins with ``own``; the rest is ``others``."""
    context = browser.new_context()
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.others = []

    def guard(route):
        if route.request.url.startswith((page.own, "data:")):
            route.continue_()
        else:
            page.others.append(route.request.url)
            route.abort()

    context.route("**/*", guard)

    def look(address, own, width=1200):
        page.own = own
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        page.wait_for_load_state("networkidle")
        return page

    yield look
    context.close()


def assert_in_place(page, width):
    assert page.others == []
    assert page.evaluate("typeof MathJax") == "undefined"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    sizes = "[...document.querySelectorAll('*')].map(one => one.getBoundingClientRect())"
    largest = page.evaluate(f"{sizes}.reduce((most, one) => Math.max(most, one.width), 0)")
    assert largest <= width
    assert page.evaluate("Math.max(0, ...[...document.images].map(one => one.height))") <= 900


@pytest.mark.parametrize("width", [360, 1200])
def test_feedback_keeps_to_its_page(graded, opened, width):
    folder, learner = graded
    (path,) = feedback.write_all(folder)
    page = opened(path.as_uri(), path.as_uri(), width)
    assert learner in page.inner_text("body") and len(learner) > 100
    assert_in_place(page, width)


@pytest.mark.parametrize("width", [360, 1200])
def test_nbgraders_feedback_keeps_to_its_page(graded, opened, width):
    folder, learner = graded
    path = folder.feedback(learner, NAME)
    nbgrader("generate_feedback", NAME, "--force", cwd=folder.root)
    page = opened(path.as_uri(), path.as_uri(), width)
    assert "20000px" in page.inner_text("body") and len(page.query_selector_all("img")) == 1
    assert_in_place(page, width)


def test_formgrader_asks_no_other_host_and_nothing_draws_over_its_pages(graded, opened):
    folder, learner = graded
    with closing(sqlite3.connect(folder.gradebook)) as database, database:
        ((submission,),) = database.execute("select id from submitted_notebook").fetchall()
    places = ["manage_assignments", f"manage_submissions/{NAME}", "gradebook", f"gradebook/{NAME}/{NAME}"]
    places += ["manage_students", f"manage_students/{learner}", f"submissions/{submission}/"]
    with serving(folder.root) as address:
        for place in places:
            page = opened(f"{address}/formgrader/{place}", address)
            assert page.others == [], place
        assert "20000px" in page.inner_text("body") and len(page.query_selector_all("img")) == 1
        assert page.evaluate("getComputedStyle(document.querySelector('.glyphicon')).fontFamily")
        assert_in_place(page, 1200)
