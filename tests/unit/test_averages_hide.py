"""The exercise "averages hide", done the way a learner does it with pandas."""

from pathlib import Path

from localsdg import course
from localsdg.judge import judge
from localsdg.variables import collect

ROOT = Path(__file__).parents[2]
SLUG = "averages-hide"
SOLUTION = """
bolivia = water[water["iso3"] == "BOL"].set_index("year")
gaps = bolivia["urban"] - bolivia["rural"]
gap = gaps[2017]
gap_change = gaps[2017] - gaps[2000]
rural_share = 100 * (bolivia["urban"] - bolivia["all"])[2017] / gap
latest = water[water["year"] == 2017]
hidden = latest[(latest["all"] >= 90) & (latest["rural"] < 80)]["iso3"]
widest = latest.loc[(latest["urban"] - latest["rural"]).idxmax(), "iso3"]
of_2019 = groups[groups["year"] == 2019]
rates = of_2019[of_2019["indicator_id"] == "unemployment"].set_index("group")["value"]
times = rates["people with a disability"] / rates["all"]
poverty = of_2019[of_2019["indicator_id"] == "poverty"]
too_high = poverty[poverty["dimension"] == "age"]["value"].mean() - poverty.set_index("group")["value"]["all"]
my_country = "KEN"
row = sanitation[(sanitation["iso3"] == "KEN") & (sanitation["year"] == 2017)].iloc[0]
my_gap = row["urban"] - row["rural"]
"""


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
