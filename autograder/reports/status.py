"""How far a course's grading is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from autograder.intake.roster import Roster
from autograder.messages import first_of, message
from autograder.model import EXCUSED, NEEDS_HUMAN, UNGRADED, Outcome
from autograder.outcome import tally
from autograder.reports import table
from autograder.store import results
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import excusing, graders, history, jobs
from autograder.store.ledger.opening import readable
from autograder.store.ledger.tables import hand_in, job
from autograder.store.listing import Listed
from autograder.values import Json, is_empty

EMPTY = "empty"  # graded, and there was nothing to grade
Learners = dict[str, dict[str, list[str]]]  # {assignment: {what it waits for: ids}}
_MOST_NAMES = 20  # of learners in one line
_MOST_AT_THE_END = 500  # unsettled hand-ins of which the end of a run names the learners
_LETTERS = message("who_letters")
_WORDS = {
    UNGRADED: message("who_ungraded"),
    NEEDS_HUMAN: message("who_waits"),
    EMPTY: message("who_empty"),
    "not_handed_in": message("who_missing"),
}


def of(folder: CourseFolder, roster: Roster | None = None) -> Json:
    """``{assignments: {name: {status: count}}, ungraded: {reason: count}, waiting, graders, …}``.

    ``learners``: ``{assignment: {"ungraded", "needs_human", "empty" or "not_handed_in": [learner, ...]}}``;
    who has not handed in is known with a ``roster`` (``intake.roster.Roster``). ``proposed``: ``{learner:
    [{"name", "email"}, ...]}``, what hand-ins propose; with a roster it is left out.
    """
    by_assignment: dict[str, Counter[str]] = {}
    reasons, to_grade = list[str](), Counter[str]()
    learners: Learners = {}
    proposed: dict[str, list[dict[str, str]]] = {}
    faulty = 0
    for found, entry in excusing.marked(folder):
        if found.excused or entry is None:
            by_assignment.setdefault(found.assignment, Counter())[EXCUSED] += 1
            continue
        by_assignment.setdefault(found.assignment, Counter())[found.status] += 1
        if found.status == UNGRADED:
            reasons.append(found.reason)
        faulty += any(exercise.faults for exercise in found.exercises)
        for exercise in found.exercises:
            to_grade[exercise.id] += exercise.status == NEEDS_HUMAN
        _sort(learners, found, entry.answers)
        if roster is None and entry.proposed:
            said = proposed.setdefault(found.learner, [])
            said += [entry.proposed] if entry.proposed not in said else []
    excused = excusing.of(folder)
    with readable(folder) as database, database.reading() as connection:
        queued = select(func.count()).select_from(job).join(hand_in, hand_in.c.key == job.c.key)
        queued = queued.where(job.c.state == jobs.QUEUED)
        lines, head = history.head(connection)
        _add_missing(learners, connection, roster, excused)
        return {
            "assignments": {name: dict(counts) for name, counts in sorted(by_assignment.items())},
            "ungraded": dict(tally(reasons).most_common()),
            "broken_checks": faulty,
            "needs_human": {slug: count for slug, count in to_grade.items() if count},
            "learners": dict(sorted(learners.items())),
            "proposed": dict(sorted(proposed.items())),
            "waiting": connection.execute(queued).scalar(),
            "graders": _graders(connection),
            "history_lines": lines,
            "history_head": head,
        }


def of_listed(
    folder: CourseFolder, roster: Roster | None, found: Iterable[Listed]
) -> tuple[Learners, list[str]]:
    """``(learners, graders)`` as in ``of``, of what ``listing.listed`` gives."""
    learners: Learners = {}
    for one in found:
        outcome = one.outcome
        if outcome.excused is None and (how := _waits(outcome.status, one.is_empty)):
            learners.setdefault(outcome.assignment, {}).setdefault(how, []).append(outcome.learner)
    excused = excusing.of(folder)
    with readable(folder) as database, database.reading() as connection:
        _add_missing(learners, connection, roster, excused)
        return dict(sorted(learners.items())), _graders(connection)


def _graders(connection):
    return [
        message("who_grader", host=row.host, number=str(row.pid)) for row in graders.signed_in(connection)
    ]


def standing(outcome: Outcome, answers: Mapping[str, Any]) -> str:
    """What a hand-in waits for: ``ungraded``, ``needs_human``, ``empty`` (no answer at all), or ``""``."""
    by_hand = any(exercise.by_person for exercise in outcome.exercises)
    return _waits(outcome.status, not by_hand and is_empty(answers))


def _waits(status, is_empty):
    return status if status in (UNGRADED, NEEDS_HUMAN) else EMPTY if is_empty else ""


def _sort(learners: Learners, outcome: Outcome, answers: Mapping[str, Any]) -> None:
    if how := standing(outcome, answers):
        learners.setdefault(outcome.assignment, {}).setdefault(how, []).append(outcome.learner)


def _add_missing(
    learners: Learners, connection: Connection, roster: Roster | None, excused: Mapping[tuple[str, str], str]
) -> None:
    """Add who of the roster has not handed in what others have, and is not excused."""
    if roster is None:
        return
    handed_in: dict[str, set[str]] = {}
    for learner, name in connection.execute(select(hand_in.c.learner, hand_in.c.assignment)):
        handed_in.setdefault(name, set()).add(learner)
    for name, those in handed_in.items():
        missing = [one.id for one in roster.without(those) if (one.id, name) not in excused]
        if missing:
            learners.setdefault(name, {})["not_handed_in"] = missing


def at_the_end(folder: CourseFolder, roster: Roster | None = None, say: table.Say = str) -> list[str]:
    """What the end of a run says of all hand-ins, changed or not: lines that name the learners.

    ``say``: see ``table``.
    """
    excused = excusing.of(folder)
    with readable(folder) as database, database.reading() as connection:
        open_ones = select(func.count()).where(hand_in.c.status != "graded")
        count = connection.execute(open_ones).scalar_one()
        learners: Learners = {}
        _add_missing(learners, connection, roster, excused)
    if count > _MOST_AT_THE_END:
        return [say(message("who_status")), say(_LETTERS)]
    for found, entry in results.current(folder, unsettled=True):
        if (found.learner, found.assignment) not in excused:
            _sort(learners, found, entry.answers)
    return list(named(learners, say))


def lines(found: Json, say: table.Say = str) -> Iterator[str]:
    """The same for the terminal. ``say``: see ``table``."""
    words = {**table.WORDS, EXCUSED: message("row_excused")}
    for name, counts in found["assignments"].items():
        parts = [
            message("row_count", count=counts[status], word=word)
            for status, word in words.items()
            if status in counts
        ]
        yield _line(say, message("at_place", place=name, why=parts))
    for slug, count in found["needs_human"].items():
        yield f"  {_line(say, message('sum_points', count=count, exercise=slug))}"
    yield from table.reasons(Counter(found["ungraded"]), say)
    if found["broken_checks"]:
        yield say(table.MEND.format(count=found["broken_checks"]))
    yield from named(found["learners"], say)
    yield from _proposed(found["proposed"], say)
    if found["waiting"]:
        yield _line(say, message("who_queued", count=found["waiting"]))
    for name in found["graders"]:
        yield _line(say, message("who_grades", name=name))
    yield _line(say, message("who_history", lines=found["history_lines"], head=found["history_head"][:16]))


def _line(say: table.Say, told: str) -> str:
    return table.printable(say(told))


def _proposed(found: dict[str, list[dict[str, str]]], say: table.Say) -> Iterator[str]:
    if found:
        yield say(message("who_proposed"))
    for learner, said in found.items():
        names = "; ".join(", ".join(one.values()) for one in said)
        yield f"  {_line(say, message('at_place', place=learner, why=names))}"


def named(learners: Learners, say: table.Say = str) -> Iterator[str]:
    """Who is ungraded, waits, or has not handed in (``learners``: see ``of``), and what writes to them."""
    for name, groups in sorted(learners.items()):
        for how, word in _WORDS.items():
            if who := groups.get(how):
                yield _line(
                    say, message("who_is", assignment=name, how=word, learners=first_of(who, _MOST_NAMES))
                )
    if learners:
        yield say(_LETTERS)
