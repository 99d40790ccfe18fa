"""The program that grades for the desk: a process of its own, so that the page stays quick and can stop it.

It reads one line of JSON, its job, and writes lines of JSON: ``{"expected": 30}``, ``{"status": "graded"}``
for each hand-in, ``{"told": sentence}``, ``{"problem": sentence}``, at the end ``{"end": "ended"}`` (or
``stopped``, or ``busy``: another desk's grader is at work). A sentence is a key with its details
(``messages.to_json``): the page says it in its reader's language. When its input is closed it stops as by
Ctrl+C: what is graded is kept, and the next run does the rest.
"""

import _thread
import contextlib
import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any, TextIO

from autograder import system
from autograder.account import who
from autograder.desk import lists
from autograder.desk.inbox import Busy, Inbox
from autograder.errors import CourseFolderError
from autograder.intake import roster
from autograder.intake.corrected import Correction
from autograder.messages import to_json
from autograder.nbgrader.assignments import prepare
from autograder.run import local_executor
from autograder.run.grade import Options, grade
from autograder.store.course_folder import CourseFolder
from localsdg.course import CourseError


def main(source: TextIO, target: TextIO) -> int:
    """Do one job; an exit code."""

    def say(**told: Any) -> None:
        print(json.dumps(told, ensure_ascii=True), file=target, flush=True)

    try:
        job = json.loads(source.readline())
        is_to_stop = threading.Event()
        threading.Thread(target=_stop_with, args=(source, is_to_stop), daemon=True).start()
        folder = CourseFolder(job["course"])
        with Inbox(folder).held():
            _grade(job, folder, say, is_to_stop)
        say(end="ended")
    except KeyboardInterrupt:
        with contextlib.suppress(OSError):
            say(end="stopped")
    except Busy:
        say(end="busy")
    except (CourseFolderError, CourseError) as problem:
        say(problem=to_json(str(problem)))
    except OSError as problem:
        if problem.filename is None:
            raise
        say(problem=to_json(system.told(problem)))
    return 0


def _grade(job, folder, say, is_to_stop):
    prepare(folder)
    _stop_if(is_to_stop)
    listed = Path(job["roster"]) if job["roster"] else None
    learners = roster.read(listed) if listed else None

    def tell(sentence: str) -> None:
        say(told=to_json(sentence))

    options = Options(
        workers=local_executor.cores(),
        roster=learners,
        receipts=lists.times(folder, map(Path, job["receipts"]), learners, tell),
        who=who("the desk"),
        corrections={place: Correction(*one) for place, one in job.get("corrections", {}).items()},
        expect=lambda count: say(expected=count),
        tell=tell,
        again="again" in job,
        why=job.get("again", ""),
    )
    for outcome, changed in grade([Path(one) for one in job["inputs"]], folder, options):
        say(status=outcome.status if changed and outcome else "unchanged")
        _stop_if(is_to_stop)
    if listed or job["without_list"]:
        folder.roster_file = listed


def _stop_if(is_to_stop):
    # An interruption is lost where it meets code whose exceptions are ignored, as a finalizer.
    if is_to_stop.is_set():
        raise KeyboardInterrupt


def _stop_with(source, is_to_stop):
    """Stop when the desk closes our input, or is gone."""
    source.read()
    is_to_stop.set()
    if os.name == "posix":
        os.kill(os.getpid(), signal.SIGINT)  # wakes the main thread where it waits
    else:
        _thread.interrupt_main()


if __name__ == "__main__":
    sys.exit(main(sys.stdin, sys.stdout))
