"""Cohorts that never were: hand-ins of the course's own samples, judged by the real checks."""

import functools
import json
import random
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from autograder import open_halves, outcome
from autograder.model import Entry
from autograder.notebook import answers, released
from autograder.run import scoring
from localsdg_build.release import notebooks

ROOT = Path(__file__).parents[2]
WORDS = [
    f"{one}{two}{three}" for one in "bdfgjkmprst" for two in "aeiou" for three in ("la", "ro", "shi", "ne")
]
REASON = "The file is not a notebook. Ask the learner to download it again."


@functools.cache
def assignments():
    """``{name: Released}`` of the real course."""
    with tempfile.TemporaryDirectory() as folder:
        read = open_halves.read_by_people(Path(folder) / "course.yml")  # as where nobody wrote one
        return {path.stem: released.read(path) for path in notebooks.release_all(folder, read=read)}


@functools.cache
def judged(slug, name):
    """``[(answer, result)]`` of an exercise's samples."""
    exercise = next(one for one in assignments()[name].exercises if one.id == slug)
    if exercise.of:
        given = {"text": "Our own words."}
        return [(given, scoring.score(exercise, answers.Answer(given)))]
    found = [(None, scoring.score(exercise, answers.Answer(None)))]
    for path in sorted((ROOT / "exercises" / slug / "samples").glob("*.json")):
        answer = json.loads(path.read_text(encoding="utf-8"))["answer"]
        found.append((answer, scoring.score(exercise, answers.Answer(answer))))
    return found


def hand_ins(count, names=("3-monitoring-reporting",), seed=1):
    """Yield ``(outcome, entry)`` of ``count`` hand-ins; each learner hands in once for each assignment.

    One in 30 is ungraded; one in 50 has the text of the learner before; the able answer better.
    """
    chance = random.Random(seed)
    given = assignments()
    start, text = datetime(2026, 11, 2, 8, tzinfo=UTC), ""
    for place in range(count):
        name = names[place % len(names)]
        learner = f"learner-{place // len(names):05}"
        exercises, found = [], {}
        able = random.Random(f"{seed} {learner}").random()
        text = text if place % 50 == 49 and text else _text(chance)
        for exercise in given[name].exercises:
            answer, result = _pick(chance, judged(exercise.id, name), able)
            if exercise.kind == "text":
                answer = {"text": text}
                result = replace(result, status="graded", score=round(able * exercise.points), reason="")
            exercises.append(result)
            found[exercise.id] = answer
        if place % 30 == 29:
            exercises = [scoring.refused(exercise, REASON) for exercise in given[name].exercises]
            found = {}
        received = start + timedelta(minutes=chance.expovariate(1 / 4000))
        yield (
            outcome.outcome(learner, name, exercises),
            Entry(found, str(place), received.isoformat(), "", ""),
        )


def _pick(chance, some, able):
    ordered = sorted(some, key=lambda one: one[1].score or 0)
    place = min(len(ordered) - 1, max(0, round(chance.gauss(able, 0.25) * (len(ordered) - 1))))
    return ordered[place]


def _text(chance):
    return " ".join(chance.choice(WORDS) for _ in range(120))
