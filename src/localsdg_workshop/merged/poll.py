"""Polls: bars where there are options, else a wall of what people wrote."""

from typing import Any

from localsdg_workshop.merged import reading


def parts(answers: list[tuple[str, Any]], asked: dict[str, Any]) -> list[dict[str, Any]]:
    """One part without a title: the question is that of the whole. An answer: a number or a text."""
    if not asked["options"]:
        return [reading.wall("", [(f"{who}/poll", who, answer) for who, answer in answers])]
    options = {str(number): option for number, option in enumerate(asked["options"])}
    given = [(who, str(one)) for who, one in answers if isinstance(one, int) and 0 <= one < len(options)]
    return [reading.bars("", options, given, len(given))]
