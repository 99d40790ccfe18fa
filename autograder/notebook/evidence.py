"""What the outputs of a hand-in tell besides the answers. Pure; learners can write all of it.

So nothing here ever gives points: it tells what is missing, and what a person should look at.
"""

import ast
import functools
import math
import re
import warnings
from collections.abc import Iterable, Sequence
from typing import Any

from autograder.exercise_cache import interface, languages
from autograder.notebook.released import Marked, Released, belongs_to, cells, source, trimmed
from autograder.values import Json
from localsdg import course
from localsdg.answers import MIME

_LONGEST_CODE = 20_000  # characters of a cell that are looked at to tell code from text
_WIDGET = "application/vnd.jupyter.widget-view+json"


def saved_scores(marked: Iterable[Marked], released: Released) -> dict[str, float]:
    """``{exercise id: score}`` that check cells show, as Jupyter has saved it; no more than the points.

    ``marked``, here and below: the notebook's cells, see ``released.marked``.
    """
    most = {exercise.id: exercise.points for exercise in released.exercises}
    found: dict[str, float] = {}
    for one in marked:
        slug = one.slug
        if slug not in most or not one.is_check:
            continue
        for output in one.outputs:
            score = _score(output)
            if score is not None and 0 <= score <= most[slug]:  # what is more no check of ours has shown
                found[slug] = max(score, found.get(slug, 0))
    return found


def _score(output: Json) -> float | None:
    """The score that an output shows: a check cell's value, or the feedback that the Check button renews."""
    data = output.get("data")
    text = data.get("text/plain") if isinstance(data, dict) else None
    if isinstance(text, list) and all(isinstance(line, str) for line in text):
        text = "".join(text)
    if not isinstance(text, str):
        return None
    if output.get("output_type") != "execute_result":
        text = next((shown.group(1) for one in _sentences() if (shown := one.match(text))), "")
    try:
        score = float(text[:20])
    except ValueError:
        return None
    return score if math.isfinite(score) else None


def _sentences():
    return [_sentence(interface(language)["score"]) for language in languages(course.root())]


@functools.lru_cache(maxsize=64)
def _sentence(words: str) -> re.Pattern[str]:
    """What finds the score in the sentence that the notebook's feedback begins with."""
    before, _, after = words.partition("{score}")
    return re.compile(re.escape(before) + "([0-9.]{1,20})" + re.escape(after.partition("{points}")[0]))


def dropped(marked: Iterable[Marked]) -> set[str | None]:
    """Ids of the exercises whose widget was shown, but whose output has not our MIME type beside it.

    Jupyter saves it even where nothing is answered: a program has dropped what it does not know.
    """
    found = set()
    for one in marked:
        if one.role != "answer":
            continue
        data_of = [output.get("data") for output in one.outputs]
        shown = [data for data in data_of if isinstance(data, dict)]
        if any(MIME in data for data in shown):
            found.discard(one.slug)
        elif any(set(data) == {"text/plain"} or _WIDGET in data for data in shown):
            found.add(one.slug)
    return found


def emptied(
    notebook: Json, marked: Iterable[Marked], released: Released, is_changed: bool
) -> set[str | None]:
    """Ids of the exercises with a widget that has left no output, although somebody has worked in the file.

    A widget that was shown leaves its output, and one such output tells the others' answers too. So where
    none is left the outputs were cleared; a single cell's are, if it was run, or if a cell above it failed
    (Jupyter then clears what is below), or if the book page made the file: it writes a bundle, perhaps an
    empty one, for every widget, and counts no cell as run. In a file of Jupyter's a bare cell may never have
    been run. ``is_changed``: code or text is not as it was handed out.
    """
    widgets = {exercise.id for exercise in released.exercises if exercise.is_widget}
    bare: dict[str | None, bool] = {}
    shown: set[str | None] = set()
    stopped = False
    was_run = by_page = False
    for one in marked:
        cell, slug, kept = one.cell, one.slug, one.outputs
        count = cell.get("execution_count") is not None
        was_run = was_run or count or bool(kept)
        data = [output["data"] for output in kept if isinstance(output.get("data"), dict)]
        if any(MIME in held for held in data):
            shown.add(slug)
            by_page = by_page or not count
        elif slug in widgets and one.role == "answer" and not data:  # an error is no widget
            bare[slug] = bare.get(slug, False) or count or stopped
        stopped = stopped or _stops(cell, kept)
    if not shown & widgets and (is_changed or was_run or _widgets(notebook)):
        return set(bare)
    return {slug for slug, is_cleared in bare.items() if (is_cleared or by_page) and slug not in shown}


def can_show(marked: Iterable[Marked], released: Released) -> set[str | None]:
    """Ids of the exercises of which the cell is there that shows the widget, as code that can be run."""
    starters = {trimmed(one.starter): one.id for one in released.exercises}
    code = [one for one in marked if one.cell.get("cell_type") == "code"]
    return {one.slug if one.role == "answer" else starters.get(trimmed(one.source)) for one in code}


def text_cells(marked: Sequence[Marked], released: Released) -> dict[str, int]:
    """``{exercise: cell's number from 1}`` of code that a learner wrote, whose cell was made a text cell."""
    starters = {one.id: trimmed(one.starter) for one in released.exercises if one.kind == "code"}
    return {
        one.slug: place + 1
        for place, one in enumerate(marked)
        if one.solution
        and one.slug in starters
        and one.cell.get("cell_type") != "code"
        and trimmed(one.source) not in ("", starters[one.slug])
    }


def own_texts(marked: Sequence[Marked], released: Released) -> dict[str | None, list[tuple[int, str]]]:
    """``{exercise: [(cell's number from 1, source), ...]}`` of texts that a learner added beside it.

    They stand in text cells, or in code cells as what is no code; between a cell of the exercise and the next
    one that was handed out. Under ``None``: those below the last one, if that is no text's: they may be for
    any exercise.
    """
    ours = texts(released)
    kinds: dict[str | None, str] = {one.id: one.kind for one in released.exercises}
    whole = {one.id: one.of for one in released.exercises if one.of}  # what stands below it is the exercise's
    ids = {cell["id"] for cell in cells(released.notebook) if isinstance(cell.get("id"), str)}
    found: dict[str | None, list[tuple[int, str]]] = {}
    at_end: list[tuple[int, str]] = []
    slug: str | None = None
    for place, one in enumerate(marked):
        text = trimmed(one.source)
        is_ours = one.slug in kinds or one.cell.get("id") in ids or (bool(text) and text in ours)
        if is_ours:
            slug = one.slug or ours.get(text)
            slug, at_end = whole.get(slug or "", slug), []
        elif text and (one.cell.get("cell_type") != "code" or _is_prose(text)):
            at_end.append((place + 1, one.source))
            if slug in kinds:
                found.setdefault(slug, []).append((place + 1, one.source))
    return found | ({None: at_end} if at_end and kinds.get(slug) != "text" else {})


def _is_prose(text):
    """Whether what stands in a code cell is a text: no Python, or nothing but comments and quoted texts."""
    if text.lstrip().startswith(("%", "!")):
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            statements = ast.parse(text[:_LONGEST_CODE]).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    values = [one.value if isinstance(one, ast.Expr) else None for one in statements]
    return all(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in values)


def _stops(cell, kept):
    """Whether Jupyter ran no cell below this one: it failed, and does not say that it may."""
    if not any([output.get("output_type") == "error" for output in kept]):
        return False
    metadata = cell.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return not (isinstance(tags, list) and "raises-exception" in tags)


def widget_answers(notebook: Json) -> dict[str, Any]:
    """``{exercise id: answer}`` from the widgets' state, which some programs save beside the outputs."""
    found = {}
    for model in _widget_models(notebook):
        state = model.get("state") if isinstance(model, dict) else None
        spec = state.get("spec") if isinstance(state, dict) else None
        slug = spec.get("slug") if isinstance(spec, dict) else None
        answer = state.get("answer") if isinstance(state, dict) else None
        if isinstance(slug, str) and answer is not None:
            found[slug] = answer
    return found


def _widget_models(notebook):
    """Jupyter has the models under ``state``, Colab without it."""
    kept = _widgets(notebook)
    kept = kept.get("application/vnd.jupyter.widget-state+json") if isinstance(kept, dict) else None
    kept = kept.get("state", kept) if isinstance(kept, dict) else None
    return kept.values() if isinstance(kept, dict) else ()


def _widgets(notebook):
    metadata = notebook.get("metadata") if isinstance(notebook, dict) else None
    return metadata.get("widgets") if isinstance(metadata, dict) else None


def is_complete(bundles: Iterable[Any]) -> bool:
    """Whether a bundle carries the answers to all exercises: then what is not in it was not given."""
    return any(isinstance(bundle, dict) and isinstance(bundle.get("all"), dict) for bundle in bundles)


def own_cells(marked: Sequence[Marked], released: Released) -> list[int]:
    """Places of the code cells that are none of the released ones as they were: what a learner added.

    Cells that an exercise's code belongs into are not among them.
    """
    ours = texts(released)
    return [
        place
        for place, one in enumerate(marked)
        if one.cell.get("cell_type") == "code"
        and not one.solution
        and (text := trimmed(one.source))
        and text not in ours
    ]


@functools.lru_cache(maxsize=16)
def texts(released: Released) -> dict[str, str | None]:
    """``{text of a released cell: its exercise}``."""
    return {trimmed(source(cell)): belongs_to(cell) for cell in cells(released.notebook)}
