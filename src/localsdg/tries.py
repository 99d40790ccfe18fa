"""The first try at questions, and what is not said to it yet. Runs under CPython and MicroPython.

Of an answer ``{"answers": {question: what was given}}`` the first try is an answer as well: what was given
to each question when it was checked for the first time. Answers of any other form have none. It changes no
score: the grader judges it by itself, for teachers' statistics alone.
"""

from localsdg.reading import as_dict


def extended(first, answer):
    """The first try once ``answer`` has been checked; both any JSON, ``None``: there is none (yet)."""
    given, known = _given(answer), _given(first)
    if known and _about(first) != _about(answer):  # another case has been drawn since
        return first
    fresh = [question for question in given if question not in known]
    if not fresh:
        return first if known else None
    made = dict(first if known else answer)
    made["answers"] = dict(known)
    for question in fresh:
        made["answers"][question] = given[question]
    return made


def withheld(records, first, answer, words):
    """Explained records as they are said at this try: which tick is wrong is not told at a question's first.

    ``first``: the first try before this check; ``words``: the interface's. Returns new records.
    """
    told = words.get("extra_first_try")
    if told is None or (_given(first) and _about(first) != _about(answer)):
        return records
    given, known = _given(answer), _given(first)
    found = []
    for record in records:
        if record["message"] == "extra" and record["id"] in given and record["id"] not in known:
            record = dict(record)
            record["text"], record["details"] = told, {}
        found.append(record)
    return found


def _given(answer):
    """What was given to each question that is not left empty."""
    answers = as_dict(answer, "answers")
    return {name: answers[name] for name in answers if answers[name] not in (None, "", [], {})}


def _about(answer):
    """What an answer is about: all but what was given, such as the case that was drawn."""
    found = as_dict(answer)
    return {name: found[name] for name in found if name != "answers"}
