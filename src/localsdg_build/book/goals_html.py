"""The 17 Goals with targets and indicators, in short, as HTML tables with addresses. Pure."""

from pathlib import Path
from typing import Any

from localsdg import course as sources
from localsdg.course import data
from localsdg_build.book import templates

DATASET = "sdg-framework"


def goals(course: Path | None = None) -> list[dict[str, Any]]:
    """The Goals as dicts ``goal, title, theme, colour``, each with ``targets``; these with ``indicators``."""
    tables = {name: data.rows(f"{DATASET}/{name}", course) for name in ("goals", "targets", "indicators")}
    below: dict[str, list[dict[str, Any]]] = {}
    for row in tables["indicators"]:
        below.setdefault(row["target"], []).append(row)
    targets = [{**row, "indicators": below.get(row["target"], [])} for row in tables["targets"]]
    return [
        {**goal, "targets": [target for target in targets if target["goal"] == goal["goal"]]}
        for goal in tables["goals"]
    ]


def goal_anchor(number: str) -> str:
    """The address of a Goal within the page."""
    return f"goal-{number}"


def target_anchor(code: str) -> str:
    """The address of a target within the page: ``target-11.6``."""
    return f"target-{code}"


def form(words: dict[str, str], count: int) -> str:
    """The box that narrows the tables; without a script it is not shown."""
    return str(_macro("form")(words, count))


def table(goal: dict[str, Any], words: dict[str, str], language: str = sources.LANGUAGE) -> str:
    """The table of one Goal: a row for each target, with its indicators."""
    return str(_macro("table")(goal, words, language))


def _macro(name):
    return templates.macro("goals.html.j2", name, {"target_anchor": target_anchor})
