"""The exercises on the course's tables, done the way a learner does them with pandas."""

import json
from pathlib import Path

import honest
import pandas
import pytest

from localsdg import checks, course
from localsdg.judge import judge

ROOT = Path(__file__).parents[2]

SOLUTIONS = {slug: honest.SOLUTIONS[slug] for slug in ("survey-analysis", "distance-to-target")}


def learner(slug, solution):
    """What a learner's notebook hands over after the starter cell and ``solution`` have run."""
    cell = {}
    exec((ROOT / "exercises" / slug / "starter.py").read_text(encoding="utf-8") + solution, cell)
    names = [item["name"] for item in course.exercise(slug, course=ROOT)["parameters"]["variables"]]
    return {"variables": json.loads(json.dumps({name: cell[name] for name in names}, default=float))}


@pytest.mark.parametrize("slug", sorted(SOLUTIONS))
def test_the_pandas_way_earns_every_public_point(slug):
    records = judge(slug, learner(slug, SOLUTIONS[slug]), where=ROOT)
    assert [record["id"] for record in records if record["state"] != "met"] == []


@pytest.mark.parametrize("slug", sorted(SOLUTIONS))
def test_the_starter_alone_earns_nothing(slug):
    assert sum(record["earned"] for record in judge(slug, learner(slug, ""), where=ROOT)) == 0


@pytest.mark.parametrize("slug", sorted(SOLUTIONS))
def test_the_worked_example_in_the_prompt_runs(slug):
    """The code blocks of the prompt, in order, after the starter."""
    prompt = course.exercise(slug, course=ROOT)["words"]["prompt"]
    blocks = [part.split("```")[0] for part in prompt.split("```python\n")[1:]]
    assert blocks
    cell = {}
    exec((ROOT / "exercises" / slug / "starter.py").read_text(encoding="utf-8") + "\n".join(blocks), cell)


@pytest.mark.parametrize("change", [1, -1])
def test_expected_values_come_from_the_table_and_not_from_the_checks(change, tmp_path):
    """With one value of the table changed, the old answer is no longer right."""
    slug = "distance-to-target"
    answer = learner(slug, SOLUTIONS[slug])
    spec = course.exercise(slug, course=ROOT)
    params = course.check_parameters(spec, ROOT)
    for row in params["tables"]["city"]:
        if row["indicator_id"] == "fine-particles" and row["year"] == 2019:
            row["value"] += change
    functions = checks.load(course.checks_source(slug, ROOT))
    records = checks.run(functions, course.check_points(spec), answer, params)
    wrong = {record["id"] for record in records if record["message"] not in ("met", "line")}
    assert {"latest", "score"} <= wrong


def test_a_frame_of_scores_counts_like_a_dict():
    slug = "distance-to-target"
    answer = learner(slug, SOLUTIONS[slug])
    scores = answer["variables"]["scores"]
    frame = pandas.DataFrame({"indicator_id": list(scores), "score": list(scores.values())})
    rows = {"variables": {**answer["variables"], "scores": frame.to_dict("records")}}
    assert judge(slug, rows, where=ROOT) == judge(slug, answer, where=ROOT)
