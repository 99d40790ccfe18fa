"""The trusted judge: public and hidden checks over an answer's JSON, in the grader's own process."""

from autograder.specs import spec
from localsdg import cases, checks, judge

GRADED, NEEDS_HUMAN, UNGRADED = "graded", "needs_human", "ungraded"


def score(exercise, answer, learner=None):
    """One exercise's result from an ``Answer``: ``{id, status, score, max_score, reason, checks}``.

    ``checks`` are explained records; those of hidden checks have ``hidden: true``. ``score`` is
    ``None`` unless the status is ``graded``: what could not be judged is never a zero. With ``learner`` an
    exercise about a case of one's own counts only for the case that belongs to this learner.
    """
    outcome = {"id": exercise.id, "status": GRADED, "score": None, "max_score": exercise.points}
    if answer.problem:
        return {**outcome, "status": UNGRADED, "reason": answer.problem, "checks": []}
    records = _records(exercise.id, answer.value, _case(exercise.id, learner))
    if exercise.kind == "text":
        reason = "A person gives the points for this text." if _has_text(answer) else "No text was written."
        return {**outcome, "status": NEEDS_HUMAN, "reason": reason, "checks": records}
    return {**outcome, "score": min(checks.total(records), exercise.points), "reason": "", "checks": records}


def refused(exercise, reason):
    """The result of an exercise in a notebook that could not be read."""
    result = {"id": exercise.id, "status": UNGRADED, "score": None, "max_score": exercise.points}
    return {**result, "reason": reason, "checks": []}


def _records(slug, answer, case):
    hidden = [{**record, "hidden": True} for record in judge.judge_hidden(slug, answer, case=case)]
    return judge.judge(slug, answer, case=case) + hidden


def _case(slug, learner):
    """The case that a learner was to work on; ``None`` where any may be drawn."""
    if learner is None or not learner.strip():
        return None
    table = spec(slug).get("cases")
    return cases.case_of(learner, table) if table else None


def _has_text(answer):
    return isinstance(answer.value, dict) and bool(answer.value.get("text"))
