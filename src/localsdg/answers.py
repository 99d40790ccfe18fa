"""How answers lie in a notebook's outputs, and how an earlier answer is found again.

An answer lives in three places: in the running kernel, in a side-car file beside the notebook, and in the
notebook's own outputs (output bundles with a MIME type of ours). Running a cell again clears its output
before Python can read it, so the earlier answer is looked for before an empty one is shown. Each bundle also
carries the answers of all other exercises: a cell that was emptied, or that failed, loses none.

A notebook has a side-car of its own: two notebooks in one folder know nothing of each other. It is
``{exercise: answer}``. Under the key ``_earlier`` it also remembers a short hash of each earlier answer: an
answer in the notebook file that is among them is older than the side-car's; one that was never seen here was
made elsewhere (in the book's page, on another computer), and then the newer file wins. Under ``_versions``
it remembers for which version of its exercise each answer was given (``localsdg.course.public.version``).
Nothing here raises on a damaged file or on a notebook of somebody else's making.
"""

import contextlib
import hashlib
import json
import math
import os
import re
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from localsdg.course.files import LANGUAGE

MIME = "application/vnd.localsdg.answer+json"
VERSION = 2  # of bundles. One of a newer version is never read: what is in it may mean something else
SIDE_CAR = ".localsdg-answers.json"  # of a folder: where it is not known which notebook runs
DAMAGED = ".localsdg-answers.damaged.json"

_EARLIER = "_earlier"
_VERSIONS = "_versions"
_REMEMBERED = 2000  # hashes per exercise; more changes than anybody makes to one answer
_LARGEST = 50_000_000  # bytes of a file that is worth reading for answers
_LONGEST = 40  # characters of a version's name
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


# ---- In outputs -----------------------------------------------------------------------------


def bundle(
    slug: str,
    answer: Any,
    text: str,
    every: Mapping[str, Any] | None = None,
    at: float | None = None,
    versions: Mapping[str, str] | None = None,
    language: str = LANGUAGE,
) -> dict[str, Any]:
    """The output bundle that carries an answer: our MIME type, and ``text`` for people and other programs.

    ``every``: ``{exercise: answer}`` of the whole notebook; ``at``: when that was so, in seconds since 1970;
    ``versions``: ``{exercise: version}``, for which version of its exercise each of these answers was given;
    ``language``: in which it was asked, said where that is not English.
    """
    content: dict[str, Any] = {"exercise": slug, "answer": answer, "version": VERSION}
    if every is not None:
        content |= {"all": every, "at": time.time() if at is None else at}
    if versions:
        content["versions"] = versions
    if language != LANGUAGE:
        content["language"] = language
    return {MIME: content, "text/plain": text}


def in_bundles(bundles: Iterable[object]) -> dict[str, Any]:
    """``{exercise: answer}`` from the contents of bundles (any JSON), in the order of the notebook.

    Of several answers to one exercise the newest counts; of equally new ones, or where no time stands
    beside them, the exercise's own bundle before another's copy, the later one before the earlier.
    ``null`` is no answer and hides none.
    """
    return read_bundles(bundles)[0]


def read_bundles(bundles: Iterable[object]) -> tuple[dict[str, Any], dict[str, str]]:
    """``in_bundles``, and ``{exercise: version}`` of those answers of which the bundles tell it."""
    found = _newest(bundles)
    versions = {slug: version for slug, (_, _, version) in found.items() if version is not None}
    return {slug: answer for slug, (_, answer, _) in found.items()}, versions


def is_newer(content: object) -> bool:
    """Is this the content of a bundle that a newer version of the course wrote?"""
    version = content.get("version") if isinstance(content, dict) else None
    return isinstance(version, int | float) and not isinstance(version, bool) and version > VERSION


def _newest(bundles):
    """``{exercise: ((time, is it the exercise's own bundle), answer, version or None)}``."""
    found: dict[str, tuple[tuple[float, bool], object, str | None]] = {}
    for content in bundles:
        if not isinstance(content, dict) or is_newer(content):
            continue
        at, versions = _time(content.get("at")), _versions(content.get("versions"))
        every = content.get("all")
        every = every.items() if isinstance(every, dict) else ()
        for slug, answer, own in [
            *((slug, answer, False) for slug, answer in every if slug != content.get("exercise")),
            (content.get("exercise"), content.get("answer"), True),
        ]:
            if answer is not None and _is_slug(slug):
                known = found.get(slug)
                if known is None or (at, own) >= known[0]:
                    found[slug] = ((at, own), answer, versions.get(slug))
    return found


def _versions(value):
    """``{exercise: version}`` from any JSON."""
    value = value if isinstance(value, dict) else {}
    return {slug: name for slug, name in value.items() if isinstance(name, str) and len(name) <= _LONGEST}


def _time(value):
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if number and math.isfinite(value) else 0


def in_notebook(notebook: object) -> dict[str, Any]:
    """``{exercise: answer}`` from a notebook's outputs (parsed JSON, any value); see ``in_bundles``."""
    return in_bundles(_bundles(notebook))


def _bundles(notebook):
    for cell in _list(notebook, "cells"):
        for output in _list(cell, "outputs"):
            data = output.get("data") if isinstance(output, dict) else None
            if isinstance(data, dict):
                yield data.get(MIME)


def _list(value, key):
    value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, list) else []


def _is_slug(name):
    return isinstance(name, str) and _SLUG.match(name) is not None


# ---- In files -------------------------------------------------------------------------------


def side_car_of(notebook: Path) -> Path:
    """Where the answers of a notebook file are kept beside it."""
    return notebook.with_name(f".localsdg-answers.{notebook.stem}.json")


class Store:
    """The answers of one notebook. Reads everything at the first use, before any output is cleared."""

    def __init__(self, folder: Path | str, notebook: Path | str | None = None, is_alone: bool = True) -> None:
        """``folder``: the kernel's. ``notebook``: path of the notebook file, if it is known.

        ``is_alone``: no other notebook of the course lies in the folder, so that a side-car of the whole
        folder, as earlier versions wrote it, holds this one's answers and nobody else's.
        """
        self.notebook = Path(notebook) if notebook else None
        self.side_car = side_car_of(self.notebook) if self.notebook else Path(folder) / SIDE_CAR
        self.before = Path(folder) / SIDE_CAR if self.notebook and is_alone else None
        self.unwritten: set[str] = set()
        self._looked_at: tuple[int, int, int] | None = None
        self.is_newer = False  # a newer version of the course wrote the notebook: none of it is taken over
        self.answers, self.earlier, self.versions = self._read(self.side_car)
        self.look()

    def get(self, slug: str) -> Any:
        """The latest answer, or ``None``."""
        return self.answers.get(slug)

    def all(self) -> dict[str, Any]:
        """All answers that there are, by exercise; a copy."""
        return {slug: answer for slug, answer in sorted(self.answers.items()) if answer is not None}

    def all_versions(self) -> dict[str, str]:
        """For which version of its exercise each of these answers was given, as far as it is known."""
        return {slug: self.versions[slug] for slug in self.all() if slug in self.versions}

    def keep(self, slug: str, answer: Any, version: str | None = None) -> bool:
        """Keep an answer (JSON) in memory and in the side-car. False if the side-car could not be written.

        ``version``: of the exercise that it answers.
        """
        before = self.answers.get(slug)
        self._set(slug, answer, version)
        if before is not None and before != answer:
            self._remember(slug, before)
        self.unwritten.add(slug)
        return self._write()

    def look(self) -> None:
        """Take over what the notebook file holds, if it is another file than when it was last looked at.

        A learner may put a file in its place while the kernel runs: the page's download, a colleague's copy.
        """
        if not self.notebook or _state(self.notebook) == self._looked_at:
            return
        newer = _modified(self.notebook) > _modified(self.side_car)
        bundles = list(_bundles(_patiently(self.notebook)))
        self._looked_at = _state(self.notebook)
        self.is_newer = any(map(is_newer, bundles))
        if self.is_newer:
            return
        answers, versions = read_bundles(bundles)
        for slug, answer in answers.items():
            if slug not in self.answers or (newer and self._unseen(slug, answer)):
                if self.answers.get(slug) is not None:
                    self._remember(slug, self.answers[slug])
                self._take(slug, answer, versions.get(slug))
        # A save between "run all" and here keeps a notebook without outputs. Jupyter's checkpoint, made when
        # the notebook was opened, still has them.
        self._fill_in(*read_bundles(_bundles(_read_json(_checkpoint(self.notebook)))))
        if self.before is not None and self.before != self.side_car and self.before.is_file():
            answers, _, versions = self._read(self.before)
            self._fill_in(answers, versions)
        if self.unwritten:
            self._write()

    def _fill_in(self, found, versions):
        for slug, answer in found.items():
            if slug not in self.answers:
                self._take(slug, answer, versions.get(slug))

    def _remember(self, slug, answer):
        known = self.earlier.setdefault(slug, [])
        known.append(fingerprint(answer))
        del known[:-_REMEMBERED]

    def _read(self, side_car):
        """Answers, hashes and versions from a side-car. A damaged file is put aside, not thrown away."""
        if not side_car.is_file():
            return {}, {}, {}
        content = _read_json(side_car)
        if not isinstance(content, dict):
            with contextlib.suppress(OSError):
                os.replace(side_car, side_car.with_name(DAMAGED))
            return {}, {}, {}
        earlier = content.get(_EARLIER)
        earlier = earlier if isinstance(earlier, dict) else {}
        return (
            {slug: answer for slug, answer in content.items() if _is_slug(slug)},
            {slug: list(known) for slug, known in earlier.items() if isinstance(known, list)},
            _versions(content.get(_VERSIONS)),
        )

    def _take(self, slug, answer, version):
        self._set(slug, answer, version)
        self.unwritten.add(slug)

    def _set(self, slug, answer, version):
        self.answers[slug] = answer
        self.versions.pop(slug, None)
        if version is not None:
            self.versions[slug] = version

    def _unseen(self, slug, answer):
        return answer != self.answers[slug] and fingerprint(answer) not in self.earlier.get(slug, [])

    def _write(self):
        """Write the side-car whole, by a second file and a rename; what another kernel put there stays."""
        answers, earlier, versions = self._read(self.side_car)
        for slug in self.unwritten:
            answers[slug] = self.answers[slug]
            earlier[slug] = self.earlier.get(slug, [])
            versions[slug] = self.versions.get(slug)
        content: dict = {slug: answers[slug] for slug in sorted(answers)}
        content[_EARLIER] = earlier
        content[_VERSIONS] = {slug: name for slug, name in versions.items() if name is not None}
        draft = self.side_car.with_name(f"{self.side_car.name}.{os.getpid()}")
        try:
            draft.write_text(json.dumps(content), encoding="utf-8")
            os.replace(draft, self.side_car)
        except OSError:  # a full disk, a folder one may not write to
            with contextlib.suppress(OSError):
                draft.unlink()
            return False
        self.unwritten.clear()
        return True


def fingerprint(answer: Any) -> str:
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


def _checkpoint(path):
    return path.parent / ".ipynb_checkpoints" / f"{path.stem}-checkpoint.ipynb"


def _modified(path):
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _state(path):
    """What changes when a file does; ``None`` where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
