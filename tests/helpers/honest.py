"""Hand-ins as honest learners make them: widgets answered, code written, a figure drawn, texts begun.

Used by tests that compare graders and by the benchmarks.
"""

import copy
import json
from collections import Counter
from pathlib import Path

from localsdg.answers import bundle

ROOT = Path(__file__).parents[2]

# The exercises on the course's tables, done the way a learner does them with pandas.
SOLUTIONS = {
    "averages-hide": """
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
""",
    "survey-analysis": """
forms = survey.sort_values("received_on").drop_duplicates("government_id", keep="last")
urban = forms[forms["setting"] == "urban"]
answers = urban[urban["answered"] == "yes"]
response_rate = 100 * len(answers) / len(urban)
named = forms[forms["priority_1"].notna()]
goal9_rural = 100 * (named[named["setting"] == "rural"]["priority_1"] == 9).mean()
goal9_urban = 100 * (named[named["setting"] == "urban"]["priority_1"] == 9).mean()
top_intervention = answers["interventions"].str.split("; ").explode().value_counts().idxmax()
budget_share = 100 * (answers["budget_thousand_units"] > 0).mean()
mentions = answers[["priority_1", "priority_2", "priority_3"]].melt()["value"]
local = mentions.value_counts(normalize=True) * 100
gap_goal = (local - strategy.set_index("goal")["weight_percent"]).idxmax()
""",
    "distance-to-target": """
baseline = particles[particles["year"] == 2010]["value"].item()
latest = particles[particles["year"] == 2019]["value"].item()
change_per_year = (latest - baseline) / 9
score = 100 * (latest - baseline) / (5 - baseline)
on_track = "yes" if latest + 11 * change_per_year <= 5 else "no"
for name in scores:
    aim = targets[targets["indicator_id"] == name].iloc[0]
    rows = city[(city["indicator_id"] == name) & (city["group"] == "all")]
    start = rows[rows["year"] == aim["baseline_year"]]["value"].item()
    end = rows.sort_values("year")["value"].iloc[-1]
    scores[name] = max(0, 100 * (end - start) / (aim["target_value"] - start))
furthest = min(scores, key=scores.get)
""",
}

FIGURE = """import plotly.express as px

figure = px.bar(particles, x="year", y="value", title="Fine particles")
figure"""


def samples(slug):
    """The sample answers of an exercise whose value a notebook can carry, by file name.

    Of several with one score the first alone comes early: so a few hand-ins are good, middling and bad.
    """
    paths = sorted((ROOT / "exercises" / slug / "samples").glob("*.json"))
    found, seen = [json.loads(path.read_text(encoding="utf-8")) for path in paths], Counter()
    turns = []
    for sample in found:
        turns.append(seen[sample["score"]])
        seen[sample["score"]] += 1
    return [found[place] for place in sorted(range(len(found)), key=turns.__getitem__)]


def sample(slug, number):
    """The sample answer that the ``number``-th hand-in gives."""
    every = samples(slug)
    return every[number % len(every)]["answer"]


def notebook(blank, number, code=True, answer=sample):
    """The ``number``-th hand-in made from a released notebook: other numbers choose other samples.

    ``blank``: the notebook's JSON. With ``code`` the code exercises are solved, in every third hand-in with
    one mistake, and a figure is drawn after the first of them; without it they are left as they were.
    ``answer(slug, number)``: what is answered to all others.
    """
    made = copy.deepcopy(blank)
    cells, figures = [], 0
    for cell in made["cells"]:
        cells.append(cell)
        tags = cell["metadata"].get("localsdg", {})
        slug, marks = tags.get("exercise"), cell["metadata"].get("nbgrader", {})
        if tags.get("role") == "answer" and marks.get("solution") and cell["cell_type"] == "code":
            if code and slug in SOLUTIONS:
                cell["source"] += _solution(slug, number)
                if "particles" in cell["source"] and not figures:
                    figures += 1
                    cells.append(_extra(FIGURE, f"my-figure-{figures}"))
        elif tags.get("role") == "answer" and marks.get("solution"):
            _write(cell, slug, number, answer)
        elif tags.get("role") == "answer":
            shown = bundle(slug, answer(slug, number), "kept")
            cell["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": shown}]
    made["cells"] = cells
    return made


def _solution(slug, number):
    text = SOLUTIONS[slug]
    return text.replace("100 * ", "1 * ", 1) if number % 3 == 2 else text


def _extra(source, name):
    return {
        "cell_type": "code", "id": name, "metadata": {}, "source": source, "outputs": [],
        "execution_count": None,
    }  # fmt: skip


def _write(cell, slug, number, answer):
    given = answer(slug, number)
    if _has_text(given) and number % 4:
        cell["source"] = given["text"]


def _has_text(answer):
    return isinstance(answer, dict) and isinstance(answer.get("text"), str) and answer["text"].strip()
