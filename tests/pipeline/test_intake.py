"""Nothing that is handed in makes the grader raise: any bytes, any notebook."""

import json
from types import SimpleNamespace

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from soak import many

from autograder.notebook import answers, released, restoring
from autograder.run import worker
from autograder.sandbox import execute

NAME = "3-monitoring-reporting"

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


def judged(data, of):
    """What the whole way to the grade makes of a file's bytes; nothing is run."""
    setup = SimpleNamespace(
        assignment=lambda name: of,
        own_cases=False,
        unsafe=True,
        limits=None,
        warm=lambda: None,
        language="en",
    )
    return worker.judge(setup, "amina", NAME, data)


@pytest.fixture
def assignment(small_course, maker, monkeypatch):
    monkeypatch.setattr(execute, "run_code", lambda notebook, of, found, *rest: execute.Run())
    return released.describe(NAME, json.dumps(maker.blank))


@pytest.mark.soak
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=many(200, 10_000)
)
@given(st.binary(max_size=300))
def test_no_bytes_make_the_grader_raise(assignment, data):
    result = judged(data, assignment)
    assert result.reason
    assert {exercise.status for exercise in result.exercises} == {"ungraded"}
    assert {exercise.score for exercise in result.exercises} == {None}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(NOTEBOOK | JSON)
def test_no_notebook_makes_the_grader_raise(assignment, notebook):
    data = json.dumps(notebook).encode()
    result = judged(data, assignment)
    assert [exercise.id for exercise in result.exercises] == assignment.ids
    for exercise in result.exercises:
        assert exercise.status in ("graded", "needs_human", "ungraded")
        assert (exercise.score is not None) == (exercise.status == "graded")
        assert exercise.reason or exercise.status == "graded"
        assert exercise.score is None or 0 <= exercise.score <= exercise.max_score
    if result.reason is None:
        nbformat.validate(nbformat.from_dict(json.loads(result.copy)))
        mended, notes = restoring.read(data, assignment)
        assert answers.holds_any(mended, assignment) and all(note.endswith(".") for note in notes)
        json.dumps(mended, ensure_ascii=False).encode()
