"""The rule about knowledge checks: every question is checked, and lists do not give the answer away."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from localsdg.course import CourseError
from localsdg_build.check.exercises import all_checks, readable
from localsdg_build.check.lines import place_line


def choices(course: Path) -> Iterator[CourseError]:
    """Each question of a knowledge check has its check; right pairs do not stand side by side."""
    for folder, settings in readable(course):
        if settings["kind"] != "choice":
            continue
        path, right = folder / "exercise.yml", _best_answers(folder)
        known = {check["id"] for check in all_checks(settings)}
        for number, question in enumerate((settings.get("parameters") or {}).get("questions") or []):
            line = place_line(path, "parameters", "questions", number)
            name, kind = question["id"], question["type"]
            if name not in known:
                told = f"question {name!r} has no check; name it under checks, and in checks.py"
                yield CourseError(path, told, line)
            if unknown := [one for one in question.get("last", []) if one not in question.get("options", [])]:
                told = f"question {name!r}: last names {unknown[0]!r}, which is no option; mend or remove it"
                yield CourseError(path, told, line)
            if kind == "matching" and isinstance(right.get(name), dict):
                beside = dict(zip(question["items"], question["options"] * 4, strict=False))
                if beside == right[name]:
                    told = f"question {name!r}: right pairs stand side by side; change the options' order"
                    yield CourseError(path, told, line)


def _best_answers(folder):
    """The answers of the sample with the most points, ``{}`` if there is none."""
    found = []
    for path in sorted((folder / "samples").glob("*.json")):
        sample = json.loads(path.read_text(encoding="utf-8"))
        answer = sample.get("answer") if isinstance(sample, dict) else None
        if isinstance(answer, dict) and isinstance(sample.get("score"), (int, float)):
            found.append((sample["score"], answer.get("answers")))
    best: Any = max(found, key=lambda one: one[0], default=(0, {}))[1]
    return best if isinstance(best, dict) else {}
