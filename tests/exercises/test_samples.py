"""Every sample answer scores exactly as it says, check by check."""

import json
from pathlib import Path

import pytest

from localsdg import checks
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
