"""How far a course's grading is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from autograder.intake.roster import Roster
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
_LETTERS = "A ready message to each of them: autograder letters"
_PROPOSED = (
    "Names that hand-ins propose for their writers. Nobody has checked them, and no grade depends on them; "
    "the name before the colon is the one that counts:"
)
_WORDS = {
    UNGRADED: "ungraded",
    NEEDS_HUMAN: "waits for a person",
    EMPTY: "handed in without any answer",
    "not_handed_in": "not handed in",
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
    return [f"{row.host}, process {row.pid}" for row in graders.signed_in(connection)]


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


def at_the_end(folder: CourseFolder, roster: Roster | None = None) -> list[str]:
    """What the end of a run says of all hand-ins, changed or not: lines that name the learners."""
    excused = excusing.of(folder)
    with readable(folder) as database, database.reading() as connection:
        open_ones = select(func.count()).where(hand_in.c.status != "graded")
        count = connection.execute(open_ones).scalar_one()
        learners: Learners = {}
        _add_missing(learners, connection, roster, excused)
    if count > _MOST_AT_THE_END:
        return ["Who is ungraded, waits or has not handed in: autograder status", _LETTERS]
    for found, entry in results.current(folder, unsettled=True):
        if (found.learner, found.assignment) not in excused:
            _sort(learners, found, entry.answers)
    return list(named(learners))


def lines(found: Json) -> Iterator[str]:
    """The same for the terminal."""
    for name, counts in found["assignments"].items():
        words = {**table.WORDS, EXCUSED: "excused"}
        parts = [f"{counts[status]} {word}" for status, word in words.items() if status in counts]
        yield f"{table.printable(name)}: {', '.join(parts)}"
    for slug, count in found["needs_human"].items():
        yield f"  {count} × {slug} waits for a person's points (in formgrader)"
    for reason, count in found["ungraded"].items():
        yield f"  {count} × ungraded: {table.printable(reason)}"
    if found["broken_checks"]:
        yield table.MEND.format(count=found["broken_checks"])
    yield from named(found["learners"])
    yield from _proposed(found["proposed"])
    if found["waiting"]:
        yield f"{found['waiting']} hand-ins are queued and not graded: run `autograder grade` again."
    for name in found["graders"]:
        yield f"Signed in: grader on {name}"
    yield f"History: {found['history_lines']} lines, the last is {found['history_head'][:16]}…"


def _proposed(found: dict[str, list[dict[str, str]]]) -> Iterator[str]:
    if found:
        yield _PROPOSED
    for learner, said in found.items():
        names = "; ".join(", ".join(one.values()) for one in said)
        yield f"  {table.printable(learner)}: {table.printable(names)}"


def named(learners: Learners) -> Iterator[str]:
    """Who is ungraded, waits, or has not handed in (``learners``: see ``of``), and what writes to them."""
    for name, groups in sorted(learners.items()):
        for how, word in _WORDS.items():
            if who := groups.get(how):
                yield f"{table.printable(name)}, {word}: {table.printable(_some(who))}"
    if learners:
        yield _LETTERS


def _some(names):
    shown = ", ".join(names[:_MOST_NAMES])
    return shown if len(names) <= _MOST_NAMES else f"{shown} and {len(names) - _MOST_NAMES} more"
