"""No JSON value whatever makes a check raise, and what a check returns is always a result."""

import json
import math
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from soak import many

from localsdg import checks, course, feedback, kinds
from localsdg.course import exercise_ids, root

SLUGS = exercise_ids(root())
EVERY = many(7, 1)  # damaged samples tried: one in so many, and no factor of the values that are put in
SPECS = {slug: course.exercise(slug) for slug in SLUGS}
QUICK = settings(
    max_examples=many(30, 1000), deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.fixture(scope="module", params=SLUGS)
def subject(request):
    """An exercise's functions, not guarded by ``checks.run``: public ones and hidden ones."""
    slug = request.param
    spec = SPECS[slug]
    functions = checks.load(course.checks_source(slug), slug)
    hidden = root() / "exercises" / slug / "hidden_checks.py"
    if hidden.is_file():
        functions += checks.load(hidden.read_text(encoding="utf-8"), slug)
    return slug, spec, functions, course.check_parameters(slug, spec)


def holds(function, answer, params, spec, check_id):
    outcome = function(answer, params)
    assert set(outcome) == {"share", "message", "details"}
    assert math.isfinite(outcome["share"]), outcome
    assert 0 <= outcome["share"] <= 1 + 1e-9, outcome
    record = {"id": check_id, "points": 1, "earned": 0, **outcome}
    text = feedback.explain([record], spec["words"])[0]["text"]
    assert isinstance(text, str) and text
    json.dumps(outcome, allow_nan=False)


@pytest.mark.soak
def test_no_json_value_makes_a_check_raise(subject, trial):
    slug, spec, functions, params = subject

    @QUICK
    @given(trial.answers(slug))
    def attempt(answer):
        answer = json.loads(json.dumps(answer))
        for check_id, function in functions:
            holds(function, answer, params, spec, check_id)
        kinds.kind(spec["kind"]).summary(answer, spec)

    attempt()


@pytest.mark.soak
def test_no_damaged_sample_makes_a_check_raise(subject, trial):
    """Each part of each sample replaced by values of other kinds (in ``make test`` by some)."""
    slug, spec, functions, params = subject
    for number, answer in enumerate(trial.samples(slug)):
        for damaged in islice(trial.damages(answer), number % EVERY, None, EVERY):
            for check_id, function in functions:
                holds(function, damaged, params, spec, check_id)
            kinds.kind(spec["kind"]).summary(damaged, spec)


def test_checks_leave_the_answer_and_the_parameters_as_they_are(subject, trial):
    slug, _, functions, params = subject
    for answer in trial.samples(slug):
        before = json.dumps([answer, params], sort_keys=True)
        for _, function in functions:
            function(answer, params)
        assert json.dumps([answer, params], sort_keys=True) == before
