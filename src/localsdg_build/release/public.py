"""What learners may have of an exercise: nothing of the hidden checks, not even their sentences."""

from pathlib import Path

import yaml

from localsdg import course

_NOT_AS_THEY_ARE = ("hidden_checks.py", "exercise.yml")
# Words of whole pages; a widget and its checks never say them, and each exercise would carry them along.
_OF_PAGES = ("site_", "search_", "glance_", "notes_", "align_", "bloom_", "schema_")


def exercise(slug, language=course.LANGUAGE):
    """``course.exercise`` without the hidden checks and what is said about them."""
    spec = course.exercise(slug, language)
    hidden = {check["id"] for check in spec.pop("hidden_checks", None) or []}
    feedback = spec["words"]["feedback"]
    spec["words"]["feedback"] = {check: text for check, text in feedback.items() if check not in hidden}
    return spec


def page_spec(slug, spec):
    """The JSON that a page gives to the widget. The prompt stands on the page already."""
    words = {key: value for key, value in spec["words"].items() if key != "prompt"}
    words["ui"] = _for_widgets(words["ui"])
    return {**spec, "slug": slug, "place": "page", "words": words}


def _for_widgets(ui):
    return {key: text for key, text in ui.items() if not key.startswith(_OF_PAGES)}


def page_checks(slug):
    """The JSON that the page's worker loads before its first check of an exercise."""
    spec = exercise(slug)
    return {
        "source": course.checks_source(slug),
        "points": course.check_points(spec),
        "params": course.check_parameters(spec),
        "words": {
            "feedback": spec["words"]["feedback"],
            "labels": spec["words"]["labels"],
            "ui": _for_widgets(spec["words"]["ui"]),
        },
    }


def exercise_files(folder: Path) -> dict[str, bytes]:
    """An exercise's files by name, as learners and their code may have them.

    Without hidden checks: neither their code nor their names, points and sentences.
    """
    settings = course.read_yaml(folder / "exercise.yml")
    hidden = {check["id"] for check in settings.pop("hidden_checks", None) or []}
    found = {"exercise.yml": _yaml(settings).encode()}
    for path in sorted(folder.iterdir()):
        if not path.is_file() or path.name.startswith(".") or path.name in _NOT_AS_THEY_ARE:
            continue
        found[path.name] = path.read_bytes()
        if hidden and path.suffix == ".md":
            words, body = course.read_words(path)
            feedback = words.get("feedback") or {}
            words["feedback"] = {name: text for name, text in feedback.items() if name not in hidden}
            found[path.name] = f"---\n{_yaml(words)}---\n{body}\n".encode()
    return found


def _yaml(value):
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)
