"""Before-and-after tests of a cohort: shares of right answers before and after, judged anew by the
course's keys.

Only who took both forms counts, and of those nobody is named. Under ``LEAST`` learners nothing is shown.
"""

import csv
import io
import math
import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from autograder.lms.cells import safe
from autograder.values import Json
from localsdg import course
from localsdg.course import LANGUAGE, before_after
from localsdg_build import order

LEAST = 5  # learners
_Z = statistics.NormalDist().inv_cdf(0.975)
CSV_HEAD = ("assignment", "objective", "learners", "before", "after", "gain", "low", "high")


@dataclass(frozen=True)
class Row:
    """An objective, or (``""``) all of a module. ``n``: learners; the shares are ``None`` under ``LEAST``."""

    objective: str
    n: int
    before: float | None = None
    after: float | None = None
    gain: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass
class Module:
    """What is added up of one assignment."""

    items: list[before_after.Item]
    pairs: dict[str, list[tuple[bool, bool]]] = field(default_factory=dict)  # by objective
    shares: list[tuple[float, float]] = field(default_factory=list)  # of right answers, by learner
    ignored: int = 0  # answers to questions that the course does not have, or that are none

    def rows(self) -> Iterator[Row]:
        """All of the module first, then its objectives."""
        yield _row("", self.shares, mean_difference)
        for item in self.items:
            pairs = [(float(one), float(other)) for one, other in self.pairs.get(item.objective, ())]
            yield _row(item.objective, pairs, paired_proportions)


class Gains:
    """``add`` what each hand-in holds (``notebook.before_after``), once."""

    def __init__(self) -> None:
        self.modules: dict[str, Module] = {}

    def add(self, assignment: str, test: Json) -> None:
        """Any JSON: what is none of the course's is counted and passed by."""
        if not test:
            return
        if assignment not in self.modules:
            self.modules[assignment] = Module(_items(assignment))
        module = self.modules[assignment]
        if not module.items:
            return
        ignored = test.get("ignored")
        module.ignored += ignored if isinstance(ignored, int) else 0
        forms = test["forms"]
        known = {item.objective for item in module.items}
        module.ignored += sum(name not in known for answers in forms.values() for name in answers)
        if len(forms) < len(before_after.FORMS):
            return
        first = test["first"]
        (second,) = (form for form in before_after.FORMS if form != first)
        found = {}
        for item in module.items:
            name = item.objective
            before, after = (_right(item.forms[one], forms[one].get(name)) for one in (first, second))
            if before is not None and after is not None:
                found[name] = before, after
                module.pairs.setdefault(name, []).append((before, after))
        if found:
            one, other = (sum(pair[place] for pair in found.values()) / len(found) for place in (0, 1))
            module.shares.append((one, other))


def _right(question: before_after.Question, answer: Any) -> bool | None:
    """Whether an answer ``[given, version]`` is right; ``None``: the question has changed since."""
    if answer is None:
        return False
    given, version = answer
    return question.is_right(given) if version == question.version else None


def _items(assignment):
    try:
        root = course.root()
        module = order.assignments(root).get(assignment)
        return before_after.items(root, module) if module else []
    except course.CourseError:
        return []


def _row(objective, pairs, interval):
    n = len(pairs)
    if n < LEAST:
        return Row(objective, n)
    before, after = (statistics.fmean(pair[place] for pair in pairs) for place in (0, 1))
    low, high = interval(pairs)
    return Row(objective, n, before, after, after - before, low, high)


def paired_proportions(pairs: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """A 95 % interval for the difference of paired proportions; a pair is ``(before, after)``, each 0 or 1.

    Bonett and Price's adjusted Wald interval, which keeps its level for few pairs: one is added to each of
    the two counts of pairs that differ. D. G. Bonett and R. M. Price, "Adjusted Wald Confidence Interval
    for a Difference of Binomial Proportions Based on Paired Data", Journal of Educational and Behavioral
    Statistics 37 (2012), 479–488.
    """
    pairs = list(pairs)
    n = len(pairs) + 2
    gained = (sum(one < other for one, other in pairs) + 1) / n
    lost = (sum(one > other for one, other in pairs) + 1) / n
    middle, half = gained - lost, _Z * math.sqrt((gained + lost - (gained - lost) ** 2) / n)
    return max(-1.0, middle - half), min(1.0, middle + half)


def mean_difference(pairs: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """A 95 % interval for the mean of differences of two learners or more: that of the paired t test."""
    differences = [other - one for one, other in pairs]
    n, middle = len(differences), statistics.fmean(differences)
    half = t_quantile(n - 1) * statistics.stdev(differences) / math.sqrt(n)
    return max(-1.0, middle - half), min(1.0, middle + half)


def t_quantile(freedom: int) -> float:
    """The 97.5 % point of Student's t, within 0.001 of the exact one from 4 degrees of freedom on.

    Cornish and Fisher's expansion: M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions,
    26.7.5.
    """
    z, v = _Z, freedom
    return (
        z
        + (z**3 + z) / (4 * v)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * v**4)
    )


def sentences(assignment: str, language: str = LANGUAGE) -> dict[str, str]:
    """``{objective: what a learner can do}`` of an assignment's module; ``{}`` where they are not there."""
    try:
        root = course.root()
        page = order.in_language(root / "modules" / order.assignments(root)[assignment], language)
        return course.read_words(page)[0].get("objectives") or {}
    except course.CourseError:
        return {}


def as_csv(gains: Gains) -> str:
    """The table as CSV: a line for each module (without objective) and objective."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(CSV_HEAD)
    for assignment, module in sorted(gains.modules.items()):
        for row in module.rows() if module.items else ():
            shown = (row.before, row.after, row.gain, row.low, row.high)
            numbers = ["" if value is None else f"{value:.4f}" for value in shown]
            n = str(row.n) if row.n >= LEAST else f"<{LEAST}"
            writer.writerow([safe(assignment), row.objective, n, *numbers])
    return out.getvalue()
