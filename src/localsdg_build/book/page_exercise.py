"""The JSON that a page has of an exercise: what its widget reads, and what the page's checks need."""

from pathlib import Path
from typing import Any

from localsdg import course
from localsdg.course import public

# Words of whole pages; a widget and its checks never say them, and each exercise would carry them along.
_OF_PAGES = ("site_", "toc_", "search_", "glance_", "notes_", "align_", "bloom_", "schema_")


def widget_json(slug: str, spec: dict[str, Any]) -> dict[str, Any]:
    """What a page gives to the widget of the exercise ``spec`` (``public.exercise``).

    The prompt stands on the page already.
    """
    words = {key: value for key, value in spec["words"].items() if key != "prompt"}
    words["ui"] = _for_widgets(words["ui"])
    return {**spec, "slug": slug, "place": "page", "words": words}


def checks_json(slug: str, where: Path | None = None, language: str = course.LANGUAGE) -> dict[str, Any]:
    """What the page's worker loads before its first check of an exercise; ``where``: the course's folder."""
    spec = public.exercise(slug, language, where)
    return {
        "source": course.checks_source(slug, where),
        "points": course.check_points(spec),
        "params": course.check_parameters(spec, where),
        "words": {
            "feedback": spec["words"]["feedback"],
            "labels": spec["words"]["labels"],
            "ui": _for_widgets(spec["words"]["ui"]),
        },
    }


def _for_widgets(ui: dict[str, str]) -> dict[str, str]:
    return {key: text for key, text in ui.items() if not key.startswith(_OF_PAGES)}
