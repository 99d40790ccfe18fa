"""The first rule: every source file can be read, as UTF-8 and as what its ending says."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

from localsdg.course import LANGUAGE, CourseError
from localsdg_build.check import yaml_text

NEEDED = ("book/_toc.yml", f"book/{LANGUAGE}/interface.yml", "exercises/schema.json")
FOLDERS = ("book", "modules", "exercises", "datasets")
_SKIP = {"__pycache__", ".ipynb_checkpoints", "static", "theme"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_JSON_REMEDIES = {
    "Expecting ',' delimiter": "a comma is missing before this place",
    "Expecting property name enclosed in double quotes": "write a key in double quotes, or remove the comma",
    "Illegal trailing comma before end of object": "remove the comma before }",
    "Illegal trailing comma before end of array": "remove the comma before ]",
    "Expecting value": "write a value, or remove the comma before it",
    "Expecting ':' delimiter": "a colon belongs between key and value",
    "Extra data": "the value ends before this place; remove what follows",
    "Invalid control character at": "the text is not closed in its line; write a quote",
    "Unterminated string starting at": "the text that begins here is not closed; write a quote at its end",
    "Invalid \\escape": "write \\\\ for a backslash",
}  # fmt: skip


def files(course: Path) -> Iterator[CourseError]:
    """Every source file can be read; each that cannot is named with its first line that is wrong."""
    for name in NEEDED:
        if not (course / name).is_file():
            told = "this file is missing; take it from the last version of the course"
            yield CourseError(course / name, told)
    for path in sources(course):
        yield from _file_problems(course, path)


def sources(course: Path) -> list[Path]:
    """All files that an author writes, sorted."""
    settings = [course / name for name in ("_config.yml", "publish.yml")]
    return [path for path in settings if path.is_file()] + sorted(
        path
        for folder in FOLDERS
        for path in (course / folder).rglob("*")
        if path.suffix in _READERS and not _SKIP & set(path.relative_to(course).parts) and path.is_file()
    )


def _file_problems(course, path):
    content = path.read_bytes()
    if content.startswith(b"\xef\xbb\xbf"):
        yield CourseError(path, "an invisible byte order mark stands first; save as UTF-8 without it", 1)
        return
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield CourseError(path, "this file is UTF-16; save it as UTF-8", 1)
        return
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        byte = content[problem.start : problem.start + 1].hex().upper()
        told = f"this line is not UTF-8 text (it has the byte {byte}); save the file as UTF-8"
        yield CourseError(path, told, line)
        return
    if hidden := _CONTROL.search(text):
        line = text.count("\n", 0, hidden.start()) + 1
        told = f"an invisible sign U+{ord(hidden[0]):04X} stands in this line; remove it"
        yield CourseError(path, told, line)
        return
    yield from _READERS[path.suffix](course, path, text.replace("\r\n", "\n"))


def _yaml(course, path, text):
    return yaml_text.problems(path, text)


def _markdown(course, path, text):
    if not text.startswith("---\n"):
        if _needs_front_matter(course, path):
            yield CourseError(path, "begin the file with a front matter between two lines '---'", 1)
        return
    end = re.search(r"^---$", text[4:], re.MULTILINE)
    if not end:
        yield CourseError(path, "the front matter is not closed; write a line '---' below its last key", 1)
        return
    found = list(yaml_text.problems(path, text[4 : 4 + end.start()], 2))
    yield from found
    first = text[4:].lstrip("\n").split("\n", 1)[0]
    if not found and ":" not in first and not first.startswith("#"):
        yield CourseError(path, "the front matter holds 'key: value' lines", 2)


def _needs_front_matter(course, path):
    parts = path.relative_to(course).parts
    return path.name == f"{LANGUAGE}.md" and parts[0] in ("modules", "exercises")


def _json(course, path, text):
    twice: list = []

    def pairs(found):
        keys = [key for key, _ in found]
        twice.extend(key for key in dict.fromkeys(keys) if keys.count(key) > 1)
        return dict(found)

    def constant(name):
        raise CourseError(path, f"{name} is no number in JSON; write null", _line(text, name))

    try:
        json.loads(text, object_pairs_hook=pairs, parse_constant=constant)
    except CourseError as problem:
        yield problem
    except json.JSONDecodeError as problem:
        told = _JSON_REMEDIES.get(problem.msg, problem.msg)
        yield CourseError(path, f"this is not JSON: {told}", problem.lineno)
    except RecursionError:
        yield CourseError(path, "this is not JSON that anybody reads: it is too deep", 1)
    for key in twice:
        lines = [number for number, line in enumerate(text.splitlines(), 1) if f'"{key}"' in line]
        yield CourseError(path, f"{key!r} stands twice in one object; remove one", lines[-1])


def _python(course, path, text):
    try:
        ast.parse(text)
    except SyntaxError as problem:
        yield CourseError(path, f"this is not Python: {problem.msg}", problem.lineno)
    except ValueError as problem:  # a zero byte
        yield CourseError(path, f"this is not Python: {problem}", 1)


def _nothing(course, path, text):
    return ()


def _line(text, part):
    return text.count("\n", 0, max(0, text.find(part))) + 1


_READERS = {
    ".md": _markdown, ".yml": _yaml, ".json": _json, ".py": _python, ".csv": _nothing, ".bib": _nothing,
}  # fmt: skip
