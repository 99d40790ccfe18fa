"""Rules about sample answers: enough of them, and each scores exactly as it says."""

import json

from localsdg import checks, patience
from localsdg.course import CourseError
from localsdg.judge import judge, judge_hidden
from localsdg_build.check.exercises import all_checks, readable
from localsdg_build.check.lines import line_of

FEWEST = 5
PATIENCE = 5  # seconds for the checks of one answer; real ones take thousandths


def samples(course):
    """At least five samples an exercise, each with the score and the points per check that it must get."""
    for folder, found in readable(course):
        paths = sorted((folder / "samples").glob("*.json"))
        if len(paths) < FEWEST:
            yield CourseError(
                folder / "samples",
                f"{len(paths)} samples; write at least {FEWEST}: full, partial, empty, nonsense "
                "and an unfair trick",
            )
        for path in paths:
            yield from _sample_problems(course, folder.name, path, found)


def _sample_problems(course, slug, path, found):
    try:
        sample = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as problem:
        yield CourseError(path, f"this is not JSON: {problem}", getattr(problem, "lineno", 1))
        return
    missing = [
        key for key in ("about", "answer", "score") if not isinstance(sample, dict) or key not in sample
    ]
    if missing:
        yield CourseError(path, f"write {', '.join(missing)}", 1)
        return
    try:
        with patience.within(PATIENCE):
            records = score_sample(course, slug, sample["answer"])
    except (Exception, patience.TooLong):
        return  # the exercise itself cannot be read or run; other rules say why
    got = checks.total(records)
    if got is None:
        return  # a check is broken; ``odd`` says which and why
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


def score_sample(course, slug, answer):
    """Records of public and hidden checks together, as a grader counts them."""
    return judge(slug, answer, where=course) + judge_hidden(slug, answer, where=course)
