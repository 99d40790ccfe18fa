"""In Jupyter a broken check says whose fault it is, shows what the others found, and stops nothing."""

import json
import shutil

import pytest
from nbgrader.utils import determine_grade

from localsdg import notebook as widgets
from localsdg import notebook_overview
from localsdg.answer_store import SIDE_CAR
from localsdg.notebook_widget import Shown
from localsdg_build.release import notebooks

from .test_broken_checks import HEAD
from .test_notebook_runs import GIVEN, NAME, SLUG, course, run, trouble  # noqa: F401 (a fixture)

SAYS = "This check is broken. That is a fault of the course, not of your answer."


@pytest.fixture
def broken(course, tmp_path, monkeypatch):  # noqa: F811
    """``broken(body)``: makes the course whose check ``who`` has this body; the exercise's spec."""

    def write(body):
        folder = tmp_path / "course"
        shutil.copytree(course, folder)
        (folder / "exercises" / SLUG / "checks.py").write_text(
            f"{HEAD}def who(answer, params):\n    {body}\n"
        )
        monkeypatch.setenv("LOCALSDG_COURSE", str(folder))
        monkeypatch.setattr(widgets, "_PATIENCE", 0.3)
        return widgets._spec(SLUG)

    return write


class Widget:
    """Keeps what is sent to the page."""

    def __init__(self):
        self.sent = []

    def send(self, message):
        self.sent.append(message)


def test_the_check_button_shows_the_others_and_no_score(broken):
    spec = broken("return result(1 / 0, 'met')")
    shown = Shown(SLUG, spec, None, str, lambda answer: widgets.checked(SLUG, spec, answer))
    shown._message(widget := Widget(), {"type": "check", "answer": GIVEN}, None)
    (reply,) = widget.sent
    assert (reply["type"], reply["score"]) == ("checked", None)
    assert [(record["id"], record["state"]) for record in reply["records"]] == [
        ("who", "broken"),
        ("when", "met"),
    ]
    json.dumps(reply)
    told = notebook_overview.table({SLUG: spec}, {SLUG: reply}, None, spec["words"]["ui"])["text/plain"]
    assert "its check is broken, which is a fault of the course | – / 5" in told and "0 of 5 points" in told


def test_a_check_that_does_not_end_is_stopped(broken):
    reply = widgets.checked(SLUG, broken("while True:\n        pass"), GIVEN)
    assert (reply["type"], reply["score"], reply["records"]) == ("checked", None, [])
    made = widgets.feedback_bundle(reply, widgets._spec(SLUG))
    assert made["text/plain"].startswith(SAYS)


def test_the_grade_cell_says_so_and_gives_stock_nbgrader_a_zero_that_is_seen(broken, tmp_path, monkeypatch):
    broken("return result(1 / 0, 'met')")
    (tmp_path / SIDE_CAR).write_text(json.dumps({SLUG: GIVEN}))
    cells = run(notebooks.notebook(NAME, tmp_path / "course"), tmp_path, tmp_path / "course", monkeypatch)
    assert [output.get("name") for output in trouble(cells)] == ["stderr"]  # later cells ran as ever
    outputs = cells[SLUG].outputs
    assert determine_grade(cells[SLUG]) == (0, 5)
    assert [output.text for output in outputs if output.get("name") == "stderr"][0].startswith(SAYS)
    told = next(output.data for output in outputs if "text/html" in output.get("data", {}))
    assert SAYS in told["text/html"] and "Not checked" in told["text/plain"]
    assert "✓ Complete (2 / 2): Right." in told["text/plain"] and "of 4 points" not in told["text/plain"]
