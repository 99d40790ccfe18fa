"""Run checks over an answer: a record of what each found. Runs under CPython and MicroPython.

A check may be broken: then the record says so. Others come here through ``checks.py``.
"""

import math

from localsdg.closed import without_texts


def rounded(value, digits=2):
    """``value`` to ``digits`` decimals, a half to the even digit: points and sentences round in no other way.

    Not ``round``: on a half the two Pythons part, and a page would say other points than the grader.
    What is too large to have decimals, or not finite, stays as it is.
    """
    if not abs(value) < 2**43:
        return value
    if value == int(value):  # most are: points, and parts of them
        return value + 0.0
    scale = 10**digits
    whole = math.floor(abs(value) * scale)
    over = abs(value) * scale - whole - 0.5
    # A half that binary numbers miss by a little, such as 1.005, is one as well.
    up = whole % 2 == 1 if abs(over) < 1e-9 else over > 0
    size = (whole + up) / scale
    return -size if value < 0 and size else size  # a sentence would say "-0"


class Broken(Exception):
    """What a check did is no result. ``Broken(what is wrong, the value that shows it)``."""


def run(functions, points, answer, params, locate=None):
    """Run checks over one answer.

    A check that is worth points gets the answer without its free texts (see ``closed``); one that is worth
    none, and can only advise, gets all of it. ``functions`` is what ``load`` returns, ``points`` a list of
    ``[check id, points]`` in the order to report. Returns a list of records
    ``{id, points, earned, message, details}`` with ``0 <= earned <= points``, finite. The record of a check
    that raises or gives no result has ``broken`` too: ``{"problem": the kind, "says": the message}`` and what
    ``locate(check id, exception)`` gives.
    """
    by_id, places = dict(functions), params.get("texts")
    closed = without_texts(answer, places)
    records = []
    for check_id, worth in points:
        try:
            given = closed if worth else answer
            records.append(_record(check_id, worth, _call(by_id.get(check_id), given, params)))
        except (Exception, SystemExit, GeneratorExit) as problem:
            records.append(broken(check_id, worth, problem, locate))
    if closed is not answer and closed != without_texts(answer, places):

        def give(worth):
            return without_texts(answer, places) if worth else answer

        return _run_apart(functions, points, give, dict(params, texts=[]), locate)
    return records


def run_apart(functions, points, copy, params, locate=None):
    """``run``, each check on an answer of its own (``copy()``): tells which of them changes its answer."""
    return _run_apart(functions, points, lambda worth: copy(), params, locate)


def _run_apart(functions, points, give, params, locate):
    """``run_apart``, where an answer also depends on what the check is worth: ``give(worth)``."""
    records = []
    for check_id, worth in points:
        answer = give(worth)
        records += run(functions, [[check_id, worth]], answer, params, locate)
        if answer != give(worth):
            records[-1] = broken(check_id, worth, Broken("it changes the answer", ""), locate)
    return records


def broken(check_id, worth, problem, locate=None):
    """The record of a check that ended with the exception ``problem``; see ``run``."""
    kind, says = type(problem).__name__, str(problem)
    if isinstance(problem, Broken):
        kind, says = problem.args
    fault = {"problem": kind, "says": says}
    fault.update(locate(check_id, problem) if locate else {})
    return {
        "id": check_id, "points": worth, "earned": 0, "message": "broken", "details": {}, "broken": fault,
    }  # fmt: skip


def _call(function, answer, params):
    if function is None:
        raise Broken("it is not in the file", "")
    return function(answer, params)


_SLACK = 1e-9  # sums of parts of 1 may miss it by a digit that a float cannot hold


def _record(check_id, worth, outcome):
    if not isinstance(outcome, dict):
        raise Broken("it returns no result()", repr(outcome))
    share, message, details = outcome.get("share"), outcome.get("message"), outcome.get("details")
    if not isinstance(share, (int, float)) or not -_SLACK <= share <= 1 + _SLACK:  # NaN is in no range
        raise Broken("its share is no number from 0 to 1", repr(share))
    if not isinstance(message, str):
        raise Broken("its message is no text", repr(message))
    if not isinstance(details, dict) or (details and not _is_json(details)):
        raise Broken("its details are not JSON", repr(details))
    earned = _earned(share, worth)
    return {"id": check_id, "points": worth, "earned": earned, "message": message, "details": details}


def _is_json(value):
    if value is None or isinstance(value, (str, bool, int)):
        return True
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, list):
        return all([_is_json(item) for item in value])
    if isinstance(value, dict):
        return all([isinstance(key, str) and _is_json(value[key]) for key in value])
    return False


def _earned(share, worth):
    earned = rounded(max(0.0, min(1.0, share)) * worth)
    return int(earned) if earned == int(earned) else earned


def is_broken(records):
    """Whether a check of these records is broken: then the exercise has no score."""
    return any(["broken" in record for record in records])


def total(records):
    """The score of a list of records: what was earned; ``None`` where a check is broken."""
    if is_broken(records):
        return None
    earned = rounded(sum([record["earned"] for record in records]))
    return int(earned) if earned == int(earned) else earned
