"""Answers are found again: side-car, notebook file, both, neither, damaged."""

import json
import os
import stat
import sys
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localsdg import answers
from localsdg.answers import MIME, SIDE_CAR, Store, in_notebook
from localsdg.score import grade_value

KEYS = st.text() | st.sampled_from(["cells", "outputs", "data", MIME, "exercise", "answer"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner),
    max_leaves=12,
)


def notebook_with(**kept):
    bundles = [answers.bundle(slug.replace("_", "-"), answer, "") for slug, answer in kept.items()]
    outputs = [{"output_type": "display_data", "metadata": {}, "data": data} for data in bundles]
    return {"cells": [{"cell_type": "code", "outputs": outputs}]}


def save(folder, notebook, *, seconds=0):
    """Write a notebook whose time stamp is ``seconds`` after the side-car's (or after now)."""
    path = folder / "work.ipynb"
    path.write_text(json.dumps(notebook))
    side_car = folder / SIDE_CAR
    base = side_car.stat().st_mtime if side_car.exists() else path.stat().st_mtime
    os.utime(path, (base + seconds, base + seconds))
    return path


def test_an_answer_outlives_the_kernel(tmp_path):
    assert Store(tmp_path).keep("roadmap", {"cards": [1]})
    assert Store(tmp_path).get("roadmap") == {"cards": [1]}


def test_a_copy_without_side_car_takes_the_notebook_s_answers_and_writes_them_down(tmp_path):
    path = save(tmp_path, notebook_with(roadmap={"a": 1}, who_reports={"b": 2}))
    assert Store(tmp_path, path).get("who-reports") == {"b": 2}
    path.unlink()  # what the notebook program does when it clears outputs and saves
    assert Store(tmp_path).get("roadmap") == {"a": 1}


def test_the_side_car_wins_over_an_older_state_in_a_newer_file(tmp_path):
    """A notebook saved from a page that could not renew its output holds an earlier answer."""
    store = Store(tmp_path)
    for n in (1, 2, 3):
        store.keep("roadmap", {"n": n})
    path = save(tmp_path, notebook_with(roadmap={"n": 2}), seconds=60)
    assert Store(tmp_path, path).get("roadmap") == {"n": 3}


def test_work_from_elsewhere_in_a_newer_file_wins(tmp_path):
    Store(tmp_path).keep("roadmap", {"n": 1})
    path = save(tmp_path, notebook_with(roadmap={"made": "in the page"}), seconds=60)
    assert Store(tmp_path, path).get("roadmap") == {"made": "in the page"}
    # and what was there before counts as earlier from now on
    path = save(tmp_path, notebook_with(roadmap={"n": 1}), seconds=120)
    assert Store(tmp_path, path).get("roadmap") == {"made": "in the page"}


def test_work_from_elsewhere_in_an_older_file_does_not_win(tmp_path):
    Store(tmp_path).keep("roadmap", {"n": 1})
    path = save(tmp_path, notebook_with(roadmap={"made": "in the page"}), seconds=-60)
    assert Store(tmp_path, path).get("roadmap") == {"n": 1}


def test_starting_again_is_not_undone_by_the_notebook(tmp_path):
    store = Store(tmp_path)
    store.keep("roadmap", {"n": 1})
    store.keep("roadmap", None)
    path = save(tmp_path, notebook_with(roadmap={"n": 1}), seconds=60)
    assert Store(tmp_path, path).get("roadmap") is None


def test_two_kernels_in_one_folder_keep_each_other_s_answers(tmp_path):
    one, two = Store(tmp_path), Store(tmp_path)
    one.keep("roadmap", {"n": 1})
    two.keep("story", {"text": "x"})
    one.keep("roadmap", {"n": 2})
    assert Store(tmp_path).answers == {"roadmap": {"n": 2}, "story": {"text": "x"}}


@pytest.mark.parametrize("content", ["", "{", "[1]", "\x00\x01", '{"roadmap": NaN', "null", "[" * 100000])
def test_a_damaged_side_car_is_put_aside(tmp_path, content):
    (tmp_path / SIDE_CAR).write_text(content)
    path = save(tmp_path, notebook_with(roadmap={"n": 1}))
    store = Store(tmp_path, path)
    assert store.get("roadmap") == {"n": 1}
    assert (tmp_path / answers.DAMAGED).read_text() == content
    store.keep("roadmap", {"n": 2})
    assert Store(tmp_path).get("roadmap") == {"n": 2}


def test_the_grader_s_plain_side_car_is_read(tmp_path):
    (tmp_path / SIDE_CAR).write_text(json.dumps({"roadmap": {"n": 1}, "Not a slug": 1}))
    assert Store(tmp_path).answers == {"roadmap": {"n": 1}}


@pytest.mark.skipif(sys.platform == "win32", reason="folder permissions are POSIX")
def test_a_folder_one_may_not_write_to_is_said_and_nothing_breaks(tmp_path, monkeypatch):
    def refuse(*args):
        raise PermissionError("read-only")

    store = Store(tmp_path)
    monkeypatch.setattr(os, "replace", refuse)
    assert store.keep("roadmap", {"n": 1}) is False
    assert store.get("roadmap") == {"n": 1}
    assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()
    store.keep("other", {"n": 2})  # what could not be written before is written now
    assert Store(tmp_path).answers == {"roadmap": {"n": 1}, "other": {"n": 2}}
    assert stat.S_ISREG((tmp_path / SIDE_CAR).stat().st_mode)


def test_text_that_is_no_unicode_is_kept(tmp_path):
    assert Store(tmp_path).keep("story", {"text": "\ud800 é 报告"})
    assert Store(tmp_path).get("story") == {"text": "\ud800 é 报告"}


def test_a_notebook_that_is_being_saved_is_read_when_it_is_whole(tmp_path):
    path = save(tmp_path, notebook_with(roadmap={"n": 1}))
    whole = path.read_text()
    path.write_text("")  # as Jupyter does at the beginning of a save
    writer = threading.Timer(0.2, path.write_text, [whole])
    writer.start()
    assert Store(tmp_path, path).get("roadmap") == {"n": 1}
    writer.join()


@pytest.mark.parametrize("content", ["", "[1]", "{", '{"cells": 3}', "\x00"])
def test_a_notebook_that_cannot_be_read_breaks_nothing(tmp_path, content):
    (tmp_path / "work.ipynb").write_text(content)
    assert Store(tmp_path, tmp_path / "work.ipynb").answers == {}


@given(JSON)
def test_no_notebook_whatever_breaks_the_reader(value):
    assert isinstance(in_notebook(value), dict)


def test_the_last_bundle_wins_and_null_is_no_answer():
    notebook = notebook_with(a=1)
    notebook["cells"] += notebook_with(a=2)["cells"] + notebook_with(a=None, b=None)["cells"]
    assert in_notebook(notebook) == {"a": 2}


def test_the_notebook_of_the_session_is_used_only_from_the_working_folder(tmp_path, monkeypatch):
    (tmp_path / "mine.ipynb").write_text("{}")
    monkeypatch.setenv("JPY_SESSION_NAME", "/elsewhere/mine.ipynb")
    assert answers.notebook_path(tmp_path) == tmp_path / "mine.ipynb"
    for name in ("/elsewhere/other.ipynb", "mine.py", "", "5f0c-uuid"):
        monkeypatch.setenv("JPY_SESSION_NAME", name)
        assert answers.notebook_path(tmp_path) is None


@given(st.lists(st.fixed_dictionaries({"earned": JSON}) | JSON) | JSON, st.sampled_from([0, 1, 2.5, 20]))
def test_a_grade_is_a_finite_number_within_the_points(records, points):
    value = grade_value(records, points)
    assert 0 <= value <= points and float(repr(value)) == value


def test_grades_as_nbgrader_reads_them():
    assert repr(grade_value([{"earned": 1.5}, {"earned": 1.5}], 5)) == "3"
    assert repr(grade_value([{"earned": 0.1}, {"earned": 0.2}], 5)) == "0.3"
    assert repr(grade_value([], 5)) == "0"
    assert repr(grade_value([{"earned": float("nan")}], 5)) == "0"
    assert repr(grade_value([{"earned": 9}], 5)) == "5"
