"""Check one answer to one exercise (CPython side): the public checks, and for the grader the hidden ones."""

import functools
import json

from localsdg import checks, course, feedback


def judge(slug, answer, language=course.LANGUAGE, where=None, case=None):
    """Explained records of the public checks (see ``feedback.explain``) for any JSON value ``answer``.

    ``case``: the one that this learner was to work on (see ``localsdg.cases``), if that is known; the checks
    find it in ``params["case"]``.
    Raises ``CourseError`` for an unknown exercise, never because of the answer.
    """
    public, _, words = _prepared(slug, language, where or course.root())
    return _judge(public, words, answer, case)


def judge_hidden(slug, answer, language=course.LANGUAGE, where=None, case=None):
    """Explained records of the hidden checks; ``[]`` where the exercise (or this copy of it) has none."""
    _, hidden, words = _prepared(slug, language, where or course.root())
    return _judge(hidden, words, answer, case)


@functools.lru_cache(maxsize=256)
def _prepared(slug, language, where):
    """``(public, hidden, words)``; each of the first two is ``(functions, points, parameters)``.

    Kept, because a grader judges thousands of answers to one exercise. Checks are pure (a test judges
    every sample before and after all others), so what is kept stays as it was read.
    """
    spec = course.exercise(slug, language, where)
    params = course.check_parameters(spec, where)
    sources = (course.checks_source(slug, where), course.hidden_checks_source(slug, where))
    points = (course.check_points(spec), course.hidden_points(spec))
    public, hidden = (
        (checks.load(source, slug) if source else [], worth if source else [], params)
        for source, worth in zip(sources, points, strict=True)
    )
    return public, hidden, spec["words"]


def _judge(prepared, words, answer, case):
    functions, points, params = prepared
    if not points:
        return []
    # A fresh copy, as the page's worker gets it: what a check changes must not reach the next one's answer.
    answer = json.loads(json.dumps(answer))
    if case is not None:
        params = {**params, "case": case}
    return feedback.explain(checks.run(functions, points, answer, params), words)


def public_points(spec):
    """How many points the public checks of an exercise are worth together."""
    return sum(points for _, points in course.check_points(spec))


def cell_points(spec):
    """How many points the check cell of an exercise is worth: all but those that a person gives."""
    by_hand = sum(max(level["points"] for level in row["levels"]) for row in spec["rubric"])
    return spec["points"] - by_hand
