"""An answer walked through the grader: to which files it comes, one after the other.

A stop is a call that hands the answer on to a function in another file of ``autograder``: inside the bytes of
the file, inside the notebook, as it is, and from the checks on as the result that came of it. A return is a
stop at a file where the answer has been before. Calls inside a file are no stops, nor are the methods of what
travels (``model.py``, ``written.py``, ``values.py``), which is no place. The walk begins where the hand-in's
bytes are read, and ends where nbgrader's gradebook gets the grade.
"""

import sys
from dataclasses import fields, is_dataclass
from pathlib import Path

from autograder.model import ExerciseResult, Outcome
from autograder.store.gradebook import Scored
from autograder.store.ledger.jobs import Finished
from autograder.store.record import Task
from autograder.written import Judged, Kept

ROOT = Path(__file__).parents[2]
LUGGAGE = ("autograder/model.py", "autograder/written.py", "autograder/values.py")
END = ("autograder/store/gradebook.py", "record")
RESULTS = (ExerciseResult, Judged, Kept, Outcome, Scored, Finished, Task)
_DEEPEST = 8  # what is in what is in an argument


def walk(run, mark):
    """The stops of the answer that holds the text ``mark``, while ``run()`` grades it in this process."""
    calls = []

    def look(frame, event, _):
        code = frame.f_code
        if event != "call" or not code.co_filename.startswith(f"{ROOT}/autograder/"):
            return
        given = [frame.f_locals.get(name) for name in _parameters(code)]
        sys.setprofile(None)  # looking calls functions of ours too
        try:
            if any(_carries(one, mark) for one in given):
                before = frame.f_back.f_code.co_filename if frame.f_back else ""
                calls.append((_name(code.co_filename), code.co_name, _name(before)))
        finally:
            sys.setprofile(look)

    sys.setprofile(look)
    try:
        run()
    finally:
        sys.setprofile(None)
    return _stops(calls)


def _parameters(code):
    count = code.co_argcount + code.co_kwonlyargcount
    return code.co_varnames[: count + bool(code.co_flags & 4) + bool(code.co_flags & 8)]


def _name(path):
    return Path(path).relative_to(ROOT).as_posix() if path.startswith(f"{ROOT}/") else ""


def _carries(value, mark, depth=0):
    if isinstance(value, str):
        return mark in value
    if isinstance(value, bytes):
        return mark.encode() in value
    if isinstance(value, RESULTS):
        return True
    if depth > _DEEPEST:
        return False
    return any(_carries(one, mark, depth + 1) for one in _inside(value))


def _inside(value):
    if isinstance(value, dict):
        return list(value.values())
    if isinstance(value, list | tuple):
        return value
    if not type(value).__module__.startswith("autograder"):
        return ()
    if is_dataclass(value):
        return [getattr(value, one.name, None) for one in fields(value)]
    return list(getattr(value, "__dict__", {}).values())


def _stops(calls):
    """The files of the calls that come from another file, as long as the walk lasts."""
    stops = []
    for path, function, before in calls:
        is_door = not function.startswith("_") or function == "__init__"
        if path != before and is_door and path not in LUGGAGE and stops[-1:] != [path]:
            stops.append(path)
        if (path, function) == END:
            break
    return stops
