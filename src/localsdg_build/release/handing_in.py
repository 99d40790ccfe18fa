"""What a page's *Download my work* needs to know (``book/static/exercises/hand-in.js`` reads it)."""

from pathlib import Path
from typing import Any

from localsdg import course as sources
from localsdg.course import public
from localsdg_build import order

_PLACEHOLDERS = ("text_placeholder", "open_placeholder")
_ALSO = ("notebook_answer", "notebook_no_answer", *_PLACEHOLDERS)


def page_data(
    assignment: str, course: Path | None = None, language: str = sources.LANGUAGE
) -> dict[str, Any]:
    """``{words, exercises: [{slug, title, kind, page}], lessons, placeholders, language}``, in order.

    ``page`` is the built page that shows the exercise, relative to the language's top; ``""`` if none does.
    ``placeholders``: what stands in the other languages where a text is asked for, for a notebook may come
    from any. ``lessons``: on which there may be notes. ``language`` is left out for English.
    """
    course = Path(course or sources.root()).resolve()
    pages = {
        slug: f"modules/{module}/{lesson}/{language}.html"
        for slug, module, lesson in order.placed_exercises(course, language)
    }
    ui = sources.interface_words(language, course)
    words = {key: text for key, text in ui.items() if key.startswith("hand_in_") or key in _ALSO}
    exercises, mine = [], order.assignments(course)[assignment]
    for slug in order.exercises_of(course, mine, language):
        spec = public.exercise(slug, language, course)
        title = spec["words"]["title"]
        exercises.append({"slug": slug, "title": title, "kind": spec["kind"], "page": pages.get(slug, "")})
    others = [
        sources.interface_words(other, course) for other in sources.languages(course) if other != language
    ]
    return {
        "words": words,
        "exercises": exercises,
        "lessons": [f"{module}/{lesson}" for module, lesson, _ in order.lessons(course, mine, language)],
        **({"placeholders": [other[key] for other in others for key in _PLACEHOLDERS]} if others else {}),
        **({"language": language} if language != sources.LANGUAGE else {}),
    }
