"""Knowledge checks: questions with one right option, several, a number, or pairs.

With ``parameters.draw`` the questions are about a case that each learner draws or is given: a row of a table.
"""

from collections.abc import Iterator
from random import Random
from typing import Any

from localsdg.kinds.clicks import some
from localsdg.kinds.labels import title

_ID = {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"}
_IDS = {"type": "array", "items": _ID, "minItems": 2, "uniqueItems": True}

_SOME = {"type": "array", "items": _ID, "minItems": 1, "uniqueItems": True}

# The row that is shown above the questions. blocks: what is listed; in a block with compare the medians of
# the rows of the same group (for each column of groups) stand beside the figures.
_DRAW = {
    "type": "object",
    "required": ["table", "id", "name", "blocks"],
    "additionalProperties": False,
    "properties": {
        "table": _ID,
        "id": _ID,
        "name": _SOME,
        "groups": _SOME,
        "blocks": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["id", "columns"],
                "additionalProperties": False,
                "properties": {"id": _ID, "columns": _SOME, "compare": {"type": "boolean"}},
            },
        },
    },
}

PARAMETERS = {
    "type": "object",
    "required": ["questions"],
    "properties": {
        "questions": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["id", "type"],
                "additionalProperties": False,
                "properties": {
                    "id": _ID,
                    "type": {"enum": ["single", "multiple", "number", "matching"]},
                    "options": _IDS,
                    "items": _IDS,
                    "last": _SOME,  # of the options: those that are not shuffled
                    "unit": {"type": "string"},
                },
            },
        },
        "tables": {"type": "object", "additionalProperties": {"type": "string"}},
        "draw": _DRAW,
    },
}

ANSWER = {
    "type": "object",
    "required": ["answers"],
    "properties": {
        "case": {"type": "string"},
        "answers": {
            "type": "object",
            "additionalProperties": {
                "anyOf": [
                    {"type": "string"},
                    {"type": "number"},
                    {"type": "array", "items": {"type": "string"}},
                    {"type": "object", "additionalProperties": {"type": "string"}},
                ]
            },
        },
    },
}


def needed_words(settings: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Places in the front matter of ``en.md`` that must hold words, for an ``exercise.yml``'s content."""
    for question in settings["parameters"]["questions"]:
        name = question["id"]
        yield ("labels", "questions", name)
        yield from (("labels", "options", name, option) for option in question.get("options", []))
        yield from (("labels", "items", name, item) for item in question.get("items", []))
    if draw := settings["parameters"].get("draw"):
        yield from (("labels", "case", key) for key in ("draw", "again"))
        yield from (("labels", "groups", group) for group in draw.get("groups", []))
        for block in draw["blocks"]:
            yield ("labels", "blocks", block["id"])
            yield from (("labels", "columns", column) for column in block["columns"])


def texts(parameters: dict[str, Any]) -> list[list[Any]]:
    """None."""
    return []


def clicked(spec: dict[str, Any], random: Random) -> Any:
    """Some option, ticks, pairs or a number from 0 to 100 for each question, about some case."""
    answer: dict[str, Any] = {
        "answers": {one["id"]: _clicked(one, random) for one in spec["parameters"]["questions"]}
    }
    if "cases" in spec:
        answer["case"] = random.choice(spec["cases"]["rows"])[0]
    return answer


def _clicked(question, random):
    if question["type"] == "single":
        return random.choice(question["options"])
    if question["type"] == "multiple":
        return some(question["options"], random)
    if question["type"] == "number":
        return random.randint(0, 100)
    return {item: random.choice(question["options"]) for item in question["items"]}


def empty(spec: dict[str, Any]) -> Any:
    """No question answered."""
    return {"answers": {}}


def summary(answer: Any, spec: dict[str, Any]) -> list[str]:
    """One line a question: the question and what was chosen, in words."""
    given = answer.get("answers") if isinstance(answer, dict) else None
    given = given if isinstance(given, dict) else {}
    labels = spec["words"]["labels"]
    lines = _case(answer, spec)
    for question in spec["parameters"]["questions"]:
        name = question["id"]
        lines.append(f"{title(labels, 'questions', name)} {_shown(given.get(name), name, labels)}")
    return lines


def _case(answer, spec):
    """The name of the case that the answer is about, as a list of one line or none."""
    if "cases" not in spec or not isinstance(answer, dict):
        return []
    columns = spec["cases"]["columns"]
    names = [columns.index(column) for column in spec["parameters"]["draw"]["name"]]
    rows = [row for row in spec["cases"]["rows"] if row[0] == answer.get("case")]
    return [", ".join(str(row[place]) for place in names) for row in rows[:1]]


def _shown(value, question, labels):
    if isinstance(value, dict):
        pairs = [
            f"{title(labels, 'items', question, left)}: {title(labels, 'options', question, right)}"
            for left, right in value.items()
        ]
        return "; ".join(pairs) or "–"
    if isinstance(value, list):
        return "; ".join(title(labels, "options", question, option) for option in value) or "–"
    return "–" if value is None else title(labels, "options", question, value)
