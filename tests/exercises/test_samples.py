"""Every sample answer scores exactly as it says, check by check."""

import json
from pathlib import Path

import pytest

from localsdg import checks, course, kinds
from localsdg_build.check.samples import score_sample

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "exercises").glob("*/samples/*.json"))


def name(path):
    return f"{path.parents[1].name}/{path.stem}"


@pytest.mark.parametrize("path", SAMPLES, ids=name)
def test_sample_scores_as_stated(path):
    sample = json.loads(path.read_text(encoding="utf-8"))
    records = score_sample(ROOT, path.parents[1].name, sample["answer"])
    earned = {record["id"]: record["earned"] for record in records}
    assert checks.total(records) == sample["score"]
    assert {key: earned.get(key) for key in sample.get("checks", {})} == sample.get("checks", {})


@pytest.mark.parametrize("path", SAMPLES, ids=name)
def test_every_record_of_a_sample_has_a_sentence_of_its_own(path):
    sample = json.loads(path.read_text(encoding="utf-8"))
    for record in score_sample(ROOT, path.parents[1].name, sample["answer"]):
        assert record["text"].strip()
        assert "{" not in record["text"], record["text"]
        assert record["message"] != "error"


@pytest.mark.parametrize("slug", course.exercise_ids(ROOT))
def test_some_sample_earns_all_points_and_one_earns_none(slug):
    scores = [json.loads(path.read_text())["score"] for path in SAMPLES if path.parents[1].name == slug]
    spec = course.exercise(slug, course=ROOT)
    checked = sum(points for _, points in course.check_points(spec) + course.hidden_points(spec))
    assert max(scores) == checked
    assert min(scores) == 0


@pytest.mark.parametrize("slug", course.exercise_ids(ROOT))
def test_an_empty_answer_of_the_kind_earns_nothing(slug):
    spec = course.exercise(slug, course=ROOT)
    records = score_sample(ROOT, slug, kinds.kind(spec["kind"]).empty(spec))
    assert checks.total(records) == 0
