"""Texts and code: a wall of cards."""

from typing import Any

from localsdg_workshop.merged import reading


def parts(answers: list[tuple[str, Any]], spec: dict[str, Any]) -> list[dict[str, Any]]:
    """One card a text."""
    return _wall(answers, spec, "text")


def code_parts(answers: list[tuple[str, Any]], spec: dict[str, Any]) -> list[dict[str, Any]]:
    """One card a program."""
    return _wall(answers, spec, "code")


def _wall(answers, spec, key):
    given = [(f"{who}/{key}", who, reading.as_dict(answer).get(key)) for who, answer in answers]
    return [reading.wall(spec["words"].get("title", ""), given)]
