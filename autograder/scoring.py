"""The trusted judge: public and hidden checks over an answer's JSON, in the grader's own process."""

from localsdg import checks, judge

GRADED, NEEDS_HUMAN, UNGRADED = "graded", "needs_human", "ungraded"


def score(exercise, answer):
    """One exercise's result from an ``Answer``: ``{id, status, score, max_score, reason, checks}``.

    ``checks`` are explained records; those of hidden checks have ``hidden: true``. ``score`` is
    ``None`` unless the status is ``graded``: what could not be judged is never a zero.
    """
    outcome = {"id": exercise.id, "status": GRADED, "score": None, "max_score": exercise.points}
    if answer.problem:
        return {**outcome, "status": UNGRADED, "reason": answer.problem, "checks": []}
    records = _records(exercise.id, answer.value)
    if exercise.kind == "text":
        reason = "A person gives the points for this text." if _has_text(answer) else "No text was written."
        return {**outcome, "status": NEEDS_HUMAN, "reason": reason, "checks": records}
    return {**outcome, "score": min(checks.total(records), exercise.points), "reason": "", "checks": records}


def refused(exercise, reason):
    """The result of an exercise in a notebook that could not be read."""
    result = {"id": exercise.id, "status": UNGRADED, "score": None, "max_score": exercise.points}
    return {**result, "reason": reason, "checks": []}


def _records(slug, answer):
    hidden = [{**record, "hidden": True} for record in judge.judge_hidden(slug, answer)]
    return judge.judge(slug, answer) + hidden


def _has_text(answer):
    return isinstance(answer.value, dict) and bool(answer.value.get("text"))
