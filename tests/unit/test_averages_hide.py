"""The exercise "averages hide", done the way a learner does it with pandas."""

from pathlib import Path

import honest

from localsdg import course
from localsdg.judge import judge
from localsdg.variables import collect

ROOT = Path(__file__).parents[2]
SLUG = "averages-hide"
SOLUTION = honest.SOLUTIONS[SLUG]


def judged(solution):
    cell = {}
    exec((ROOT / "exercises" / SLUG / "starter.py").read_text(encoding="utf-8") + solution, cell)
    answer, problems = collect(course.exercise(SLUG, course=ROOT)["parameters"]["variables"], cell)
    assert problems == []
    return judge(SLUG, answer, where=ROOT)


def test_the_pandas_way_earns_every_point():
    assert [record["id"] for record in judged(SOLUTION) if record["state"] != "met"] == []


def test_the_starter_alone_earns_nothing():
    assert {record["earned"] for record in judged("")} == {0}


def test_any_country_of_the_table_may_be_chosen():
    for code in ("BOL", "RWA", "IND", "USA"):
        own = SOLUTION.replace('"KEN"', f'"{code}"')
        assert judged(own)[-1]["state"] == "met", code
