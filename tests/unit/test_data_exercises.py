"""The exercises on the course's tables, done the way a learner does them with pandas."""

import json
from pathlib import Path

import honest
import pandas
import pytest

from localsdg import checks, course
from localsdg.judge import judge
from localsdg.notebook import grade
from localsdg_build.release import notebooks

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
    params = course.check_parameters(slug, spec, ROOT)
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


@pytest.mark.parametrize(
    ("slug", "name", "value", "message"),
    [
        ("survey-analysis", "goal9_rural", 10 / 72, "of_all"),  # a usual mistake, and a fraction of 1 as well
        ("survey-analysis", "goal9_rural", 0.2703, "fraction"),
        ("distance-to-target", "scores", {"child-poverty": -6.53}, "first_year"),
        ("distance-to-target", "scores", {"child-poverty": 3.6, "rough-sleepers": -1125}, "missing"),
        ("averages-hide", "my_gap", 18.8, "met"),  # the country by its name
    ],
)
def test_usual_mistakes_are_told_apart(slug, name, value, message):
    answer = {"variables": {name: value, "my_country": "India"}}
    (record,) = [record for record in judge(slug, answer, where=ROOT) if record["id"] == name]
    assert record["message"] == message


def test_feedback_names_the_variable_and_a_forgotten_item_is_told(capsys):
    namespace = {"baseline": pandas.Series([11.711], index=[117]), "latest": 9.342}
    grade("distance-to-target", namespace)
    said = capsys.readouterr().out
    assert "The variable baseline should be one number, but it holds a column or a list." in said
    assert "latest: Right." in said and "change_per_year: There is no number" in said


def test_an_error_in_a_learner_s_code_does_not_empty_the_cells_below():
    cells = notebooks.notebook("3-monitoring-reporting", ROOT).cells
    code = [cell for cell in cells if cell.metadata.get("nbgrader", {}).get("solution")]
    tagged = [cell.id for cell in cells if "raises-exception" in cell.metadata.get("tags", [])]
    assert tagged == [cell.id for cell in code if cell.cell_type == "code"] != []
