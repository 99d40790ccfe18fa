"""The dashboard's part about before-and-after tests: what changed for the group, never for one learner."""

from typing import Any

from autograder.notebook.wording import fill
from autograder.reports import gains
from autograder.reports.cohort import Assignment
from autograder.reports.words import Words

_HEADS = (
    "gains_objective", "gains_learners", "gains_before", "gains_after", "gains_gain", "gains_interval",
)  # fmt: skip


def of(words: Words, one: Assignment, module: gains.Module) -> dict[str, Any]:
    """One assignment's table, a row for the module and one for each objective."""
    told = gains.sentences(one.name, words.language)
    text = fill(words["gains_ignored"], count=module.ignored) if module.ignored else ""
    return {"title": one.title, "text": text, "rows": [_row(words, told, row) for row in module.rows()]}


def columns(words: Words) -> list[str]:
    """The heads of these rows."""
    return [words[head] for head in _HEADS]


def _row(words: Words, told: dict[str, str], row: gains.Row) -> list[str]:
    name = told.get(row.objective, row.objective) if row.objective else words["gains_all"]
    if row.before is None or row.after is None or row.gain is None or row.low is None or row.high is None:
        return [name, fill(words["gains_few"], least=gains.LEAST), *[words["not_shown"]] * 4]
    interval = fill(words["gains_from_to"], low=_points(words, row.low), high=_points(words, row.high))
    shares = [words.percent(row.before), words.percent(row.after)]
    return [name, str(row.n), *shares, _points(words, row.gain), interval]


def _points(words: Words, share: float) -> str:
    """A difference of shares in percentage points, with its sign."""
    points = round(100 * share)
    return f"{'+' if points > 0 else '−' if points < 0 else ''}{words.number(abs(points))}"
