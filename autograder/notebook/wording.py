"""Sentences with places to fill, and what several pages and files say alike."""

import re
from typing import Any

from autograder.model import GRADED, UNRUN, ExerciseResult, Outcome, Stopped, number
from autograder.notebook.released import Released, cells, source


def fill(sentence: str, **values: object) -> str:
    """``sentence`` with its ``{names}`` replaced by values, in one go: what a value says is not filled."""
    return re.sub(r"\{(\w+)\}", lambda gap: str(values.get(gap.group(1), gap.group())), sentence)


def asked(labels: dict[str, Any], check: str) -> str:
    """What a check is about: the question or the variable that has its name; ``""`` where there is none."""
    for group in ("questions", "variables"):
        found = (labels.get(group) or {}).get(check)
        found = found.get("title") if isinstance(found, dict) else found
        if isinstance(found, str):
            return found
    return ""


def score_words(ui: dict[str, str], result: Outcome | ExerciseResult) -> str:
    """How many points of how many; whether that is all or only so far. ``ui``: the interface's words."""
    points = number(result.max_score or 0)
    if result.score is None:
        return fill(ui["feedback_no_score"], points=points)
    words = ui["feedback_score" if result.status == GRADED else "feedback_score_open"]
    return fill(words, score=number(result.score), points=points)


OURS = ("broken", "newer", UNRUN)  # no fault of the learner's, who has nothing to do


def why_words(ui: dict[str, str], result: ExerciseResult) -> str:
    """Why an exercise has no score yet, in words for the learner; ``""`` where there is no special reason."""
    words = ui.get(f"feedback_why_{result.why}", "")
    if saved := result.saved:
        words = fill(words, saved=number(saved.score), score=number(saved.graded))
    return words


def stop_words(ui: dict[str, str], stopped: Stopped) -> str:
    """Where code stopped, in words for the learner."""
    words = ui["feedback_stopped" if stopped.line else "feedback_stopped_somewhere"]
    return fill(words, cell=stopped.cell, line=stopped.line, error=stopped.error)


def title(released: Released | None, name: str) -> str:
    """An assignment's title: the first heading of its notebook, else its name."""
    for cell in cells(released.notebook) if released else []:
        if found := re.match(r"#\s+(.+)", source(cell)):
            return found.group(1).strip()
    return name
