"""What the terminal shows: a row for each hand-in, then one line that sums up."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from autograder import lateness
from autograder.model import Outcome, number

_HEAD = ("learner", "assignment", "status", "score", "reason")
MOST_ROWS = 60
_WIDEST = (28, 28, 11, 11)
MEND = (
    "A broken check is a fault of the course ({count} hand-ins met one): mend the files that are named above "
    "(localsdg check shows what is wrong), then run: autograder regrade --changed"
)
WORDS = {"graded": "graded", "needs_human": "needs a human", "ungraded": "ungraded"}


def rows(outcomes: list[dict[str, Any]]) -> Iterator[str]:
    """Lines of the table, one column under the other; the reason comes last and may be long."""
    cells = [_HEAD] + [_cells(outcome) for outcome in outcomes]
    widths = [
        min(max(len(row[column]) for row in cells), widest + 8) for column, widest in enumerate(_WIDEST)
    ]
    for row in cells:
        fixed = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*fixed, row[-1]]).rstrip()


def _cells(outcome):
    return (
        printable(outcome["learner"]),
        printable(outcome["assignment"]),
        WORDS[outcome["status"]],
        score(outcome),
        printable(_remark(outcome)),
    )


def _remark(outcome):
    """What asks for something, and what being late costs."""
    return ". ".join(filter(None, (outcome.get("late"), outcome["reason"])))


def score(outcome: Outcome) -> str:
    """``12.5 / 40``; ``– / 40`` where there is no score."""
    return f"{number(outcome['score'])} / {number(outcome['max_score'])}"


def brief(outcome: Outcome) -> dict[str, Any]:
    """What the terminal shows of an outcome; ten thousand of them are not kept whole.

    Where no reason stands beside a grade, what was noted about the file does.
    """
    whole: dict[str, Any] = {**outcome}
    return {
        "is_faulty": any(exercise.get("faults") for exercise in outcome["exercises"]),
        **{key: whole[key] for key in (*_HEAD, "max_score")},
        "reason": outcome["reason"] or " ".join(outcome.get("notes") or []),
        "late": lateness.in_short(outcome.get("late")),
    }


def closing(outcomes: list[dict[str, Any]], unchanged: int = 0) -> Iterator[str]:
    """What the terminal shows in the end: rows, of a large class only those that ask for something; sums."""
    outcomes = sorted(outcomes, key=lambda outcome: (outcome["learner"], outcome["assignment"]))
    asking = [outcome for outcome in outcomes if outcome["status"] != "graded"]
    shown = outcomes if len(outcomes) <= MOST_ROWS else asking[:MOST_ROWS]
    if shown:
        yield from rows(shown)
        if len(shown) < len(outcomes):
            yield f"… and {len(outcomes) - len(shown)} more; all are in: autograder export"
        yield ""
    yield summary(outcomes, unchanged)
    reasons = Counter(outcome["reason"] for outcome in outcomes if outcome["status"] == "ungraded")
    for reason, count in reasons.most_common(MOST_ROWS):
        yield f"  {count} × ungraded: {printable(reason)}"
    if faulty := sum(outcome.get("is_faulty", False) for outcome in outcomes):
        yield MEND.format(count=faulty)


def summary(outcomes: list[dict[str, Any]], unchanged: int = 0) -> str:
    """``5 hand-ins: 3 graded, 1 needs a human, 1 ungraded.``"""
    counts = Counter(outcome["status"] for outcome in outcomes)
    parts = [f"{counts[status]} {word}" for status, word in WORDS.items()]
    if unchanged:
        parts.append(f"{unchanged} unchanged")
    count = len(outcomes) + unchanged
    noun = "hand-in" if count == 1 else "hand-ins"
    return f"{count} {noun}: {', '.join(parts)}."


def printable(text: str) -> str:
    """Names come from learners' files: nothing in them may steer the terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)
