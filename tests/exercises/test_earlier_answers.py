"""Answers that were given before the exercises changed: each is read and judged, whatever it holds.

``fixtures/answers-of-2026-11.json`` has a full answer to each exercise as it was in 0.1.0.
"""

import json
from pathlib import Path

import pytest

from localsdg import checks, course, judge, kinds

ROOT = Path(__file__).parents[2]
EARLIER = json.loads((ROOT / "tests/fixtures/answers-of-2026-11.json").read_text(encoding="utf-8"))


def test_every_exercise_of_then_is_still_there():
    """Exercises that are newer have no earlier answer."""
    assert set(EARLIER) <= set(course.exercise_ids(ROOT))


@pytest.mark.parametrize("slug", EARLIER)
def test_an_earlier_answer_is_judged_and_reads_as_text(slug):
    public, hidden = judge.judge_all(slug, EARLIER[slug], where=ROOT)
    score = checks.total(public + hidden)
    spec = course.exercise(slug, course=ROOT)
    assert score is not None and 0 <= score <= spec["points"]
    assert kinds.kind(spec["kind"]).summary(EARLIER[slug], spec)
