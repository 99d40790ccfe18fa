"""One process that has the heavy imports done and forks for each build. ``builder`` starts it.

It is asked for a build by ``BUILD`` on the connection whose descriptor it gets, answers ``SHOWN`` each time
when a new book is in its place, and at last with the build's exit code. ``STOP`` ends the build that runs.
Nothing that a build reads or changes is there in the next one. The process ends with its connection.
"""

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
from multiprocessing.connection import Connection, wait

from localsdg import course
from localsdg.course import lesson_marks
from localsdg_build import execute, inputs, sphinx_run
from localsdg_build.build import build_book
from localsdg_build.follow.said import BUILD, OTHER_PROGRAM, SHOWN, STOP
from localsdg_build.packs import model
from localsdg_build.release import notebooks, wheel, zips  # noqa: F401 (loaded before processes are forked)


def main() -> None:
    """Warm up, then build when asked."""
    connection = Connection(int(sys.argv[1]))
    edition, live = sys.argv[2], sys.argv[3] == "live"
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    root = course.root()
    program = inputs.program_hash(root)
    _warm_up(root)
    try:
        with contextlib.suppress(EOFError):
            while connection.recv() == BUILD:
                connection.send(_built(connection, root, edition, live, program))
                execute.renew()
    finally:
        execute.end()


def _built(connection, *about):
    process = multiprocessing.get_context("fork").Process(target=_build, args=(connection, *about))
    process.start()
    try:
        return _ended(process, connection)
    finally:
        _stop(process)


def _warm_up(root):
    (root / "_build").mkdir(exist_ok=True)
    sphinx_run.prepare_kernels(root / "_build" / "ipython")
    execute.renew()
    with contextlib.suppress(course.CourseError, LookupError, TypeError):  # the build says what is wrong
        sphinx_run.load(root)
        for path in (
            *root.glob("exercises/*/*.yml"),
            *root.glob("book/*/*.yml"),
            *root.glob("modules/*/*.yml"),
        ):
            course.read_yaml(path)  # what YAML holds is remembered by its text, as is what lessons say
        for slug in course.exercise_ids(root):
            lesson_marks.of_exercise(slug, course.LANGUAGE, root)
    gc.collect()
    gc.freeze()


def _build(connection, root, edition, live, program):
    """In a process of its own, with the processes that it starts in one group."""
    os.setpgid(0, 0)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if inputs.program_hash(root) != program:  # what is in memory here is another program
        sys.exit(OTHER_PROGRAM)
    try:
        if model.of_course(root) is not None:  # what was saved is laid over the course anew
            from localsdg_build import with_pack  # loads the rules of the check, for those who have a pack

            with_pack.use(model.checkout(root), str(model.name_of(root)))
        code = build_book(root, edition=edition, live=live, shown=lambda: connection.send(SHOWN))
    except course.CourseError as problem:
        print(f"Error: {problem}", file=sys.stderr)
        code = 1
    sys.exit(code)


def _ended(process, connection):
    """Wait for the build's end, or end it when that is asked for; its exit code."""
    while process.is_alive():
        if connection in wait([process.sentinel, connection]) and connection.recv() == STOP:
            _stop(process)
    process.join()
    return process.exitcode


def _stop(process):
    if process.is_alive():
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGTERM)
        process.terminate()  # it may not have made its group yet
    process.join()


if __name__ == "__main__":
    main()
