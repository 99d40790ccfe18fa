"""A learner's way in real JupyterLab and Notebook 7: answer, save, restart, run all, save, hand in.

Chromium drives both programs on one Jupyter server of our own. What counts is what stands in the saved file.
"""

import json
import shutil
from pathlib import Path

import fixture_course
import pytest
from open_notebook import PROGRAMS, SLOW, Notebook, Server, cell, until

from localsdg.answer_store import side_car_of
from localsdg.answers import MIME, bundle, in_notebook
from localsdg_build.release import notebooks

CHECKOUT = Path(__file__).parents[2]
NAME = "3-monitoring-reporting"
SLUG = "zz-who-reports"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return fixture_course.make(tmp_path_factory.mktemp("course") / "course")


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory, course):
    server = Server(tmp_path_factory.mktemp("jupyter"), course)
    yield server
    server.stop()


@pytest.fixture
def released(course, tmp_path):
    (path,) = notebooks.release_all(tmp_path / "released", course)
    return path


def kept(notebook):
    return in_notebook(notebook).get(SLUG)


def score(notebook, name=SLUG):
    """The value that the grade cell ended with, as nbgrader reads it; ``None`` while it has not run."""
    results = [o for o in cell(notebook, name)["outputs"] if o["output_type"] == "execute_result"]
    assert len(results) <= 1
    return float("".join(results[0]["data"]["text/plain"])) if results else None


def no_stderr(notebook):
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    return [o for o in outputs if o["output_type"] == "error" or o.get("name") == "stderr"] == []


@pytest.fixture(scope="module")
def context(browser):
    """One for all tests, so that Chromium keeps Jupyter's programs; the open page keeps its window."""
    with browser.new_context(viewport={"width": 1200, "height": 1000}) as context:
        context.new_page()
        yield context


@pytest.fixture
def page(context):
    page = context.new_page()
    yield page
    page.close()


def copy_to(jupyter, name, source):
    folder = jupyter.root / name
    folder.mkdir()
    return Path(shutil.copy(source, folder / f"{NAME}.ipynb"))


@pytest.fixture(params=list(PROGRAMS))
def opened(request, page, jupyter, released):
    path = copy_to(jupyter, f"{request.node.name.replace(' ', '-')}", released)
    return Notebook(page, jupyter, request.param, path), request.param


IN_VIEW = "node => (({ top, bottom }) => top >= 0 && bottom <= innerHeight)(node.getBoundingClientRect())"
GIVEN = {"answers": {"who": "vnr", "when": 4}}


def shown_what_to_mend(notebook):
    """Check a wrong number: the link in the result leads to its field and nowhere else; mend it."""
    here = notebook.page.url
    notebook.page.fill(".lsdg-number input", "9")
    notebook.page.click(".lsdg-check")
    notebook.page.click(".lsdg-way", timeout=SLOW)
    assert notebook.page.locator(".lsdg-number input:focus").evaluate(IN_VIEW) and notebook.page.url == here
    assert notebook.page.locator("[data-question=when] > .lsdg-said").is_visible()
    notebook.page.fill(".lsdg-number input", "4")


def test_the_answer_survives_restart_run_all_and_a_move(opened, jupyter, context):
    notebook, program = opened
    notebook.run_all()
    checked = f".jp-Cell:has-text('grade(\"{SLUG}\")') section"
    assert "0 of 4" in notebook.page.inner_text(checked)
    notebook.answer("A voluntary national review", 4)
    notebook.page.click(".lsdg-check")
    notebook.page.wait_for_selector(".lsdg-score", timeout=SLOW)
    assert "4 of 4" in notebook.page.inner_text(".lsdg-outcome")
    # The result has the focus, and the notebook has not jumped away from the button.
    assert notebook.page.evaluate("document.activeElement.matches('.lsdg-outcome')")
    assert notebook.page.locator(".lsdg-check").evaluate(IN_VIEW)
    # the cell below follows the button
    notebook.page.wait_for_selector(f'{checked}:has-text("4 of 4")', timeout=SLOW)
    saved = notebook.save_until(lambda saved: kept(saved) == GIVEN, "the answer in the file")
    (output,) = [o for o in cell(saved, f"{SLUG}-answer")["outputs"] if MIME in o["data"]]
    assert "A voluntary national review" in "".join(output["data"]["text/plain"])
    assert output["data"][MIME]["first"]["answer"] == GIVEN
    shown_what_to_mend(notebook)

    notebook.restart_and_run_all()
    saved = notebook.save_until(lambda saved: score(saved) == 4, "the score in the file")
    assert kept(saved) == GIVEN and no_stderr(saved)
    assert notebook.shown() == (["vnr"], "4")
    # what the last check found is shown again
    assert "4 of 4" in notebook.page.wait_for_selector(".lsdg-frame .lsdg-score", timeout=SLOW).inner_text()
    assert not notebook.page.is_visible(".lsdg-stale")

    # handed on: the file alone, into another folder, opened by a new kernel
    moved = copy_to(jupyter, f"moved-{program.replace(' ', '-')}", notebook.path)
    assert not side_car_of(moved).exists()
    page = context.new_page()
    again = Notebook(page, jupyter, program, moved)
    again.run_all()
    until(side_car_of(moved).is_file, "the answer to be found in the moved notebook")
    saved = again.save_until(lambda saved: score(saved) == 4, "the score in the moved file")
    assert kept(saved) == GIVEN and again.shown() == (["vnr"], "4")
    assert "4 of 4" in page.wait_for_selector(".lsdg-frame .lsdg-score", timeout=SLOW).inner_text()
    page.close()


@pytest.mark.sample(1)
def test_no_change_is_lost_by_a_reload_or_a_restart_and_the_learner_is_told(opened):
    """The file lacks the newest answer, or its kernel is gone: it comes back, and is not called kept."""
    notebook, _ = opened
    notebook.run_all()
    notebook.answer("A voluntary local review", 9)
    newest = {"answers": {"who": "vlr", "when": 9}}
    notebook.page.wait_for_selector('.lsdg-kept:has-text("kept in this notebook")', timeout=SLOW)
    notebook.save_until(lambda saved: kept(saved) == newest, "the first answer")

    # a reloaded page cannot renew the output that it did not make
    notebook.reload()
    notebook.answer("A voluntary national review", 4)
    warning = notebook.page.wait_for_selector(".lsdg-warning", timeout=SLOW)
    assert "Run this cell once more" in warning.inner_text()
    notebook.restart_and_run_all()
    saved = notebook.save_until(lambda saved: score(saved) == 4, "the newest answer's score")
    assert kept(saved) == GIVEN

    notebook.restart()
    notebook.answer("A voluntary local review", 9)
    warning = notebook.page.wait_for_selector(".lsdg-warning", timeout=SLOW)
    assert "Not kept" in warning.inner_text() and "Run this cell again" in warning.inner_text()
    assert notebook.shown() == (["vlr"], "9")
    notebook.restart_and_run_all()
    saved = notebook.save_until(lambda saved: kept(saved) == newest, "the change in the file")
    assert notebook.shown() == (["vlr"], "9") and no_stderr(saved)
    assert "It is back" in notebook.page.inner_text(".lsdg-kept")


@pytest.mark.sample(1)
def test_starting_again_removes_the_answer_for_good_and_a_damaged_side_car_breaks_nothing(opened):
    notebook, _ = opened
    notebook.run_all()
    notebook.answer("A voluntary national review", 4)
    notebook.save_until(lambda saved: kept(saved) == GIVEN, "the answer")

    side_car_of(notebook.path).write_text('{"zz-who')
    notebook.restart_and_run_all()  # the answer comes from the notebook file
    notebook.save_until(lambda saved: score(saved) == 4 and kept(saved) == GIVEN, "the answer again")

    notebook.page.click(".lsdg-again")
    notebook.page.click(".lsdg-danger")
    notebook.save_until(lambda saved: kept(saved) is None, "no answer in the file")
    notebook.restart_and_run_all()
    saved = notebook.save_until(lambda saved: score(saved) == 0, "the score of no answer")
    assert kept(saved) is None and no_stderr(saved)
    assert notebook.shown() == ([], "")


@pytest.mark.sample(1)
@pytest.mark.parametrize(("order", "options"), [(1, ["vlr", "vnr"]), (5, ["vnr", "vlr"])])
def test_options_stand_in_the_order_that_came_with_the_file(page, jupyter, released, order, options):
    path = copy_to(jupyter, f"order-{order}", released)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    data = bundle(SLUG, GIVEN, "", order=order)
    cell(notebook, f"{SLUG}-answer")["outputs"] = [
        {"output_type": "display_data", "metadata": {}, "data": data}
    ]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    opened = Notebook(page, jupyter, "JupyterLab", path)
    opened.run_all()
    shown = "all => all.map((one) => one.value)"
    assert page.locator(".lsdg-choice input[type=radio]").evaluate_all(shown) == options
    saved = opened.save_until(lambda saved: score(saved) == 4, "the score in the file")
    (output,) = [one for one in cell(saved, f"{SLUG}-answer")["outputs"] if MIME in one["data"]]
    assert (output["data"][MIME]["order"], kept(saved)) == (order, GIVEN)
