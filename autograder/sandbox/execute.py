"""Run the code that a learner changed, in the sandbox, and take the answers it gives."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.exercise_cache import spec
from autograder.messages import message
from autograder.notebook.answers import Answer, Look, bundles_of, limited
from autograder.notebook.released import Released
from autograder.sandbox import stops
from autograder.sandbox.limits import Limits
from autograder.sandbox.plan import Step, plan, sets_below
from autograder.sandbox.results import Ran
from autograder.sandbox.warm import WarmProcess
from autograder.values import Json, is_empty
from localsdg.answer_store import SIDE_CAR
from localsdg.course import public


@dataclass
class Run:
    """What came of running a notebook: answers by exercise, outputs by the cell's place in the notebook."""

    answers: dict[str, Answer] = field(default_factory=dict)
    outputs: dict[int | None, list[Json]] = field(default_factory=dict)


def run_code(
    notebook: Json, released: Released, found: Mapping[str, Answer], limits: Limits, warm: WarmProcess
) -> Run:
    """Run the code cells of ``notebook``; a ``Run`` with an ``Answer`` for each code exercise to run.

    ``found``: the answers read so far (widgets find theirs in the side-car file). ``limits``, ``warm``: a
    ``sandbox.Limits`` and a ``sandbox.WarmProcess``. An exercise whose check cell was not reached, or which
    reached a limit, has an ``Answer`` with a problem; the others keep theirs.
    """
    to_run = {slug for slug, answer in found.items() if answer.run}
    steps = plan(notebook, released, to_run)
    ran = _run_cells([step.source for step in steps], found, limits, warm)
    run = Run(outputs={steps[index].place: output for index, output in ran.outputs.items()})
    run.outputs.pop(None, None)
    reached = _reached_limits(steps, ran.stopped, limits)
    for index, step in enumerate(steps):
        slug = step.slug
        if not step.check or slug is None:
            continue
        # What the check cell itself gave: another cell's bundle is not what its variables hold.
        bundles = bundles_of(ran.outputs.get(index, ()))
        before = found[slug]
        if slug in reached:
            answer = Answer(problem=reached[slug])
        elif slug not in bundles:
            answer = Answer(problem=ran.ending or _NO_ANSWER)
        elif before.problem and is_empty(bundles[slug]):
            answer = Answer(problem=before.problem)
        else:
            answer = limited(bundles[slug])
        stopped = stops.before(index, steps, ran.outputs)
        run.answers[slug] = replace(
            answer, saved=before.saved, stopped=stopped, look=_look(steps, index, slug, before)
        )
    return run


def _look(steps: list[Step], index: int, slug: str, before: Answer) -> Look | None:
    """What a person should look at: a text cell, or code that comes too late for the check."""
    if before.look:
        return before.look
    names = [variable["name"] for variable in spec(slug)["parameters"]["variables"]]
    place = sets_below(steps, index, names)
    return None if place is None else Look("below", place + 1)


def _run_cells(sources: list[str], found: Mapping[str, Answer], limits: Limits, warm: WarmProcess) -> Ran:
    side_car = {slug: answer.value for slug, answer in found.items() if answer.value is not None}
    return warm.run(sources, {SIDE_CAR: json.dumps(side_car).encode()}, limits)


def _reached_limits(steps: list[Step], stopped: Mapping[int, str], limits: Limits) -> dict[str, str]:
    """``{exercise: sentence}``: what ran out of time or memory is not wrong, it is not known.

    A cell of an exercise concerns that exercise, a cell of the learner's own all that are checked later.
    """
    found: dict[str, str] = {}
    last_check = {step.slug: index for index, step in enumerate(steps) if step.check and step.slug}
    for index, why in stopped.items():
        step = steps[index]
        told = {"seconds": limits.cell, "megabytes": limits.memory >> 20}
        sentence = message(f"run_{why}_check", **told)
        if step.place is not None:
            sentence = message(f"run_{why}", **told, cell=step.place + 1)
        later = [slug for slug, last in last_check.items() if last >= index]
        for slug in [step.slug] if step.slug else later:
            found.setdefault(slug, sentence)
    return found


_NO_ANSWER = message("run_no_answer")


def copy_public_course(course: Path | str, into: Path | str) -> Path:
    """Copy of the course that a learner's code may see: nothing of hidden checks, no samples, no lessons.

    Returns the folder, ready for ``sandbox.WarmProcess``.
    """
    return public.write_files(Path(course), Path(into))
