"""Which notebook file does this kernel run for? Nothing tells it, but several programs leave traces."""

import contextlib
import functools
import json
import os
from pathlib import Path

from localsdg import course
from localsdg.answer_store import SIDE_CAR

_LARGEST = 50_000_000  # bytes of a file that is worth opening


def find(folder: Path, slug: str) -> tuple[Path | None, bool]:
    """The notebook in ``folder`` in which a kernel that works there runs the exercise ``slug``.

    ``(path, True)``; ``(None, True)`` if no file is known and the folder's own side-car serves;
    ``(None, False)`` if it may be one of several, whose answers must not be mixed up.

    Jupyter names the notebook in ``JPY_SESSION_NAME``, VS Code in a variable of the notebook, ``jupyter
    execute`` and ``jupyter nbconvert`` on their command line. Else it is the only one that has the exercise.
    """
    for name in (os.environ.get("JPY_SESSION_NAME"), _vscode_notebook()):
        if path := _in_folder(name, folder):
            return path, True
    holding = [path for path, slugs in of_course(folder).items() if slug in slugs]
    if (folder / SIDE_CAR).is_file() and len(holding) <= 1:  # a grader has put the answers there
        return None, True
    named = {path for name in _command_line() if (path := _in_folder(name, folder))}
    for found in (named, set(holding)):
        if found:
            return (found.pop(), True) if len(found) == 1 else (None, False)
    return None, True


def of_course(folder: Path) -> dict[Path, set[str]]:
    """The notebooks of this course in ``folder``, each with the exercises that it holds."""
    found = {path: set(exercises(path)) for path in sorted(Path(folder).glob("*.ipynb"))}
    return {path: slugs for path, slugs in found.items() if slugs}


def language() -> str:
    """The language of the notebook that this kernel runs for, as ``LOCALSDG_LANGUAGE`` or its metadata say.

    English where neither does, or names one that the course does not have.
    """
    named = os.environ.get("LOCALSDG_LANGUAGE")
    return _known(named) if named else _language(Path.cwd(), os.environ.get("JPY_SESSION_NAME"))


@functools.cache  # a kernel runs for one notebook
def _language(folder: Path, session: str | None) -> str:
    path, _ = find(folder, "")
    spoken = {_known(_mark(one).get("language")) for one in ([path] if path else of_course(folder))}
    return spoken.pop() if len(spoken) == 1 else course.LANGUAGE


def _known(named):
    is_other = isinstance(named, str) and named != course.LANGUAGE
    return named if is_other and named in course.languages() else course.LANGUAGE


def _mark(path):
    """What the course wrote into a notebook's metadata."""
    with contextlib.suppress(OSError, ValueError, RecursionError, LookupError, TypeError):
        if path.stat().st_size <= _LARGEST:
            mark = json.loads(path.read_text(encoding="utf-8-sig"))["metadata"]["localsdg"]
            return mark if isinstance(mark, dict) else {}
    return {}


def exercises(path: Path) -> list[str]:
    """The exercises in a notebook file, in its order; ``[]`` if it is none of ours or cannot be read."""
    try:
        if path.stat().st_size > _LARGEST:
            return []
        notebook = json.loads(path.read_text(encoding="utf-8-sig"))
        marks = [cell["metadata"].get("localsdg") for cell in notebook["cells"]]
        return list(dict.fromkeys(mark["exercise"] for mark in marks if mark and "exercise" in mark))
    except (OSError, ValueError, RecursionError, AttributeError, KeyError, TypeError):
        return []  # somebody else's notebook, or none at all


def _in_folder(name, folder):
    if not isinstance(name, str) or not name.endswith(".ipynb"):
        return None
    path = Path(folder) / Path(name).name
    return path if path.is_file() else None


def _vscode_notebook():
    try:
        from IPython import get_ipython  # a plain Python has none
    except ImportError:
        return None
    shell = get_ipython()
    return shell.user_ns.get("__vsc_ipynb_file__") if shell else None


def _command_line():
    """The words of the command that started this kernel."""
    with contextlib.suppress(Exception):  # whatever the system refuses to tell about another process
        import psutil  # ipykernel brings it

        return psutil.Process(os.getppid()).cmdline()
    return []
