"""What is handed in: every layout is understood, every bad file is refused with a reason, nothing raises."""

import io
import json
import os
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from autograder import answers, grade, released
from autograder.intake import choosing, finding, naming, reading

NAME = "3-monitoring-reporting"
OTHER = "4-decentralized-cooperation"
EMPTY = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}


# ---- Who and what ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "top", "learner", "assignment"),
    [
        (f"amina/{NAME}.ipynb", "in", "amina", NAME),
        (f"amina/{NAME}/{NAME}.ipynb", "in", "amina", NAME),
        (f"amina/{NAME}/my work.ipynb", "in", "amina", NAME),
        (f"cohort/amina/{NAME}/{NAME}.ipynb", "in", "amina", NAME),
        (f"submitted/amina/{NAME}/{NAME}.ipynb", "in", "amina", NAME),
        (f"x/submitted/amina/{NAME}/deep/{NAME}.ipynb", "in", "amina", NAME),
        ("submitted/amina/lesson-nine/a.ipynb", "in", "amina", "lesson-nine"),
        (f"{NAME}.ipynb", "amina", "amina", NAME),
        (f"{NAME}/{NAME}.ipynb", "amina", "amina", NAME),
        (f"amina/{NAME} (1).ipynb", "in", "amina", NAME),
        (f"amina/{NAME.upper()}.ipynb", "in", "amina", NAME),
        ("amina.ipynb", "in", "amina", None),
        ("amina/work.ipynb", "in", "amina", None),
        ("Jose\u0301/work.ipynb", "in", "José", None),
        ("submitted/work.ipynb", "in", "work", None),
    ],
)
def test_learner_and_assignment_come_from_names(path, top, learner, assignment):
    assert naming.who_and_what(path.split("/"), top, [NAME, OTHER]) == (learner, assignment)


@given(st.text(min_size=1, max_size=300))
@example("..")
@example("a/../../b")
@example("\ud800")
def test_a_learner_id_is_a_safe_folder_name(name):
    safe = naming.learner_id(name)
    assert safe and safe not in (".", "..") and not set(safe) & set('/\\\x00*?[]"')
    assert not safe.startswith(".")
    assert naming.learner_id(safe) == safe
    safe.encode()


# ---- Bytes ----------------------------------------------------------------------------------


def refusal(data):
    with pytest.raises(reading.Unreadable) as caught:
        reading.notebook(data)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\x00\x00", "empty"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "not UTF-8"),
        ('{"cells": "é"'.encode("latin-1"), "not UTF-8"),
        (json.dumps(EMPTY).encode()[:30], "cut off"),
        (b"%PDF-1.7 or a letter", "not a Jupyter notebook"),
        (b"[1, 2]", "not a Jupyter notebook"),
        (b'{"a": 1}', "not a Jupyter notebook"),
        (b'{"cells": [], "nbformat": "4"}', "does not say its format"),
        (b'{"cells": [], "nbformat": true}', "does not say its format"),
        (b'{"cells": {}, "nbformat": 4}', "damaged"),
        (b'{"cells": [], "nbformat": 5}', "newer"),
        (b'{"worksheets": [], "nbformat": 3}', "old format"),
        (b'{"cells": ' + b"[" * 5000 + b"]" * 5000 + b', "nbformat": 4}', "nested|cut off"),
    ],
)
def test_a_bad_file_is_refused_with_what_to_do(data, words):
    reason = refusal(data)
    assert any(word in reason for word in words.split("|"))
    assert reason.endswith(".") and reason.count(". ") >= 1  # what it is, and what to do


def test_a_huge_file_is_refused_before_it_is_parsed(monkeypatch):
    monkeypatch.setattr(reading, "LARGEST", 1000)
    assert "larger" in refusal(b" " * 1000 + json.dumps(EMPTY).encode())


def test_a_byte_order_mark_and_half_a_surrogate_are_no_obstacle():
    notebook = {**EMPTY, "cells": [{"cell_type": "markdown", "source": "a\ud800b"}]}
    read = reading.notebook(b"\xef\xbb\xbf" + json.dumps(notebook).encode())
    assert read["cells"][0]["source"] == "a?b"


# ---- Anything at all ------------------------------------------------------------------------

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=20,
)
SLUGS = st.sampled_from(["zz-who-reports", "a-mean", "short-story", "unheard-of"])
FLAGS = st.fixed_dictionaries(
    {},
    optional={
        "grade_id": SLUGS | SLUGS.map(lambda slug: slug + "-answer") | JSON,
        "solution": st.booleans() | JSON,
        "grade": st.booleans() | JSON,
        "locked": JSON,
    },
)
METADATA = st.fixed_dictionaries(
    {},
    optional={
        "nbgrader": FLAGS | JSON,
        "localsdg": st.fixed_dictionaries({"exercise": SLUGS | JSON, "role": st.just("answer") | JSON})
        | JSON,
    },
)
BUNDLE = st.fixed_dictionaries({"exercise": SLUGS | JSON, "answer": JSON})
OUTPUT = st.fixed_dictionaries(
    {"output_type": JSON, "data": st.fixed_dictionaries({answers.MIME: BUNDLE | JSON}) | JSON}
)
CELL = st.fixed_dictionaries(
    {
        "cell_type": st.sampled_from(["markdown", "raw", "code"]) | JSON,
        "source": st.text(max_size=20) | JSON,
        "metadata": METADATA | JSON,
        "outputs": st.lists(OUTPUT | JSON, max_size=3) | JSON,
        "id": JSON,
    }
)
NOTEBOOK = st.fixed_dictionaries(
    {"nbformat": st.just(4), "cells": st.lists(CELL | JSON, max_size=4), "metadata": METADATA | JSON}
)


def graded_by(data, folder_released):
    """What the whole way up to recording makes of a file's bytes."""
    one = finding.HandIn("amina", NAME, "here", lambda: data)
    (submission,) = choosing.choose([one], [NAME])
    return grade.judge(submission, folder_released)


@pytest.fixture
def assignment(small_course, maker):
    return released.describe(NAME, maker.blank)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
@given(st.binary(max_size=300))
def test_no_bytes_make_the_grader_raise(assignment, data):
    result = graded_by(data, assignment)
    assert result.submission.reason
    assert {exercise["status"] for exercise in result.exercises} == {"ungraded"}
    assert {exercise["score"] for exercise in result.exercises} == {None}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(NOTEBOOK | JSON)
def test_no_notebook_makes_the_grader_raise(assignment, monkeypatch, notebook):
    from autograder import autograded
    from autograder.sandbox import Ran, execute

    monkeypatch.setattr(execute, "_run_cells", lambda *rest: Ran(ending="not run in this test"))
    result = graded_by(json.dumps(notebook).encode(), assignment)
    assert [exercise["id"] for exercise in result.exercises] == assignment.ids
    for exercise in result.exercises:
        assert exercise["status"] in ("graded", "needs_human", "ungraded")
        assert (exercise["score"] is not None) == (exercise["status"] == "graded")
        assert exercise["reason"] or exercise["status"] == "graded"
        assert exercise["score"] is None or 0 <= exercise["score"] <= exercise["max_score"]
    if result.submission.reason is None:
        import nbformat

        copy = autograded.notebook(result.submission.notebook, assignment, result.found, result.exercises, {})
        nbformat.validate(nbformat.from_dict(copy))


# ---- Folders and zips -----------------------------------------------------------------------


def found(*inputs, course=None, assignments=(NAME,)):
    """``{learner: (assignment, bytes or reason)}``."""
    result = {}
    for hand_in in finding.collect(inputs, list(assignments), course):
        try:
            result[hand_in.learner] = (hand_in.assignment, hand_in.read())
        except reading.Unreadable as problem:
            result[hand_in.learner] = (hand_in.assignment, str(problem))
    return result


def put(folder, path, data=b"{}"):
    path = Path(folder) / path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_folder_is_read_without_what_programs_leave_in_it(tmp_path):
    put(tmp_path, f"amina/{NAME}.ipynb", b"1")
    put(tmp_path, f"amina/.ipynb_checkpoints/{NAME}-checkpoint.ipynb", b"old")
    put(tmp_path, "amina/json.py", b"raise SystemExit")
    put(tmp_path, "__MACOSX/ben/work.ipynb", b"mac")
    put(tmp_path, f"ben/._{NAME}.ipynb", b"mac")
    put(tmp_path, f"course/submitted/amina/{NAME}/{NAME}.ipynb", b"kept")
    assert found(tmp_path, course=tmp_path / "course") == {"amina": (NAME, b"1")}
    assert found(tmp_path / "course", course=tmp_path / "course") == {"amina": (NAME, b"kept")}
    assert found(tmp_path / "course" / "submitted", course=tmp_path / "course") == {"amina": (NAME, b"kept")}


def test_a_single_notebook_is_named_by_its_folder_or_its_own_name(tmp_path):
    assert found(put(tmp_path, f"amina/{NAME}.ipynb")) == {"amina": (NAME, b"{}")}
    assert found(put(tmp_path, "handins/ben.ipynb")) == {"ben": (None, b"{}")}


def test_links_are_refused(tmp_path):
    real = put(tmp_path, f"in/amina/{NAME}.ipynb", b"amina's")
    (tmp_path / "in" / "ben").mkdir()
    os.symlink(real, tmp_path / "in" / "ben" / f"{NAME}.ipynb")
    os.symlink(real.parent, tmp_path / "in" / "cleo")
    got = found(tmp_path / "in")
    assert got["amina"] == (NAME, b"amina's")
    assert "link" in got["ben"][1] and "link" in got["cleo"][1]
    assert "link" in found(tmp_path / "in" / "ben" / f"{NAME}.ipynb")["ben"][1]


def zipped(path, entries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


def test_a_zip_is_read_like_a_folder(tmp_path):
    path = zipped(
        tmp_path / "cohort.zip",
        [
            (f"cohort/amina/{NAME}.ipynb", b"a"),
            (f"cohort/ben/{NAME}/{NAME}.ipynb", b"b"),
            ("cohort/notes.txt", b"n"),
            (f"__MACOSX/cohort/amina/._{NAME}.ipynb", b"m"),
        ],
    )
    assert found(path) == {"amina": (NAME, b"a"), "ben": (NAME, b"b")}
    alone = zipped(tmp_path / "cleo.zip", [(f"{NAME}.ipynb", b"c")])
    assert found(alone) == {"cleo": (NAME, b"c")}


def test_a_zip_cannot_lead_out_bomb_or_link(tmp_path):
    link = zipfile.ZipInfo(f"dora/{NAME}.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = zipped(
        tmp_path / "bad.zip",
        [
            (f"../../amina/{NAME}.ipynb", b"out"),
            (f"/ben/{NAME}.ipynb", b"out"),
            (f"cleo/{NAME}.ipynb", b"\0" * 5_000_000),
            (link, b"/etc/passwd"),
            (f"eve/{NAME}.ipynb", b"fine"),
        ],
    )
    got = found(path)
    assert "outside" in got["amina"][1] and "outside" in got["ben"][1]
    assert "far more" in got["cleo"][1] and "link" in got["dora"][1]
    assert got["eve"] == (NAME, b"fine")
    assert sorted(item.name for item in tmp_path.iterdir()) == ["bad.zip"]


def test_a_zip_that_lies_about_a_size_is_not_read_further(tmp_path, monkeypatch):
    from autograder.intake import archives

    monkeypatch.setattr(archives, "LARGEST", 1000)
    path = zipped(tmp_path / "z.zip", [(f"amina/{NAME}.ipynb", os.urandom(900))])
    data = path.read_bytes().replace((900).to_bytes(4, "little"), (800).to_bytes(4, "little"))
    path.write_bytes(data)
    learner, outcome = next(iter(found(path).items()))
    assert learner == "amina" and isinstance(outcome[1], str) and "unpacked" in outcome[1]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.binary(max_size=200), st.integers(0, 400))
def test_no_zip_makes_the_intake_raise(tmp_path, junk, cut):
    whole = io.BytesIO()
    zipped(whole, [(f"amina/{NAME}.ipynb", junk), ("ben/x.ipynb", b"{}")])
    data = bytearray(whole.getvalue())
    for place, byte in enumerate(junk[:20]):
        data[(cut + place * 7) % len(data)] = byte
    path = tmp_path / "broken.zip"
    path.write_bytes(bytes(data))
    for learner, (_, content) in found(path).items():
        assert learner and isinstance(content, bytes | str)
    path.write_bytes(whole.getvalue()[:cut])
    found(path)


# ---- Which one counts -----------------------------------------------------------------------


def chosen(*inputs, assignments=(NAME,)):
    hand_ins = finding.collect(inputs, list(assignments))
    return {one.learner: one for one in choosing.choose(hand_ins, list(assignments))}


def test_the_later_input_counts_and_two_in_one_are_not_guessed(tmp_path):
    first, second = json.dumps(EMPTY).encode(), json.dumps({**EMPTY, "metadata": {"x": 1}}).encode()
    put(tmp_path, f"one/amina/{NAME}.ipynb", first)
    put(tmp_path, f"two/amina/{NAME}.ipynb", second)
    assert chosen(tmp_path / "one", tmp_path / "two")["amina"].data == second
    assert chosen(tmp_path / "two", tmp_path / "one")["amina"].data == first
    put(tmp_path, f"one/amina/{NAME} (1).ipynb", first)
    assert chosen(tmp_path / "one")["amina"].notebook is not None  # the same file twice
    put(tmp_path, f"one/amina/{NAME} (2).ipynb", second)
    both = chosen(tmp_path / "one")["amina"]
    assert both.notebook is None and "different notebooks" in both.reason


def test_with_several_assignments_the_notebook_itself_says_which(tmp_path):
    marked = {**EMPTY, "metadata": {"localsdg": {"assignment": OTHER}}}
    put(tmp_path, "amina.ipynb", json.dumps(marked).encode())
    put(tmp_path, "ben.ipynb", json.dumps(EMPTY).encode())
    got = chosen(tmp_path, assignments=[NAME, OTHER])
    assert got["amina"].assignment == OTHER and got["ben"].assignment == "unknown"
