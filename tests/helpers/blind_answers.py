"""What a reader earns in the knowledge checks who has read nothing but the questions.

``blind_rules`` says which option looks better; ``answer`` makes an answer of it, and the exercise's own
checks score that.
"""

import functools
import itertools
import json
import random
import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from blind_rules import RULES, Question, Rule, no_rule

from localsdg import course
from localsdg.judge import judge

CHANCE = 400  # random answerings of all questions
MOST = 1.35  # times what random answers earn, over the course: so much may a rule earn
TIES = 60  # answerings by a rule, which differ where the rule leaves options equal


# ---- The questions of the course ------------------------------------------------------------


def questions(where: Path | None = None) -> list[Question]:
    """All questions of exercises of kind ``choice``, in the order of modules and exercises.

    Without those about a drawn case: what is right there follows from the case, and no option is right in
    all of them.
    """
    specs = [(slug, course.exercise(slug, course=where)) for slug in course.exercise_ids(where)]
    asked = [each for each in specs if each[1]["kind"] == "choice" and "draw" not in each[1]["parameters"]]
    asked.sort(key=lambda each: each[1]["module"])
    return [
        _question(slug, spec, one, where) for slug, spec in asked for one in spec["parameters"]["questions"]
    ]


def _question(slug, spec, one, where):
    labels, name = spec["words"]["labels"], one["id"]
    points = next(worth for check, worth in course.check_points(spec) if check == name)

    def named(kind, ids):
        return [(each, _text(labels[kind][name][each])) for each in ids]

    return Question(
        module=spec["module"], slug=slug, id=name, type=one["type"], points=points,
        stem=_text(labels["questions"][name]),
        options=named("options", one.get("options", [])), items=named("items", one.get("items", [])),
        earned=_scorer(slug, name, where),
    )  # fmt: skip


def _text(label):
    return f"{label['title']} {label.get('help', '')}".strip() if isinstance(label, dict) else label


def _scorer(slug, name, where):
    @functools.cache
    def score(given):
        records = judge(slug, {"answers": {name: json.loads(given)}}, where=where)
        return next(record["earned"] for record in records if record["id"] == name)

    return lambda given: score(json.dumps(given, sort_keys=True))


# ---- Answers ----------------------------------------------------------------------------------


def answer(question: Question, ranks: list[list[float]], chance: random.Random) -> Any:
    """What is given to a question other than for a number: what ranks highest, of equals one by chance.

    ``ranks``: a number for each option, in one row; of pairs, a row for each item. Of several options the
    half that ranks first is ticked (of an odd number the smaller or the larger half, by chance): a random
    reader ticks as many. Pairs are made from the best downwards, each option once if there are enough.
    """
    if question.type == "matching":
        return _pairs(question, ranks, chance)
    places = sorted(
        range(len(question.options)), key=lambda at: (ranks[0][at], chance.random()), reverse=True
    )
    if question.type == "single":
        return question.options[places[0]][0]
    half = (len(places) + chance.randrange(2)) // 2
    return [question.options[at][0] for at in places[:half]]


def _pairs(question, ranks, chance):
    both = itertools.product(range(len(question.items)), range(len(question.options)))
    best = sorted(both, key=lambda pair: (ranks[pair[0]][pair[1]], chance.random()), reverse=True)
    once = len(question.options) >= len(question.items)
    made: dict[int, int] = {}
    for item, option in best:
        if item not in made and not (once and option in made.values()):
            made[item] = option
    return {question.items[item][0]: question.options[option][0] for item, option in made.items()}


def computed(question: Question) -> list[float]:
    """Numbers that somebody may compute from those printed in a question, without knowing what for.

    The numbers themselves and the sum of all; of each two the sum, difference, product, quotient, quotient in
    percent and difference in percent; of each result with a third number sum, differences, product, quotient.
    Each as it is, and rounded to a whole number and to one digit after the point.
    """
    found = re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", question.stem)
    printed = [float(number.replace(",", "")) for number in found]
    values = {*printed, sum(printed)}
    for one, two in itertools.permutations(range(len(printed)), 2):
        both = _four(printed[one], printed[two]) | _percents(printed[one], printed[two])
        third = [printed[at] for at in range(len(printed)) if at not in (one, two)]
        values |= both.union(*[_four(value, number) for value in both for number in third])
    return sorted({round(value, digits) for value in values for digits in (0, 1, 6)})


def _four(a, b):
    return {a + b, a - b, b - a, a * b, *([a / b] if b else [])}


def _percents(a, b):
    return {100 * a / b, 100 * (a - b) / b, 100 - 100 * a / b} if b else set()


def given_away(question: Question) -> list[float]:
    """Those of the ``computed`` numbers with which a question for a number earns points."""
    if question.type != "number":
        return []
    return [value for value in computed(question) if question.earned(value) > 0]


# ---- What they earn ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Earned:
    """Points that blind answers earn, of ``possible``: for one question, or for several together.

    ``chance``: those of each of ``CHANCE`` random answerings. ``rules``: those of each rule on the average.
    ``computed``: those for numbers that are ``given_away``, the most that always computing the right thing
    from what is printed can earn.
    """

    possible: float
    chance: list[float]
    rules: dict[str, float]
    computed: float

    @property
    def random(self) -> float:
        """Points of random answerings on the average."""
        return statistics.mean(self.chance)

    def limits(self, comparisons: int) -> tuple[float, float]:
        """Fewest and most points that chance explains, if so many comparisons are made.

        A rule that has nothing but chance to follow is beyond one of them in one of a thousand comparisons;
        divided by their number, so that it is one of a thousand courses in which any of them is. Mean and
        standard deviation of the random answerings times the normal distribution's quantile, because 400
        answerings cannot show what is so rare; a sum over a module's questions is close enough to it.
        """
        far = statistics.NormalDist().inv_cdf(1 - 0.001 / comparisons) * statistics.stdev(self.chance)
        return self.random - far, self.random + far


def earned(question: Question) -> Earned:
    """What blind answers to one question earn."""
    chance = [0.0] * CHANCE if question.type == "number" else scores(question, no_rule, CHANCE)
    rules = dict.fromkeys(RULES, 0.0)
    if question.type != "number":
        rules = {name: statistics.mean(scores(question, rule, TIES)) for name, rule in RULES.items()}
    by_number = max([question.earned(value) for value in given_away(question)], default=0)
    return Earned(question.points, chance, rules, by_number)


def scores(question: Question, rule: Rule, count: int) -> list[float]:
    """Points of so many answers by this rule."""
    chance = random.Random(f"{question.slug} {question.id}")
    ranks = [[rule(question, item, at) for at in range(len(question.options))] for item in _rows(question)]
    return [question.earned(answer(question, ranks, chance)) for _ in range(count)]


def _rows(question):
    return range(len(question.items)) if question.type == "matching" else [0]


def together(parts: list[Earned]) -> Earned:
    """What the same answerings earn in all of these."""
    return Earned(
        sum(part.possible for part in parts),
        [sum(points) for points in zip(*(part.chance for part in parts), strict=True)],
        {name: sum(part.rules[name] for part in parts) for name in RULES},
        sum(part.computed for part in parts),
    )


def by_module(asked: list[Question]) -> Iterator[tuple[str, list[Question]]]:
    """``(module, its questions)``."""
    for module, found in itertools.groupby(asked, key=lambda one: one.module):
        yield module, list(found)
