"""What the terminal shows: a row for each hand-in, then one line that sums up.

``say`` finds the reader's words for a message (``commands.speaking.shown``); without it they are English.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from autograder import lateness
from autograder.messages import message, together
from autograder.model import GRADED, NEEDS_HUMAN, UNGRADED, Outcome, Status
from autograder.outcome import tally

Say = Callable[[str], str]
WORDS: dict[Status, str] = {
    GRADED: message("row_graded"),
    NEEDS_HUMAN: message("row_needs_human"),
    UNGRADED: message("row_ungraded"),
}
UNCHANGED = message("row_unchanged")
MEND = message("sum_broken")
MOST_ROWS = 60
_HEAD = (
    message("row_learner"),
    message("row_assignment"),
    message("row_status"),
    message("row_score"),
    message("row_reason"),
)
_WIDEST = (28, 28, 11, 11)


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
            message("row_points", score=outcome.score, most=outcome.max_score),
            outcome.reason or together(*outcome.notes),
            lateness.in_short(outcome.late),
            any(exercise.faults for exercise in outcome.exercises),
        )


def rows(outcomes: Sequence[Brief], say: Say = str) -> Iterator[str]:
    """Lines of the table, one column under the other; the reason comes last and may be long."""
    cells = [tuple(map(say, _HEAD))] + [_cells(outcome, say) for outcome in outcomes]
    widths = [
        min(max(_width(row[column]) for row in cells), widest + 8) for column, widest in enumerate(_WIDEST)
    ]
    for row in cells:
        fixed = [cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*fixed, row[-1]]).rstrip()


def _width(text: str) -> int:
    """The columns of a terminal that a text takes: a Chinese sign has two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _cells(outcome: Brief, say: Say) -> tuple[str, ...]:
    remark = outcome.late or outcome.reason
    if outcome.late and outcome.reason:  # what being late costs, what to do
        remark = message("row_remark", first=outcome.late, last=outcome.reason)
    told = (WORDS[outcome.status], outcome.score, remark)
    return tuple(printable(say(text)) for text in (outcome.learner, outcome.assignment, *told))


def closing(outcomes: Sequence[Brief], unchanged: int = 0, say: Say = str) -> Iterator[str]:
    """What the terminal shows in the end: rows, of a large class only those that ask for something; sums."""
    outcomes = sorted(outcomes, key=lambda outcome: (outcome.learner, outcome.assignment))
    asking = [outcome for outcome in outcomes if outcome.status != GRADED]
    shown = outcomes if len(outcomes) <= MOST_ROWS else asking[:MOST_ROWS]
    if shown:
        yield from rows(shown, say)
        if len(shown) < len(outcomes):
            yield say(message("row_more", count=len(outcomes) - len(shown)))
        yield ""
    yield say(summary([outcome.status for outcome in outcomes], unchanged))
    yield from reasons(tally(one.reason for one in outcomes if one.status == UNGRADED), say, MOST_ROWS)
    if faulty := sum(outcome.is_faulty for outcome in outcomes):
        yield say(MEND.format(count=faulty))


def reasons(counts: Counter[str], say: Say, most: int | None = None) -> Iterator[str]:
    """The reasons for which hand-ins are ungraded, a line each; ``most``: only so many, the frequent ones."""
    for reason, count in counts.most_common(most):
        yield f"  {printable(say(message('sum_ungraded', count=count, reason=reason)))}"


def summary(statuses: Sequence[Status], unchanged: int = 0) -> str:
    """``5 hand-ins: 3 graded, 1 needs a human, 1 ungraded.``"""
    counts = Counter(statuses)
    parts = [message("row_count", count=counts[status], word=word) for status, word in WORDS.items()]
    if unchanged:
        parts.append(message("row_count", count=unchanged, word=UNCHANGED))
    return message("sum_up", count=len(statuses) + unchanged, parts=parts)


def printable(text: str) -> str:
    """Names come from learners' files: nothing in them may steer the terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)
