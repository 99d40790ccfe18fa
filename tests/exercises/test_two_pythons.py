"""Page and grader give the same records: each check under CPython and under MicroPython (run by Node)."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from soak import many, some

from localsdg import checks, course, feedback
from localsdg.judge import judge
from localsdg_build.check.odd_answers import odd_values

ROOT = Path(__file__).parents[2]
SLUGS = [slug for slug in course.exercise_ids(ROOT) if course.checks_source(slug, ROOT)]
FUZZED = many(8, 1000)  # answers an exercise, beside its samples
DAMAGED = many(61, 3)  # and one in so many of its damaged samples, no factor of the values put in


def fuzzed(strategy):
    found = []

    @settings(
        max_examples=FUZZED,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(answer):
        found.append(answer)

    collect()
    return found


def cpython(slug):
    """``localsdg.judge.judge`` with the exercise read once: answer -> records as JSON would carry them."""
    spec = course.exercise(slug, course=ROOT)
    functions = checks.load(course.checks_source(slug, ROOT), slug)
    points, params = course.check_points(spec), course.check_parameters(slug, spec, ROOT)

    def records(answer):
        answer = json.loads(json.dumps(answer))
        found = feedback.explain(checks.run(functions, points, answer, params), spec["words"])
        return json.loads(json.dumps(found))

    return records


def agree(answers, replies, records_of):
    for answer, reply in zip(answers, replies, strict=True):
        records = records_of(answer)
        assert records
        assert reply.get("records") == records, (answer, reply)
        assert reply["score"] == checks.total(records), answer


@pytest.mark.parametrize("slug", SLUGS)
def test_both_pythons_find_the_same_in_samples(micropython, trial, slug):
    answers = list(trial.samples(slug))
    replies = micropython([(slug, answer) for answer in answers])
    agree(answers, replies, lambda answer: json.loads(json.dumps(judge(slug, answer, where=ROOT))))


@pytest.mark.soak
@pytest.mark.parametrize("slug", SLUGS)
def test_both_pythons_find_the_same_in_odd_answers(micropython, trial, slug):
    answers = []
    for sample in trial.samples(slug):
        answers += list(trial.damages(sample))[::DAMAGED]
    answers += odd_values(next(trial.samples(slug))) + fuzzed(trial.answers(slug))
    agree(answers, micropython([(slug, answer) for answer in answers]), cpython(slug))


@pytest.mark.parametrize("half", [0.005, 0.015, 0.125, 0.375, 0.625, 2.675, 1.005, 0.5, 0.045, 8.345])
def test_both_pythons_round_a_half_alike(micropython, half):
    slug = "check-analysing-a-survey"
    answers = [{"answers": {"silence": whole + half}} for whole in (0, 100, 1200, 123456789, -1, -700)]
    agree(answers, micropython([(slug, answer) for answer in answers]), cpython(slug))


def test_what_both_pythons_read_rounds_in_one_way():
    """Their own ``round`` part on halves, so ``localsdg.checks.rounded`` is the only one."""
    shown = {"figure_values.py", "live.py"}  # what a figure or a learner's own code shows: no points
    read = (ROOT / "src" / "localsdg").glob("*.py")  # `localsdg check` reads those of exercises
    read = [path for path in read if path.name not in shown]
    assert [str(path) for path in read if re.search(r"(?<![a-z_.])round\(", path.read_text("utf-8"))] == []


def test_a_difference_would_be_seen(micropython, trial):
    """The comparison compares: a record of another answer is not taken for this one's."""
    slug = SLUGS[0]
    first, *others = trial.samples(slug)
    other = next(answer for answer in others if judge(slug, answer) != judge(slug, first))
    with pytest.raises(AssertionError):
        agree([first], micropython([(slug, other)]), cpython(slug))


@pytest.mark.soak
def test_a_very_deep_answer_ends_neither(micropython):
    slugs, deep = some(SLUGS, 12), None
    for _ in range(200):
        deep = [deep]
    replies = micropython([(slug, deep) for slug in slugs])
    for slug, reply in zip(slugs, replies, strict=True):
        agree([deep], [reply], cpython(slug))
