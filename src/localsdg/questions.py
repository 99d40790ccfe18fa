"""Knowledge checks: one check per question. For both Pythons.

The answer of kind ``choice`` is ``{"answers": {question id: given}}``, where given is an option's id, a list
of ids, a number, or ``{left: right}``.
"""

from localsdg.reading import as_dict, as_list, as_text
from localsdg.registry import check, result
from localsdg.typed import as_typed_number


def _given(answer, question):
    return as_dict(answer, "answers").get(question)


def _options(params, question):
    """The options of a question; what a learner's answer holds besides names nothing and is not shown."""
    found = [asked["options"] for asked in as_list(params, "questions") if asked["id"] == question]
    return found[0] if found else []


def single(question, correct):
    """One right option. The message is ``met``, ``none``, or ``not_`` + the option chosen.

    What is none of the question's options is no choice: a learner's answer names no message.
    """

    @check(question)
    def judge(answer, params):
        chosen = as_text(_given(answer, question))
        if chosen == correct:
            return result(1, "met")
        return result(0, "not_" + chosen if chosen in _options(params, question) else "none")

    return judge


def multiple(question, correct):
    """Several right options: each wrong tick takes one right tick away, so ticking all earns little.

    The message is ``met``, ``none``, ``extra`` (a wrong option is ticked: details ``option``) or
    ``missing`` (only right ones, not all of them).
    """

    @check(question)
    def judge(answer, params):
        ticked = set([one for one in as_list(_given(answer, question)) if isinstance(one, str)])
        chosen = [option for option in _options(params, question) if option in ticked]
        if not chosen:
            return result(0, "none")
        right = [option for option in chosen if option in correct]
        wrong = [option for option in chosen if option not in correct]
        share = max(0, len(right) - len(wrong)) / len(correct)
        if wrong:
            return result(share, "extra", option="options." + question + "." + wrong[0])
        return result(share, "met" if len(right) == len(correct) else "missing")

    return judge


def number(question, correct, tolerance=0):
    """A number within ``tolerance``. The message is ``met``, ``none``, ``too_low`` or ``too_high``."""

    @check(question)
    def judge(answer, params):
        given = as_typed_number(as_dict(answer, "answers"), question, params)
        if given is None:
            return result(0, "none")
        if abs(given - correct) <= tolerance:
            return result(1, "met")
        return result(0, "too_low" if given < correct else "too_high", given=given)

    return judge


def matching(question, correct):
    """Pairs ``{left: right}``. The message is ``met``, ``none`` or ``wrong`` (``item``: a wrong left)."""

    @check(question)
    def judge(answer, params):
        given = as_dict(_given(answer, question))
        if not given:
            return result(0, "none")
        lefts = sorted(correct)
        wrong = [left for left in lefts if given.get(left) != correct[left]]
        share = (len(lefts) - len(wrong)) / len(lefts)
        if wrong:
            return result(share, "wrong", item="items." + question + "." + wrong[0])
        return result(1, "met")

    return judge
