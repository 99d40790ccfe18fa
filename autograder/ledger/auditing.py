"""Does all hold together: history, results, gradebook?"""

from dataclasses import dataclass

from autograder import gradebook, times
from autograder.ledger import history, jobs, people
from autograder.ledger.store import opened


@dataclass
class Report:
    """What an audit found."""

    problems: list
    hand_ins: int
    rows: int
    head: str


def audit(folder, head=None):
    """Compare history, results and gradebook of a course; ``head``: a hash that an earlier audit printed."""
    with opened(folder) as database, database.writing() as connection:
        problems = history.problems(connection)
        people.see(connection, times.now())
        told = _told(connection)
        auto = gradebook.auto_scores(connection)
        met = set()
        for row, result in jobs.results(connection):
            met.add((row.learner, row.assignment))
            problems += _of_hand_in(row, result, told, auto)
        problems += [
            f"{learner}, {assignment}: there are grades, and the ledger has no hand-in for them."
            for learner, assignment in sorted({*told, *_with_grades(auto)} - met)
        ]
        rows, last = history.head(connection)
        if head and not history.has(connection, head):
            problems.append(
                "The history holds no line with the hash you gave: its end was cut off or replaced."
            )
    return Report(problems, len(met), rows, last)


def _with_grades(auto):
    return [place for place, scores in auto.items() if any(score is not None for score in scores.values())]


def _told(connection):
    """``{(learner, assignment): {exercise: what the history says the checks gave last}}``."""
    told = {}
    for entry in history.entries(connection):
        if not entry.get("by_hand") and entry["assignment"]:
            told.setdefault((entry["learner"], entry["assignment"]), {}).update(entry["now"])
    return told


def _of_hand_in(row, result, told, auto):
    place = f"{row.learner}, {row.assignment}"
    if jobs.sha(jobs.as_text(result)) != row.result_hash:
        yield f"{place}: the recorded result was changed after it was written."
    history_says, book = (
        told.get((row.learner, row.assignment), {}),
        auto.get((row.learner, row.assignment), {}),
    )
    for exercise in result["outcome"]["exercises"]:
        slug, score = exercise["id"], exercise["score"]
        says = history_says.get(slug)
        if (says if isinstance(says, int | float) else None) != score:
            yield f"{place}, {slug}: the result says {score}, the history {says}."
        if slug in book and book[slug] != score:
            yield f"{place}, {slug}: the gradebook says {book[slug]}, the ledger {score}."


def lines(folder, learner):
    """The history of one learner's grades, a line each."""
    with opened(folder) as database, database.writing() as connection:
        people.see(connection, times.now(), learner=learner)
        for entry in history.entries(connection, learner):
            for slug, now in entry["now"].items():
                was = entry["was"].get(slug)
                change = f"{'–' if was is None else was} → {'–' if now is None else now}"
                told = f"{slug}: {change}  ({entry['who']}: {entry['why']})"
                yield f"{entry['at']}  {entry['assignment']}  {told}"
