"""What a hand-in holds of the module's before-and-after test: the learner's answers, never a score.

The page writes them into the notebook's metadata (``before-after-kept.js``). No grade, status or message
depends on them; whoever changed them by hand changed what is said of the whole group a little.
"""

from typing import Any

from autograder.values import Json, member
from localsdg.course.before_after import FORMS
from localsdg.typed import as_number

_MOST = 30  # answers of a form
_LONGEST = 80  # characters of an answer, an id, a version


def of(metadata: Any) -> Json:
    """``{"first", "forms": {form: {objective: [given, version]}}}`` in a notebook's metadata (any JSON).

    Forms that were finished, and nothing else; ``{}`` where there is none. ``ignored``: how many answers
    are none.
    """
    found = member(member(metadata, "localsdg"), "before_after")
    first, forms = member(found, "first"), member(found, "forms")
    if first not in FORMS:
        return {}
    kept: Json = {"first": first, "forms": {}}
    ignored = 0
    for form in FORMS:
        one = member(forms, form)
        answers = member(one, "answers")
        if member(one, "done") is not True or not isinstance(answers, dict):
            continue
        good = {name: pair for name, value in list(answers.items())[:_MOST] if (pair := _answer(name, value))}
        ignored += len(answers) - len(good)
        kept["forms"][form] = good
    if not kept["forms"]:
        return {}
    return {**kept, "ignored": ignored} if ignored else kept


def _answer(name, value):
    given, version = member(value, "given"), member(value, "version")
    if not isinstance(version, str) or max(len(name), len(version)) > _LONGEST:
        return None
    is_text = isinstance(given, str) and len(given) <= _LONGEST
    return [given, version] if is_text or as_number(given) is not None else None
