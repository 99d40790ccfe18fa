"""Rules about modules and lessons: front matter, what they name, and the table of contents."""

import re

from localsdg.course import CourseError, exercise_ids, read_words, read_yaml
from localsdg_build import order
from localsdg_build.lines import key_line, line_of

LOADED = re.compile(r"""data\.(?:load|rows)\(\s*["']([^"'/]+)""")
BLOOM = {"remember", "understand", "apply", "analyse", "evaluate", "create"}


def modules(course):
    """Folders below ``modules/`` that have a ``module.yml``, sorted."""
    return sorted(path.parent for path in (course / "modules").glob("*/module.yml"))


def lessons(module):
    """Lesson folders of a module (those with an ``en.md``), sorted."""
    return sorted(path.parent for path in module.glob("*/en.md"))


def shown_exercises(lesson):
    """The exercises a lesson shows, in reading order."""
    return order.shown_exercises((lesson / "en.md").read_text(encoding="utf-8"))


def module_files(course):
    """``module.yml`` names objectives with a Bloom verb, minutes, audience; ``en.md`` words them."""
    for module in modules(course):
        path = module / "module.yml"
        found = read_yaml(path)
        if not isinstance(found, dict):
            yield CourseError(
                path, "write 'key: value' lines: objectives, minutes, audience, prerequisites, assignment", 1
            )
            continue
        for key in ("objectives", "minutes", "audience", "prerequisites", "assignment"):
            if key not in found:
                yield CourseError(path, f"{key} is missing; write '{key}: …'", 1)
        yield from _objective_words(module, found)


def _objective_words(module, found):
    try:
        front, _ = read_words(module / "en.md")
    except CourseError as problem:
        yield problem
        return
    for item in found.get("objectives") or []:
        place = key_line(module / "module.yml", item.get("id", "objectives"))
        if item.get("verb") not in BLOOM:
            yield CourseError(
                module / "module.yml",
                f"objective {item.get('id')!r}: verb is one of {', '.join(sorted(BLOOM))}",
                place,
            )
        if item.get("id") not in (front.get("objectives") or {}):
            yield CourseError(
                module / "en.md",
                f"objectives.{item.get('id')} is missing; write the sentence that says what a learner can do",
                key_line(module / "en.md", "objectives"),
            )


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
    for name in LOADED.findall(body):
        if name not in datasets:
            yield CourseError(
                path,
                f"there is no dataset {name!r}; write one of: {', '.join(sorted(datasets))}",
                line_of(path, name),
            )


def contents(course):
    """Every page of the table of contents exists, and every lesson and module page is in it."""
    path = course / "book" / "_toc.yml"
    listed = set(_toc_files(read_yaml(path)))
    for name in sorted(listed):
        if not (course / f"{name}.md").is_file():
            yield CourseError(
                path, f"{name}.md does not exist; write it or remove the line", line_of(path, name)
            )
    for module in modules(course):
        for page in [module, *lessons(module)]:
            name = (page / "en").relative_to(course).as_posix()
            if name not in listed:
                yield CourseError(path, f"{name} is not in the table of contents; add '- file: {name}'", 1)


def _toc_files(node):
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("file", "root"):
                yield str(value).removesuffix(".md")
            else:
                yield from _toc_files(value)
    elif isinstance(node, list):
        for item in node:
            yield from _toc_files(item)
