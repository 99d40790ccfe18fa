"""Lift the answers out of a notebook that was handed in. Pure: runs nothing, writes nothing."""

import functools
import json
from dataclasses import dataclass

from autograder import plain_json
from autograder import released as cells_of
from autograder.released import belongs_to, cells, outputs, source
from localsdg.answers import MIME

LARGEST = 1_000_000  # characters of one answer's JSON; real ones have a few thousand
MISSING = (
    "It is not in this notebook: its cells were deleted, or the notebook is of another version. "
    "Ask the learner for a complete notebook."
)
LOST = (
    "Its answer was shown, but is no longer in the file: the notebook went through a program that drops what "
    "it does not know. Ask the learner for the file as Jupyter or the book page saved it."
)


@dataclass(frozen=True)
class Answer:
    """One exercise's answer: any JSON ``value`` (``None``: not answered), or the ``problem`` with it.

    ``run`` is true for code that the learner changed: the answer is known after it has run.
    """

    value: object = None
    problem: str | None = None
    run: bool = False


def collect(notebook, released, size=None):
    """``{exercise id: Answer}`` for every exercise of the assignment.

    An exercise that is there but not answered has the value ``None``. Widgets: the last bundle in any
    output. Text: the answer cell's source. Code: ``run`` if the answer cell was changed. ``size``: bytes of
    the file, if known: no answer in a small one can be too large.
    """
    bounded = Answer if size is not None and size * 6 <= LARGEST else limited  # 6: a letter as \\u1234
    bundles = bundles_of(output for cell in cells(notebook) for output in outputs(cell))
    written = _written(notebook)
    present = _present(notebook, released)
    lost = _lost(notebook)
    found = {}
    for exercise in released.exercises:
        if exercise.id not in present and exercise.id not in bundles:
            found[exercise.id] = Answer(problem=MISSING)
        elif exercise.kind == "code":
            found[exercise.id] = _code(exercise, written.get(exercise.id))
        elif exercise.kind == "text":
            found[exercise.id] = _text(exercise, written.get(exercise.id), bounded)
        elif exercise.id not in bundles and exercise.id in lost:
            found[exercise.id] = Answer(problem=LOST)
        else:
            found[exercise.id] = bounded(bundles.get(exercise.id))
    return found


def holds_any(notebook, released):
    """Whether the notebook belongs to the assignment: it has a cell or a bundle of one of its exercises."""
    return bool(held(notebook, released))


def held(notebook, released):
    """Ids of the assignment's exercises of which the notebook has a cell or a bundle."""
    bundles = bundles_of(output for cell in cells(notebook) for output in outputs(cell))
    return _present(notebook, released) | (set(bundles) & set(released.ids))


def _present(notebook, released):
    """Ids of the exercises of which the notebook has a cell, by its marks or by its very text."""
    texts = _texts(released)
    found = {belongs_to(cell) or texts.get(source(cell).strip()) for cell in cells(notebook)}
    return found & set(released.ids)


@functools.lru_cache(maxsize=16)
def _texts(released):
    """``{text of a released cell: its exercise}``."""
    return {source(cell).strip(): belongs_to(cell) for cell in cells(released.notebook)}


def _lost(notebook):
    """Ids of the exercises whose widget has left its words for people in the outputs, but not its answer.

    Our MIME type stands beside those words, even where nothing is answered yet.
    """
    found = set()
    for cell in cells(notebook):
        shown = [
            output.get("data") for output in outputs(cell) if output.get("output_type") == "display_data"
        ]
        shown = [data for data in shown if isinstance(data, dict)]
        if any(MIME in data for data in shown) or cells_of.tag(cell, "role") != "answer":
            continue
        if any(set(data) == {"text/plain"} for data in shown):
            found.add(belongs_to(cell))
    return found


def bundles_of(some_outputs):
    """``{exercise id: answer}`` from outputs that hold our MIME type; the last one of an exercise wins."""
    found = {}
    for output in some_outputs:
        data = output.get("data")
        bundle = _as_json(data.get(MIME)) if isinstance(data, dict) else None
        if not isinstance(bundle, dict) or not isinstance(bundle.get("exercise"), str):
            continue
        if bundle.get("answer") is not None:  # null is no answer and hides none
            found[bundle["exercise"]] = bundle["answer"]
    return found


def limited(value):
    """``Answer`` of a value, refused if it is larger than any answer can be."""
    if len(json.dumps(value)) > LARGEST:
        return Answer(
            problem="The saved answer is far larger than a real one. Ask the learner to answer anew."
        )
    return Answer(value)


def _as_json(value):
    """Some tools write JSON outputs as text or as a list of lines."""
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        value = "".join(value)
    if isinstance(value, str):
        try:
            return plain_json.loads(value)
        except (ValueError, RecursionError):
            return None
    return value


def _written(notebook):
    """``{exercise id: [source, ...]}`` of the cells that a learner writes in (several if one was copied)."""
    found = {}
    for cell in cells(notebook):
        marks = cells_of.nbgrader(cell)
        if marks.get("solution") or (cells_of.tag(cell, "role") == "answer" and not marks.get("locked")):
            found.setdefault(belongs_to(cell), []).append(source(cell))
    return found


def _text(exercise, sources, bounded):
    if not sources:
        return Answer(problem=MISSING)
    changed = [text for text in sources if not same_text(text, exercise.starter)]
    return bounded({"text": changed[-1] if changed else ""})


def _code(exercise, sources):
    if not sources:
        return Answer(problem=MISSING)
    return Answer(run=any(not same_text(text, exercise.starter) for text in sources))


def same_text(one, other):
    """Whether two sources differ in nothing but line ends and trailing space."""
    return trimmed_lines(one) == trimmed_lines(other)


def trimmed_lines(text):
    """A source's lines without what ``same_text`` does not look at."""
    return [line.rstrip() for line in text.strip().splitlines()]
