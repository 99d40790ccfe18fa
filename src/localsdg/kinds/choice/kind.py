"""Knowledge checks: questions with one right option, several, a number, or pairs."""

from localsdg.kinds.labels import title

_ID = {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"}
_IDS = {"type": "array", "items": _ID, "minItems": 2, "uniqueItems": True}

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
                    "unit": {"type": "string"},
                },
            },
        },
        "tables": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}

ANSWER = {
    "type": "object",
    "required": ["answers"],
    "properties": {
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
        }
    },
}


def needed_words(settings):
    """Places in the front matter of ``en.md`` that must hold words, for an ``exercise.yml``'s content."""
    for question in settings["parameters"]["questions"]:
        name = question["id"]
        yield ("labels", "questions", name)
        yield from (("labels", "options", name, option) for option in question.get("options", []))
        yield from (("labels", "items", name, item) for item in question.get("items", []))


def empty(spec):
    """No question answered."""
    return {"answers": {}}


def summary(answer, spec):
    """One line a question: the question and what was chosen, in words."""
    given = answer.get("answers") if isinstance(answer, dict) else None
    given = given if isinstance(given, dict) else {}
    labels = spec["words"]["labels"]
    lines = []
    for question in spec["parameters"]["questions"]:
        name = question["id"]
        lines.append(f"{title(labels, 'questions', name)} {_shown(given.get(name), name, labels)}")
    return lines


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
