"""Rule about what checks do with odd answers: none may break, whatever the answer is (``odd_answers``)."""

import json
from collections.abc import Collection, Iterator
from pathlib import Path

from localsdg import course as sources
from localsdg import feedback, judge, patience
from localsdg.course import CourseError
from localsdg_build.check.exercises import readable
from localsdg_build.check.odd_answers import odd_answers
from localsdg_build.check.patient import patiently

_LONGEST = 120  # characters of an answer that are shown
_ENDLESS = "does not end"
_REMEDIES = {
    "it returns no result()": "end every way through it with return result(share, message)",
    "its share is no number from 0 to 1": "write result(share, …) with a share from 0 to 1",
    "its message is no text": "write result(share, message) with a message that en.md has a sentence for",
    "its message has no sentence": "write it under feedback in en.md, or a sentence for 'other'",
    "its details are not JSON": "give texts, numbers and lists of them as details",
    "it prints": "remove the print()",
    "it changes the answer": "work on a copy",
    "NameError": "mend the spelling of the name, or import it",
    "Frozen": "its parameters belong to all checks: work on a copy",
    _ENDLESS: "mend the loop",
}
_READ = "read answers with as_dict, as_list, as_text and as_number, which accept anything"


def odd(course: Path, only: Collection[str] | None = None) -> Iterator[CourseError]:
    """No check, public or hidden, breaks on an odd answer; each fault is named once, with such an answer.

    ``only``: the slugs that are looked at; all if it is ``None``.
    """
    for folder, _ in readable(course, only):
        try:
            public, hidden, words = judge.prepared(folder.name, sources.LANGUAGE, course)
            samples = list(_samples(folder))
        except Exception:  # the exercise cannot be read; other rules say why
            continue
        for one, silent in ((public, False), (hidden, True)):
            if one.points and not isinstance(one.functions, Exception):
                yield from _problems(course, one, words, silent, samples)


def _samples(folder):
    for path in sorted((folder / "samples").glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))["answer"]


def _problems(course, one, words, silent, samples):
    found: dict[str, tuple[dict, str]] = {}  # one fault of each check, with the shortest answer
    for answer in odd_answers(samples, one.params):
        for fault, check_id in _faults(one, words, silent, answer):
            text = json.dumps(answer)
            if check_id not in found or len(text) < len(found[check_id][1]):
                found[check_id] = fault, text
        if _ENDLESS in found:
            break
    for check_id, (fault, text) in found.items():
        problem, says = fault["problem"], fault["says"]
        told = f"{problem}: {says}" if says else problem
        shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        remedy = _REMEDIES.get(problem, _READ)
        name = f"check {check_id!r}" if check_id != _ENDLESS else "a check"
        message = " ".join(f"{name} breaks ({told}) on the answer {shown}; {remedy}".split())
        yield CourseError(Path(course) / fault["path"], message, fault["line"])


def _faults(one, words, silent, answer):
    try:
        records = patiently(lambda: feedback.explain(one.run(answer), words, one.locate, silent))
    except patience.TooLong as problem:
        line = one.raised_at(problem) or 1
        return [({"path": one.path, "line": line, "problem": _ENDLESS, "says": ""}, _ENDLESS)]
    return [(record["broken"], record["id"]) for record in records if "broken" in record]
