"""The dashboard's first parts: how many hand-ins ended how, their scores, and when they came in."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from autograder.model import GRADED, NEEDS_HUMAN, UNGRADED
from autograder.notebook.wording import fill
from autograder.reports import drawing, items, timeline
from autograder.reports.sums import Assignment
from autograder.reports.words import Words

_STATUSES = (GRADED, NEEDS_HUMAN, UNGRADED)
_REASONS = 20
_FEW = 5  # graded hand-ins below which a distribution is no picture


def overview(words: Words, some: Sequence[Assignment], learners: int, excused: int = 0) -> dict[str, Any]:
    """The three outcomes, for each assignment and together, and the reasons of the ungraded."""
    total, reasons = Counter[str](), Counter[str]()
    for one in some:
        total += one.statuses
        reasons += one.reasons
    text = fill(words["overview_text"], hand_ins=total.total(), learners=learners, **_counts(total))
    listed = reasons.most_common(_REASONS)
    return {
        "text": text,
        "more": fill(
            words["overview_late"],
            late=sum(o.late for o in some),
            repaired=sum(o.repaired for o in some),
            excused=excused,
        ),
        "chart": drawing.stack([(total[status], status) for status in _STATUSES], text),
        "legend": [
            {"name": status, "word": words[f"status_{status}"], "count": total[status]}
            for status in _STATUSES
        ],
        "columns": [words["assignment"], words["all_hand_ins"], *(words[f"status_{s}"] for s in _STATUSES)],
        "rows": [[o.title, o.hand_ins, *(o.statuses[status] for status in _STATUSES)] for o in some],
        "reasons": [[shortened(words.said(reason)), count] for reason, count in listed],
        "reasons_more": len(reasons) - len(listed),
    }


def _counts(statuses):
    return {status: statuses[status] for status in _STATUSES}


def scores(words: Words, one: Assignment) -> dict[str, Any]:
    """The distribution of an assignment's scores in ten classes."""
    shares, middle = one.shares, items.quartiles(one.shares)
    if middle is None:
        return {"title": one.title, "text": words["scores_none"], "chart": ""}
    if len(shares) < _FEW:
        return {"title": one.title, "text": fill(words["scores_few"], count=len(shares)), "chart": ""}
    low, median, high = (words.percent(value) for value in middle)
    points = words.number(one.max_score)
    text = fill(words["scores_text"], count=len(shares), low=low, median=median, high=high, points=points)
    counts = items.histogram(shares)
    classes = [
        fill(words["scores_class"], low=words.percent(at / 10), high=words.percent((at + 1) / 10))
        for at in range(10)
    ]
    ticks = [(at / 4, words.percent(at / 4)) for at in range(5)]
    label = fill(words["scores_label"], assignment=one.title, text=text)
    chart = drawing.columns(counts, ticks, label)
    return {
        "title": one.title,
        "text": text,
        "chart": chart,
        "rows": list(zip(classes, counts, strict=True)),
    }


def times(words: Words, some: Sequence[Assignment]) -> dict[str, Any]:
    """When hand-ins were received, over all assignments."""
    known = [time for one in some for time in one.times]
    unknown = sum(one.hand_ins for one in some) - len(known)
    unit, rows = timeline.of(known)
    if not rows:
        return {"text": words["times_none"], "chart": "", "unknown": ""}
    busiest, most = max(rows, key=lambda row: row[1])
    text = fill(
        words["times_text"],
        count=len(known),
        first=words.moment(min(known, key=_naive)),
        last=words.moment(max(known, key=_naive)),
        most=fill(words[f"times_most_{unit}"], label=busiest),
        busiest=most,
    )
    half = 0.5 / len(rows)
    ticks = [(half, rows[0][0])] if len(rows) == 1 else [(0, rows[0][0]), (1, rows[-1][0])]
    label = fill(words["times_label"], text=text)
    return {
        "text": text,
        "unknown": fill(words["times_unknown"], count=unknown) if unknown else "",
        "chart": drawing.columns([count for _, count in rows], ticks, label, numbers=len(rows) <= 10),
        "unit": words[f"times_{unit}"],
        "rows": [row for row in rows if row[1]],
    }


def _naive(time):
    return time.replace(tzinfo=None)


def shortened(text: str, most: int = 300) -> str:
    """A text that may quote what was handed in, not longer than a person reads."""
    text = " ".join(str(text).split())
    return text if len(text) <= most else text[: most - 1] + "…"
