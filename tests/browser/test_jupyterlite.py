"""The module's notebook in the browser: opened with the pages' answers, run, answered, and given back."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from localsdg import course
from localsdg.answers import in_notebook
from localsdg_build.book import assets
from localsdg_build.book.exercise_directives import script_json
from localsdg_build.live import jupyterlite, runtime
from localsdg_build.release import handing_in, notebooks

pytestmark = pytest.mark.early  # makes Python for the browser, and takes a minute

ROOT = Path(__file__).parents[2]
NAME = "3-monitoring-reporting"
WIDGET = "check-why-report"
SLOW = 120_000  # ms: Python starts on a busy machine
KEEP = "([key, text]) => localStorage.setItem(key, text)"
KEPT = "key => JSON.parse(localStorage.getItem(key) ?? 'null')"
IS_DONE = """() => {
  const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')];
  return prompts.length > 0 && prompts.every((one) => /\\d/.test(one.textContent));
}"""


@pytest.fixture(scope="module")
def live_site(tmp_path_factory, exercises_folder, npm_modules, served):
    """A folder as a book with live code lays it out, with one page that offers the hand-in of a module."""
    out = tmp_path_factory.mktemp("live")
    shutil.copytree(exercises_folder, out / "_exercises")
    notebook = out / "_exercises" / "notebooks" / f"{NAME}.ipynb"
    notebook.parent.mkdir()
    notebook.write_text(notebooks.notebook_text(NAME), encoding="utf-8")
    runtime.publish(ROOT, out)
    jupyterlite.publish(ROOT, out)
    plotly = out / "_static" / "vendor" / "plotly.min.js"  # as the book has it
    plotly.parent.mkdir(parents=True)
    shutil.copyfile(npm_modules / assets.PLOTLY, plotly)
    data = script_json(handing_in.page_data(NAME))
    (out / "page.html").write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Hand in</title><body>'
        f'<main><h1>Hand in</h1><div class="lsdg-hand-in" data-assignment="{NAME}" data-live="_live/">'
        f'<script type="application/json" class="lsdg-words">{data}</script></div>'
        '</main><script type="module" src="_exercises/hand-in.js"></script></body></html>',
        encoding="utf-8",
    )
    with served(out) as address:
        yield address


def test_it_opens_with_the_answers_and_gives_them_back(live_site, blocked):
    page = blocked(service_workers="allow").new_page()
    page.goto(f"{live_site}/page.html")
    given = json.loads((ROOT / f"exercises/{WIDGET}/samples/full.json").read_text(encoding="utf-8"))["answer"]
    assert given["answers"]["purpose"] != "audit"
    page.evaluate(KEEP, [f"localsdg:{WIDGET}", json.dumps(given)])
    page.wait_for_function("document.querySelector('.lsdg-live-about')?.textContent.match(/ \\d\\d MB/)")
    page.click(".lsdg-open-notebook")
    run_all(page)

    # the answer of the page is in the notebook; one is changed there, and code is written
    frame = page.locator(f'.lsdg-frame[aria-label="{title(WIDGET)}"]')
    chosen = frame.locator("input[type=radio]:checked").first
    assert chosen.get_attribute("value") == given["answers"]["purpose"]
    frame.locator("input[type=radio][value=audit]").check()
    page.locator(".jp-CodeCell .cm-content", has_text="response_rate = None").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\nresponse_rate = len(survey)")
    page.keyboard.press("Shift+Enter")
    page.wait_for_function(IS_DONE, timeout=SLOW)
    page.evaluate(ADD_OUTPUT, {"application/vnd.plotly.v1+json": FIGURE, "text/plain": "Figure"})
    page.wait_for_selector(".js-plotly-plot .bars path", state="attached")
    page.locator(".lsdg-back").click()

    # back on the page both are there, and the file that is handed in holds them
    page.wait_for_function(f"({KEPT})('localsdg:{WIDGET}').answers.purpose === 'audit'")
    assert "2" in page.inner_text(".lsdg-hand-in-status")
    with page.expect_download() as started:
        page.click(".lsdg-download")
    text = Path(started.value.path()).read_text(encoding="utf-8")
    handed_in = json.loads(text)
    assert any("response_rate = len(survey)" in "".join(cell["source"]) for cell in handed_in["cells"])
    assert '"purpose": "audit"' in text


# A figure as Python gives it, drawn by the book's own plotly.
FIGURE = {"data": [{"type": "bar", "x": ["a", "b"], "y": [1, 2]}], "layout": {"title": {"text": "Two"}}}
ADD_OUTPUT = """(data) => {
  const cells = jupyterapp.shell.currentWidget.content.widgets;
  const { outputs } = cells.find((one) => one.model.type === "code").model;
  outputs.add({ output_type: "display_data", metadata: {}, data });
}"""

# What JupyterLite has in its storage; and answers as its kernel writes them.
FILES = """async () => {
  const { database } = await new Promise((done) => {
    const request = indexedDB.open("localsdg-notebooks");
    request.onsuccess = () => done({ database: request.result });
  });
  const store = database.transaction("files").objectStore("files");
  const all = await new Promise((done) => {
    store.getAll().onsuccess = (event) => done(event.target.result);
  });
  database.close();
  return Object.fromEntries(all.map((one) => [one.path, one.content]));
}"""
WRITE = """async ([path, text]) => {
  const files = await import("/_exercises/notebook-files.js");
  if (path.endsWith(".ipynb")) await files.write(path, JSON.parse(text));
  else await files.write(path, text);
}"""


def test_two_different_answers_are_asked_about_and_none_is_lost(live_site, blocked):
    page = blocked(service_workers="allow").new_page()
    page.route("**/_live/jupyter/notebooks/**", lambda route: route.fulfill(body="JupyterLite"))
    key, side_car = f"localsdg:{WIDGET}", f".localsdg-answers.{NAME}.json"
    first, there, here = ({"answers": {"purpose": one}} for one in ("peers", "audit", "icons"))
    keep = f"([key, text]) => {{ ({KEEP})([key, text]); dispatchEvent(new Event('focus')); }}"

    def reopen():
        page.goto(f"{live_site}/page.html")
        page.wait_for_selector(".lsdg-from-notebook")

    def open_notebook():
        page.click(".lsdg-open-notebook")
        page.wait_for_url("**/notebooks/**")

    page.goto(f"{live_site}/page.html")
    page.evaluate(keep, [key, json.dumps(first)])
    open_notebook()
    reopen()
    assert '"purpose": "peers"' in json.dumps(page.evaluate(FILES)[f"{NAME}.ipynb"])

    # changed in the notebook alone, and not saved there: it comes back by itself
    page.evaluate(WRITE, [side_car, json.dumps({WIDGET: there})])
    reopen()
    page.wait_for_function(f"({KEPT})({key!r}).answers.purpose === 'audit'")

    # changed in both: the learner is asked; "keep" writes the notebook anew, and the other one is still there
    page.evaluate(WRITE, [side_car, json.dumps({WIDGET: first})])
    page.evaluate(keep, [key, json.dumps(here)])
    page.click(".lsdg-from-notebook")
    page.wait_for_selector(".lsdg-question-bar button")
    assert page.evaluate(KEPT, key) == here
    page.click(".lsdg-open-notebook")
    page.locator(".lsdg-question-bar button").last.click()
    page.wait_for_url("**/notebooks/**")
    reopen()
    files = page.evaluate(FILES)
    assert page.evaluate(KEPT, key) == here
    assert '"purpose": "icons"' in json.dumps(files[f"{NAME}.ipynb"]) and side_car not in files
    copies = [path for path in files if path.startswith("earlier/")]
    assert any("peers" in files[path] for path in copies if path.endswith(".json"))

    # one that cannot be read is put aside
    page.evaluate(WRITE, [f"{NAME}.ipynb", '"damaged"'])
    open_notebook()
    reopen()
    files = page.evaluate(FILES)
    assert '"purpose": "icons"' in json.dumps(files[f"{NAME}.ipynb"])
    assert "damaged" in [files[path] for path in files if path.startswith("earlier/")]


def test_on_plain_http_the_kernel_gets_a_copy_of_the_notebook(live_site, blocked, tmp_path):
    """No service worker is there, so that JupyterLite's kernel sees no files of the browser's."""
    page = blocked(service_workers="allow").new_page()
    page.add_init_script("""
      delete Navigator.prototype.serviceWorker;
      const kernel = { requestExecute: ({ code }) => ({ done: Promise.resolve(globalThis.code = code) }) };
      globalThis.jupyterapp = { shell: { currentWidget: { sessionContext: { session: { kernel } } } } };""")
    bar = '<script type="module" src="../../../_exercises/jupyter-bar.js"></script>'
    lite = {"body": f"<body>{bar}</body>", "content_type": "text/html"}
    page.route("**/_live/jupyter/notebooks/**", lambda route: route.fulfill(**lite))
    page.goto(f"{live_site}/page.html")
    given = {"answers": {"purpose": "peers \"' \\ 报告 😀"}}
    page.evaluate(KEEP, [f"localsdg:{WIDGET}", json.dumps(given)])
    page.click(".lsdg-open-notebook")
    page.wait_for_function("globalThis.code")
    code = page.evaluate("code")
    subprocess.run([sys.executable, "-"], input=code, cwd=tmp_path, encoding="utf-8", check=True)
    paths = [tmp_path / f"{NAME}.ipynb", tmp_path / ".ipynb_checkpoints" / f"{NAME}-checkpoint.ipynb"]
    for path in paths:
        assert in_notebook(json.loads(path.read_text(encoding="utf-8"))) == {WIDGET: given}


def run_all(page):
    """Run all cells of the open notebook; every code cell ends without an error."""
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=SLOW)
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Run All Cells$")).click()
    page.wait_for_selector(f'.lsdg-frame[aria-label="{title(WIDGET)}"]', state="attached", timeout=SLOW)
    page.wait_for_function(IS_DONE, timeout=SLOW)
    problems = page.locator('[data-mime-type="application/vnd.jupyter.error"]')
    assert problems.all_inner_texts() == []


def title(slug):
    return course.exercise(slug)["words"]["title"]
