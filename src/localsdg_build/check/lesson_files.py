"""The rules about lessons: the front matter is complete, and what the lesson names exists."""

from collections.abc import Iterator
from pathlib import Path

from localsdg.course import CourseError, exercise_ids, lesson_text, read_words, read_yaml
from localsdg_build import order
from localsdg_build.check import shapes, used_datasets
from localsdg_build.check.lessons import lessons, modules
from localsdg_build.check.lines import key_line, line_of
from localsdg_build.check.sessions import SESSION

_MINUTES = {"type": "integer", "minimum": 0}
_TEXTS = {"type": "array", "items": {"type": "string"}}
LESSON = {
    "type": "object",
    "required": ["objectives", "minutes", "prerequisites"],
    "properties": {
        "objectives": {**_TEXTS, "minItems": 1, "description": "ids from module.yml"},
        "minutes": {
            "type": "object",
            "required": ["read", "exercises"],
            "properties": {"read": _MINUTES, "exercises": _MINUTES},
            "description": "{read: …, exercises: …}",
        },
        "prerequisites": {**_TEXTS, "description": "[] if there are none"},
        "session": SESSION,
    },
}


def lesson_shapes(course: Path) -> Iterator[CourseError]:
    """A lesson's front matter is complete."""
    for module in modules(course):
        for lesson in lessons(module):
            path = lesson / "en.md"
            front, _ = read_words(path)
            if "lesson" not in front:
                told = "write 'lesson:' with objectives, minutes: {read, exercises} and prerequisites"
                yield CourseError(path, f"{told} into the front matter", 1)
            else:
                yield from shapes.problems(path, LESSON, front["lesson"], ("lesson",))


def lesson_files(course: Path) -> Iterator[CourseError]:
    """What a lesson names exists."""
    for module in modules(course):
        known = {item["id"] for item in read_yaml(module / "module.yml")["objectives"]}
        for lesson in lessons(module):
            path = lesson / "en.md"
            front, body = read_words(path)
            yield from _front_problems(course, path, front, known)
            yield from _body_problems(course, path, body)


def _front_problems(course, path, front, known):
    lesson = front["lesson"]
    for name in lesson["objectives"]:
        if name not in known:
            yield CourseError(
                path,
                f"objective {name!r} is not in module.yml; write one of: {', '.join(sorted(known))}",
                key_line(path, "lesson", "objectives"),
            )
    module = path.parent.parent
    for name in lesson["prerequisites"]:
        folder = course / "modules" if "/" in name else module
        if not (folder / name / "en.md").is_file():
            yield CourseError(
                path,
                f"prerequisite {name!r} is no lesson; write a lesson's folder of this module, "
                "or <module>/<lesson>",
                key_line(path, "lesson", "prerequisites"),
            )


def _body_problems(course, path, body):
    known = exercise_ids(course)
    shown = order.shown_exercises(body)
    for slug in dict.fromkeys(shown):
        if shown.count(slug) > 1:
            told = f"exercise {slug!r} is shown {shown.count(slug)} times; show it once"
            yield CourseError(path, told, line_of(path, slug))
        if slug not in known:
            yield CourseError(
                path, f"there is no exercise {slug!r}; write one of: {', '.join(known)}", line_of(path, slug)
            )
    yield from used_datasets.unknown(course, path, lesson_text.loaded_datasets(body))
