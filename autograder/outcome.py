"""One hand-in's outcome: three words that are never confused, and points that people gave."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from autograder.messages import Message, Title, message, together
from autograder.model import GRADED, NEEDS_HUMAN, UNGRADED, ByHand, ExerciseResult, Late, Outcome, Status
from autograder.values import Points, as_points


def outcome(
    learner: str,
    assignment: str,
    exercises: Sequence[ExerciseResult],
    reason: str = "",
    max_score: Points | None = None,
    notes: Sequence[str] = (),
    language: str | None = None,
) -> Outcome:
    """The outcome of a hand-in from its exercises' results.

    ``ungraded`` if the hand-in or any exercise could not be graded: the score is then ``None``, for
    the sum of the rest is nobody's grade. ``needs_human`` if a person's points are missing: the
    score is the sum so far. Else ``graded``.
    """
    statuses = [exercise.status for exercise in exercises] or [UNGRADED]
    status: Status = UNGRADED if UNGRADED in statuses else NEEDS_HUMAN if NEEDS_HUMAN in statuses else GRADED
    earned = [exercise.score for exercise in exercises if exercise.score is not None]
    if exercises:
        max_score = as_points(sum(exercise.max_score for exercise in exercises))
    score = None if status == UNGRADED else as_points(sum(earned))
    told = reason or _reason(exercises, status)
    found = Outcome(learner, assignment, status, score, max_score, told, tuple(exercises), tuple(notes))
    return replace(found, language=language) if language else found


def _reason(exercises, status):
    """``exercise, exercise: reason`` for what keeps the hand-in from being graded; each reason once.

    Where one keeps all from being graded, but for what a person gave, the exercises are not named.
    """
    if status == GRADED:
        return ""
    having: dict[str, list[str]] = {}
    for exercise in exercises:
        if exercise.status == status:
            having.setdefault(exercise.reason, []).append(exercise.id)
    others = [one for one in exercises if status != UNGRADED or not one.by_person]
    if [len(ids) for ids in having.values()] == [len(others)]:
        return next(iter(having))
    return together(*(_of(ids, reason) for reason, ids in having.items()))


def tally(reasons: Iterable[str]) -> Counter[str]:
    """``{reason: hand-ins}`` of outcomes' reasons: each once, in front of it all exercises that it meets.

    Where it keeps all of one hand-in from being graded, as where no exercise is named, none is in front.
    """
    counts = Counter[str]()
    exercises: dict[str, dict[str, None]] = {}
    whole = set[str]()
    for reason, ids in (pair for text in reasons for pair in _apart(text)):
        counts[reason] += 1
        exercises.setdefault(reason, {}).update(dict.fromkeys(ids))
        if not ids:
            whole.add(reason)
    return Counter({
        reason if reason in whole else _of(exercises[reason], reason): count
        for reason, count in counts.items()
    })  # fmt: skip


def in_titles(reason: str) -> str:
    """An outcome's reason with the titles of its exercises, for those who know them by no other name."""
    told = []
    for one, ids in _apart(reason):
        titles = [Title(slug) for slug in ids]
        told.append(message("of_exercises", exercises=titles, reason=one) if titles else one)
    return together(*told)


def _of(exercises: Iterable[str], reason: str) -> Message:
    return message("of_exercises", exercises=", ".join(exercises), reason=reason)


def _apart(text: str) -> Iterator[tuple[str, list[str]]]:
    """``(reason, exercises)`` of each reason that ``_reason`` put together; no exercises: it is the whole."""
    parts = text.parts if isinstance(text, Message) else ()
    details = [one[1] for one in parts if not isinstance(one, str) and one[0] == "of_exercises"]
    if not details or len(details) < len(parts):
        yield text, []
        return
    for one in details:
        yield one["reason"], one["exercises"].split(", ")


def with_people(found: Outcome, given: Mapping[str, ByHand]) -> Outcome:
    """The outcome with the points that people gave (``given``: see ``store.by_hand``)."""
    exercises = [_with_person(exercise, given.get(exercise.id)) for exercise in found.exercises]
    whole = "" if exercises else found.reason
    return outcome(
        found.learner, found.assignment, exercises, whole, notes=found.notes, language=found.language
    )


def _with_person(exercise: ExerciseResult, given: ByHand | None) -> ExerciseResult:
    if given is None:
        return exercise
    exercise = replace(exercise, comment=given.comment or "")
    extra = given.extra or 0
    if given.manual is None:
        score = exercise.score
        return exercise if score is None else replace(exercise, score=as_points(score + extra))
    points = as_points(given.manual + extra)
    if not given.open:
        return replace(exercise, status=GRADED, score=points, reason="", by_person=True)
    if exercise.status == UNGRADED:
        return exercise
    now = exercise.score
    reason = message("changed_since" if now is None else "changed_since_checks", points=points, score=now)
    return replace(exercise, status=NEEDS_HUMAN, score=None, reason=reason)


def with_lateness(found: Outcome, late: Late | None) -> Outcome:
    """The outcome with ``late`` (see ``lateness``) and its penalty taken off the score."""
    if late is None and found.late is None:  # nearly all: to make another one costs more than all the rest
        return found
    score = found.score
    if late and late.penalty and score is not None:
        score = as_points(max(0, score - late.penalty))
    return replace(found, late=late, score=score)
