"""The own words of an answer and their writer's judgement of them, as people read both. No points here."""

import re
from typing import Any

from autograder.exercise_cache import interface, spec
from autograder.notebook import harmless
from autograder.notebook.released import Exercise
from localsdg.course import LANGUAGE
from localsdg.open_half import rating_of

# The beginning of a block of code: one that is never closed would take in the judgement below it.
_FENCE = re.compile(r"^( {0,3})([`~])(?=\2\2)", re.M)
LONGEST = 50_000  # signs of one answer as text; real ones have a few thousand


def judgement(exercise: Exercise, whole: Any, language: str = LANGUAGE) -> list[tuple[str, str]]:
    """``[(title of a rubric's row, the level that the learner chose, in words), ...]`` of the rows judged.

    ``exercise``: an open half or a text; ``whole``: the answer to its exercise, any JSON.
    """
    found = spec(exercise.id, language)
    words = found["words"].get("rubric") or {}
    told = []
    for row, level in rating_of(whole, found["rubric"]).items():
        of_row = words.get(row) or {}
        told.append((of_row.get("title", row), (of_row.get("levels") or {}).get(level, level)))
    return told


def as_markdown(exercise: Exercise, half: Any, whole: Any, language: str = LANGUAGE) -> str:
    """The words with the judgement below them, harmless in a facilitator's browser; ``""`` without words.

    ``half``: the answer that holds the words; else as in ``judgement``.
    """
    text = _text(half)
    if not text:
        return ""
    shown = harmless.markdown(text)
    rows = judgement(exercise, whole, language)
    if not rows:
        return shown
    told = "\n".join(f"- **{title}:** {level}" for title, level in rows)
    shown = _FENCE.sub(r"\1\\\2", shown)
    return f"{shown}\n\n---\n\n**{interface(language)['feedback_rating']}**\n\n{told}"


def lines(answer: Any) -> list[str]:
    """The words in the answer of an open half as lines; ``[]`` where there are none."""
    text = _text(answer)
    return (text if len(text) <= LONGEST else f"{text[:LONGEST]} …").splitlines() if text.strip() else []


def _text(answer: Any) -> str:
    text = answer.get("text") if isinstance(answer, dict) else None
    return text if isinstance(text, str) else ""
