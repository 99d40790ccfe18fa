"""Run the code that a learner changed, in the sandbox, and take the answers it gives."""

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from autograder.answers import Answer, bundles_of, limited
from autograder.released import belongs_to, cells, nbgrader, source, tag
from localsdg.answers import SIDE_CAR


@dataclass
class Run:
    """What came of running a notebook: answers by exercise, outputs by the cell's place in the notebook."""

    answers: dict = field(default_factory=dict)
    outputs: dict = field(default_factory=dict)


def run_code(notebook, released, found, limits, warm):
    """Run the code cells of ``notebook``; a ``Run`` with an ``Answer`` for each code exercise to run.

    ``found``: the answers read so far (widgets find theirs in the side-car file). ``limits``, ``warm``: a
    ``sandbox.Limits`` and a ``sandbox.Warm``. An exercise whose check cell was not reached, or which
    reached a limit, has an ``Answer`` with a problem; the others keep theirs.
    """
    to_run = {slug for slug, answer in found.items() if answer.run}
    plan = _plan(notebook, released, to_run)
    ran = _run_cells([step.source for step in plan], found, limits, warm)
    run = Run(outputs={plan[index].place: output for index, output in ran.outputs.items()})
    run.outputs.pop(None, None)
    bundles = bundles_of(output for index in sorted(ran.outputs) for output in ran.outputs[index])
    reached = _reached_limits(plan, ran.stopped, limits)
    for slug in to_run:
        if slug in reached:
            run.answers[slug] = Answer(problem=reached[slug])
        elif slug in bundles:
            run.answers[slug] = limited(bundles[slug])
        else:
            run.answers[slug] = Answer(problem=ran.ending or _NO_ANSWER)
    return run


def _run_cells(sources, found, limits, warm):
    side_car = {slug: answer.value for slug, answer in found.items() if answer.value is not None}
    return warm.run(sources, {SIDE_CAR: json.dumps(side_car).encode()}, limits)


def _reached_limits(plan, stopped, limits):
    """``{exercise: sentence}``: what ran out of time or memory is not wrong, it is not known.

    A cell of an exercise concerns that exercise, a cell of the learner's own all that are checked later.
    """
    found, last_check = {}, {step.slug: index for index, step in enumerate(plan) if step.check}
    for index, why in stopped.items():
        step = plan[index]
        sentence = _REACHED[why].format(
            cell=f"cell {step.place + 1}" if step.place is not None else "its check cell",
            seconds=limits.cell, megabytes=limits.memory >> 20,
        )  # fmt: skip
        later = [slug for slug, last in last_check.items() if last >= index]
        for slug in [step.slug] if step.slug else later:
            found.setdefault(slug, sentence)
    return found


_REACHED = {
    "time": "Its code ran longer than {seconds:g} seconds ({cell}) and was stopped.",
    "memory": "Its code needed more than {megabytes} MB of memory ({cell}) and was stopped.",
}
_NO_ANSWER = "Its check cell gave no answer. Open the notebook, run it, and see what its check cell says."


@dataclass(frozen=True)
class _Step:
    """A cell to run: its place in the notebook (``None``: not there), its exercise (``None``: of none)."""

    place: int | None
    source: str
    slug: str | None
    check: bool = False


def _plan(notebook, released, to_run):
    """The cells to run as ``_Step``, in the learner's order.

    Check cells run as they were released, and at the end if the learner's notebook has lost one.
    Cells of exercises that are answered without code are not run.
    """
    checks = {
        nbgrader(cell)["grade_id"]: source(cell) for cell in cells(released.notebook) if _is_check(cell)
    }
    kinds = {exercise.id: exercise.kind for exercise in released.exercises}
    plan, met = [], set()
    for place, cell in enumerate(cells(notebook)):
        slug = belongs_to(cell)
        if cell.get("cell_type") != "code" or kinds.get(slug, "code") != "code":
            continue
        if slug in checks and _is_check(cell):
            met.add(slug)
            plan.append(_Step(place, checks[slug], slug, check=True))
        else:
            plan.append(_Step(place, source(cell), slug if slug in kinds else None))
    lost = [slug for slug in released.ids if slug in to_run - met]
    return plan + [_Step(None, checks[slug], slug, check=True) for slug in lost]


def _is_check(cell):
    return tag(cell, "role") == "check" or bool(nbgrader(cell).get("grade"))


def copy_public_course(course, into):
    """Copy of the course that a learner's code may see: no hidden checks, no samples, no lessons.

    Returns the folder, ready for ``sandbox.Warm``.
    """
    hidden = shutil.ignore_patterns("hidden_checks.py", "samples", "__pycache__", "build.py")
    for name in ("exercises", "datasets"):
        if (Path(course) / name).is_dir():
            shutil.copytree(Path(course) / name, Path(into) / name, ignore=hidden)
    for words in (Path(course) / "book").glob("*/interface.yml"):
        target = Path(into) / "book" / words.parent.name
        target.mkdir(parents=True)
        shutil.copy(words, target)
    return Path(into)
