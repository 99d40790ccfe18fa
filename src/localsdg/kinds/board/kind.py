"""Kind ``board``: cards are put into lanes (months or named ones) and described in a few fields.

``lanes`` of type ``months`` count from a fixed month: with ``month: 7`` and the setting ``year``
2028, lane ``m0`` is July 2028 and ``m-3`` April 2028. So an answer keeps its shape when the learner
chooses another year. Lanes of type ``list`` have ids and labels of their own (``labels.lanes``).
"""

from random import Random
from typing import Any

from localsdg.checks import lane_ids
from localsdg.kinds.clicks import MASH, some

_ID = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}
_IDS = {"type": "array", "items": _ID, "uniqueItems": True}
_LANE = {"type": "string", "pattern": "^[a-z][a-z0-9_-]*$"}


def _object(required, /, **properties):
    return {
        "type": "object",
        "required": required,
        "additionalProperties": False,
        "properties": properties,
    }


_MONTHS = _object(
    ["type", "year", "month", "from", "to"],
    type={"const": "months"},
    year={**_ID, "description": "the setting of type year that fixes the calendar"},
    month={"type": "integer", "minimum": 1, "maximum": 12, "description": "the month that m0 is"},
    **{"from": {"type": "integer", "minimum": -60}, "to": {"type": "integer", "maximum": 60}},
)
_LIST = _object(["type", "ids"], type={"const": "list"}, ids={"type": "array", "items": _LANE, "minItems": 2})

PARAMETERS = _object(
    ["lanes", "cards"],
    settings={
        "type": "array",
        "description": "what the learner says about the whole board",
        "items": _object(
            ["id", "type"],
            id=_ID,
            type={"enum": ["text", "year"]},
            max={"type": "integer"},
            min={"type": "integer"},
            default={"type": "integer", "description": "the year shown before one is chosen"},
        ),
    },
    lanes={"oneOf": [_MONTHS, _LIST]},
    most_per_lane={"type": "integer", "minimum": 1, "description": "more cards than this are marked"},
    markers={
        "type": "array",
        "description": "what stands fixed on the board",
        "items": _object(["id", "lane"], id=_ID, lane=_LANE),
    },
    groups=_IDS,
    cards={
        "type": "array",
        "minItems": 1,
        "items": _object(
            ["id"],
            id=_ID,
            group=_ID,
            length={"type": "integer", "minimum": 1, "description": "how many lanes the card covers"},
            depends={**_IDS, "description": "cards that must have ended before this one begins"},
            needs={**_IDS, "description": "fields this card needs although they are not required of all"},
        ),
    },
    fields={
        "type": "array",
        "items": _object(
            ["id", "type"],
            id=_ID,
            type={"enum": ["choice", "multiple", "text"]},
            list={**_ID, "description": "choice, multiple: which of `lists`"},
            own={"type": "boolean", "description": "choice: the learner may write an answer of their own"},
            max={"type": "integer", "description": "text: most characters"},
            suggest={"type": "boolean", "description": "text: offer labels.suggestions.<card>"},
            required={"type": "boolean"},
            cards={**_IDS, "description": "only on these cards"},
        ),
    },
    lists={"type": "object", "additionalProperties": _IDS},
    tables={"type": "object"},
    rules={"type": "object", "description": "for checks.py; the widget does not read it"},
)

ANSWER = {
    "type": "object",
    "required": ["settings", "cards"],
    "properties": {
        "settings": {"type": "object"},
        "cards": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "properties": {"id": {"type": "string"}, "lane": {"type": ["string", "null"]}},
            },
        },
    },
}


def texts(parameters: dict[str, Any]) -> list[list[Any]]:
    """Settings and fields of type text, and in a choice what the learner wrote instead of choosing."""
    places: list[list[Any]] = [
        ["settings", one["id"]] for one in parameters.get("settings") or [] if one["type"] == "text"
    ]
    for field in parameters.get("fields") or []:
        if field["type"] == "text":
            places.append(["cards", "*", field["id"]])
        elif field.get("own"):
            places.append(["cards", "*", field["id"], parameters["lists"][field["list"]]])
    return places


def clicked(spec: dict[str, Any], random: Random) -> Any:
    """Each card in some lane, with something in each of its fields."""
    parameters = spec["parameters"]
    lanes = lane_ids(parameters)
    settings = {
        one["id"]: MASH
        if one["type"] == "text"
        else random.randint(one.get("min", 2026), one.get("max", 2030))
        for one in parameters.get("settings") or []
    }
    cards = []
    for card in parameters["cards"]:
        fields = [
            field
            for field in parameters.get("fields") or []
            if card["id"] in field.get("cards", [card["id"]])
        ]
        described = {field["id"]: _clicked(field, parameters, random) for field in fields}
        cards.append({"id": card["id"], "lane": random.choice(lanes), **described})
    return {"settings": settings, "cards": cards}


def _clicked(field, parameters, random):
    if field["type"] == "text":
        return MASH
    known = parameters["lists"][field["list"]]
    return random.choice(known) if field["type"] == "choice" else some(known, random)


def empty(spec: dict[str, Any]) -> Any:
    """The answer of somebody who has not begun."""
    return {"settings": {}, "cards": []}


def needed_words(found: dict[str, Any]) -> list[tuple[str, ...]]:
    """The places in ``en.md`` that this exercise's parameters call for, as tuples of keys."""
    parameters = found.get("parameters") or {}
    places: list[tuple[str, ...]] = []
    for key in ("settings", "cards", "fields", "markers"):
        places += [("labels", key, item["id"]) for item in parameters.get(key) or []]
    places += [("labels", "groups", name) for name in parameters.get("groups") or []]
    for name, ids in (parameters.get("lists") or {}).items():
        places += [("labels", "lists", name, item) for item in ids]
    for field in parameters.get("fields") or []:
        if field.get("suggest"):
            places += [("labels", "suggestions", card["id"]) for card in parameters["cards"]]
    if parameters["lanes"]["type"] == "list":
        places += [("labels", "lanes", name) for name in parameters["lanes"]["ids"]]
    if parameters.get("markers"):
        places.append(("labels", "calendar"))
    return places


def summary(answer: Any, spec: dict[str, Any]) -> list[str]:
    """The board as lines of plain text: settings, then one line per card in the order of the lanes."""
    parameters, label = spec["parameters"], _labels(spec)
    settings = _dict(_dict(answer).get("settings"))
    lines = []
    for setting in parameters.get("settings") or []:
        if value := _plain(settings.get(setting["id"])):
            lines.append(f"{label('settings', setting['id'])}: {value}")
    fields = [(one, label("fields", one["id"])) for one in parameters.get("fields") or []]
    placed, unplaced = _rows(answer, parameters)
    lines += [_line(card, fields, label, _lane(card, parameters, settings, label)) for card in placed]
    lines += [_line(card, fields, label, spec["words"]["ui"].get("board_unplaced", "-")) for card in unplaced]
    return lines


def _rows(answer, parameters):
    """The learner's known cards, each once: those in a lane in the lanes' order, and the others."""
    order, known = lane_ids(parameters), [card["id"] for card in parameters["cards"]]
    found = _dict(answer).get("cards")
    cards: dict[str, Any] = {}
    for card in found if isinstance(found, list) else []:
        name = _dict(card).get("id")
        if isinstance(name, str) and name in known:
            cards.setdefault(name, card)
    inside = [card for card in cards.values() if card.get("lane") in order]
    inside.sort(key=lambda card: (order.index(card["lane"]), known.index(card["id"])))
    return inside, [card for card in cards.values() if card.get("lane") not in order]


def _line(card, fields, label, lane):
    parts = [lane, label("cards", card["id"])]
    for field, heading in fields:
        value, names = card.get(field["id"]), field.get("list")
        values = value if isinstance(value, list) else [value]
        words = [label("lists", names, item) if names else item for item in map(_plain, values) if item]
        if words:
            parts.append(f"{heading}: {', '.join(words)}")
    return " | ".join(parts)


def _lane(card, parameters, settings, label):
    lanes, year = parameters["lanes"], None
    if lanes["type"] == "list":
        return label("lanes", card["lane"])
    year = settings.get(lanes["year"])
    if not isinstance(year, int) or not 1 < year < 9999:
        return card["lane"]
    month = year * 12 + lanes["month"] - 1 + int(card["lane"][1:])
    return f"{month // 12}-{month % 12 + 1:02}"


def _labels(spec):
    def label(*path):
        place = spec["words"].get("labels")
        for key in path:
            place = _dict(place).get(key)
        place = place.get("title") if isinstance(place, dict) else place
        return place if isinstance(place, str) else str(path[-1])

    return label


def _plain(value):
    """A learner's value on one line, cut where nobody reads on."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    text = " ".join(str(value).split()) if isinstance(value, str) or abs(value) < 10**15 else ""
    return text if len(text) <= 300 else text[:300] + "…"


def _dict(value):
    return value if isinstance(value, dict) else {}
