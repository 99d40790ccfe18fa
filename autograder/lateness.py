"""The course's rules for late work, from ``course.yml``: when is it due, what does a late day cost?"""

import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from autograder import course_yml
from autograder.course_yml import mapping, only
from autograder.messages import message
from autograder.model import Late
from autograder.values import as_points

LatenessError = course_yml.Unusable
FILE = course_yml.FILE
DAY = datetime.timedelta(days=1)
# The numbers of a rule with the least and the most that each may be; ``None``: no end.
NUMBERS: dict[str, tuple[int, int | None]] = {
    "grace_minutes": (0, None), "percent_per_day": (0, 100), "at_most_percent": (0, 100),
    "closed_after_days": (0, 36_500),
}  # fmt: skip
NO_RECEIPT = message("note_no_receipt")


@dataclass(frozen=True)
class Rule:
    """For one assignment. ``due``: local time with zone; the rest is as in ``course.yml``."""

    due: datetime.datetime
    grace_minutes: float = 0
    percent_per_day: float = 0
    at_most_percent: float = 100
    closed_after_days: float | None = None


@dataclass(frozen=True)
class Policy:
    """All rules. ``rule_of(assignment)`` is ``None`` where nothing is ever late."""

    zone: ZoneInfo = ZoneInfo("UTC")
    default: Rule | None = None
    rules: dict[str, Rule] = field(default_factory=dict)

    def rule_of(self, assignment: str) -> Rule | None:
        return self.rules.get(assignment, self.default)

    def late(
        self,
        assignment: str,
        received: datetime.datetime | None,
        max_score: float | None,
        score: float | None,
    ) -> Late | None:
        """How late it is; ``None`` if it is in time.

        ``received``: a time with zone. ``days``: begun ones, by the local clock. ``percent`` of
        ``max_score`` is taken off, never more than ``score``; ``penalty`` is ``None`` while there is no
        ``score``.
        """
        rule = self.rule_of(assignment)
        if rule is None or received is None:
            return None
        received = received.astimezone(self.zone)
        if _instant(received) <= _instant(rule.due) + datetime.timedelta(minutes=rule.grace_minutes):
            return None
        days = _days_begun(rule.due, received)
        closed = rule.closed_after_days is not None and _instant(received) > _instant(
            rule.due + rule.closed_after_days * DAY
        )
        percent = 100 if closed else min(days * rule.percent_per_day, rule.at_most_percent)
        penalty = None
        if score is not None and max_score is not None:
            penalty = as_points(max(0, min(score, max_score * percent / 100)))
        return Late(
            received.isoformat(timespec="seconds"),
            rule.due.isoformat(timespec="seconds"),
            days,
            as_points(percent),
            penalty,
            _message(rule.due, received, days, _cost(percent, max_score, penalty), closed),
        )

    def note(self, late_mark: bool, received: str | None) -> str | None:
        """What to say of a hand-in that the platform marks as late but of which no time is known."""
        return NO_RECEIPT if late_mark and received is None else None


def in_short(late: Late | None) -> str:
    """``2 days late: 4 points taken off`` of what ``Policy.late`` gave; ``""`` for what came in time."""
    if not late:
        return ""
    told = message("row_late", count=late.days)
    return message("row_late_cost", count=late.penalty, late=told) if late.penalty else told


def _instant(time):
    """Times of one zone are compared by the clock on the wall; instants are not."""
    return time.astimezone(datetime.UTC)


def _days_begun(due, received):
    """The fewest days after ``due``, by the wall clock, that reach ``received`` (at least 1)."""
    days = max(1, math.floor((_instant(received) - _instant(due)) / DAY) - 1)
    while _instant(due + days * DAY) < _instant(received):
        days += 1
    return days


def _cost(percent, max_score, penalty):
    """What is taken off, and of what: the percentage is not of the score but of all points."""
    if not percent:
        return message("late_free")
    key = "late_cost" + ("_of" if max_score else "") + ("" if penalty is None else "_points")
    return message(key, percent=percent, most=max_score, penalty=penalty)


def _message(due, received, days, cost, closed):
    when = message("late_when", received=received, due=due, zone=due.tzinfo.key)
    return message("late_closed", when=when) if closed else message("late", count=days, when=when, cost=cost)


# ---- Reading course.yml -------------------------------------------------------------------------


def read(path: Path, assignments: list[str] | None = None) -> Policy:
    """``Policy`` from a ``course.yml``; without the file, nothing is ever late. Raises ``LatenessError``.

    ``assignments``: the known names; others in the file are refused.
    """
    path = Path(path)
    return _of(course_yml.read(path), path, assignments)


def of_text(text: str, path: Path, assignments: list[str] | None = None) -> Policy:
    """``Policy`` of what stands, or stood, in the file at ``path``; see ``read``."""
    return _of(course_yml.of_text(text, path), path, assignments)


def _of(given, path, assignments):
    zone = zone_named(path, given.get("timezone", "UTC"))
    shared = mapping(path, "default", given.get("default") or {})
    of_each = mapping(path, "assignments", given.get("assignments") or {})
    if assignments is not None:
        only(path, "assignments", of_each, set(assignments))
    default = rule(path, "default", shared, zone)
    rules: dict[str, Rule] = {}
    for name, own in of_each.items():
        own = mapping(path, name, own or {})
        found = rule(path, name, {**shared, **own}, zone)
        if found is None:
            raise LatenessError(message("yml_no_due", path=path, name=name))
        rules[name] = found
    return Policy(zone, default, rules)


def zone_named(path: Path, name: str) -> ZoneInfo:
    """The time zone of that name. Raises ``LatenessError``."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):
        raise LatenessError(message("yml_zone", path=path, value=repr(name))) from None


def rule(path: Path, key: str, given: Mapping[str, str], zone: ZoneInfo) -> Rule | None:
    """The ``Rule`` that is ``given`` under ``key`` in the file at ``path``; ``None`` without a date."""
    only(path, key, given, {"due", *NUMBERS})
    if not given.get("due"):
        return None
    values = {
        name: _number(path, message("yml_of", name=name, key=key), given[name], *limits)
        for name, limits in NUMBERS.items()
        if given.get(name)
    }
    return Rule(_due(path, key, given["due"], zone), **values)


def _number(path, key, text, least, most):
    try:
        number = float(text)
    except (ValueError, TypeError):
        number = math.nan
    if not (least <= number <= (math.inf if most is None else most)) or math.isinf(number):
        told = message("yml_amount" if most is None else "yml_number")
        raise LatenessError(told.format(path=path, key=key, value=repr(text), least=least, most=most))
    return number


def _due(path, key, text, zone):
    try:
        time = datetime.datetime.fromisoformat(text)
        if len(text) <= 10:
            time += DAY - datetime.timedelta(seconds=1)  # a date alone: until the end of that day
    except (ValueError, TypeError):
        raise LatenessError(message("yml_due", path=path, key=key, value=repr(text))) from None
    return time.astimezone(zone) if time.tzinfo else time.replace(tzinfo=zone)
