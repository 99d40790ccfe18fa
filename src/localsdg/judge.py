"""Check one answer to one exercise (CPython side): the public checks, and for the grader the hidden ones."""

import json

from localsdg import checks, course, feedback


def judge(slug, answer, language=course.LANGUAGE, where=None, case=None):
    """Explained records of the public checks (see ``feedback.explain``) for any JSON value ``answer``.

    ``case``: the one that this learner was to work on (see ``localsdg.cases``), if that is known; the checks
    find it in ``params["case"]``.
    Raises ``CourseError`` for an unknown exercise, never because of the answer.
    """
    spec = course.exercise(slug, language, where)
    source, points = course.checks_source(slug, where), course.check_points(spec)
    return _judge(spec, source, points, answer, slug, where, case)


def judge_hidden(slug, answer, language=course.LANGUAGE, where=None, case=None):
    """Explained records of the hidden checks; ``[]`` where the exercise (or this copy of it) has none."""
    spec = course.exercise(slug, language, where)
    source = course.hidden_checks_source(slug, where)
    return _judge(spec, source, course.hidden_points(spec), answer, slug, where, case)


def _judge(spec, source, points, answer, slug, where, case):
    if not source:
        return []
    # A fresh copy, as the page's worker gets it: what a check changes must not reach the next one's answer.
    answer = json.loads(json.dumps(answer))
    functions = checks.load(source, slug)
    params = course.check_parameters(spec, where)
    if case is not None:
        params["case"] = case
    records = checks.run(functions, points, answer, params)
    return feedback.explain(records, spec["words"])


def public_points(spec):
    """How many points the public checks of an exercise are worth together."""
    return sum(points for _, points in course.check_points(spec))
