"""Run the code that a learner changed, in a child process with a time limit, and take the answers it gives.

This is no sandbox: the child is an ordinary process of the same user. It gets a scratch folder, a
copy of the course without hidden checks and samples, an environment without the facilitator's
variables, and is killed with its process group. One function, ``run_code``, is the door: a sandboxed
runner takes its place without a change elsewhere.
"""

import contextlib
import json
import os
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from autograder.answers import Answer, bundles_of, limited
from autograder.released import belongs_to, cells, nbgrader, source, tag
from localsdg.answers import SIDE_CAR

TIME_LIMIT = 60  # seconds for the whole notebook
LARGEST_OUTPUT = 16_000_000  # bytes of all results together


@dataclass
class Run:
    """What came of running a notebook: answers by exercise, outputs by the cell's place in the notebook."""

    answers: dict = field(default_factory=dict)
    outputs: dict = field(default_factory=dict)


def run_code(notebook, released, found, time_limit=TIME_LIMIT, public_course=None):
    """Run the code cells of ``notebook``; a ``Run`` with an ``Answer`` for each code exercise to run.

    ``found``: the answers read so far (widgets find theirs in the side-car file). An exercise whose
    check cell was not reached has an ``Answer`` with a problem; the others keep theirs.
    """
    to_run = {slug for slug, answer in found.items() if answer.run}
    plan = _plan(notebook, released, to_run)
    results, ending = _run_cells([text for _, text in plan], found, time_limit, public_course)
    run = Run(outputs={plan[index][0]: out for index, out in results.items() if plan[index][0] is not None})
    bundles = bundles_of(output for index in sorted(results) for output in results[index])
    for slug in to_run:
        if slug in bundles:
            run.answers[slug] = limited(bundles[slug])
        else:
            run.answers[slug] = Answer(problem=ending or _NO_ANSWER)
    return run


_NO_ANSWER = "Its check cell gave no answer. Open the notebook, run it, and see what its check cell says."


def _plan(notebook, released, to_run):
    """``[(place in the notebook or None, source), ...]``: the cells to run, in the learner's order.

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
            plan.append((place, checks[slug]))
        else:
            plan.append((place, source(cell)))
    return plan + [(None, checks[slug]) for slug in released.ids if slug in to_run - met]


def _is_check(cell):
    return tag(cell, "role") == "check" or bool(nbgrader(cell).get("grade"))


def _run_cells(sources, found, time_limit, public_course):
    """``({index: outputs}, why it ended early or None)``."""
    scratch = tempfile.mkdtemp(prefix="localsdg-run-")
    try:
        side_car = {slug: answer.value for slug, answer in found.items() if answer.value is not None}
        Path(scratch, SIDE_CAR).write_text(json.dumps(side_car), encoding="utf-8")
        return _watch(sources, scratch, time_limit, public_course)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _watch(sources, scratch, time_limit, public_course):
    receiving, sending = os.pipe()
    job = json.dumps({"cells": sources, "results": sending}).encode()
    process = subprocess.Popen(
        [sys.executable, "-m", "autograder.sandbox.runner"],
        cwd=scratch,
        env=_environment(scratch, public_course),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=[sending],
        start_new_session=True,
    )
    os.close(sending)
    try:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(job)
            process.stdin.close()
        text, ending = _receive(receiving, len(sources), time_limit)
    finally:
        os.close(receiving)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
    results = _results(text, len(sources))
    if ending is None and len(results) < len(sources):
        ending = "The process that ran the notebook's code died. Open the notebook and run it to see why."
    return results, ending


def _receive(pipe, lines, time_limit):
    """The child's bytes until ``lines`` results are there or the pipe is closed; why we stopped, if earlier.

    A process that the learner's code left behind may hold the pipe open: we do not wait for it.
    """
    text, deadline = bytearray(), time.monotonic() + time_limit
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while True:
            if not selector.select(max(0, deadline - time.monotonic())):
                return text, f"The notebook's code ran longer than {time_limit:g} seconds and was stopped."
            part = os.read(pipe, 1 << 16)
            if not part:
                return text, None
            text += part
            if text.count(b"\n") >= lines:
                return text, None
            if len(text) > LARGEST_OUTPUT:
                return text, "The notebook's code gave out more than can be kept and was stopped."


def _results(text, count):
    """``{index: outputs}`` from the child's lines; a line that is cut off or forged nonsense is left out."""
    found = {}
    for line in bytes(text).split(b"\n"):
        try:
            result = json.loads(line, parse_constant=lambda name: None)
            index, outputs = result["cell"], result["outputs"]
        except (ValueError, TypeError, KeyError, RecursionError):
            continue
        if isinstance(index, int) and 0 <= index < count and isinstance(outputs, list):
            found[index] = [output for output in outputs if isinstance(output, dict)]
    return found


def _environment(scratch, public_course):
    """Only what Python needs: nothing of the facilitator's session reaches the learner's code."""
    environment = {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"]),
        "HOME": scratch,
        "TMPDIR": scratch,
        "IPYTHONDIR": scratch,
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "MPLBACKEND": "Agg",
        "PLOTLY_RENDERER": "plotly_mimetype",
        "NBGRADER_EXECUTION": "autograde",
    }
    if public_course:
        environment["LOCALSDG_COURSE"] = str(public_course)
    return environment


def copy_public_course(course, into):
    """Copy of the course that a learner's code may see: no hidden checks, no samples, no lessons.

    Returns the folder, ready for ``run_code``.
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
