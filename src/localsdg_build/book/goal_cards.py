"""The cards of the Goals: what a town does under each, whose task it is, a figure to read. Pure."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from localsdg import course as sources
from localsdg.course import CourseError, data
from localsdg_build.book import goals_html, templates

SETTINGS = "book/goal-cards.yml"
WORDS = "goal-cards.yml"
PAGE = "goal-cards"
RELATIONS = ("same", "near", "proxy", "own")
LEVELS = ("own", "shared", "national")
_SENTENCES = (*LEVELS, "counts", "found", "mind")


def cards(course: Path, words: dict[str, Any]) -> list[dict[str, Any]]:
    """A card for each Goal; ``words``: the ``goal-cards.yml`` of the page's language."""
    settings = sources.read_yaml(course / SETTINGS)
    titles = {row["indicator"]: row["title"] for row in data.rows(f"{goals_html.DATASET}/indicators", course)}
    return [
        _card(goal, settings["goals"][int(goal["goal"])], words[f"goal_{goal['goal']}"], settings, titles)
        for goal in data.rows(f"{goals_html.DATASET}/goals", course)
    ]


def _card(goal, figure, words, settings, titles):
    code = figure.get("indicator", "")
    return {
        **words,
        "goal": goal["goal"],
        "title": goal["title"],
        "colour": goal["colour"],
        "tasks": [(name, words["tasks"][name]) for name in settings["departments"] if name in words["tasks"]],
        "code": code,
        "target": code.rpartition(".")[0] or figure["target"],
        "indicator": titles.get(code, ""),
        "relation": figure["relation"],
    }


def chosen(found: list[dict[str, Any]], numbers: str) -> list[dict[str, Any]]:
    """The cards of some Goals, named as ``1-8``."""
    first, _, last = numbers.partition("-")
    return [card for card in found if int(first) <= int(card["goal"]) <= int(last or first)]


def problems(course: Path) -> Iterator[CourseError]:
    """What is wrong with the settings and the English words of the cards."""
    settings = sources.read_yaml(course / SETTINGS)
    path = course / "book" / sources.LANGUAGE / WORDS
    words = sources.read_yaml(path)
    departments = settings.get("departments") or []
    if set(words.get("departments") or {}) != set(departments):
        told = f"departments: write a name for each of: {', '.join(departments)}"
        yield CourseError(path, told, 1)
    indicators = {row["indicator"] for row in data.rows(f"{goals_html.DATASET}/indicators", course)}
    targets = {row["target"] for row in data.rows(f"{goals_html.DATASET}/targets", course)}
    for goal in data.rows(f"{goals_html.DATASET}/goals", course):
        number = goal["goal"]
        figure = (settings.get("goals") or {}).get(int(number)) or {}
        if figure.get("relation") not in RELATIONS:
            told = f"goals: {number}: relation is one of: {', '.join(RELATIONS)}"
            yield CourseError(course / SETTINGS, told, 1)
        if figure.get("indicator") not in indicators and figure.get("target") not in targets:
            told = f"goals: {number}: write an indicator of the dataset {goals_html.DATASET}, or a target"
            yield CourseError(course / SETTINGS, told, 1)
        yield from _word_problems(path, f"goal_{number}", words, departments)


def _word_problems(path, key, words, departments):
    card = words.get(key) or {}
    tasks = card.get("tasks") or {}
    if not tasks or set(tasks) - set(departments):
        yield CourseError(
            path, f"{key}: tasks: write 'department: sentence', with departments of {SETTINGS}", 1
        )
    for name in _SENTENCES:
        if not card.get(name):
            yield CourseError(path, f"{key}: {name} is missing; write a sentence", 1)


def anchor(number: str) -> str:
    """The address of a card within its page."""
    return f"card-{number}"


def form(words: dict[str, str], departments: dict[str, str], count: int) -> str:
    """The menu that chooses a department, and the button that prints; without a script it is not shown."""
    return str(_macro("form")(words, departments, count))


def card(one: dict[str, Any], words: dict[str, str], departments: dict[str, str], language: str) -> str:
    """What stands on a card below its heading."""
    return str(_macro("card")(one, words, departments, language))


def table(found: list[dict[str, Any]], words: dict[str, str], page: str, language: str) -> str:
    """A table of cards, with whose task what usually is; ``page``: where the cards are."""
    return str(_macro("table")(found, words, page, language))


def _macro(name):
    known = {"anchor": anchor, "target_anchor": goals_html.target_anchor}
    return templates.macro("goal_cards.html.j2", name, known)
