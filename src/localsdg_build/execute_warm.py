"""One process that has the heavy imports done and forks for each lesson. ``execute`` starts it.

It reads one line of JSON, ``{"seconds": limit, "lessons": [{"name", "folder", "sources"}, ...]}``, and writes
one for each lesson that ended, ``{"name", "seconds", "language", "cells": [[count, outputs], ...]}`` or
``{"name", "problem"}``, with ``cell`` and ``line`` if it is in one. A lesson's process sees nothing of any
other's.
"""

import json
import multiprocessing
import os
import sys
import tempfile
import time
from multiprocessing.connection import wait
from pathlib import Path

from localsdg_build import execute_shell


def main() -> None:
    """Warm up, then run what comes in. Ends without a word if nothing comes."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever is printed here by others is no answer
    shell = execute_shell.make()
    execute_shell.warm_up(shell)
    asked = json.loads(sys.stdin.readline() or "null")
    if asked:
        for answer in _run_all(shell, asked["lessons"], asked["seconds"]):
            print(json.dumps(answer), file=answers, flush=True)


def _run_all(shell, lessons, seconds):
    """Answers, as lessons end; as many at once as there are cores."""
    context = multiprocessing.get_context("fork")
    waiting = list(lessons)
    running: dict[int, tuple] = {}
    with tempfile.TemporaryDirectory() as folder:
        while waiting or running:
            while waiting and len(running) < (os.cpu_count() or 1):
                lesson, file = waiting.pop(0), Path(folder) / str(len(waiting))
                process = context.Process(target=_run, args=(shell, lesson, file), daemon=True)
                process.start()
                running[process.sentinel] = (process, lesson, file, time.monotonic() + seconds)
            soonest = min(end for *_, end in running.values())
            wait(list(running), max(0, soonest - time.monotonic()))
            for sentinel, (process, lesson, file, end) in list(running.items()):
                if process.is_alive() and time.monotonic() < end:
                    continue
                del running[sentinel]
                yield {"name": lesson["name"], **_answer(process, file, seconds)}


def _answer(process, file, seconds):
    if process.is_alive():
        process.kill()
        process.join()
        return {"problem": f"it takes longer than {seconds} seconds"}
    process.join()
    if process.exitcode or not file.exists():
        return {"problem": f"its process ended with {process.exitcode}"}
    return json.loads(file.read_text(encoding="utf-8"))


def _run(shell, lesson, file):
    """In a process of its own: run the lesson and write the answer into ``file``."""
    began = time.perf_counter()
    try:
        cells = execute_shell.run(shell, lesson["sources"], lesson["folder"])
        answer = {"cells": cells, "seconds": time.perf_counter() - began, "language": execute_shell.LANGUAGE}
    except execute_shell.NotHere as problem:
        answer = {"problem": str(problem), "cell": problem.cell, "line": problem.line}
    except (TypeError, ValueError) as problem:
        answer = {"problem": str(problem)}
    file.write_text(json.dumps(answer), encoding="utf-8")


if __name__ == "__main__":
    main()
