"""The checks of one file: how it names them, and how they are read from its text. For both Pythons.

What an exercise's ``checks.py`` needs of this, it imports from ``localsdg.checks``.
"""

from localsdg.records import Broken

_registry = []  # type: list  # a comment: MicroPython reads this file as well


def check(check_id):
    """Register the function below as the check ``check_id``."""

    def register(function):
        _registry.append((check_id, function))
        return function

    return register


def once(function):
    """Remember what ``function(answer, params)`` found in the last answer: several checks ask for it."""
    kept = [None, None, None]

    def remembered(answer, params):
        if answer is None or kept[0] is not answer or kept[1] is not params:
            kept[:] = [answer, params, function(answer, params)]
        return kept[2]

    return remembered


def result(share, message, **details):
    """Say what a check found: ``share`` 0..1 of its points, a message key, details for the sentence."""
    return {"share": share, "message": message, "details": details}


def amount(value):
    """A number for ``result``'s details that a sentence writes as fields show it: 4,500. Not for years."""
    return {"amount": value}


def load(source, name="checks"):
    """Run the text of a ``checks.py`` and return its checks as a list of ``(id, function)``.

    Raises whatever the text raises: ``SyntaxError``, ``ImportError`` or any other.
    """
    del _registry[:]
    # Shadowed, because what a check prints stands in every learner's notebook and in the grader's terminal.
    exec(compile(source, name, "exec"), {"__name__": name, "print": _no_print})
    found = list(_registry)
    del _registry[:]
    return found


def _no_print(*values, **options):
    raise Broken("it prints", " ".join([str(value) for value in values]))
