"""Knowledge checks: nobody should be right by going down two lists side by side."""

import json
from pathlib import Path

import pytest

from localsdg import course

ROOT = Path(__file__).parents[2]
CHOICES = [
    slug for slug in course.exercise_ids(ROOT) if course.exercise(slug, course=ROOT)["kind"] == "choice"
]


@pytest.mark.parametrize("slug", CHOICES)
def test_pairs_do_not_stand_side_by_side(slug):
    right = full_answers(slug)
    for question in course.exercise(slug, course=ROOT)["parameters"]["questions"]:
        if question["type"] == "matching" and isinstance(right.get(question["id"]), dict):
            beside = dict(zip(question["items"], question["options"] * 4, strict=False))
            assert beside != right[question["id"]], question["id"]


def full_answers(slug):
    paths = (ROOT / "exercises" / slug / "samples").glob("*.json")
    samples = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    return max(samples, key=lambda sample: sample["score"])["answer"]["answers"]
