"""The released notebook of one assignment: which exercises it holds, and what its cells looked like."""

import functools
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from autograder import exercise_cache
from autograder.values import Points, as_points
from localsdg import course, open_half

OPEN = "open"  # the kind of an open half, see ``Exercise``


@dataclass(frozen=True)
class Exercise:
    """One exercise, or the open half of one, as it was released.

    ``starter`` is what the learner found in the answer cell. An open half with a cell of its own is of kind
    ``open``, and ``of`` is its exercise. No points: nobody reads it.
    """

    id: str
    kind: str
    points: float
    starter: str
    title: str
    of: str = ""

    @property
    def is_open(self) -> bool:
        """Whether only a person can judge it."""
        return self.kind in ("text", OPEN)

    @property
    def is_widget(self) -> bool:
        """Whether its answer lies in the outputs of a cell."""
        return self.kind not in ("code", "text", OPEN)


@dataclass(frozen=True, eq=False)  # one is itself alone: what is worked out of it can be kept
class Released:
    """An assignment's released notebook (plain JSON, as nbformat 4 writes it) and its exercises in order."""

    name: str
    notebook: dict
    exercises: list[Exercise] = field(default_factory=list)
    text: str = ""  # the notebook as it was read

    @property
    def max_score(self) -> Points:
        return as_points(sum(exercise.points for exercise in self.exercises))

    @property
    def ids(self) -> list[str]:
        return [exercise.id for exercise in self.exercises]


def read(path: Path | str) -> Released:
    """Read ``<assignment>.ipynb`` from a course's ``release`` folder."""
    path = Path(path)
    return describe(path.stem, path.read_text(encoding="utf-8"))


def describe(name: str, text: str) -> Released:
    """``Released`` from a notebook's text: one exercise for each cell that nbgrader grades."""
    notebook = json.loads(text)
    starters = {
        tag(cell, "exercise"): source(cell) for cell in cells(notebook) if tag(cell, "role") == "answer"
    }
    prompts = {
        tag(cell, "exercise"): source(cell) for cell in cells(notebook) if tag(cell, "role") == "prompt"
    }
    exercises = []
    for cell in cells(notebook):
        marks = nbgrader(cell)
        if marks.get("grade"):
            slug = marks["grade_id"]
            kind = tag(cell, "kind") or course.exercise(slug)["kind"]  # older releases do not say it
            of = open_half.exercise_of(slug) if kind == OPEN else ""
            title = prompts.get(of or slug, slug).splitlines()[0].lstrip("# ")
            starter = source(cell) if kind == OPEN else starters.get(slug, "")
            exercises.append(Exercise(slug, kind, as_points(marks["points"]), starter, title, of))
    return Released(name, notebook, exercises, text)


# ---- Reading cells of a notebook that may hold anything ---------------------------------------


def cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """The notebook's cells; what is no cell is left out."""
    found = notebook.get("cells") if isinstance(notebook, dict) else None
    return [cell for cell in found if isinstance(cell, dict)] if isinstance(found, list) else []


def source(cell: dict[str, Any]) -> str:
    """A cell's source as one string (nbformat also allows a list of lines)."""
    text = cell.get("source", "")
    if isinstance(text, list):
        text = "".join([part for part in text if isinstance(part, str)])
    return text if isinstance(text, str) else ""


def trimmed(text: str) -> str:
    """A source as it is compared: without line ends of another system and space at the lines' ends."""
    return _trimmed_once(text) if len(text) <= _SHORT else _trimmed(text)


def _trimmed(text):
    return "\n".join(map(str.rstrip, text.strip().splitlines()))


_SHORT = 3000  # signs; a longer text is not kept
_trimmed_once = functools.lru_cache(maxsize=1024)(_trimmed)  # most cells are alike in all hand-ins


def outputs(cell: dict[str, Any]) -> list[dict[str, Any]]:
    """A cell's outputs; what is no output is left out."""
    found = cell.get("outputs")
    return [output for output in found if isinstance(output, dict)] if isinstance(found, list) else []


def nbgrader(cell: dict[str, Any]) -> dict[str, Any]:
    """The cell's nbgrader metadata, ``{}`` if there is none."""
    metadata = cell.get("metadata")  # as ``_metadata`` does, here and below: asked a thousand times a hand-in
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return marks if isinstance(marks, dict) else {}


def tag(cell: dict[str, Any], name: str) -> str | None:
    """``exercise`` or ``role`` of a cell as the release wrote it, ``None`` if it has none."""
    value = mark(cell, name)
    return value if isinstance(value, str) else None


def mark(cell: dict[str, Any], name: str) -> Any:
    """The same, whatever it is: a learner can write anything there."""
    metadata = cell.get("metadata")
    marks = metadata.get("localsdg") if isinstance(metadata, dict) else None
    return marks.get(name) if isinstance(marks, dict) else None


def notebook_mark(notebook: dict[str, Any], name: str) -> str | None:
    """``assignment`` or ``version`` as the release wrote it into the notebook's own metadata."""
    value = _metadata(notebook, "localsdg").get(name)
    return value if isinstance(value, str) else None


def language_of(notebook: dict[str, Any]) -> str | None:
    """The language that a notebook was made in, if it is one of the course's; else ``None``."""
    named = notebook_mark(notebook, "language")
    return named if named in exercise_cache.languages(course.root()) else None


def belongs_to(cell: dict[str, Any]) -> str | None:
    """The exercise id that a cell's metadata names, by our own mark or by nbgrader's ``grade_id``."""
    if named := tag(cell, "exercise"):
        return named
    grade_id = nbgrader(cell).get("grade_id")
    return grade_id.removesuffix("-answer") if isinstance(grade_id, str) else None


class Marked(NamedTuple):
    """A cell of a notebook that may hold anything, with what its marks say, read once for all who ask."""

    cell: dict[str, Any]
    source: str
    grade_id: str | None  # nbgrader's
    slug: str | None  # see ``belongs_to``
    role: str | None
    solution: bool  # a learner writes in it
    locked: bool
    is_check: bool  # its marks say that it checks an exercise
    outputs: list[dict[str, Any]]
    rating: Any  # how the learner judges the text in it, where the page wrote that beside it


def marked(notebook: dict[str, Any], released: Released | None = None) -> list[Marked]:
    """The cells of a notebook as ``Marked``, in order.

    ``released``: its assignment, if that is known. Most cells stand as they were handed out; they are known
    already.
    """
    ours = _as_handed_out(released) if released else {}
    return [_known(cell, ours) or _marked(cell) for cell in cells(notebook)]


@functools.lru_cache(maxsize=16)
def _as_handed_out(released):
    return {cell["id"]: _marked(cell) for cell in cells(released.notebook) if isinstance(cell.get("id"), str)}


def _known(cell, ours):
    name = cell.get("id")
    one = ours.get(name) if isinstance(name, str) else None
    return one if one is not None and one.cell == cell else None


def _marked(cell):
    # As the functions above say, without asking each: there are fifty cells a hand-in.
    marks, ours = _metadata(cell, "nbgrader"), _metadata(cell, "localsdg")
    named = ours.get("role"), ours.get("exercise"), marks.get("grade_id")
    role, slug, grade_id = [value if isinstance(value, str) else None for value in named]
    slug = slug or (grade_id.removesuffix("-answer") if grade_id is not None else None)
    check = role == "check" or bool(marks.get("grade"))
    solution, locked = bool(marks.get("solution")), bool(marks.get("locked"))
    made = outputs(cell), ours.get("rating")
    return Marked(cell, source(cell), grade_id, slug, role, solution, locked, check, *made)


def is_check(cell: dict[str, Any]) -> bool:
    """Whether a cell's marks say that it checks an exercise."""
    return tag(cell, "role") == "check" or bool(nbgrader(cell).get("grade"))


def _metadata(cell, key):
    metadata = cell.get("metadata")
    value = metadata.get(key) if isinstance(metadata, dict) else None
    return value if isinstance(value, dict) else {}
