"""What the grading benchmarks share: courses, hand-ins, our grader and stock nbgrader, timed."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "helpers"))

NAME = "3-monitoring-reporting"
CLOCK = "/usr/bin/time"


def prepared(folder):
    """An empty course folder of the real course; the assignment's released notebook."""
    from autograder.nbgrader.assignments import prepare
    from autograder.store.course_folder import CourseFolder

    course = CourseFolder(folder)
    prepare(course)
    return course.assignments()[NAME].notebook


def write_hand_ins(blank, into, count, code):
    """``<into>/<learner>/<assignment>.ipynb``, ``count`` times, with answers as in ``a_class``."""
    import a_class
    import honest

    for number in range(count):
        path = Path(into) / f"learner-{number:05d}" / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        made = honest.notebook(blank, number, code, a_class.answer)
        path.write_text(json.dumps(made), encoding="utf-8")
    return Path(into)


def ours(hand_ins, course, cores=1, *options):
    """Seconds of ``autograder grade``, from its start to its end, on so many cores."""
    command = [sys.executable, "-m", "autograder.cli", "grade", str(hand_ins), "--course", str(course)]
    return timed([*on(cores), *command, "--workers", str(cores), *options])


def stock(hand_ins, course, cores=1):
    """Seconds of stock ``nbgrader autograde``, in a kernel, for the same hand-ins."""
    import stock_kernel

    stock_kernel.use(course)
    submitted = Path(course) / "submitted"
    for path in sorted(Path(hand_ins).glob(f"*/{NAME}.ipynb")):
        target = submitted / path.parent.name / NAME / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    script = "import sys; from nbgrader.apps.nbgraderapp import main; sys.exit(main())"
    return timed(
        [*on(cores), sys.executable, "-c", script, "autograde", NAME, "--course-dir", str(course)], course
    )


def on(cores):
    """The prefix that keeps a command and its children on the first ``cores`` cores."""
    return ["taskset", "--cpu-list", f"0-{cores - 1}"]


def timed(command, folder=None):
    """Seconds until the command ends; it must succeed."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    start = time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    return seconds


def measured(command):
    """``(seconds, peak memory in MB of the largest process)``, as GNU time tells it."""
    start = time.perf_counter()
    done = subprocess.run([CLOCK, "-f", "peak %M", *command], capture_output=True, text=True, check=True)
    return time.perf_counter() - start, int(re.search(r"peak (\d+)", done.stderr).group(1)) / 1024


def first_result(hand_ins, course, cores=2):
    """Seconds from the start of ``autograder grade`` until the first hand-in's graded copy is there."""
    command = [sys.executable, "-m", "autograder.cli", "grade", str(hand_ins), "--course", str(course)]
    start = time.perf_counter()
    with subprocess.Popen(
        [*on(cores), *command, "--workers", str(cores)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as grader:
        try:
            while time.perf_counter() - start < 60:
                if any(Path(course, "autograded").glob(f"*/{NAME}/*.ipynb")):
                    return time.perf_counter() - start
                time.sleep(0.01)
        finally:
            grader.kill()
    raise SystemExit("no result within a minute")
