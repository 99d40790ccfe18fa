"""Make the synthetic survey of local governments from a seed.

    python datasets/synthetic-lrg-survey/build.py [--out FOLDER]

Nothing here is real: the country, its governments and their answers are drawn at random. The chances
below are chosen so that the table teaches what real surveys teach: large cities answer more often, small
places name other priorities than large ones, and few name a budget. Only ``random()`` of Python's
generator is used, whose numbers for one seed are the same in every version of Python.
"""

import random
from pathlib import Path

from localsdg_build.dataset_tables import run

HERE = Path(__file__).parent
SEED = 2030
REGIONS = ["Coast", "Highlands", "Plains", "Lakes"]
# size class: (how many, smallest and largest population, chance of being urban, of answering)
SIZES = {
    "small": (72, 1_500, 19_999, 0.15, 0.45),
    "medium": (34, 20_000, 99_999, 0.65, 0.72),
    "large": (14, 100_000, 900_000, 1.0, 0.93),
}
# How likely each Goal is to be named as a priority, by size class. Goals that are not listed: 1.
PRIORITIES = {
    "small": {6: 34, 9: 14, 1: 9, 2: 8, 4: 7, 3: 6, 8: 4, 13: 2, 11: 4},
    "medium": {6: 10, 8: 9, 11: 11, 4: 8, 9: 7, 3: 6, 13: 5, 1: 4},
    "large": {11: 36, 13: 16, 8: 8, 10: 5, 12: 5, 9: 4, 6: 2, 5: 4},
}
# Chance that a type of intervention is ticked, by size class.
INTERVENTIONS = {
    "awareness-raising": {"small": 0.62, "medium": 0.70, "large": 0.78},
    "projects": {"small": 0.42, "medium": 0.55, "large": 0.85},
    "alignment of plans": {"small": 0.14, "medium": 0.35, "large": 0.78},
    "training of staff": {"small": 0.12, "medium": 0.28, "large": 0.55},
    "partnerships": {"small": 0.25, "medium": 0.30, "large": 0.60},
}
BEST_PRACTICE = {"small": 0.22, "medium": 0.45, "large": 0.85}
# Chance of naming a budget above zero, of writing 0, else blank; and thousands per 1,000 inhabitants.
BUDGET = {"small": (0.14, 0.30, 1.5), "medium": (0.30, 0.22, 2.5), "large": (0.62, 0.08, 4.0)}
# Targets that a government which works on a Goal may have introduced.
TARGETS = {1: "1.4", 2: "2.1", 3: "3.8", 4: "4.1", 5: "5.5", 6: "6.1", 7: "7.2", 8: "8.5", 9: "9.1"}
TARGETS |= {10: "10.2", 11: "11.2", 12: "12.5", 13: "13.1", 14: "14.1", 15: "15.1", 16: "16.6", 17: "17.17"}
# The invented national strategy: the Goals it puts first, and the percent of its programme for each.
STRATEGY = [(8, 24), (9, 18), (13, 15), (4, 13), (7, 10), (11, 9), (3, 7), (17, 4)]


class Dice:
    """Draws that use nothing but ``random()``."""

    def __init__(self, seed):
        self._random = random.Random(seed).random

    def chance(self, share):
        """True with the given chance, 0 to 1."""
        return self._random() < share

    def between(self, low, high):
        """A number between two numbers."""
        return low + (high - low) * self._random()

    def one_of(self, weights):
        """A key of ``weights``; heavier ones come more often."""
        left = self._random() * sum(weights.values())
        for key, weight in weights.items():
            left -= weight
            if left < 0:
                return key
        return key


def governments(dice):
    """All member governments with what the association knows of them before the survey."""
    members = []
    for size, (count, low, high, urban, _) in SIZES.items():
        for _ in range(count):
            # squared: within a class, smaller places are more frequent than larger ones
            population = int(low + (high - low) * dice.between(0, 1) ** 2)
            setting = "urban" if dice.chance(urban) else "rural"
            region = dice.one_of(dict.fromkeys(REGIONS, 1))
            members.append({"region": region, "population": population, "size": size, "setting": setting})
    members.sort(key=lambda member: (member["region"], -member["population"]))
    return [{"government_id": f"LG{place:03}", **member} for place, member in enumerate(members, 1)]


QUESTIONS = ["received_on", "targets_introduced", "priority_1", "priority_2", "priority_3"]
QUESTIONS += ["interventions", "best_practice", "budget_thousand_units"]


def answer(member, dice):
    """One government's answer to the five points; every value empty if it did not answer."""
    size = member["size"]
    if not dice.chance(SIZES[size][4]):
        return {**member, "answered": "no", **dict.fromkeys(QUESTIONS, "")}
    goals = _priorities(size, dice)
    given = [kind for kind, chances in INTERVENTIONS.items() if dice.chance(chances[size])]
    skipped = dice.chance(0.06)  # some leave the question on priorities empty
    return {
        **member,
        "answered": "yes",
        "received_on": f"2026-{4 + int(dice.between(0, 2)):02}-{1 + int(dice.between(0, 28)):02}",
        "targets_introduced": "; ".join(_targets(size, goals, dice)),
        **{f"priority_{place}": "" if skipped else goal for place, goal in enumerate(goals, 1)},
        "interventions": "; ".join(given),
        "best_practice": _yes_no(dice, BEST_PRACTICE[size]),
        "budget_thousand_units": _budget(member, dice),
    }


def _priorities(size, dice):
    weights = {goal: PRIORITIES[size].get(goal, 1) for goal in range(1, 18)}
    goals = []
    for _ in range(3):
        goals.append(dice.one_of(weights))
        del weights[goals[-1]]
    return goals


def _targets(size, goals, dice):
    chance = {"small": 0.4, "medium": 0.6, "large": 0.9}[size]
    return [TARGETS[goal] for goal in sorted(goals) if dice.chance(chance)]


def _yes_no(dice, chance):
    if dice.chance(0.05):
        return ""
    return "yes" if dice.chance(chance) else "no"


def _budget(member, dice):
    named, nothing, per_thousand = BUDGET[member["size"]]
    draw = dice.between(0, 1)
    if draw < named:
        return max(1, round(member["population"] / 1000 * per_thousand * dice.between(0.4, 1.6)))
    return 0 if draw < named + nothing else ""


def survey(seed=SEED):
    """The survey as it lies on the association's desk, with its faults."""
    dice = Dice(seed)
    rows = [answer(member, dice) for member in governments(dice)]
    _answer_twice(rows)
    return sorted(rows, key=lambda row: (row["government_id"], row["received_on"]))


def _answer_twice(rows):
    """One medium government answered twice: an early form without a budget, then a complete one."""
    for row in rows:
        if row["size"] == "medium" and row["received_on"] > "2026-05-10" and row["budget_thousand_units"]:
            early = {**row, "received_on": "2026-04-02", "budget_thousand_units": "", "best_practice": ""}
            rows.append(early)
            return
    raise ValueError("no government is fit to answer twice; choose another seed")


def strategy():
    """The synthetic country's national strategy: one row for each of the 17 Goals."""
    ranks = {goal: (rank, weight) for rank, (goal, weight) in enumerate(STRATEGY, 1)}
    rows = []
    for goal in range(1, 18):
        rank, weight = ranks.get(goal, ("", 0))
        rows.append({"goal": goal, "rank": rank, "weight_percent": weight})
    return rows


def tables():
    """Both tables as ``{file name: rows}``."""
    return {"survey.csv": survey(), "national-strategy.csv": strategy()}


if __name__ == "__main__":
    run(tables, __doc__, HERE / "data")
