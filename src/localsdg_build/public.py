"""What a page may hold of an exercise: nothing of the hidden checks, not even their sentences."""

from localsdg import course


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
    return {**spec, "slug": slug, "place": "page", "words": words}


def page_checks(slug):
    """The JSON that the page's worker loads before its first check of an exercise."""
    spec = exercise(slug)
    return {
        "source": course.checks_source(slug),
        "points": course.check_points(spec),
        "params": course.check_parameters(spec),
        "words": {key: spec["words"][key] for key in ("feedback", "labels", "ui")},
    }
