"""Boards: all cards on one calendar, or in the lanes; what was chosen on cards as bars, texts as a wall."""

from typing import Any

from localsdg.checks import lane_ids
from localsdg.kinds.labels import title
from localsdg_workshop.merged import reading


def parts(answers: list[tuple[str, Any]], spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The lanes as a grid; then each field of a choice over all cards, and each field of text."""
    parameters, labels = spec["parameters"], spec["words"]["labels"]
    cards = {one["id"]: title(labels, "cards", one["id"]) for one in parameters["cards"]}
    found = [(who, card) for who, answer in answers for card in _cards(answer, cards)]
    lanes = _lanes(parameters, labels)
    placed = [(who, card["id"], card["lane"]) for who, card in found if _is_in(card.get("lane"), lanes)]
    first = reading.crossed(spec["words"].get("title", ""), cards, _used(lanes, placed), placed)
    return [first, *(_field(field, found, parameters, labels) for field in parameters.get("fields") or [])]


def _cards(answer, known):
    cards: dict[str, Any] = {}
    for card in reading.as_list(reading.as_dict(answer).get("cards")):
        if isinstance(card, dict) and isinstance(card.get("id"), str) and card["id"] in known:
            cards.setdefault(card["id"], card)
    return cards.values()


def _is_in(lane, lanes):
    return isinstance(lane, str) and lane in lanes


def _lanes(parameters, labels):
    """``{id: label}``; a month's label is ``{"month": 1 to 12, "years": from that of the calendar}``."""
    lanes = parameters["lanes"]
    if lanes["type"] == "list":
        return {one: title(labels, "lanes", one) for one in lanes["ids"]}
    found = {}
    for lane in lane_ids(parameters):
        at = lanes["month"] - 1 + int(lane[1:])
        found[lane] = {"month": at % 12 + 1, "years": at // 12}
    return found


def _used(lanes, placed):
    """Of a long calendar only from the first month in which anything stands to the last."""
    if not placed or len(lanes) <= 8:
        return lanes
    order = list(lanes)
    at = [order.index(lane) for _, _, lane in placed]
    return {lane: lanes[lane] for lane in order[min(at) : max(at) + 1]}


def _field(field, found, parameters, labels):
    name, heading = field["id"], title(labels, "fields", field["id"])
    if field["type"] == "text":
        given = [(f"{who}/{card['id']}/{name}", who, card.get(name)) for who, card in found]
        return reading.wall(heading, given)
    known = parameters["lists"][field["list"]]
    options = {one: title(labels, "lists", field["list"], one) for one in known}
    chosen: dict[tuple[str, str], None] = {}  # one person counts once, however many of their cards say it
    for who, card in found:
        value = card.get(name)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str):
                chosen[who, one] = None
    ordered = sorted(chosen, key=lambda one: one[0])
    return reading.bars(heading, options, ordered, len({who for who, _ in chosen}))
