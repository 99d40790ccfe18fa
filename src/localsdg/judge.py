"""Check one answer to one exercise (CPython side): the public checks, and for the grader the hidden ones."""

import json

from localsdg import checks, course, feedback


def judge(slug, answer, language=course.LANGUAGE, where=None):
    """Explained records of the public checks (see ``feedback.explain``) for any JSON value ``answer``.

    Raises ``CourseError`` for an unknown exercise, never because of the answer.
    """
    spec = course.exercise(slug, language, where)
    return _judge(spec, course.checks_source(slug, where), course.check_points(spec), answer, slug, where)


def judge_hidden(slug, answer, language=course.LANGUAGE, where=None):
    """Explained records of the hidden checks; ``[]`` where the exercise (or this copy of it) has none."""
    spec = course.exercise(slug, language, where)
    source = course.hidden_checks_source(slug, where)
    return _judge(spec, source, course.hidden_points(spec), answer, slug, where)


def _judge(spec, source, points, answer, slug, where):
    if not source:
        return []
    # A fresh copy, as the page's worker gets it: what a check changes must not reach the next one's answer.
    answer = json.loads(json.dumps(answer))
    functions = checks.load(source, slug)
    records = checks.run(functions, points, answer, course.check_parameters(spec, where))
    return feedback.explain(records, spec["words"])


def public_points(spec):
    """How many points the public checks of an exercise are worth together."""
    return sum(points for _, points in course.check_points(spec))
