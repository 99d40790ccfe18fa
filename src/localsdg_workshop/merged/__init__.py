"""The answers of a room to one exercise or poll as one view: what phones and the board draw.

A view is a list of parts, each with a ``title``, or where that is empty perhaps ``says``, the end of a word's
key (``view_…``):

- ``bars``: ``rows`` of ``{label, count, who}``, ``of``: how many answered,
- ``grid``: ``columns``, and ``rows`` of ``{label, cells: [{text, strength 0..1, who}]}``,
- ``ranges``: ``unit``, and ``rows`` of ``{label, least, low, median, high, most, n}`` with quartiles,
- ``wall``: ``cards`` of ``{id, text, who}``.

``who`` holds names. Answers may hold any JSON: what does not fit is left out, nothing raises.
"""

from collections.abc import Callable
from typing import Any

from localsdg_workshop.merged import allocation, board, choice, matrix, poll, sheet, text

Answer = tuple[str, Any]  # who, and any JSON
Part = dict[str, Any]

_KINDS: dict[str, Callable[[list[Answer], dict[str, Any]], list[Part]]] = {
    "allocation": allocation.parts,
    "board": board.parts,
    "choice": choice.parts,
    "code": text.code_parts,
    "matrix": matrix.parts,
    "sheet": sheet.parts,
    "text": text.parts,
}


def of_exercise(answers: list[Answer], spec: dict[str, Any]) -> list[Part]:
    """The view of an exercise's answers; ``spec`` as ``localsdg.course.exercise`` gives it."""
    return _filled(_KINDS[spec["kind"]](answers, spec))


def of_poll(answers: list[Answer], asked: dict[str, Any]) -> list[Part]:
    """The view of a poll's answers; ``asked``: ``{question, options}``."""
    return _filled(poll.parts(answers, asked))


def without_names(parts: list[Part]) -> list[Part]:
    """The same view with nobody named in it. What people wrote themselves stays as they wrote it."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: bare(inner) for key, inner in value.items() if key != "who"}
        return [bare(inner) for inner in value] if isinstance(value, list) else value

    shown: list[Part] = bare(parts)
    for number, card in enumerate(card for part in shown for card in part.get("cards", [])):
        card["id"] = (
            f"card-{number}"  # the id by which the trainer hides a card begins with a person's number
        )
    return shown


def arranged(parts: list[Part], wall: dict[str, Any]) -> list[Part]:
    """A view as the trainer arranged its cards; ``wall``: ``{"hidden": [id], "groups": {id: name}}``."""
    hidden, groups = set(wall.get("hidden", [])), wall.get("groups", {})
    found = []
    for part in parts:
        if part["type"] == "wall":
            cards = [{**card, "group": groups.get(card["id"], "")} for card in part["cards"]]
            part = {**part, "cards": [card for card in cards if card["id"] not in hidden]}
        found.append(part)
    return found


def _filled(parts):
    return [part for part in parts if part.get("rows") or part.get("cards")]
