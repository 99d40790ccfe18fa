"""Answers are found again: side-car, notebook file, both, neither, damaged."""

import json
import os
import stat
import sys
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localsdg import answers, notebook_file
from localsdg.answer_store import DAMAGED, SIDE_CAR, Store, side_car_of
from localsdg.answers import MIME, in_bundles, in_notebook
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


def work(folder):
    """The notebook file that most tests here are about."""
    return folder / "work.ipynb"


def save(folder, notebook, *, seconds=0):
    """Write a notebook whose time stamp is ``seconds`` after its side-car's (or after now)."""
    path = work(folder)
    path.write_text(json.dumps(notebook))
    side_car = side_car_of(path)
    base = side_car.stat().st_mtime if side_car.exists() else path.stat().st_mtime
    os.utime(path, (base + seconds, base + seconds))
    return path


def test_an_answer_outlives_the_kernel(tmp_path):
    assert Store(tmp_path).keep("roadmap", {"cards": [1]})
    assert Store(tmp_path).get("roadmap") == {"cards": [1]}


def test_a_copy_without_side_car_takes_the_notebook_s_answers_and_writes_them_down(tmp_path):
    path = save(tmp_path, notebook_with(roadmap={"a": 1}, who_reports={"b": 2}))
    assert Store(tmp_path, path).get("who-reports") == {"b": 2}
    path.write_text('{"cells": []}')  # what the notebook program does when it clears outputs and saves
    assert Store(tmp_path, path).get("roadmap") == {"a": 1}


def test_the_side_car_wins_over_an_older_state_in_a_newer_file(tmp_path):
    """A notebook saved from a page that could not renew its output holds an earlier answer."""
    store = Store(tmp_path, work(tmp_path))
    for n in (1, 2, 3):
        store.keep("roadmap", {"n": n})
    path = save(tmp_path, notebook_with(roadmap={"n": 2}), seconds=60)
    assert Store(tmp_path, path).get("roadmap") == {"n": 3}


def test_work_from_elsewhere_in_a_newer_file_wins(tmp_path):
    Store(tmp_path, work(tmp_path)).keep("roadmap", {"n": 1})
    path = save(tmp_path, notebook_with(roadmap={"made": "in the page"}), seconds=60)
    assert Store(tmp_path, path).get("roadmap") == {"made": "in the page"}
    # and what was there before counts as earlier from now on
    path = save(tmp_path, notebook_with(roadmap={"n": 1}), seconds=120)
    assert Store(tmp_path, path).get("roadmap") == {"made": "in the page"}


def test_work_from_elsewhere_in_an_older_file_does_not_win(tmp_path):
    Store(tmp_path, work(tmp_path)).keep("roadmap", {"n": 1})
    path = save(tmp_path, notebook_with(roadmap={"made": "in the page"}), seconds=-60)
    assert Store(tmp_path, path).get("roadmap") == {"n": 1}


def test_starting_again_is_not_undone_by_the_notebook(tmp_path):
    store = Store(tmp_path, work(tmp_path))
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


def test_two_notebooks_in_one_folder_know_nothing_of_each_other(tmp_path):
    """Two learners share a computer, and a folder: neither may get the other's answers, and their points."""
    amina, ben = tmp_path / "amina.ipynb", tmp_path / "ben.ipynb"
    for path in (amina, ben):
        path.write_text('{"cells": []}')
    Store(tmp_path, amina, is_alone=False).keep("roadmap", {"n": 1})
    store = Store(tmp_path, ben, is_alone=False)
    assert store.all() == {}
    store.keep("roadmap", {"n": 2})
    assert Store(tmp_path, amina, is_alone=False).all() == {"roadmap": {"n": 1}}


def test_a_folder_s_side_car_of_an_earlier_version_serves_its_only_notebook(tmp_path):
    (tmp_path / SIDE_CAR).write_text(json.dumps({"roadmap": {"n": 1}, "story": {"n": 2}}))
    path = save(tmp_path, notebook_with(roadmap={"n": 3}))
    assert Store(tmp_path, path, is_alone=False).all() == {"roadmap": {"n": 3}}
    side_car_of(path).unlink()
    assert Store(tmp_path, path).all() == {"roadmap": {"n": 3}, "story": {"n": 2}}


def test_a_file_put_in_the_notebook_s_place_while_the_kernel_runs_is_seen(tmp_path):
    path = save(tmp_path, notebook_with(roadmap={"n": 1}))
    store = Store(tmp_path, path)
    store.keep("roadmap", {"n": 2})
    save(tmp_path, notebook_with(roadmap={"n": 1}), seconds=5)  # Jupyter saves what it had: older
    store.look()
    assert store.get("roadmap") == {"n": 2}
    save(tmp_path, notebook_with(roadmap={"made": "in the page"}, who={"n": 1}), seconds=10)
    store.look()
    assert store.all() == {"roadmap": {"made": "in the page"}, "who": {"n": 1}}


def bundle_of(slug, answer, every=None, at=None):
    return answers.bundle(slug, answer, "", every, at)[MIME]


def test_an_answer_whose_cell_was_emptied_is_found_in_the_others(tmp_path):
    every = {"a": 1, "b": 2}
    assert in_bundles([bundle_of("b", 2, every, 10)]) == every
    # the newest state counts, wherever it stands; the own bundle before a copy of the same moment
    old, new = bundle_of("a", 1, every, 10), bundle_of("b", 3, {"a": 5, "b": 3}, 20)
    assert in_bundles([old, new]) == in_bundles([new, old]) == {"a": 5, "b": 3}
    assert in_bundles([bundle_of("a", 7, {"b": 9}, 10), bundle_of("b", 2, {"a": 1}, 10)]) == {"a": 7, "b": 2}
    # a cell that ran where nothing was found says "no answer", which hides none
    assert in_bundles([new, bundle_of("a", None, {}, 30)]) == {"a": 5, "b": 3}
    # version 1 knows no time
    assert in_bundles([{"exercise": "a", "answer": 1, "version": 1}, old | {"all": {"a": 4}}]) == {"a": 1}


def test_each_answer_has_the_version_of_its_exercise_beside_it(tmp_path):
    store = Store(tmp_path, work(tmp_path))
    store.keep("roadmap", {"n": 1}, "aaa")
    store.keep("who", {"n": 2})  # as an older version kept it
    store.keep("plan", {"n": 3}, "bbb")
    store.keep("plan", None, "bbb")
    assert store.all_versions() == {"roadmap": "aaa"}
    assert Store(tmp_path, work(tmp_path)).all_versions() == {"roadmap": "aaa"}  # from the side-car
    content = answers.bundle("roadmap", {"n": 1}, "", store.all(), versions=store.all_versions())[MIME]
    assert content["versions"] == {"roadmap": "aaa"} and content["version"] == answers.VERSION
    store.keep("roadmap", {"n": 4}, "ccc")
    assert store.all_versions() == {"roadmap": "ccc"}


def test_a_version_belongs_to_the_answer_that_counts(tmp_path):
    old = bundle_of("a", 1, {"a": 1, "b": 2}, 10) | {"versions": {"a": "old", "b": "old"}}
    new = bundle_of("b", 3, {"b": 3}, 20) | {"versions": {"b": "new"}}
    assert answers.read_bundles([new, old])[1] == {"a": "old", "b": "new"}
    assert answers.read_bundles([bundle_of("b", 4, {}, 30), old, new])[1] == {"a": "old"}  # it tells none
    for nonsense in (None, [], "x", {"a": 1}, {"a": "x" * 41}):
        assert answers.read_bundles([bundle_of("a", 1) | {"versions": nonsense}])[1] == {}
    path = save(tmp_path, {"cells": [{"outputs": [{"data": {MIME: content}} for content in (old, new)]}]})
    assert Store(tmp_path, path).all_versions() == {"a": "old", "b": "new"}


@pytest.mark.parametrize(
    ("version", "newer"), [(3, True), (2.5, True), (2, False), (1, False), ("3", False), (True, False)]
)
def test_a_bundle_of_a_newer_version_is_never_read(tmp_path, version, newer):
    content = bundle_of("a", {"n": 1}, {"a": {"n": 1}, "b": 2}, 10) | {"version": version}
    assert answers.is_newer(content) is newer
    assert in_bundles([content]) == ({} if newer else {"a": {"n": 1}, "b": 2})
    assert in_bundles([content, bundle_of("a", 5, {}, 1)])["a"] == (5 if newer else {"n": 1})
    path = save(tmp_path, {"cells": [{"outputs": [{"data": {MIME: content}}]}]})
    store = Store(tmp_path, path)
    assert (store.is_newer, store.get("b")) == ((True, None) if newer else (False, 2))
    save(tmp_path, notebook_with(a=7), seconds=5)  # the file as it should be has come back
    store.look()
    assert (store.is_newer, store.get("a")) == (False, 7)


def test_a_bundle_without_a_version_is_read_as_before():
    content = bundle_of("a", 1)
    del content["version"]
    assert in_bundles([content]) == {"a": 1} and not answers.is_newer(content)


@pytest.mark.parametrize("content", ["", "{", "[1]", "\x00\x01", '{"roadmap": NaN', "null", "[" * 100000])
def test_a_damaged_side_car_is_put_aside(tmp_path, content):
    side_car_of(work(tmp_path)).write_text(content)
    path = save(tmp_path, notebook_with(roadmap={"n": 1}))
    store = Store(tmp_path, path)
    assert store.get("roadmap") == {"n": 1}
    assert (tmp_path / DAMAGED).read_text() == content
    store.keep("roadmap", {"n": 2})
    assert Store(tmp_path, work(tmp_path)).get("roadmap") == {"n": 2}


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


def test_a_notebook_saved_without_its_outputs_is_helped_by_the_checkpoint(tmp_path):
    path = save(tmp_path, {"cells": []})
    (tmp_path / ".ipynb_checkpoints").mkdir()
    checkpoint = tmp_path / ".ipynb_checkpoints" / "work-checkpoint.ipynb"
    checkpoint.write_text(json.dumps(notebook_with(roadmap={"n": 1})))
    assert Store(tmp_path, path).get("roadmap") == {"n": 1}
    # but a checkpoint never wins over what was kept later, be it that the learner started again
    Store(tmp_path, work(tmp_path)).keep("roadmap", None)
    assert Store(tmp_path, path).get("roadmap") is None


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
    assert notebook_file.find(tmp_path, "roadmap") == (tmp_path / "mine.ipynb", True)
    for name in ("/elsewhere/other.ipynb", "mine.py", "", "5f0c-uuid"):
        monkeypatch.setenv("JPY_SESSION_NAME", name)
        assert notebook_file.find(tmp_path, "roadmap") == (None, True)


def course_notebook(path, *slugs):
    cells = [{"cell_type": "code", "metadata": {"localsdg": {"exercise": slug}}} for slug in slugs]
    path.write_text(json.dumps({"cells": cells}))
    return path


def test_a_notebook_that_nobody_names_is_the_only_one_that_has_the_exercise(tmp_path, monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.setattr(notebook_file, "_command_line", lambda: ["pytest"])
    (tmp_path / "foreign.ipynb").write_text("[]")
    mine = course_notebook(tmp_path / "mine.ipynb", "roadmap", "story")
    course_notebook(tmp_path / "other.ipynb", "logframe")
    assert notebook_file.find(tmp_path, "roadmap") == (mine, True)
    assert notebook_file.find(tmp_path, "unknown") == (None, True)
    course_notebook(tmp_path / "ben.ipynb", "roadmap")
    assert notebook_file.find(tmp_path, "roadmap") == (None, False)
    # the command that runs one of them says which; for two at once nobody can tell
    monkeypatch.setattr(notebook_file, "_command_line", lambda: ["nbconvert", str(mine)])
    assert notebook_file.find(tmp_path, "roadmap") == (mine, True)
    monkeypatch.setattr(notebook_file, "_command_line", lambda: ["nbconvert", str(mine), "ben.ipynb"])
    assert notebook_file.find(tmp_path, "roadmap") == (None, False)
    # a grader's delivery is for the one notebook beside it
    (tmp_path / "ben.ipynb").unlink()
    (tmp_path / SIDE_CAR).write_text("{}")
    assert notebook_file.find(tmp_path, "roadmap") == (None, True)


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
