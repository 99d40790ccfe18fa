"""Sentences with places to fill, and what several pages and files say alike, in the reader's language."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from autograder.exercise_cache import interface, spec
from autograder.locales import number
from autograder.messages import Message, filled, message
from autograder.model import GRADED, UNRUN, CheckResult, ExerciseResult, Outcome, Stopped
from autograder.notebook.released import Released, cells, notebook_mark, source
from autograder.values import Json
from localsdg import course, feedback

OURS = ("broken", "newer", UNRUN)  # no fault of the learner's, who has nothing to do
_HEADING = re.compile(r"#\s+(.+)")


def fill(sentence: str, **values: object) -> str:
    """``sentence`` with its ``{names}`` replaced by values, in one go: what a value says is not filled."""
    return filled(sentence, values)


def language_of(outcome: Outcome) -> str:
    """The language in which the learner reads of an outcome."""
    return outcome.language or course.LANGUAGE


def asked(labels: dict[str, Any], check: str) -> str:
    """What a check is about: the question or the variable that has its name; ``""`` where there is none."""
    for group in ("questions", "variables"):
        found = (labels.get(group) or {}).get(check)
        found = found.get("title") if isinstance(found, dict) else found
        if isinstance(found, str):
            return found
    return ""


def check_words(found: Sequence[CheckResult], slug: str, language: str) -> list[str]:
    """What checks of an exercise say, in the exercise's words; those of an older ledger say it themselves."""
    words = spec(slug, language)["words"] if any(one.text is None for one in found) else {}
    return [_sentence(one, words) if one.text is None else one.text for one in found]


def _sentence(found, words):
    record = {"id": found.id, "points": found.points, "message": found.message, "details": found.details}
    # As if nobody read it: a message that the course has no sentence for any more is no fault of the check.
    return str(feedback.sentence(record, words, hidden=True))


def as_json(outcome: Outcome) -> Json:
    """What is kept of an outcome, for programs: with sentences, of checks in the learner's words."""
    language, made = language_of(outcome), outcome.as_json()
    made |= {"reason": outcome.reason, "notes": list(outcome.notes)}
    for one, shown in zip(outcome.exercises, made["exercises"], strict=True):
        shown["reason"] = one.reason
        texts = check_words(one.checks, one.id, language)
        for text, record in zip(texts, shown["checks"], strict=True):
            record["text"] = text
    return made


def score_words(result: Outcome | ExerciseResult, language: str) -> str:
    """How many points of how many; whether that is all or only so far."""
    ui, points = interface(language), number(result.max_score or 0, language)
    if result.score is None:
        return fill(ui["feedback_no_score"], points=points)
    words = ui["feedback_score" if result.status == GRADED else "feedback_score_open"]
    return fill(words, score=number(result.score, language), points=points)


def why_words(result: ExerciseResult, language: str) -> str:
    """Why an exercise has no score yet, in words for the learner; ``""`` where there is no special reason."""
    words = str(interface(language).get(f"feedback_why_{result.why}", ""))
    if saved := result.saved:
        words = fill(words, saved=number(saved.score, language), score=number(saved.graded, language))
    return words


def stop_words(stopped: Stopped) -> Message:
    """Where code stopped, for the learner."""
    return message("stopped_at" if stopped.line else "stopped_in", **asdict(stopped))


def title(released: Released | None, name: str, language: str = course.LANGUAGE) -> str:
    """An assignment's title: its notebook's first heading, in another language that of its module's page."""
    if released and language != notebook_mark(released.notebook, "language") and released.ids:
        page = course.root() / "modules" / spec(released.ids[0])["module"] / f"{language}.md"
        if page.is_file() and (found := _heading(page.read_text(encoding="utf-8").splitlines())):
            return found
    texts = [source(cell) for cell in cells(released.notebook)] if released else []
    return _heading(texts) or name


def _heading(texts):
    found = next(filter(None, map(_HEADING.match, texts)), None)
    return found.group(1).strip() if found else ""
