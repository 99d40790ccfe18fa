"""A board on paper: its lanes as strips to lay side by side, its cards in rows to cut. Pure."""

from collections.abc import Iterable
from typing import Any

from babel.dates import get_month_names

from localsdg.checks import lane_ids
from localsdg.kinds.labels import title
from localsdg_build.handouts.letters import babel_name, letters

ACROSS = 5  # lanes on a sheet turned sideways, and cards in a row: a card is as wide as a lane


def strips(spec: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """The lanes, ``ACROSS`` a sheet: ``{name, below, markers}``; ``below`` says which year a month is in."""
    lanes = [_lane(name, spec) for name in lane_ids(spec["parameters"])]
    return _in_rows(lanes)


def _lane(name, spec):
    parameters, labels = spec["parameters"], spec["words"]["labels"]
    markers = [
        title(labels, "markers", one["id"]) for one in parameters.get("markers") or [] if one["lane"] == name
    ]
    if parameters["lanes"]["type"] == "list":
        return {"id": name, "name": title(labels, "lanes", name), "below": "", "markers": markers}
    lanes = parameters["lanes"]
    years, month = divmod(lanes["month"] - 1 + int(name[1:]), 12)
    month_names = get_month_names("wide", context="stand-alone", locale=babel_name(spec["language"]))
    year = title(labels, "settings", lanes["year"])
    below = f"{year} {'−' if years < 0 else '+'} {abs(years)}" if years else year
    return {"id": name, "name": month_names[month + 1], "below": below, "markers": markers}


def card_rows(spec: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """The cards in rows of at most ``ACROSS`` lanes: ``{id, group, length}``; two months take two."""
    found: list[list[dict[str, Any]]] = []
    room = 0
    for card in spec["parameters"]["cards"]:
        length = min(card.get("length", 1), ACROSS)
        if length > room:
            found.append([])
            room = ACROSS
        found[-1].append({"id": card["id"], "group": card.get("group"), "length": length})
        room -= length
    return found


def fields(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """What is said about cards, each with the cards it is asked of: ``{id, options, wanted, allowed}``.

    ``options`` are ``[(letter, id)]``; of the cards in ``allowed`` only those in ``wanted`` need it.
    """
    parameters = spec["parameters"]
    every = [card["id"] for card in parameters["cards"]]
    found = []
    for field in parameters.get("fields") or []:
        allowed = field.get("cards", every)
        needing = [card["id"] for card in parameters["cards"] if field["id"] in card.get("needs", [])]
        ids = parameters["lists"][field["list"]] if "list" in field else []
        found.append(
            {
                **field,
                "options": list(zip(letters(len(ids)), ids, strict=True)),
                "allowed": allowed,
                "wanted": allowed if field.get("required") or not needing else needing,
            }
        )
    return found


def described(spec: dict[str, Any]) -> list[str]:
    """The cards about which something is to be written, in their order."""
    wanted = {card for field in fields(spec) for card in field["wanted"]}
    return [card["id"] for card in spec["parameters"]["cards"] if card["id"] in wanted]


def placed(spec: dict[str, Any], answer: dict[str, Any]) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """``[(lane, cards of the answer in it)]`` of the lanes that hold any."""
    lanes = [lane for strip in strips(spec) for lane in strip]
    cards = {lane["id"]: [one for one in answer["cards"] if one.get("lane") == lane["id"]] for lane in lanes}
    return [(lane, cards[lane["id"]]) for lane in lanes if cards[lane["id"]]]


def _in_rows(things: Iterable[Any]) -> list[list[Any]]:
    things = list(things)
    count = -(-len(things) // ACROSS) or 1
    each = -(-len(things) // count)  # 7 lanes are 4 and 3, not 5 and 2
    return [things[start : start + each] for start in range(0, len(things), each)]
