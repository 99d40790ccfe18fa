"""Does a record of work agree with the hand-in? Points are worked out anew from the answers, as in grading.

A record (``book/static/exercises/record.js``) is a page with its data inside. It says what somebody did, not
who: nothing here asks whose the hand-in is.
"""

import functools
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder import exercise_cache
from autograder.errors import Unreadable
from autograder.intake import apart, archives, disk, naming
from autograder.messages import chained, message
from autograder.model import ExerciseResult
from autograder.notebook import released
from autograder.reports import table
from autograder.run import versions, worker
from autograder.sandbox.limits import Limits
from autograder.values import Json, Points, member
from autograder.written import Judged
from localsdg import course
from localsdg.open_half import exercise_of
from localsdg.records import rounded
from localsdg_build import order
from localsdg_build.release import notebooks

_LONGEST = 1000  # characters of a sentence: what a record claims may be of any length
FORM = 1  # of a record's data; one of a newer form may mean something else
_DATA = re.compile(rb'<script type="application/json" id="localsdg-record">(.*?)</script>', re.S)
NONE = message("record_none")
SEVERAL = message("record_several")
NEWER = message("record_newer")
TWICE = message("record_twice")
DAMAGED = message("record_damaged")


@dataclass
class Verdict:
    """What was compared. ``differs``: what does not agree; ``told``: what else is to be known."""

    agrees: list[str] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def read(path: Path, hand_in: Path | None = None) -> tuple[Json, dict[str, bytes]]:
    """``(record, {assignment: notebook's bytes})`` of a record and a hand-in, or of a zip that holds both.

    Raises ``Unreadable``.
    """
    files = list(_files(path))
    pages = [data for name, data in files if name.endswith((".html", ".htm")) and _DATA.search(data)]
    if len(pages) != 1:
        raise Unreadable((NONE if not pages else SEVERAL).format(path=path))
    if hand_in is not None:
        files = list(_files(hand_in))
    found: dict[str, bytes] = {}
    for name, data in files:
        if naming.is_notebook(name):
            of = released.notebook_mark(apart.read(data)[0], "assignment")
            if of in found:
                raise Unreadable(TWICE.format(path=hand_in or path, assignment=of))
            if of:
                found[of] = data
    return _record(pages[0], path), found


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    """``(name, bytes)`` of a file, or of what is in an archive, within the limits of what comes in."""
    data = disk.read(path)
    if not archives.is_one(path.name, data[:512]):
        yield path.name.casefold(), data
        return
    for entry in archives.entries(path, archives.Budget(archives.MOST_UNPACKED_OF_ONE)):
        if not entry.trace and (naming.is_notebook(entry.name) or entry.name.casefold().endswith(".html")):
            yield entry.name.casefold(), entry.read()


def _record(page: bytes, path: Path) -> Json:
    """The data in a record's page, if it is of the form that is known here."""
    found = _DATA.search(page)
    try:
        data = json.loads(found[1]) if found else None
    except (ValueError, RecursionError):
        data = None
    if isinstance(data, dict) and isinstance(data.get("record"), int) and data["record"] > FORM:
        raise Unreadable(NEWER.format(path=path))
    if not isinstance(data, dict) or data.get("record") != FORM or not isinstance(data.get("modules"), list):
        raise Unreadable(DAMAGED.format(path=path))
    return data


def verify(record: Json, hand_in: dict[str, bytes]) -> Verdict:
    """Compare a record with the notebooks that were handed in, ``{assignment: bytes}``."""
    found, known = Verdict(), order.assignments(course.root())
    told: set[str] = set()
    for module in record["modules"]:
        name = _text(member(module, "assignment"))
        if name not in known:
            found.differs.append(message("record_no_module", assignment=name))
        elif name in told:
            found.differs.append(message("record_module_twice", assignment=name))
        elif name not in hand_in:
            found.differs.append(message("record_no_notebook", assignment=name))
        else:
            _module(module, name, _judged(name, hand_in[name]), found)
        told.add(name)
    for name in sorted(hand_in.keys() & known.keys() - told):
        found.told.append(message("record_untold", assignment=name))
    return found


def _judged(name: str, data: bytes) -> Judged:
    of = _released(name)
    setup = worker.setup_text({name: of}, {name: versions.of_assignment(of)}, Limits())
    return worker.judge(worker.Worker(json.loads(setup)), "", name, data)


@functools.cache
def _released(name: str) -> released.Released:
    return released.describe(name, notebooks.notebook_text(name))


def _module(module: Json, name: str, judged: Judged, found: Verdict) -> None:
    if judged.reason:
        found.differs.append(message("record_unjudged", assignment=name, reason=judged.reason))
        return
    results = {one.id: one for one in judged.exercises if exercise_of(one.id) == one.id}
    answered, before = set[str](), len(found.differs)
    for one in _list(module, "exercises"):
        slug = _text(member(one, "exercise"))
        if slug not in results:
            found.differs.append(_at(name, slug, message("record_no_exercise")))
        elif slug in answered:  # its points would count twice
            found.differs.append(_at(name, slug, message("record_exercise_twice")))
        elif member(one, "answered") is True:
            answered.add(slug)
            for problem in _exercise(one, results[slug], judged.answers.get(slug)):
                found.differs.append(_at(name, slug, problem))
        elif member(one, "score") is not None:
            found.differs.append(_at(name, slug, message("record_unanswered")))
    told = list(_objectives(module, results, answered, name, found))
    if len(found.differs) == before:
        points = chained("also", told) if told else "–"
        found.agrees.append(
            message("record_agrees_with", assignment=name, count=len(answered), points=points)
        )


def _at(name: str, slug: str, why: str) -> str:
    return message("record_at", assignment=name, exercise=slug, why=why)


def _objectives(
    module: Json, results: dict[str, ExerciseResult], answered: set[str], name: str, found: Verdict
) -> Iterator[str]:
    """Compare what the record says of each objective; yields the points of each, as the answers get them."""
    earned, most = dict[str, Points](), dict[str, Points]()
    for slug, result in results.items():
        for objective, points, worth in _by_objective(slug, result):
            most[objective] = rounded(most.get(objective, 0) + worth)
            if slug in answered:
                earned[objective] = rounded(earned.get(objective, 0) + points)
    for one in _list(module, "objectives"):
        objective = _text(member(one, "objective"))
        said, said_of = member(one, "earned"), member(one, "points")
        now, of = earned.get(objective, 0), most.get(objective, 0)
        told = {"assignment": name, "objective": objective, "said": str(said), "now": now, "most": of}
        if said != now:
            found.differs.append(message("record_objective", **told))
        elif said_of != of:
            found.differs.append(message("record_objective_of", said_of=str(said_of), **told))
        yield message("record_points", objective=objective, earned=now, most=of)


def _exercise(said: Json, result: ExerciseResult, answer: Any) -> Iterator[str]:
    """Sentences on what the record says of an exercise and the hand-in does not show."""
    if member(said, "version") != exercise_cache.version(result.id):
        yield message("record_other_version")
        return
    marked = member(said, "answer")
    if isinstance(marked, str) and marked != digest(result.id, answer):
        yield message("record_other_answer")
    score, now = member(said, "score"), rounded(sum(_earned(result).values()))
    if score is not None and score != now:
        yield message("record_score", said=str(score), now=now)
    checks = member(said, "checks")
    for check, points in _earned(result).items():
        claimed = checks.get(check) if isinstance(checks, dict) else None
        if score == now and claimed != points:
            yield message("record_check", check=check, said=str(claimed), now=points)


def _earned(result: ExerciseResult) -> dict[str, Points]:
    """``{check: points}`` of the checks that a page can run."""
    return {one.id: one.earned for one in result.checks if not one.hidden}


def _by_objective(slug: str, result: ExerciseResult) -> Iterator[tuple[str, Points, Points]]:
    """``(objective, earned, points)`` of each check that a page can run."""
    earned = _earned(result)
    for check in exercise_cache.spec(slug).get("checks") or []:
        yield check["objective"], earned.get(check["id"], 0), check["points"]


def digest(slug: str, answer: Any) -> str:
    """What tells one answer from another: as ``digest`` in ``record.js``."""
    value = answer
    if isinstance(answer, dict):  # what lies beside it makes it no other one: same.js
        value = {name: one for name, one in answer.items() if name not in ("rating", "earlier")}
    if exercise_cache.spec(slug)["kind"] == "text":
        text = value.get("text") if isinstance(value, dict) else None
        value = {"text": text.strip() if isinstance(text, str) else ""}
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def lines(found: Verdict, say: table.Say = str) -> Iterator[str]:
    """The same for the terminal. ``say``: see ``table``."""
    for title, sentences in (
        (message("record_agrees"), found.agrees),
        (message("record_differs"), found.differs),
        (message("record_besides"), found.told),
    ):
        if sentences:
            yield say(title)
            yield from (f"  {table.printable(say(one)[:_LONGEST])}" for one in sentences)
    if not found.agrees and not found.differs:
        yield say(message("record_nothing"))
    yield say(NOT_COMPARED)


NOT_COMPARED = message("record_not_compared")


def _list(value: Any, key: str) -> list[Any]:
    found = member(value, key)
    return found if isinstance(found, list) else []


def _text(value: Any) -> str:
    return value[:100] if isinstance(value, str) else "?"
