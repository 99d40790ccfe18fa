"""Rules about sample answers: enough of them, and each scores exactly as it says."""

import contextlib
import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from localsdg import checks, kinds, patience
from localsdg.course import LANGUAGE, CourseError, exercise
from localsdg.judge import judge_all, prepared
from localsdg_build.check import shapes
from localsdg_build.check.exercises import all_checks, readable
from localsdg_build.check.lines import line_of, place_line
from localsdg_build.check.messages import OTHER, unfilled
from localsdg_build.check.patient import patiently

FEWEST = 5
SAMPLE = {
    "type": "object",
    "required": ["about", "answer", "score"],
    "additionalProperties": False,
    "properties": {
        "about": {"type": "string", "description": "what this answer is"},
        "answer": {},
        "score": {"type": "number", "description": "the points it must get"},
        "checks": {"type": "object", "additionalProperties": {"type": "number"}},
    },
}


def samples(course: Path, only: Collection[str] | None = None) -> Iterator[CourseError]:
    """At least five samples an exercise, each with the score and the points per check that it must get.

    ``only``: the slugs that are looked at; all if it is ``None``.
    """
    for folder, found in readable(course, only):
        paths = sorted((folder / "samples").glob("*.json"))
        if len(paths) < FEWEST:
            yield CourseError(
                folder / "samples",
                f"{len(paths)} samples; write at least {FEWEST}: full, partial, empty, nonsense "
                "and an unfair trick",
            )
        with contextlib.suppress(patience.TooLong):  # ``odd`` says which check does not end
            problems = []
            for path in paths:
                found_here = list(_sample_problems(course, folder.name, path, found))
                yield from found_here
                problems += found_here
            if paths and not problems:
                yield from _range_problems(course, folder, paths, found)


def _sample_problems(course, slug, path, found):
    sample = json.loads(path.read_text(encoding="utf-8"))
    shape = list(shapes.problems(path, SAMPLE, sample))
    yield from shape
    if shape:
        return
    if len(sample["about"].split()) < 2:
        told = 'about: say in a few words what this answer is, such as "the first question only"'
        yield CourseError(path, told, line_of(path, '"about"'))
    try:
        records = patiently(lambda: score_sample(course, slug, sample["answer"]))
    except Exception:
        return  # the exercise itself cannot be read or run; other rules say why
    got = checks.total(records)
    if got is None:
        return  # a check is broken; ``odd`` says which and why
    yield from _sentence_problems(course, slug, records)
    if got != sample["score"]:
        yield CourseError(
            path,
            f'this answer scores {got}, not {sample["score"]}; mend the check or write "score": {got}',
            line_of(path, '"score"'),
        )
    yield from _per_check(path, sample.get("checks") or {}, records, found)


def _per_check(path, stated, records, found):
    earned = {record["id"]: record["earned"] for record in records}
    for check_id, points in stated.items():
        if check_id not in earned:
            known = ", ".join(check["id"] for check in all_checks(found))
            yield CourseError(
                path, f"there is no check {check_id!r}; write one of: {known}", line_of(path, check_id)
            )
        elif earned[check_id] != points:
            yield CourseError(
                path,
                f"check {check_id!r} earns {earned[check_id]}, not {points}",
                line_of(path, f'"{check_id}"'),
            )


def _sentence_problems(course, slug, records):
    """Placeholders that stay in what a learner reads."""
    path = course / "exercises" / slug / "en.md"
    feedback = prepared(slug, LANGUAGE, course)[2]["feedback"]
    for record in records:
        sentences = feedback.get(record["id"]) or {}
        message = record["message"] if record["message"] in sentences else OTHER
        if isinstance(sentence := sentences.get(message), str):
            line = place_line(path, "feedback", record["id"], message)
            where = f"feedback.{record['id']}.{message}"
            yield from unfilled(path, where, sentence, set(record["details"]), line)


def _range_problems(course, folder, paths, found):
    """Some sample earns all points that checks give, one earns none; so does an answer that nobody began."""
    scores = [json.loads(path.read_text(encoding="utf-8"))["score"] for path in paths]
    most = sum(check["points"] for check in all_checks(found))
    if max(scores) < most:
        yield CourseError(folder / "samples", f"no sample earns all {most:g} points; write a full answer")
    if min(scores) > 0:
        yield CourseError(folder / "samples", "no sample earns 0 points; write one of an empty answer")
    spec = exercise(folder.name, course=course)
    empty = kinds.kind(spec["kind"]).empty(spec)
    got = checks.total(patiently(lambda: score_sample(course, folder.name, empty)))
    if got:
        told = f"an answer that nobody has begun earns {got} points; let a check give 0 for what is not there"
        yield CourseError(folder / "checks.py", told, 1)


def score_sample(course: Path, slug: str, answer: Any) -> list[dict[str, Any]]:
    """Records of public and hidden checks together, as a grader counts them."""
    public, hidden = judge_all(slug, answer, where=course)
    return public + hidden
