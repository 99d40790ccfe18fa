"""The last cell of a course notebook: what is answered, what it is worth so far, and what is still to do."""

import html
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from localsdg import course, notebook_file
from localsdg.judge import open_points

_checked: dict[str, "Checked"] = {}  # code exercises and texts have no widget that keeps their outcome


@dataclass(frozen=True)
class Checked:
    """What a check cell found in this kernel."""

    outcome: dict
    answer: object
    stopped: bool


def remember(slug: str, outcome: dict, answer: object, stopped: bool = False) -> None:
    """Note what a check found; ``stopped``: the cell above ended in an error or a variable is missing."""
    _checked[slug] = Checked(outcome, answer, stopped)


def met(shown: Iterable[str]) -> list[str]:
    """The exercises of which this kernel has run a cell; ``shown``: those with a widget."""
    return list(dict.fromkeys([*shown, *_checked]))


class _Whole(int):
    def _repr_html_(self):
        return ""


class _Part(float):
    def _repr_html_(self):
        return ""


def shown_above(score: int | float) -> int | float:
    """A score as the value of a check cell: nbgrader reads it, people do not see it twice.

    Their feedback stands above, and the Check button renews it; the bare number below would stay as it was.
    """
    return _Whole(score) if isinstance(score, int) else _Part(score)


def table(specs: dict, outcomes: dict, notebook: Path | None, ui: dict) -> dict:
    """An output bundle with a row for each exercise and what is to do before handing in.

    ``specs``: ``{exercise: spec}`` in their order; ``outcomes``: of the widgets that are answered;
    ``notebook``: the file, from which texts are read as they were last saved.
    """
    if not specs:
        return {"text/plain": ui["overview_nothing"]}
    texts = _texts(notebook)
    rows = [_row(slug, spec, outcomes.get(slug), texts.get(slug), ui) for slug, spec in specs.items()]
    missing = sum(row[3] for row in rows)
    score = sum(row[4] for row in rows)
    points = sum(spec["points"] for spec in specs.values())
    file = notebook.name if notebook else ui["overview_this_file"]
    last = [
        _fill(ui["overview_score"], score=f"{score:g}", points=f"{points:g}"),
        ui["overview_ready"] if not missing else _fill(ui["overview_missing"], missing=missing),
        _fill(ui["overview_hand_in"], file=file),
    ]
    heads = [ui["overview_exercise"], ui["overview_state"], ui["overview_points"]]
    cells = [row[:3] for row in rows]
    plain = "\n".join([" | ".join(line) for line in [heads, *cells]] + last)
    return {"text/html": _html(heads, cells, last, ui), "text/plain": plain}


def _row(slug, spec, outcome, text, ui):
    """``(title, state, points, is missing, score)`` of one exercise."""
    title, points = spec["words"]["title"], f"{spec['points']:g}"
    if spec["kind"] == "text":
        points = f"{open_points(spec):g}"
        if text is None:
            return title, ui["overview_text_unknown"], _fill(ui["overview_by_person"], points=points), 0, 0
        words = len(text.split())
        state = _fill(ui["overview_words"], words=words) if words else ui["overview_empty"]
        return title, state, _fill(ui["overview_by_person"], points=points), int(not words), 0
    known = _checked.get(slug)
    if spec["kind"] == "code":
        if known is None:
            return title, ui["overview_not_run"], points, 1, 0
        outcome = known.outcome
    if outcome is not None and outcome["score"] is None:
        return title, ui["overview_broken"], f"– / {points}", 0, 0
    if spec["kind"] == "code":
        if known is not None and known.stopped:
            return title, ui["overview_stopped"], _of(outcome, points), 1, outcome["score"]
    elif outcome is None:
        return title, ui["overview_empty"], _of({"score": 0}, points), 1, 0
    return title, ui["overview_answered"], _of(outcome, points), 0, outcome["score"]


def _of(outcome, points):
    return f"{outcome['score']:g} / {points}"


def _texts(notebook):
    """``{exercise: text}`` of the text cells in a saved notebook; ``{}`` if it cannot be read."""
    if notebook is None:
        return {}
    found = {}
    try:
        for cell in json.loads(notebook.read_text(encoding="utf-8-sig"))["cells"]:
            mark = cell.get("metadata", {}).get("localsdg") or {}
            if cell.get("cell_type") == "markdown" and mark.get("role") == "answer":
                source = cell.get("source", "")
                found[mark["exercise"]] = _written(source if isinstance(source, str) else "".join(source))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return found
    return found


def _written(text):
    words = course.interface_words(notebook_file.language())
    return "" if text.strip() == words["text_placeholder"].strip() else text


def _fill(sentence, **values):
    for name, value in values.items():
        sentence = sentence.replace("{" + name + "}", str(value))
    return sentence


def _html(heads, rows, last, ui):
    turned = ' dir="rtl"' if course.direction(notebook_file.language()) == "rtl" else ""
    side = 'style="text-align:start;padding:.2em .5em"'
    head = "".join(f'<th scope="col" {side}>{html.escape(text)}</th>' for text in heads)
    body = "".join(
        f'<tr><th scope="row" {side}>{html.escape(title)}</th>'
        + "".join(f"<td {side}>{html.escape(text)}</td>" for text in rest)
        + "</tr>"
        for title, *rest in rows
    )
    return (
        f'<section aria-label="{html.escape(ui["overview_title"])}"{turned}>'
        f"<table><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
        + "".join(f"<p>{html.escape(line)}</p>" for line in last)
        + "</section>"
    )
