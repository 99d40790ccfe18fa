"""The autograded copy of a hand-in: what ``nbgrader formgrader`` and ``generate_feedback`` show.

Built from the released notebook, so that prompts and check cells are the course's own, with the
learner's answers, the learner's extra cells and the grader's results in it.
"""

import functools
import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.exercise_cache import interface, spec
from autograder.locales import number
from autograder.model import UNGRADED, CheckResult, ExerciseResult
from autograder.notebook import harmless, own_words
from autograder.notebook.answers import Answer, is_as_handed_out
from autograder.notebook.released import Exercise, Marked, Released, belongs_to, cells, nbgrader, source, tag
from autograder.notebook.wording import check_words, fill, why_words
from autograder.values import Alike, Json, json_line
from localsdg import kinds
from localsdg.answers import bundle
from localsdg.course import LANGUAGE, root


def text(
    handed_in: Iterable[Marked],
    released: Released,
    found: Mapping[str, Answer],
    exercises: Iterable[ExerciseResult],
    run_outputs: Mapping[int, list[Json]] | None = None,
    language: str = LANGUAGE,
) -> str:
    """The copy as a notebook's JSON text.

    ``handed_in``: the cells of the hand-in, see ``released.marked``.
    ``found``: ``{id: Answer}``; ``exercises``: results from ``scoring``; ``run_outputs``:
    ``{place of the cell in the hand-in: outputs}`` from ``execute``. ``language``: of the results' words.
    """
    results = {result.id: result for result in exercises}
    learners, extras = _sort_cells(handed_in, released, run_outputs or {})
    made = [json_line(cell) for cell in extras.get(None, ())]
    for index, place in enumerate(_places(released)):
        slug = place.slug
        if slug in results and place.is_text:
            of = place.exercise.of if place.exercise else ""
            half, whole = found[slug].value, found[of or slug].value
            made.append(_with_words(place, learners.get(slug), half, whole, language))
        elif slug in results:
            made.append(_filled(place, learners.get(slug), found[slug], results[slug], language))
        else:
            made.append(place.text)
        made += [json_line(cell) for cell in extras.get(index, ())]
    before, after = _around_cells(released)
    return f"{before}[{', '.join(made)}]{after}"


def _filled(
    place: "_Place", written: Json | None, answer: Answer, result: ExerciseResult, language: str
) -> str:
    """The text of a cell of an exercise. ``written``: the cell that the learner wrote in, if there is one."""
    if place.fills == "score":
        outputs = _score_text(result, language)
    elif place.fills == "answer" and place.slug and place.exercise:
        outputs = _answer_text(place.slug, place.exercise.kind, answer, language)
    elif place.fills == "source" and written:
        return json_line({**place.cell, "source": written["source"], "outputs": written.get("outputs", [])})
    else:
        return place.text
    return f"{place.before}{outputs}{place.after}"


def _with_words(place: "_Place", written: Json | None, half: Any, whole: Any, language: str) -> str:
    """The text of the cell of an open half: what was written, from wherever it was read.

    ``half``, ``whole``: see ``own_words.as_markdown``.
    """
    assert place.exercise
    if words := own_words.as_markdown(place.exercise, half, whole, language):
        return json_line({**place.cell, "source": words})
    if written and not is_as_handed_out(written["source"], place.exercise):
        return json_line({**place.cell, "source": written["source"]})
    return place.text  # nbgrader's checksum is of the release's words, in whatever language it came


# ---- What is alike in all copies: written down once ----------------------------------------------


@dataclass(frozen=True)
class _Place:
    """A released cell and its JSON text; the text ``before`` and ``after`` its outputs.

    ``fills``: what a copy has anew in it: ``score``, ``answer``, ``source`` or nothing.
    """

    cell: dict
    slug: str | None
    exercise: Exercise | None
    fills: str
    text: str
    before: str
    after: str

    @property
    def is_text(self) -> bool:
        """Whether it is the cell of an open half."""
        return self.fills == "source" and self.exercise is not None and self.exercise.is_open


@functools.lru_cache(maxsize=16)
def _places(released: Released) -> list[_Place]:
    """The ``_Place`` of each cell of the released notebook."""
    exercises: dict[str | None, Exercise] = {exercise.id: exercise for exercise in released.exercises}
    found = []
    for original in cells(released.notebook):
        is_code = original["cell_type"] == "code"
        cell = {**original, "outputs": []} if is_code else original
        slug = belongs_to(original)
        parts = _around({**cell, "outputs": []}, "outputs")
        found.append(_Place(cell, slug, exercises.get(slug), _fills(original), json_line(cell), *parts))
    return found


def _fills(cell: Json) -> str:
    if cell["cell_type"] == "code" and nbgrader(cell).get("grade"):
        return "score"
    if nbgrader(cell).get("solution"):
        return "source"
    return "answer" if tag(cell, "role") == "answer" else ""


@functools.lru_cache(maxsize=16)
def _around_cells(released: Released) -> tuple[str, str]:
    return _around(released.notebook, "cells")


def _around(value: Json, key: str) -> tuple[str, str]:
    """A dict's JSON text before and after the value of a key."""
    items = [f"{json_line(name)}: {json_line(inner)}" for name, inner in value.items()]
    place = list(value).index(key)
    before = "".join(f"{item}, " for item in items[:place])
    return f"{{{before}{json_line(key)}: ", "".join(f", {item}" for item in items[place + 1 :]) + "}"


def _answer_text(slug: str, kind: str, answer: Answer, language: str) -> str:
    """The outputs of the cell of an answer, as text: of alike answers it is made once."""
    of = slug, kind, answer.version, language
    return _of_alike(*of, answer.alike, root()) if answer.alike else _of_value(*of, answer.value)


@functools.lru_cache(maxsize=4096)
def _of_alike(slug: str, kind: str, version: str | None, language: str, alike: Alike, root: Path) -> str:
    return _of_value(slug, kind, version, language, alike.value)


def _of_value(slug: str, kind: str, version: str | None, language: str, value: Any) -> str:
    text = "\n".join(summary(slug, kind, value, language)) or interface(language)["feedback_no_answer"]
    shown = bundle(slug, value, text, versions={slug: version} if version else None)
    return json_line([{"output_type": "display_data", "metadata": {}, "data": shown}])


def summary(slug: str, kind: str, value: Any, language: str = LANGUAGE) -> list[str]:
    """Plain-text lines that tell a person what was answered; ``[]`` when nothing was."""
    if value is None:
        return []
    if kind not in kinds.names():
        return []
    lines = kinds.kind(kind).summary(value, spec(slug, language))
    return _cut(lines.splitlines() if isinstance(lines, str) else [str(line) for line in lines])


def _cut(lines):
    """No more than a person would read: an answer may be a megabyte long."""
    room, kept = own_words.LONGEST, list[str]()
    for line in lines:
        if len(line) > room:
            return [*kept, f"{line[:room]} …"]
        room -= len(line) + 1
        kept.append(line)
    return kept


def _score_text(result: ExerciseResult, language: str) -> str:
    """``score_outputs`` as text; of a result that comes again and again it is made once."""
    if result.text is None:
        return json_line(score_outputs(result, language))
    return _of_result(Alike(result, result.text), language, root())


@functools.lru_cache(maxsize=4096)
def _of_result(alike: Alike, language: str, root: Path) -> str:
    return json_line(score_outputs(alike.value, language))


def score_outputs(result: ExerciseResult, language: str = LANGUAGE) -> list[Json]:
    """A check cell's only output: the trusted score, with the explained checks beside it.

    nbgrader reads the score from ``text/plain``; its pages show the HTML (everything escaped). They go to
    learners as well, so hidden checks are summed up here too.
    """
    if result.score is None:
        return _scoreless(result, language)
    data = {"text/plain": repr(result.score), "text/html": explained(result, language)}
    return [{"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": data}]


def _scoreless(result: ExerciseResult, language: str) -> list[Json]:
    """Why there is no score, and what the checks found that did run.

    On stderr where it could not be graded: nbgrader without this course's settings shows that and gives 0;
    to a cell that ends without a number it would give full points.
    """
    why = why_words(result, language) or interface(language)[f"feedback_exercise_{result.status}"]
    name = "stderr" if result.status == UNGRADED else "stdout"
    outputs: list[Json] = [{"output_type": "stream", "name": name, "text": why + "\n"}]
    if result.status == UNGRADED and result.checks:
        data = {"text/plain": "", "text/html": explained(result, language)}
        outputs.append({"output_type": "display_data", "metadata": {}, "data": data})
    return outputs


def explained(result: ExerciseResult, language: str = LANGUAGE) -> str:
    """An exercise's checks as an HTML list, escaped; the hidden ones as one line with their points."""
    public = [one for one in result.checks if not one.hidden]
    texts = check_words(public, result.id, language)
    lines = [_line(one, text, language) for one, text in zip(public, texts, strict=True)]
    if hidden := hidden_line(result.checks, language):
        lines.append(hidden)
    return f"<ul>{''.join(f'<li>{html.escape(line)}</li>' for line in lines)}</ul>"


def _line(record: CheckResult, text: str, language: str) -> str:
    if not record.points:
        return text
    return f"{text} ({number(record.earned, language)} / {number(record.points, language)})"


def hidden_line(records: Iterable[CheckResult], language: str) -> str:
    """What a learner reads of the hidden checks: their points together; ``""`` where they give none."""
    hidden = [record for record in records if record.hidden]
    points = sum(record.points for record in hidden)
    if not points:
        return ""
    earned = number(sum(record.earned for record in hidden), language)
    return fill(interface(language)["feedback_hidden_sum"], earned=earned, points=number(points, language))


# ---- The learner's own cells --------------------------------------------------------------------


def _sort_cells(
    handed_in: Iterable[Marked], released: Released, run_outputs: Mapping[int, list[Json]]
) -> tuple[dict[str | None, Json], dict[int | None, list[Json]]]:
    """Cells that the learner wrote in, by exercise id; extra cells, by the released cell before them."""
    originals, by_mark = _places(released), _by_mark(released)
    learners: dict[str | None, Json] = {}
    extras: dict[int | None, list[Json]] = {}
    after: int | None = None
    for here, one in enumerate(handed_in):
        known = _known(one, by_mark)
        if known is not None:
            after = known
            original, slug = originals[known].cell, originals[known].slug
            if not nbgrader(original).get("solution"):
                continue
        cell = {"id": f"learner-{here}", **_cleaned(one, run_outputs.get(here))}
        if known is None:
            if one.source.strip():
                extras.setdefault(after, []).append(_harmless_cell(cell))
            continue
        if _unchanged(one, original, learners):
            continue
        before = learners.get(slug)
        if before and cell["cell_type"] == "code" and before["source"].strip() != source(original).strip():
            extras.setdefault(after, []).append(cell)  # a cell that was split: all of it was run
        else:
            learners[slug] = _harmless_cell(cell)
    return learners, extras


def _unchanged(one: Marked, original: Json, learners: Mapping[str | None, Json]) -> bool:
    """An unchanged copy must not hide the cell that the learner wrote in."""
    return belongs_to(original) in learners and one.source.strip() == source(original).strip()


@functools.lru_cache(maxsize=16)
def _by_mark(released):
    """``{what a cell is known by: its place}``."""
    places = {}
    for index, cell in enumerate(cells(released.notebook)):
        if grade_id := nbgrader(cell).get("grade_id"):
            places["grade_id", grade_id] = index
        else:
            places["id", cell.get("id")] = index
            places["source", source(cell).strip()] = index
    return places


def _known(one: Marked, places: Mapping[tuple[str, str], int]) -> int | None:
    """Which released cell this one is, by nbgrader's id, else by cell id, else by its text."""
    for name, mark in (("grade_id", one.grade_id), ("id", one.cell.get("id"))):
        if isinstance(mark, str) and (name, mark) in places:
            return places[name, mark]
    return places.get(("source", one.source.strip()))


def _cleaned(one: Marked, ran: list[Json] | None) -> Json:
    """A cell of the learner's in valid nbformat, without metadata; only harmless outputs of our own run."""
    kind = one.cell.get("cell_type")
    made: Json = {"cell_type": kind if kind in ("code", "markdown", "raw") else "raw", "metadata": {}}
    made["source"] = one.source
    if made["cell_type"] == "code":
        made["execution_count"] = None
        made["outputs"] = [safe for output in ran or [] if (safe := harmless.output(output))]
    return made


def _harmless_cell(cell):
    return {**cell, "source": harmless.markdown(cell["source"])} if cell["cell_type"] == "markdown" else cell
