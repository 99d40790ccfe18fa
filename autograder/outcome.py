"""One hand-in's outcome: three words that are never confused, and points that people gave."""

from autograder.model import GRADED, NEEDS_HUMAN, UNGRADED, ExerciseResult, Outcome, Points, Status, as_points


def outcome(
    learner: str,
    assignment: str,
    exercises: list[ExerciseResult],
    reason: str = "",
    max_score: Points | None = None,
) -> Outcome:
    """The outcome of a hand-in from its exercises' results.

    ``ungraded`` if the hand-in or any exercise could not be graded: the score is then ``None``, for
    the sum of the rest is nobody's grade. ``needs_human`` if a person's points are missing: the
    score is the sum so far. Else ``graded``.
    """
    statuses = [exercise["status"] for exercise in exercises] or [UNGRADED]
    status: Status = UNGRADED if UNGRADED in statuses else NEEDS_HUMAN if NEEDS_HUMAN in statuses else GRADED
    earned = [exercise["score"] for exercise in exercises if exercise["score"] is not None]
    if exercises:
        max_score = as_points(sum(exercise["max_score"] for exercise in exercises))
    return {
        "learner": learner,
        "assignment": assignment,
        "status": status,
        "score": None if status == UNGRADED else as_points(sum(earned)),
        "max_score": max_score,
        "reason": reason or _reason(exercises, status),
        "exercises": exercises,
    }


def _reason(exercises, status):
    """``exercise, exercise: reason`` for what keeps the hand-in from being graded; each reason once.

    Where one keeps all from being graded, but for what a person gave, the exercises are not named.
    """
    if status == GRADED:
        return ""
    having = {}
    for exercise in exercises:
        if exercise["status"] == status:
            having.setdefault(exercise["reason"], []).append(exercise["id"])
    others = [one for one in exercises if status != UNGRADED or not one.get("by_person")]
    if [len(ids) for ids in having.values()] == [len(others)]:
        return next(iter(having))
    return " ".join(f"{', '.join(ids)}: {reason}" for reason, ids in having.items())


def with_people(found: Outcome, given: dict[str, dict]) -> Outcome:
    """The outcome with the points that people gave (``given``: see ``gradebook.by_people``)."""
    exercises = [_with_person(exercise, given.get(exercise["id"])) for exercise in found["exercises"]]
    whole = "" if exercises else found["reason"]
    return outcome(found["learner"], found["assignment"], exercises, whole)


def _with_person(exercise, given):
    if given is None:
        return exercise
    exercise = {**exercise, "comment": given["comment"] or ""}
    extra = given["extra"] or 0
    if given["manual"] is None:
        score = exercise["score"]
        return exercise if score is None else {**exercise, "score": as_points(score + extra)}
    points = as_points(given["manual"] + extra)
    if not given["open"]:
        return {**exercise, "status": GRADED, "score": points, "reason": "", "by_person": True}
    if exercise["status"] == UNGRADED:
        return exercise
    earned = "" if exercise["score"] is None else f"; the checks give it {exercise['score']:g} now"
    reason = f"The answer has changed since a person gave {points:g} points{earned}. Please look again."
    return {**exercise, "status": NEEDS_HUMAN, "score": None, "reason": reason}


def with_lateness(found: Outcome, late: dict | None) -> Outcome:
    """The outcome with ``late`` (see ``lateness``) and its penalty taken off the score."""
    found = {**found, "late": late}
    if late and late["penalty"] and found["score"] is not None:
        found["score"] = as_points(max(0, found["score"] - late["penalty"]))
    return found
