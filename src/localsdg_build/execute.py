"""Run the code of lessons before Sphinx reads them, in one warm process, into the cache where Sphinx looks.

Thirty lessons would start thirty kernels, and each would import pandas and plotly. What this process cannot
run as a kernel would is not cached: Sphinx then runs that lesson in a kernel and reports what is wrong.
"""

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from myst_nb.core.read import create_nb_reader
from nbformat import from_dict
from sphinx.application import Sphinx

from localsdg_build import locks

# A lesson that takes longer is left to a kernel, with the time limit of _config.yml.
_SECONDS = 30
_TAGS = {"raises-exception", "skip-execution"}  # nbclient gives them a meaning


class Warm:
    """The process that runs lessons. Started early, it has its imports done when it is needed."""

    def __init__(self) -> None:
        command = [sys.executable, "-P", "-m", "localsdg_build.execute_warm"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.process.stdin and self.process.stdout
        self._questions, self._answers = self.process.stdin, self.process.stdout

    def run(self, lessons: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Run ``[{"name", "folder", "sources"}, ...]``; gives each one's answer as ``execute_warm`` does.

        If the process dies, answers are missing.
        """
        asked = json.dumps({"seconds": _SECONDS, "lessons": lessons}) + "\n"
        with contextlib.suppress(BrokenPipeError):
            self._questions.write(asked.encode())
            self._questions.flush()
            for line in self._answers:
                yield json.loads(line)

    def close(self) -> None:
        """Let the process end: without a lesson to run it does so by itself."""
        with contextlib.suppress(BrokenPipeError):
            self._questions.close()
        self._answers.close()
        self.process.wait()


_warm: list[Warm] = []  # the process, if it is started: Sphinx's events bring no object of ours along


@contextlib.contextmanager
def ready(early: bool) -> Iterator[Callable[[], Warm]]:
    """While this lasts, what it gives (``_process``) starts the process or gives the one that runs.

    ``early``: lessons surely will be run, so it starts now and has its imports done when they are.
    """
    if early:
        _process()
    try:
        yield _process
    finally:
        while _warm:
            _warm.pop().close()


def _process():
    if not _warm:
        _warm.append(Warm())
    return _warm[0]


def renew() -> None:
    """Have a process ready: in place of one that has run its lessons, a new one, with its imports done."""
    if _warm and _warm[0].process.poll() is not None:
        _warm.pop().close()
    _process()


def end() -> None:
    """End the process that is ready, at once."""
    while _warm:
        _warm[0].process.terminate()
        _warm.pop().close()


def before_reading(app: Sphinx, env: Any, docnames: list[str]) -> None:
    """Sphinx event ``env-before-read-docs``: run what is not in the cache."""
    settings = env.mystnb_config
    if settings.execution_mode != "cache" or settings.execution_in_temp or settings.execution_excludepatterns:
        return
    cache = get_cache(settings.execution_cache_path)
    # What another language's lesson has, with the same code, is being run already.
    with locks.alone(Path(settings.execution_cache_path) / ".lock", lambda: None):
        lessons = {name: found for name in docnames if (found := _to_run(env, name, cache))}
        if lessons:
            print(f"Running the code of {len(lessons)} lessons …", flush=True)
            _run(env, lessons, cache)
    cache.db.dispose()  # the processes that read pages open it themselves


def _to_run(env, name, cache):
    """The page as a notebook, if its code has to be run and needs nothing that only a kernel has."""
    path = env.doc2path(name)
    try:
        text = Path(path).read_text(encoding="utf-8")
        reader = create_nb_reader(path, env.myst_config, env.mystnb_config, text)
        notebook = reader and reader.read(text)
    except Exception:  # Sphinx reads the same page next and says what is wrong with it
        return None
    if not notebook or env.mystnb_config.metadata_key in notebook.metadata:
        return None
    tags = {tag for cell in notebook.cells for tag in cell.metadata.get("tags") or ()}
    if tags & _TAGS or (notebook.metadata.get("kernelspec") or {}).get("name") != "python3":
        return None
    with contextlib.suppress(KeyError):
        cache.match_cache_notebook(notebook)
        return None
    return notebook


def _run(env, lessons, cache):
    answers = _process().run(
        [
            {
                "name": name,
                "folder": str(Path(env.doc2path(name)).parent),
                "sources": [cell.source for cell in _code(notebook)],
            }
            for name, notebook in lessons.items()
        ]
    )
    for answer in answers:
        path, notebook = env.doc2path(answer["name"]), lessons[answer["name"]]
        if "cells" in answer:
            _keep(cache, path, notebook, answer)
        elif answer.get("line"):
            place = f"{path}:{_line(path, notebook, answer['cell'], answer['line'])}"
            print(f"{place}: {answer['problem']}", file=sys.stderr, flush=True)


def _keep(cache, path, notebook, answer):
    """Put what the lesson gave into the cache, as myst-nb does after a kernel has run it."""
    for cell, (count, outputs) in zip(_code(notebook), answer["cells"], strict=True):
        cell.execution_count, cell.outputs = count, [from_dict(output) for output in outputs]
    notebook.metadata["language_info"] = from_dict(answer["language"])
    ran = CacheBundleIn(notebook, path, data={"execution_seconds": answer["seconds"]})
    cache.cache_notebook_bundle(ran, check_validity=False, overwrite=True)


def _line(path, notebook, number, line):
    """The line of the page for ``line`` of its code cell ``number``; before its code are its options."""
    place = [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"][number]
    text = Path(path).read_text(encoding="utf-8").splitlines()
    begins = text.index(notebook.cells[place].source.splitlines()[0], notebook.metadata["source_map"][place])
    return begins + line


def _code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]
