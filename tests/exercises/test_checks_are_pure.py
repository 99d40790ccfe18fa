"""Checks keep nothing from one answer to the next: the grader loads them once for thousands of answers."""

import json
from pathlib import Path

import pytest

from localsdg import course, judge

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("slug", course.exercise_ids(ROOT))
def test_an_answer_is_judged_alike_before_and_after_all_others(slug):
    paths = sorted((ROOT / "exercises" / slug / "samples").glob("*.json"))
    answers = [json.loads(path.read_text(encoding="utf-8"))["answer"] for path in paths]
    kept = _kept(slug)
    records = [_judged(slug, answer) for answer in answers]
    assert [_judged(slug, answer) for answer in reversed(answers)] == records[::-1]
    assert _kept(slug) == kept


def _kept(slug):
    """What is kept from one answer to the next, as text."""
    public, hidden, words = judge.prepared(slug, course.LANGUAGE, ROOT)
    return json.dumps([public.params, public.points, hidden.params, hidden.points, words])


def _judged(slug, answer):
    public, hidden = judge.judge_all(slug, answer, where=ROOT)
    return public + hidden
