"""What the terminal shows: a row for each hand-in, then one line that sums up."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from autograder import lateness
from autograder.locales import number
from autograder.model import GRADED, NEEDS_HUMAN, UNGRADED, Outcome, Status
from autograder.outcome import tally

_HEAD = ("learner", "assignment", "status", "score", "reason")
MOST_ROWS = 60
_WIDEST = (28, 28, 11, 11)
MEND = (
    "A broken check is a fault of the course ({count} hand-ins met one): mend the files that are named above "
    "(localsdg check shows what is wrong), then run: autograder regrade --changed"
)
WORDS: dict[Status, str] = {GRADED: "graded", NEEDS_HUMAN: "needs a human", UNGRADED: "ungraded"}


@dataclass(frozen=True, slots=True)
class Brief:
    """What the terminal shows of an outcome; ten thousand of them are not kept whole.

    ``score``: ``12.5 / 40``, or ``– / 40`` where there is none. ``reason``: where none stands beside a grade,
    what was noted about the file. ``late``: see ``lateness.in_short``.
    """

    learner: str
    assignment: str
    status: Status
    score: str
    reason: str
    late: str = ""
    is_faulty: bool = False

    @classmethod
    def of(cls, outcome: Outcome) -> "Brief":
        return cls(
            outcome.learner,
            outcome.assignment,
            outcome.status,
            f"{number(outcome.score)} / {number(outcome.max_score)}",
            outcome.reason or " ".join(outcome.notes),
            lateness.in_short(outcome.late),
            any(exercise.faults for exercise in outcome.exercises),
        )


def rows(outcomes: Sequence[Brief]) -> Iterator[str]:
    """Lines of the table, one column under the other; the reason comes last and may be long."""
    cells = [_HEAD] + [_cells(outcome) for outcome in outcomes]
    widths = [
        min(max(len(row[column]) for row in cells), widest + 8) for column, widest in enumerate(_WIDEST)
    ]
    for row in cells:
        fixed = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*fixed, row[-1]]).rstrip()


def _cells(outcome: Brief) -> tuple[str, ...]:
    remark = ". ".join(filter(None, (outcome.late, outcome.reason)))  # what being late costs, what to do
    names = printable(outcome.learner), printable(outcome.assignment)
    return (*names, WORDS[outcome.status], outcome.score, printable(remark))


def closing(outcomes: Sequence[Brief], unchanged: int = 0) -> Iterator[str]:
    """What the terminal shows in the end: rows, of a large class only those that ask for something; sums."""
    outcomes = sorted(outcomes, key=lambda outcome: (outcome.learner, outcome.assignment))
    asking = [outcome for outcome in outcomes if outcome.status != GRADED]
    shown = outcomes if len(outcomes) <= MOST_ROWS else asking[:MOST_ROWS]
    if shown:
        yield from rows(shown)
        if len(shown) < len(outcomes):
            yield f"… and {len(outcomes) - len(shown)} more; all are in: autograder export"
        yield ""
    yield summary([outcome.status for outcome in outcomes], unchanged)
    reasons = tally(outcome.reason for outcome in outcomes if outcome.status == UNGRADED)
    for reason, count in reasons.most_common(MOST_ROWS):
        yield f"  {count} × ungraded: {printable(reason)}"
    if faulty := sum(outcome.is_faulty for outcome in outcomes):
        yield MEND.format(count=faulty)


def summary(statuses: Sequence[Status], unchanged: int = 0) -> str:
    """``5 hand-ins: 3 graded, 1 needs a human, 1 ungraded.``"""
    counts = Counter(statuses)
    parts = [f"{counts[status]} {word}" for status, word in WORDS.items()]
    if unchanged:
        parts.append(f"{unchanged} unchanged")
    count = len(statuses) + unchanged
    noun = "hand-in" if count == 1 else "hand-ins"
    return f"{count} {noun}: {', '.join(parts)}."


def printable(text: str) -> str:
    """Names come from learners' files: nothing in them may steer the terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)
