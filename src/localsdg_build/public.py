"""What a page may hold of an exercise: nothing of the hidden checks, not even their sentences."""

from localsdg import course

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
