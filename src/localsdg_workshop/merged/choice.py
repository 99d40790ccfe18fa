"""Knowledge checks: bars for what was chosen, a grid for pairs, the most frequent numbers."""

from typing import Any

from localsdg.kinds.labels import title
from localsdg_workshop.merged import reading


def parts(answers: list[tuple[str, Any]], spec: dict[str, Any]) -> list[dict[str, Any]]:
    """One part a question."""
    labels = spec["words"]["labels"]
    return [_part(question, answers, labels) for question in spec["parameters"]["questions"]]


def _part(question, answers, labels):
    name = question["id"]
    heading = title(labels, "questions", name)
    given = [(who, reading.as_dict(answer, "answers").get(name)) for who, answer in answers]
    given = [(who, value) for who, value in given if value not in (None, "", [], {})]
    if question["type"] == "number":
        numbers = [(who, value) for who, one in given if (value := reading.as_number(one)) is not None]
        return reading.counted(heading, [(who, reading.shown(value)) for who, value in numbers])
    options = {one: title(labels, "options", name, one) for one in question["options"]}
    if question["type"] == "matching":
        items = {one: title(labels, "items", name, one) for one in question["items"]}
        pairs = [(who, item, chosen) for who, one in given for item, chosen in reading.as_dict(one).items()]
        known = [one for one in pairs if one[1] in items and isinstance(one[2], str) and one[2] in options]
        return reading.crossed(heading, items, options, known)
    chosen = [(who, one) for who, value in given for one in (value if isinstance(value, list) else [value])]
    return reading.bars(heading, options, chosen, len(given))
