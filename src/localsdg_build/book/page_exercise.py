"""The JSON that a page has of an exercise: what its widget reads, and what the page's checks need."""

import json
from pathlib import Path
from typing import Any

from localsdg import course
from localsdg.course import lesson_marks, public
from localsdg_build import town_questions
from localsdg_build.book import code_exercise

# Words of whole pages; a widget and its checks never say them, and each exercise would carry them along.
_OF_PAGES = (
    "site_", "town_", "toc_", "search_", "glance_", "notes_", "align_", "bloom_", "schema_", "progress_",
    "live_", "hand_in_", "work_", "lost_", "test_",
)  # fmt: skip

# What is said of a check's record: ``localsdg.feedback``, ``localsdg.tries``.
_OF_CHECKS = (
    "advice_",
    "check_part_broken",
    "no_sentence",
    "list_comma",
    "decimal_sign",
    "thousands_sign",
    "extra_first_try",
)


def widget_json(slug: str, spec: dict[str, Any]) -> dict[str, Any]:
    """What a page gives to the widget of the exercise ``spec`` (``public.exercise``).

    Prompt and hints stand on the page already. A dossier gets the lessons on which there may be notes.
    """
    lessons = []
    if town_questions.takes_notes(spec):
        lessons = town_questions.of_module(course.root(), spec["module"], spec["language"])
        lessons = [{key: one[key] for key in ("lesson", "title")} for one in lessons]
    words = {key: value for key, value in spec["words"].items() if key not in ("prompt", "hints")}
    words["ui"] = _for_widgets(words["ui"])
    about = {**spec, "slug": slug, "place": "page", "words": words}
    if spec["kind"] == "code":
        about |= {"starter": code_exercise.starter(slug), "assignment": code_exercise.assignment(spec)}
    return {**about, "lessons": lessons} if lessons else about


def checks_json(slug: str, where: Path | None = None, language: str = course.LANGUAGE) -> dict[str, Any]:
    """What the page's worker loads before its first check of an exercise; ``where``: the course's folder."""
    spec = public.exercise(slug, language, where)
    return {
        "source": course.checks_source(slug, where),
        "points": course.check_points(spec),
        "params": course.check_parameters(slug, spec, where),
        "words": {
            "feedback": spec["words"]["feedback"],
            "labels": spec["words"]["labels"],
            "ui": {key: text for key, text in spec["words"]["ui"].items() if key.startswith(_OF_CHECKS)},
        },
    }


def renew_marks(out: Path, where: Path) -> bool:
    """Let the checks in a book's folder ``out`` know the sentences that the course's lessons have now.

    Returns whether any of them knew others.
    """
    renewed = False
    for path in sorted((out / "checks").glob("*.json")):
        known = json.loads(path.read_text(encoding="utf-8"))
        params = known["params"]
        if "lesson" not in params:  # it asks for no text
            continue
        now = lesson_marks.of_exercise(path.stem, params["language"], where)
        if params["lesson"] != now:
            params["lesson"] = now
            path.write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
            renewed = True
    return renewed


def _for_widgets(ui: dict[str, str]) -> dict[str, str]:
    return {key: text for key, text in ui.items() if not key.startswith(_OF_PAGES)}
