"""The rule about lessons: the front matter is complete, and what the lesson names exists."""

from localsdg.course import CourseError, exercise_ids, read_words, read_yaml
from localsdg_build import lesson_text, order
from localsdg_build.check.lessons import lessons, modules
from localsdg_build.check.lines import key_line, line_of


def lesson_files(course):
    """A lesson's front matter is complete, and what the lesson names exists."""
    for module in modules(course):
        known = {item.get("id") for item in (read_yaml(module / "module.yml") or {}).get("objectives") or []}
        for lesson in lessons(module):
            path = lesson / "en.md"
            try:
                front, body = read_words(path)
            except CourseError as problem:
                yield problem
                continue
            yield from _front_problems(course, path, front, known)
            yield from _body_problems(course, path, body)


def _front_problems(course, path, front, known):
    lesson = front.get("lesson")
    if not isinstance(lesson, dict) or not isinstance(lesson.get("minutes"), dict):
        yield CourseError(
            path,
            "write 'lesson:' with objectives, minutes: {read, exercises} and prerequisites into "
            "the front matter",
            1,
        )
        return
    for name in lesson.get("objectives") or ["(none)"]:
        if name not in known:
            yield CourseError(
                path,
                f"objective {name!r} is not in module.yml; write one of: {', '.join(sorted(known))}",
                key_line(path, "lesson", "objectives"),
            )
    module = path.parent.parent
    for name in lesson.get("prerequisites") or []:
        folder = course / "modules" if "/" in str(name) else module
        if not (folder / str(name) / "en.md").is_file():
            yield CourseError(
                path,
                f"prerequisite {name!r} is no lesson; write a lesson's folder of this module, "
                "or <module>/<lesson>",
                key_line(path, "lesson", "prerequisites"),
            )


def _body_problems(course, path, body):
    known = exercise_ids(course)
    shown = order.shown_exercises(body)
    for slug in shown:
        if slug not in known:
            yield CourseError(
                path, f"there is no exercise {slug!r}; write one of: {', '.join(known)}", line_of(path, slug)
            )
    if not shown:
        yield CourseError(path, "the lesson shows no exercise; add a ```{sdg-exercise} block", 1)
    datasets = {item.parent.name for item in (course / "datasets").glob("*/datapackage.json")}
    for name in lesson_text.loaded_datasets(body):
        if name not in datasets:
            yield CourseError(
                path,
                f"there is no dataset {name!r}; write one of: {', '.join(sorted(datasets))}",
                line_of(path, name),
            )
