"""Lift the answers out of a notebook that was handed in. Pure: runs nothing, writes nothing."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.exercise_cache import interface, languages, spec
from autograder.messages import message
from autograder.model import UNRUN, Stopped
from autograder.notebook import evidence, plain_json
from autograder.notebook import released as cells_of
from autograder.notebook.released import Exercise, Marked, Released, trimmed
from autograder.values import Alike, Json, is_empty, json_line
from localsdg import beside, course
from localsdg.answers import MIME, in_bundles, is_newer, read_bundles
from localsdg.closed import texts_in
from localsdg.open_half import rating_of

LARGEST = 1_000_000  # characters of one answer's JSON; real ones have a few thousand
MISSING = message("answer_missing")
LOST = message("answer_lost")
EMPTIED = message("answer_emptied")
NEWER = message("answer_newer")
WHY: dict[str, str] = {MISSING: "missing", LOST: "lost", EMPTIED: "emptied"}  # the answer is not in the file


@dataclass(frozen=True, slots=True)
class Look:
    """A cell (its number, from 1) that a person should look at; ``why``: a key of ``scoring.LOOK``."""

    why: str
    cell: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One exercise's answer: any JSON ``value`` (``None``: not answered), or the ``problem`` with it.

    ``run`` is true for code that has to run before the answer is known; a ``problem`` beside it is what is
    wrong if that gives no answer. ``saved``: the score that the file shows, ``None`` if it shows none.
    ``version``: of the exercise, as it was when this was answered, if the file tells it.
    ``first``: the first try, ``{"answer", "version"}``, for statistics alone (``localsdg.tries``).
    ``stopped``: where the code stopped. ``unrun``: its code was not run, and the ``problem`` is the
    grader's. ``look``: what a person should look at before points are missing. ``alike``: the value as one
    that others may have given too, if it is short and holds no text of one's own.
    """

    value: Any = None
    problem: str | None = None
    run: bool = False
    saved: float | None = None
    stopped: Stopped | None = None
    version: str | None = None
    unrun: bool = False
    look: Look | None = None
    first: Json | None = None
    alike: Alike | None = field(default=None, compare=False, repr=False)

    @property
    def why(self) -> str | None:
        """What the problem is called where words for learners are chosen; ``None`` for most of them."""
        if self.problem == NEWER:
            return "newer"
        return UNRUN if self.unrun else WHY.get(self.problem or "")


def collect(
    notebook: Json, released: Released, size: int | None = None, marked: list[Marked] | None = None
) -> dict[str, Answer]:
    """``{exercise id: Answer}`` for every exercise of the assignment.

    An exercise that is there but not answered has the value ``None``. Widgets: the newest bundle in any
    output, else the widget's saved state. Text: its cells' source. Code: ``run`` if anything of the learner's
    differs from what was handed out. ``size``: bytes of the file, if known: no answer in a small one can be
    too large. ``marked``: the notebook's cells as ``released.marked`` gives them, if they are there already.
    """
    marked = cells_of.marked(notebook) if marked is None else marked
    bounded = Answer if size is not None and size * 6 <= LARGEST else limited  # 6: a letter as \\u1234
    read = _Read(notebook, marked, released, bounded)
    saved = evidence.saved_scores(marked, released)
    found: dict[str, Answer] = {}
    for exercise in released.exercises:
        whole = found.get(exercise.of)
        found[exercise.id] = read.half(exercise, whole) if whole else read.answer(exercise)
    for slug, score in saved.items():
        found[slug] = replace(found[slug], saved=score)
    return found


class _Read:
    """What the answers of one notebook are made of, each read once. ``bounded``: makes an ``Answer``."""

    def __init__(
        self, notebook: Json, marked: list[Marked], released: Released, bounded: Callable[[Any], Answer]
    ) -> None:
        self.bounded = bounded
        every = _bundles(output for one in marked for output in one.outputs)
        shown, self.versions = read_bundles(every)
        self.shown = _shown(marked)
        self.is_newer = any(map(is_newer, every))
        self.firsts = beside.firsts_in(every)
        self.bundles = {**evidence.widget_answers(notebook), **shown}
        self.written = _written(marked)
        self.ratings = {one.slug: one.rating for one in marked if one.role == "answer"}
        self.present = _present(marked, released)
        self.can_show = evidence.can_show(marked, released)
        self.own_texts = evidence.own_texts(marked, released)
        self.text_cells = evidence.text_cells(marked, released)
        self.changed = {one.id for one in released.exercises if _is_changed(one, self.written)}
        self.own = evidence.own_cells(marked, released)
        self.lost, self.emptied = set(), set()
        self.is_complete = evidence.is_complete(every)
        if not self.is_complete:
            self.lost = evidence.dropped(marked)
            # A text beside a widget says nothing of the widget's output.
            texts = {None, *(one.id for one in released.exercises if one.kind == "text")}
            is_worked_on = bool(self.changed or self.own or self.own_texts.keys() & texts)
            self.emptied = evidence.emptied(notebook, marked, released, is_worked_on)

    def answer(self, exercise: Exercise) -> Answer:
        """The ``Answer`` to an exercise."""
        slug = exercise.id
        # One bundle of a newer version may tell of every answer, in a way not known here.
        if exercise.is_widget and self.is_newer:
            return Answer(problem=NEWER)
        if slug not in self.present and slug not in self.bundles:
            return Answer(problem=MISSING)
        if exercise.kind == "code":
            return self._code(slug)
        if exercise.kind == "text":
            return self._text(exercise)
        if slug not in self.bundles:
            if slug not in self.can_show and not self.is_complete:
                return Answer(problem=MISSING)
            if slug in self.lost | self.emptied:
                return Answer(problem=LOST if slug in self.lost else EMPTIED)
        value = self.bundles.get(slug)
        version, look, first = self.versions.get(slug), self._beside(slug, value), self.firsts.get(slug)
        if first and self.bounded(first["answer"]).problem:
            first = None
        if (problem := self.bounded(value).problem) is not None:
            return Answer(None, problem, version=version, look=look, first=first)
        alike = _alike(exercise.id, value)
        return Answer(value, version=version, look=look, first=first, alike=alike)

    def half(self, exercise: Exercise, whole: Answer) -> Answer:
        """The open half of an exercise whose answer is ``whole``: its free texts.

        What a learner has typed into the cell that waits for them comes after them, or in their place.
        """
        words = texts_in(whole.value, spec(exercise.of)["texts"])
        typed = [text for text in self.written.get(exercise.id, ()) if not is_as_handed_out(text, exercise)]
        words += [text for text in dict.fromkeys(typed) if text.strip() and text not in words]
        if not words and whole.problem:
            return Answer(problem=whole.problem, unrun=whole.unrun)
        return self.bounded({"text": "\n\n".join(words)})

    def _beside(self, slug: str, value: Any) -> Look | None:
        """What stands beside the answer that counts: another one, or a text where there is none."""
        shown = self.shown.get(slug, [])
        others = [cell for cell, other in shown if other != value]
        if others:
            is_in_one = (others[0], value) in shown
            return Look("outputs" if is_in_one else "copies", others[0])
        texts = self.own_texts.get(slug) if is_empty(value) else None
        return Look("beside", texts[0][0]) if texts else None

    def _text(self, exercise: Exercise) -> Answer:
        """The text in the exercise's cells; if there is none, in cells that the learner added for it."""
        found = _text(exercise, self.written.get(exercise.id), self.bounded)
        if found.problem:
            return found
        if not is_empty(found.value):
            rating = self._rating(exercise)
            return replace(found, value={**found.value, "rating": rating}) if rating else found
        added = self.own_texts.get(exercise.id) or self.own_texts.get(None)
        if not added:
            return found
        found = _text(exercise, [text for _, text in added], self.bounded)
        return replace(found, look=Look("text_elsewhere", added[0][0]))

    def _rating(self, exercise: Exercise) -> dict[str, str]:
        """How the learner judges a text: the page writes it beside the text, where notes on a cell stand."""
        given = self.ratings.get(exercise.id)
        return rating_of({"rating": given}, spec(exercise.id)["rubric"]) if given else {}

    def _code(self, slug: str) -> Answer:
        """Code is run where anything differs from what was handed out: its cells, others, a saved answer."""
        run = slug in self.changed or bool(self.own) or not is_empty(self.bundles.get(slug))
        cell = self.text_cells.get(slug)
        look = Look("text_cell", cell) if cell else None
        return Answer(run=run, problem=None if slug in self.written else MISSING, look=look)


def holds_any(notebook: Json, released: Released) -> bool:
    """Whether the notebook belongs to the assignment: it has a cell or a bundle of one of its exercises."""
    return bool(held(notebook, released))


def held(notebook: Json, released: Released) -> set[str]:
    """Ids of the assignment's exercises of which the notebook has a cell or a bundle."""
    marked = cells_of.marked(notebook)
    bundles = bundles_of(output for one in marked for output in one.outputs)
    return _present(marked, released) | (set(bundles) & set(released.ids))


def _present(marked: Iterable[Marked], released: Released) -> set[str]:
    """Ids of the exercises of which the notebook has a cell, by its marks or by its very text."""
    texts = evidence.texts(released)
    found = {one.slug or texts.get(trimmed(one.source)) for one in marked}
    return {slug for slug in released.ids if slug in found}


def bundles_of(some_outputs: Iterable[Json]) -> dict[str, Any]:
    """``{exercise id: answer}`` from outputs that hold our MIME type; see ``localsdg.answers.in_bundles``."""
    return in_bundles(_bundles(some_outputs))


def _bundles(some_outputs: Iterable[Json]) -> list[Any]:
    """The contents of our MIME type in outputs, in order."""
    found = []
    for output in some_outputs:
        data = output.get("data")
        if isinstance(data, dict) and MIME in data:
            found.append(_as_json(data[MIME]))
    return found


def _shown(marked: Iterable[Marked]) -> dict[str | None, list[tuple[int, Any]]]:
    """``{exercise: [(cell's number, answer), ...]}`` of what its own cells show, in order."""
    found: dict[str | None, list[tuple[int, Any]]] = {}
    for place, one in enumerate(marked):
        for content in _bundles(one.outputs) if one.role == "answer" else ():
            is_own = isinstance(content, dict) and content.get("exercise") == one.slug
            if is_own and not is_empty(content.get("answer")):
                found.setdefault(one.slug, []).append((place + 1, content["answer"]))
    return found


def _alike(slug: str, value: Any) -> Alike | None:
    try:
        if value is None or spec(slug)["texts"]:
            return None
    except course.CourseError:  # handed out by a course that had it still
        return None
    text = json_line(value)
    return Alike(value, text) if len(text) <= _SHORT else None


_SHORT = 2000  # signs; real answers without texts have a few hundred


def limited(value: Any) -> Answer:
    """``Answer`` of a value, refused if it is larger than any answer can be."""
    if len(json.dumps(value)) > LARGEST:
        return Answer(problem=message("answer_large"))
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


def _written(marked: Iterable[Marked]) -> dict[str | None, list[str]]:
    """``{exercise id: [source, ...]}`` of the cells that a learner writes in (several if one was copied)."""
    found: dict[str | None, list[str]] = {}
    for one in marked:
        if one.solution or (one.role == "answer" and not one.locked):
            found.setdefault(one.slug, []).append(one.source)
    return found


def _is_changed(exercise: Exercise, written: Mapping[str | None, list[str]]) -> bool:
    """Whether a learner has written into one of an exercise's own cells."""
    return any(not is_as_handed_out(text, exercise) for text in written.get(exercise.id, ()))


def _text(exercise: Exercise, sources: Sequence[str] | None, bounded: Callable[[Any], Answer]) -> Answer:
    """What stands in an exercise's text cells; if it was split or copied, all that differs, for a person."""
    if not sources:
        return Answer(problem=MISSING)
    changed = {trimmed(text): text for text in sources if not is_as_handed_out(text, exercise)}
    # Learners are told to write a dollar sign as \\$, else Jupyter shows a formula between two of them.
    return bounded({"text": "\n\n".join(changed.values()).replace("\\$", "$")})


def language_of(marked: Iterable[Marked]) -> str | None:
    """The language in which the newest answer was asked for, if it says one of the course's."""
    every = _bundles(output for one in marked for output in one.outputs)
    said = [one.get("language") for one in every if isinstance(one, dict)]
    return next((one for one in reversed(said) if one in languages(course.root())), None)


def is_as_handed_out(text: str, exercise: Exercise) -> bool:
    """Whether what stands in a cell to answer in is what everybody found there, in whatever language."""
    return same_text(text, exercise.starter) or (
        exercise.is_open and trimmed(text) in _placeholders(exercise.kind)
    )


def _placeholders(kind):
    """What stands in the cell of a text, or of an open half, in all languages."""
    every = languages(course.root())
    return {trimmed(interface(language).get(f"{kind}_placeholder", "")) for language in every}


def same_text(one: str, other: str) -> bool:
    """Whether two sources differ in nothing but line ends and trailing space."""
    return trimmed(one) == trimmed(other)
