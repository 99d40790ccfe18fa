"""How a notebook's answers are kept while it runs, and how an earlier answer is found again.

An answer lives in three places: in the running kernel, in a side-car file beside the notebook, and in the
notebook's own outputs (see ``answers``). Running a cell again clears its output before Python can read it, so
the earlier answer is looked for before an empty one is shown.

A notebook has a side-car of its own: two notebooks in one folder know nothing of each other. It is
``{exercise: answer}``. Under the key ``_earlier`` it also remembers a short hash of each earlier answer: an
answer in the notebook file that is among them is older than the side-car's; one that was never seen here was
made elsewhere (in the book's page, on another computer), and then the newer file wins. Under ``_versions``
it remembers for which version of its exercise each answer was given (``localsdg.course.public.version``), and
under other keys what ``beside`` tells of.
Nothing here raises on a damaged file or on a notebook of somebody else's making.
"""

import contextlib
import hashlib
import json
import os
import time
from pathlib import Path
from typing import Any

from localsdg import beside
from localsdg.answers import bundles_in, is_newer, is_slug, read_bundles, versions_in

SIDE_CAR = ".localsdg-answers.json"  # of a folder: where it is not known which notebook runs
DAMAGED = ".localsdg-answers.damaged.json"

_EARLIER = "_earlier"
_VERSIONS = "_versions"
_REMEMBERED = 2000  # hashes per exercise; more changes than anybody makes to one answer
_LARGEST = 50_000_000  # bytes of a file that is worth reading for answers


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
        self.beside = beside.Beside.of_side_car(_read_json(self.side_car))
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

    def order(self) -> int:
        """The seed of this notebook's options' order, made now if there was none."""
        if self.beside.order is None:
            self.beside.order = beside.new_order()
        return self.beside.order

    def first(self, slug: str, version: str | None) -> Any:
        """The first try at this version of an exercise, ``None`` if there is none."""
        return self.beside.first(slug, version)

    def keep_first(self, slug: str, answer: Any, version: str) -> None:
        """Keep the first try at an exercise, beside the answer."""
        self.beside.firsts[slug] = {"answer": answer, "version": version}
        self._write()

    def keep_check(self, slug: str, found: dict[str, Any]) -> None:
        """Keep what a check of an exercise found (``beside``), beside the answer."""
        self.beside.checks[slug] = found
        self._write()

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
        bundles = list(bundles_in(_patiently(self.notebook)))
        self._looked_at = _state(self.notebook)
        self.is_newer = any(map(is_newer, bundles))
        if self.is_newer:
            return
        self.beside.take(bundles, newer)
        answers, versions = read_bundles(bundles)
        for slug, answer in answers.items():
            if slug not in self.answers or (newer and self._unseen(slug, answer)):
                if self.answers.get(slug) is not None:
                    self._remember(slug, self.answers[slug])
                self._take(slug, answer, versions.get(slug))
        # A save between "run all" and here keeps a notebook without outputs. Jupyter's checkpoint, made when
        # the notebook was opened, still has them.
        bundles = list(bundles_in(_read_json(_checkpoint(self.notebook))))
        self.beside.take(bundles, is_newer=False)
        self._fill_in(*read_bundles(bundles))
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
            {slug: answer for slug, answer in content.items() if is_slug(slug)},
            {slug: list(known) for slug, known in earlier.items() if isinstance(known, list)},
            versions_in(content.get(_VERSIONS)),
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
        content |= self.beside.for_side_car(_read_json(self.side_car))
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
