"""How far a course's grading is."""

from collections import Counter

from sqlalchemy import func, select

from autograder import table
from autograder.ledger import excusing, graders, history, jobs
from autograder.ledger.store import opened
from autograder.ledger.tables import hand_in, job


def of(folder):
    """``{assignments: {name: {status: count}}, ungraded: {reason: count}, waiting, graders, …}``."""
    by_assignment, reasons, to_grade = {}, Counter(), Counter()
    for found, _ in excusing.marked(folder):
        if found.get(excusing.EXCUSED):
            by_assignment.setdefault(found["assignment"], Counter())[excusing.EXCUSED] += 1
            continue
        by_assignment.setdefault(found["assignment"], Counter())[found["status"]] += 1
        if found["status"] == "ungraded":
            reasons[found["reason"]] += 1
        for exercise in found["exercises"]:
            to_grade[exercise["id"]] += exercise["status"] == "needs_human"
    with opened(folder) as database, database.reading() as connection:
        queued = select(func.count()).select_from(job).join(hand_in, hand_in.c.key == job.c.key)
        queued = queued.where(job.c.state == jobs.QUEUED)
        lines, head = history.head(connection)
        return {
            "assignments": {name: dict(counts) for name, counts in sorted(by_assignment.items())},
            "ungraded": dict(reasons.most_common()),
            "needs_human": {slug: count for slug, count in to_grade.items() if count},
            "waiting": connection.execute(queued).scalar(),
            "graders": [f"{row.host}, process {row.pid}" for row in graders.signed_in(connection)],
            "history_lines": lines,
            "history_head": head,
        }


def lines(found):
    """The same for the terminal."""
    for name, counts in found["assignments"].items():
        words = {**table.WORDS, excusing.EXCUSED: "excused"}
        parts = [f"{counts[status]} {word}" for status, word in words.items() if status in counts]
        yield f"{table.printable(name)}: {', '.join(parts)}"
    for slug, count in found["needs_human"].items():
        yield f"  {count} × {slug} waits for a person's points (in formgrader)"
    for reason, count in found["ungraded"].items():
        yield f"  {count} × ungraded: {table.printable(reason)}"
    if found["waiting"]:
        yield f"{found['waiting']} hand-ins are queued and not graded: run `autograder grade` again."
    for name in found["graders"]:
        yield f"Signed in: grader on {name}"
    yield f"History: {found['history_lines']} lines, the last is {found['history_head'][:16]}…"
