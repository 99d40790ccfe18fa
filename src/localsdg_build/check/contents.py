"""The rules about the table of contents: its pages exist, and every lesson is in it."""

from collections.abc import Iterator
from pathlib import Path

from localsdg.course import CourseError, read_yaml
from localsdg.course.before_after import FOLDER
from localsdg_build.check.lessons import lessons, modules
from localsdg_build.check.lines import line_of, place_line
from localsdg_build.check.shapes import near

_KEYS = (
    "format", "root", "parts", "chapters", "sections", "subtrees", "entries", "file", "url", "glob", "title",
    "caption", "options", "defaults", "numbered", "maxdepth", "hidden", "meta",
)  # fmt: skip


def contents_shape(course: Path) -> Iterator[CourseError]:
    """Each key of the table of contents is one that the book's engine reads."""
    path = course / "book" / "_toc.yml"
    yield from _key_problems(path, read_yaml(path), ())


def _key_problems(path, node, place):
    if isinstance(node, list):
        for number, item in enumerate(node):
            yield from _key_problems(path, item, (*place, number))
    elif isinstance(node, dict):
        for key, value in node.items():
            if key not in _KEYS:
                hint = f"{near(key, _KEYS)}write one of: {', '.join(_KEYS)}"
                yield CourseError(path, f"there is no {key!r} here; {hint}", place_line(path, *place, key))
            else:
                yield from _key_problems(path, value, (*place, key))


def contents(course: Path) -> Iterator[CourseError]:
    """Every page of the table of contents exists, and every lesson and module page is in it."""
    path = course / "book" / "_toc.yml"
    found = list(_toc_files(read_yaml(path)))
    listed = set(found)
    for name in sorted(listed):
        if found.count(name) > 1:
            told = f"{name} stands here {found.count(name)} times; leave one"
            yield CourseError(path, told, line_of(path, name))
        if not (course / f"{name}.md").is_file():
            yield CourseError(
                path, f"{name}.md does not exist; write it or remove the line", line_of(path, name)
            )
    for module in modules(course):
        tests = [module / FOLDER] if (module / FOLDER / "en.md").is_file() else []
        for page in [module, *lessons(module), *tests]:
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
