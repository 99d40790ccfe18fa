"""Lessons run in one warm process: it gives what a kernel gives, and leaves to one what it cannot do."""

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from localsdg_build import execute

SHOWS = [
    "import sys\nimport pandas as pd\nimport plotly.express as px\nfrom IPython.display import HTML, display",
    "print('one')\ndisplay(HTML('<b>two</b>'))\nprint('three')\npd.DataFrame({'a': [1, None]})",
    "",
    "px.bar(x=['a', 'b'], y=[1.5, 2.25], title='Two bars')",
    "px.line(x=[1, 2], y=[3, 4]).show()\n_",
    "await __import__('asyncio').sleep(0)\n(type(get_ipython()), __name__, sys.path.index(''), In[2][:5])",
]
ENDS = {
    "an error": "1 / 0",
    "an exit": "import os\nos._exit(3)",
    "a widget": "import ipywidgets\nipywidgets.IntSlider()",
    "a cleared output": "from IPython.display import clear_output\nclear_output()",
    "a question": "input()",
}


def lessons(folder):
    """``{name: sources}`` as the process is asked."""
    asked = {"shows": SHOWS, "sets": ["import json\nleft = json.left = 1"]}
    asked["sees"] = ["import json\n('left' in globals(), hasattr(json, 'left'))"]
    asked["a program"] = ["import os, subprocess\nsubprocess.run(['echo', 'past'])\nos.write(1, b'Python')"]
    asked |= {name: ["print(1)", source] for name, source in ENDS.items()}
    return [{"name": name, "folder": str(folder), "sources": sources} for name, sources in asked.items()]


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    with execute.ready(early=True) as warm:
        return {answer["name"]: answer for answer in warm().run(lessons(tmp_path_factory.mktemp("lesson")))}


def test_outputs_are_a_kernel_s(answers, tmp_path):
    notebook = new_notebook(cells=[new_code_cell(source) for source in SHOWS])
    NotebookClient(notebook, resources={"metadata": {"path": str(tmp_path)}}).execute()
    assert answers["shows"]["cells"] == [[cell.execution_count, cell.outputs] for cell in notebook.cells]
    assert answers["shows"]["language"] == notebook.metadata["language_info"]


def test_what_a_program_prints_is_there(answers):
    first = answers["a program"]["cells"][0][1][0]
    value = answers["a program"]["cells"][0][1][-1]
    assert (first["data"]["text/plain"], value["text"]) == ("6", "past\nPython")


def test_a_lesson_sees_nothing_of_another(answers):
    assert answers["sets"]["cells"] == [[1, []]]
    assert answers["sees"]["cells"][0][1][0]["data"] == {"text/plain": "(False, False)"}


@pytest.mark.parametrize("name", ENDS)
def test_what_needs_a_kernel_is_left_to_one(answers, name):
    assert answers[name]["problem"] and "cells" not in answers[name]


def test_an_error_says_where_it_is(answers):
    said = answers["an error"]
    assert (said["problem"], said["cell"], said["line"]) == ("ZeroDivisionError: division by zero", 1, 1)


def test_a_lesson_that_does_not_end_is_left_to_a_kernel(tmp_path, monkeypatch):
    monkeypatch.setattr(execute, "_SECONDS", 1)
    endless = {"name": "endless", "folder": str(tmp_path), "sources": ["while True: pass"]}
    with execute.ready(early=False) as warm:
        assert [answer["problem"] for answer in warm().run([endless])] == ["it takes longer than 1 seconds"]


def test_a_process_that_dies_leaves_the_lessons_to_kernels(tmp_path):
    with execute.ready(early=True) as warm:
        warm().process.kill()
        assert list(warm().run([{"name": "any", "folder": str(tmp_path), "sources": ["1"]}])) == []


def test_a_process_that_is_not_needed_ends():
    with execute.ready(early=True) as warm:
        process = warm().process
    assert process.returncode == 0
