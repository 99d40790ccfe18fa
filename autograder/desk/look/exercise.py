"""One exercise over the whole class: points, first tries, common mistakes, and the answers behind each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.desk.lists import Lists
from autograder.exercise_cache import title as exercise_title
from autograder.lms import people
from autograder.model import Entry, ExerciseResult, Outcome
from autograder.notebook import own_words
from autograder.notebook.graded_copy import summary
from autograder.notebook.released import OPEN, Exercise
from autograder.notebook.wording import check_words, title
from autograder.reports import items
from autograder.reports.cohort import Cohort, check_name
from autograder.store.course_folder import CourseFolder
from autograder.store.ledger import excusing, jobs
from autograder.store.ledger.opening import readable

_ANSWERS = 40  # shown behind one mistake
_CLASSES = 5  # of the shares of points


def choices(folder: CourseFolder, language: str) -> list[dict[str, Any]]:
    """``[{assignment, title, exercises: [{id, title}]}, ...]`` of what the course has.

    Modules from which something is graded stand first.
    """
    with readable(folder) as database, database.reading() as connection:
        having = jobs.counts(connection)
    released = sorted(folder.assignments().items(), key=lambda item: item[0] not in having)
    return [
        {
            "assignment": name,
            "title": title(one_module, name, language),
            "exercises": [
                {"id": one.id, "title": exercise_title(one.id, language)}
                for one in one_module.exercises
                if one.points or one.kind != OPEN
            ],
        }
        for name, one_module in released
    ]


@dataclass
class _Mistake:
    """A check that was not met in full: what it told, and to whom."""

    check: str
    text: str
    learners: list[tuple[str, str, list[str]]] = field(default_factory=list)
    count: int = 0


def shown(
    folder: CourseFolder, lists: Lists, assignment: str, slug: str, language: str
) -> dict[str, Any] | None:
    """What the page shows; ``None`` where the course has no such exercise."""
    released = folder.assignments().get(assignment)
    exercise = next((one for one in released.exercises if one.id == slug), None) if released else None
    if released is None or exercise is None:
        return None
    names = {one.learner: one.name for one in people.roster_rows(lists.roster)}
    cohort, mistakes, shares = Cohort({assignment: released}, language=language), dict[Any, _Mistake](), []
    counts = {"graded": 0, "needs_human": 0, "ungraded": 0}
    for outcome, entry, result in _results(excusing.marked(folder), assignment, slug):
        cohort.add(replace(outcome, exercises=(result,)), replace(entry, proposed={}, test={}))
        counts[result.status] = counts.get(result.status, 0) + 1
        if result.score is not None and result.max_score:
            shares.append(min(1.0, max(0.0, result.score / result.max_score)))
        name = names.get(outcome.learner) or outcome.learner
        _add(mistakes, exercise, result, entry.answers, (outcome.learner, name), language)
    found = cohort.assignments.get(assignment)
    stats = found.exercises.get(slug) if found else None
    return {
        "title": exercise_title(slug, language),
        "module": title(released, assignment, language),
        "is_open": exercise.is_open,
        "points": exercise.points,
        "counts": counts,
        "classes": _classes(shares),
        "mean": items.facility(shares),
        "first": {"mean": items.facility(stats.firsts), "count": len(stats.firsts)} if stats else None,
        "checks": [
            {
                "name": check.name or check_name(slug, check.id, language),
                "hidden": check.hidden,
                "mean": check.facility,
                "count": len(check.shares),
                "first": items.facility(check.firsts),
            }
            for check in (stats.checks.values() if stats else ())
        ],  # fmt: skip
        "mistakes": sorted(mistakes.values(), key=lambda one: (-one.count, one.check, one.text)),
    }


def _results(
    found: Iterable[tuple[Outcome, Entry | None]], assignment: str, slug: str
) -> Iterable[tuple[Outcome, Entry, ExerciseResult]]:
    for outcome, entry in found:
        if outcome.assignment == assignment and entry is not None and not outcome.excused:
            for result in outcome.exercises:
                if result.id == slug:
                    yield outcome, entry, result


def _classes(shares: list[float]) -> list[dict[str, Any]]:
    """``[{low, high, count}, ...]``: how many earned which share of the points, in percent."""
    counts = items.histogram(shares, _CLASSES)
    step = 100 // _CLASSES
    return [{"low": at * step, "high": (at + 1) * step, "count": count} for at, count in enumerate(counts)]


def _add(
    mistakes: dict[Any, _Mistake],
    exercise: Exercise,
    result: ExerciseResult,
    answers: Mapping[str, Any],
    who: tuple[str, str],
    language: str,
) -> None:
    """What one learner was told to mend, with the answer that it was told for."""
    missed = [one for one in result.checks if one.state in ("unmet", "partly") and not one.hidden]
    lines: list[str] | None = None
    for record, text in zip(missed, check_words(missed, exercise.id, language), strict=True):
        key = record.id, text if record.message is None else record.message
        one = mistakes.setdefault(key, _Mistake(check_name(exercise.id, record.id, language), text))
        one.count += 1
        if len(one.learners) < _ANSWERS:
            if lines is None:
                lines = _lines(exercise, answers.get(exercise.id), language)
            one.learners.append((who[0], who[1], lines))


def _lines(exercise: Exercise, answer: Any, language: str) -> list[str]:
    if exercise.is_open:
        return own_words.lines(answer)
    return summary(exercise.id, exercise.kind, answer, language)
