"""Where a notebook's answers are kept, and how an earlier answer is found again.

An answer lives in three places: in the running kernel, in a side-car file in the working folder, and in the
notebook's own outputs (an output bundle with a MIME type of ours). Running a cell again clears its output
before Python can read it, so the earlier answer is looked for before an empty one is shown.

The side-car is ``{exercise: answer}``. Under the key ``_earlier`` it also remembers a short hash of each
earlier answer: an answer in the notebook file that is among them is older than the side-car's; one that this
folder has never seen was made elsewhere (in the book's page, on another computer), and then the newer file
wins. Nothing here raises on a damaged file or on a notebook of somebody else's making.
"""

import contextlib
import hashlib
import json
import os
import re
import time
from pathlib import Path

MIME = "application/vnd.localsdg.answer+json"
VERSION = 1
SIDE_CAR = ".localsdg-answers.json"
DAMAGED = ".localsdg-answers.damaged.json"

_EARLIER = "_earlier"
_REMEMBERED = 2000  # hashes per exercise; more changes than anybody makes to one answer
_LARGEST = 50_000_000  # bytes of a file that is worth reading for answers
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def bundle(slug, answer, text):
    """The output bundle that carries an answer: our MIME type, and ``text`` for people and other programs."""
    return {MIME: {"exercise": slug, "answer": answer, "version": VERSION}, "text/plain": text}


def in_notebook(notebook):
    """``{exercise: answer}`` from a notebook's outputs (parsed JSON, any value); the last bundle wins.

    ``null`` is no answer and does not count.
    """
    found = {}
    for cell in _list(notebook, "cells"):
        for output in _list(cell, "outputs"):
            data = output.get("data") if isinstance(output, dict) else None
            kept = data.get(MIME) if isinstance(data, dict) else None
            if isinstance(kept, dict) and _is_slug(kept.get("exercise")) and kept.get("answer") is not None:
                found[kept["exercise"]] = kept["answer"]
    return found


def _list(value, key):
    value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, list) else []


def _is_slug(name):
    return isinstance(name, str) and _SLUG.match(name) is not None


class Store:
    """The answers of one working folder. Reads everything at the first use, before any output is cleared."""

    def __init__(self, folder, notebook=None):
        """``folder``: where the side-car lies. ``notebook``: path of the notebook file, if it is known."""
        self.side_car = Path(folder) / SIDE_CAR
        self.notebook = Path(notebook) if notebook else None
        self.unwritten = set()
        self.answers, self.earlier = self._read()
        self._adopt()

    def get(self, slug):
        """The latest answer, or ``None``."""
        return self.answers.get(slug)

    def keep(self, slug, answer):
        """Keep an answer (JSON) in memory and in the side-car. False if the side-car could not be written."""
        before = self.answers.get(slug)
        self.answers[slug] = answer
        if before is not None and before != answer:
            known = self.earlier.setdefault(slug, [])
            known.append(fingerprint(before))
            del known[:-_REMEMBERED]
        self.unwritten.add(slug)
        return self._write()

    def _read(self):
        """Answers and hashes from the side-car. A damaged file is put aside, not thrown away."""
        if not self.side_car.is_file():
            return {}, {}
        content = _read_json(self.side_car)
        if not isinstance(content, dict):
            with contextlib.suppress(OSError):
                os.replace(self.side_car, self.side_car.with_name(DAMAGED))
            return {}, {}
        earlier = content.get(_EARLIER)
        earlier = earlier if isinstance(earlier, dict) else {}
        return (
            {slug: answer for slug, answer in content.items() if _is_slug(slug)},
            {slug: list(known) for slug, known in earlier.items() if isinstance(known, list)},
        )

    def _adopt(self):
        """Take over answers from the notebook file, and put them into the side-car at once."""
        found = in_notebook(_patiently(self.notebook)) if self.notebook else {}
        newer = bool(found) and _modified(self.notebook) > _modified(self.side_car)
        for slug, answer in found.items():
            if slug not in self.answers or (newer and self._unseen(slug, answer)):
                if self.answers.get(slug) is not None:
                    self.earlier.setdefault(slug, []).append(fingerprint(self.answers[slug]))
                self.answers[slug] = answer
                self.unwritten.add(slug)
        if self.unwritten:
            self._write()

    def _unseen(self, slug, answer):
        return answer != self.answers[slug] and fingerprint(answer) not in self.earlier.get(slug, [])

    def _write(self):
        """Write the side-car whole, by a second file and a rename; what another kernel put there stays."""
        answers, earlier = self._read()
        for slug in self.unwritten:
            answers[slug] = self.answers[slug]
            earlier[slug] = self.earlier.get(slug, [])
        content = {**{slug: answers[slug] for slug in sorted(answers)}, _EARLIER: earlier}
        draft = self.side_car.with_name(f"{SIDE_CAR}.{os.getpid()}")
        try:
            draft.write_text(json.dumps(content), encoding="utf-8")
            os.replace(draft, self.side_car)
        except OSError:  # a full disk, a folder one may not write to
            with contextlib.suppress(OSError):
                draft.unlink()
            return False
        self.unwritten.clear()
        return True


def fingerprint(answer):
    """A short hash of an answer; equal answers give equal ones."""
    text = json.dumps(answer, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _read_json(path):
    """A file's JSON, ``None`` if there is none to be had. ``NaN`` and the infinities become ``None``."""
    try:
        if path.stat().st_size > _LARGEST:
            return None
        return json.loads(path.read_text(encoding="utf-8-sig"), parse_constant=lambda name: None)
    except (OSError, ValueError, RecursionError):
        return None


def _patiently(path):
    """A notebook's JSON. Jupyter empties the file before it writes it: a file cut off is read again."""
    for pause in (0.1, 0.2, 0.4, 0.8, 0):
        content = _read_json(path)
        if content is not None or not path.is_file():
            break
        time.sleep(pause)
    return content


def _modified(path):
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def notebook_path(folder):
    """The notebook that this kernel runs for, if it lies in ``folder`` and its program says which it is.

    Jupyter names it in ``JPY_SESSION_NAME``, VS Code in a variable of the notebook.
    """
    named = os.environ.get("JPY_SESSION_NAME") or _vscode_notebook()
    if not isinstance(named, str) or not named.endswith(".ipynb"):
        return None
    path = Path(folder) / Path(named).name
    return path if path.is_file() else None


def _vscode_notebook():
    try:
        from IPython import get_ipython
    except ImportError:
        return None
    shell = get_ipython()
    return shell.user_ns.get("__vsc_ipynb_file__") if shell else None
