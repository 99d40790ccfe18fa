"""What *Download my work* and the page *My work* need to know (``book/static/exercises/`` reads it)."""

from pathlib import Path
from typing import Any

from localsdg import course as sources
from localsdg.course import public
from localsdg_build import order

WORK_PAGE = "book/{}/my-work"
_PLACEHOLDERS = ("text_placeholder", "open_placeholder")
_ALSO = ("notebook_answer", "notebook_no_answer", *_PLACEHOLDERS)


def page_data(
    assignment: str, course: Path | None = None, language: str = sources.LANGUAGE
) -> dict[str, Any]:
    """``{words, exercises: [{slug, title, kind, page, version}], lessons, placeholders, language}``.

    ``page`` is the built page that shows the exercise, relative to the language's top; ``""`` if none does.
    ``placeholders``: what stands in the other languages where a text is asked for, for a notebook may come
    from any. ``lessons``: on which there may be notes. ``language`` is left out for English. ``work``: the
    page *My work*, where there is one.
    """
    course = Path(course or sources.root()).resolve()
    mine = order.assignments(course)[assignment]
    # The course that a language is built from names the pages of that language.
    work = {WORK_PAGE.format(one) for one in (sources.LANGUAGE, language)}
    return {
        "words": _words(course, language, "hand_in_"),
        "exercises": [
            {key: one[key] for key in ("slug", "title", "kind", "page", "version")}
            for one in _exercises(course, mine, language)
        ],
        "lessons": [f"{module}/{lesson}" for module, lesson, _ in order.lessons(course, mine, language)],
        **({"work": f"{WORK_PAGE.format(language)}.html"} if work & {*order.pages(course)} else {}),
        **_spoken(course, language),
    }


def work_data(title: str, course: Path | None = None, language: str = sources.LANGUAGE) -> dict[str, Any]:
    """``{words, course, modules, placeholders, language}`` for the page *My work*; ``title``: the course's.

    A module: ``{assignment, title, exercises, lessons: [{lesson, title}], objectives: [{id, sentence}]}``;
    its exercises are those of ``page_data`` with what a record is made of: ``version``, ``checks`` (``[id,
    objective, points]``) and ``rubric`` (names of rows).
    """
    course = Path(course or sources.root()).resolve()
    modules = []
    for assignment, module in order.assignments(course).items():
        page = order.in_language(course / "modules" / module, language)
        modules.append(
            {
                "assignment": assignment,
                "title": order.title(page) if page.is_file() else assignment,
                "exercises": _exercises(course, module, language),
                "lessons": [
                    {"lesson": f"{at}/{lesson}", "title": order.title(path)}
                    for at, lesson, path in order.lessons(course, module, language)
                ],
                "objectives": [
                    {"id": name, "sentence": sentence} for name, sentence in _objectives(page).items()
                ],
            }
        )
    words = _words(course, language, "work_")
    return {"words": words, "course": title, "modules": modules, **_spoken(course, language)}


def _objectives(page):
    """``{id: sentence}`` of a module's page; none where it has no front matter, which ``check`` says."""
    try:
        return sources.read_words(page)[0].get("objectives") or {}
    except sources.CourseError:
        return {}


def _words(course, language, prefix):
    ui = sources.interface_words(language, course)
    return {key: text for key, text in ui.items() if key.startswith(prefix) or key in _ALSO}


def _exercises(course, module, language):
    pages = {
        slug: f"modules/{at}/{lesson}/{language}.html"
        for slug, at, lesson in order.placed_exercises(course, language)
    }
    found = []
    for slug in order.exercises_of(course, module, language):
        spec = public.exercise(slug, language, course)
        found.append(
            {
                "slug": slug,
                "title": spec["words"]["title"],
                "kind": spec["kind"],
                "page": pages.get(slug, ""),
                "version": spec["version"],
                "checks": [[one["id"], one["objective"], one["points"]] for one in spec.get("checks") or []],
                "rubric": [row["id"] for row in spec["rubric"]],
            }
        )
    return found


def _spoken(course, language):
    """What stands in other languages where a text is asked for; the page's own, where it is not English."""
    others = [
        sources.interface_words(other, course) for other in sources.languages(course) if other != language
    ]
    return {
        **({"placeholders": [other[key] for other in others for key in _PLACEHOLDERS]} if others else {}),
        **({"language": language} if language != sources.LANGUAGE else {}),
    }
