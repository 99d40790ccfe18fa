"""Check one answer to one exercise with the exercise's public checks (CPython side)."""

import json

from localsdg import checks, course, feedback


def judge(slug, answer, language=course.LANGUAGE, where=None):
    """Explained records of the public checks (see ``feedback.explain``) for any JSON value ``answer``.

    Raises ``CourseError`` for an unknown exercise, never because of the answer.
    """
    spec = course.exercise(slug, language, where)
    source = course.checks_source(slug, where)
    if not source:
        return []
    # A fresh copy, as the page's worker gets it: what a check changes must not reach the next one's answer.
    answer = json.loads(json.dumps(answer))
    records = checks.run(
        checks.load(source, slug), course.check_points(spec), answer, course.check_parameters(spec, where)
    )
    return feedback.explain(records, spec["words"])


def public_points(spec):
    """How many points the public checks of an exercise are worth together."""
    return sum(points for _, points in course.check_points(spec))
