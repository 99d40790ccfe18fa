"""What a notebook keeps of the last check: it is shown again when the exercise is opened again."""

import json

import fixture_course
import notebook_store
import pytest

from localsdg import beside
from localsdg import notebook as widgets
from localsdg.answer_store import Store, side_car_of
from localsdg.answers import MIME, bundle

SLUG = "zz-who-reports"
GIVEN = {"answers": {"who": "vnr", "when": 4}}
CHECK = {"answer": GIVEN, "score": 1, "points": 4, "records": [], "version": "v", "language": "en"}
RECORD = {"id": "who", "text": "Yes.", "state": "met", "points": 1, "earned": 1}


class Page:
    """The other end of a widget's messages."""

    def __init__(self):
        self.heard = []

    def send(self, message):
        self.heard.append(message)


@pytest.fixture
def store(tmp_path, monkeypatch):
    with notebook_store.opened(tmp_path, fixture_course.make(tmp_path / "course"), monkeypatch) as store:
        yield store


def asked(shown):
    page = Page()
    shown._message(page, {"type": "recall"}, [])
    return page.heard


def test_the_last_outcome_comes_back_as_of_its_answer(store, capsys):
    shown = widgets._shown(SLUG)
    assert asked(shown) == []
    store.keep(SLUG, GIVEN, shown.spec["version"])
    assert asked(shown) == []  # not checked yet
    reply = shown.checked(GIVEN)
    (found,) = asked(shown)
    assert {key: found[key] for key in reply} == reply
    assert (found["isRecalled"], found["isOfBefore"]) == (True, False)
    assert shown._bundle()[MIME]["checked"]["records"] == reply["records"]

    # another kernel, the answer judged by the learner, then changed, then removed
    again = Store(store.notebook.parent, store.notebook)
    shown.store = again
    again.keep(SLUG, {**GIVEN, "rating": {"clear": "good"}}, shown.spec["version"])
    assert asked(shown)[0]["isOfBefore"] is False
    again.keep(SLUG, {"answers": {"who": "vlr"}}, shown.spec["version"])
    assert asked(shown)[0]["isOfBefore"] is True
    again.keep(SLUG, None)
    assert asked(shown) == []
    again.keep(SLUG, GIVEN, "of another exercise")
    again.beside.checks[SLUG]["version"] = "another version"
    assert asked(shown) == []


def test_a_grader_s_run_keeps_no_outcome(store, capsys, monkeypatch):
    store.keep(SLUG, GIVEN)
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    widgets.grade(SLUG)
    assert store.beside.checks == {}


@pytest.mark.parametrize(
    "change",
    [{"score": 5}, {"score": True}, {"score": None}, {"points": "4"}, {"version": None},
     {"version": "v" * 41}, {"language": 1}, {"records": None}, {"records": [{}]},
     {"records": [{**RECORD, "state": "broken"}]},
     {"records": [{**RECORD, "text": 1}]}, {"records": [{**RECORD, "earned": None}]}],
)  # fmt: skip
def test_what_is_no_outcome_is_passed_over(tmp_path, change):
    assert beside.as_check({**CHECK, "records": [RECORD]})
    value = {**CHECK, **change}
    content = bundle(SLUG, GIVEN, "", at=1, checked=value)
    assert beside.checks_in([content[MIME], value, None, 3]) == {}
    path = tmp_path / "work.ipynb"
    path.write_text('{"cells": []}')
    side_car_of(path).write_text(json.dumps({"_checked": {SLUG: value, "x": 1}, SLUG: GIVEN}))
    store = Store(tmp_path, path)
    assert (store.get(SLUG), store.beside.checks) == (GIVEN, {})
