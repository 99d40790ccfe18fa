"""Rules about an exercise's check functions: all there, none too many, and only imports both Pythons have."""

import ast

from localsdg import checks
from localsdg.course import CourseError
from localsdg_build.check.exercises import readable
from localsdg_build.check.lines import key_line, line_of

SHARED_MODULES = {
    "localsdg.checks",
    "json",
    "re",
    "math",
    "collections",
    "itertools",
    "functools",
    "datetime",
}


def functions(course):
    """``checks.py`` and ``hidden_checks.py`` hold exactly the named checks and no more than they may."""
    for folder, found in readable(course):
        for key, name in (("checks", "checks.py"), ("hidden_checks", "hidden_checks.py")):
            named = [check.get("id") for check in found.get(key) or [] if isinstance(check, dict)]
            path = folder / name
            if path.is_file() or named:
                yield from _function_problems(path, named, folder / "exercise.yml", key)


def _function_problems(path, named, settings_path, key):
    if not path.is_file():
        yield CourseError(
            path, f"this file is missing; {key} in exercise.yml names {', '.join(map(str, named))}"
        )
        return
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except SyntaxError as problem:
        yield CourseError(path, f"this is not Python: {problem.msg}", problem.lineno)
        return
    for node in ast.walk(tree):
        for module in _imported(node):
            if module not in SHARED_MODULES:
                yield CourseError(
                    path,
                    f"checks cannot import {module!r}: it is missing in the browser's Python; "
                    f"they may use {', '.join(sorted(SHARED_MODULES))}",
                    node.lineno,
                )
    yield from _compare(path, named, settings_path, key)


def _compare(path, named, settings_path, key):
    try:
        found = [check_id for check_id, _ in checks.load(path.read_text(encoding="utf-8"), path.name)]
    except Exception as problem:
        yield CourseError(path, f"this file stops with {type(problem).__name__}: {problem}", 1)
        return
    for check_id in sorted(set(named) - set(found)):
        yield CourseError(
            path,
            f"check {check_id!r} is named in exercise.yml but not written here; write @check({check_id!r})",
            1,
        )
    for check_id in sorted(set(found) - set(named)):
        yield CourseError(
            settings_path,
            f"check {check_id!r} is written in {path.name} but not named here; add it under {key}",
            key_line(settings_path, key),
        )
    for check_id in sorted({item for item in found if found.count(item) > 1}):
        yield CourseError(path, f"check {check_id!r} is written twice; remove one", line_of(path, check_id))


def _imported(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) else []
