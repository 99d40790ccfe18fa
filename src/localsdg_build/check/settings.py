"""The rules about ``exercise.yml``: its shape, what it names, and the sum of its points."""

import re
from collections.abc import Iterator
from pathlib import Path

from localsdg import kinds, open_half
from localsdg.course import CourseError, read_yaml
from localsdg_build.check import shapes
from localsdg_build.check.exercises import RUBRIC, all_checks, folders, readable, rubric_rows, schema_of
from localsdg_build.check.lines import key_line, line_of, place_line

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def settings_shape(course: Path) -> Iterator[CourseError]:
    """``exercise.yml`` fits schema.json and its kind, ``rubric.yml`` has rows; nothing is named twice."""
    schema = schema_of(course)
    for folder in folders(course):
        path, rubric = folder / "exercise.yml", folder / "rubric.yml"
        if rubric.is_file():
            rows = read_yaml(rubric)
            yield from shapes.problems(rubric, RUBRIC, rows)
            yield from shapes.twice(rubric, rows)
        if not SLUG.match(folder.name):
            told = "a folder is called by small letters, digits and single hyphens; rename it"
            yield CourseError(folder, told)
            continue
        if folder.name.endswith(open_half.ENDING):
            told = f"a name with {open_half.ENDING} at its end is that of an open half's cell; rename it"
            yield CourseError(folder, told)
            continue
        if not path.is_file():
            yield CourseError(path, "this file is missing; 'localsdg new exercise NAME' makes one that works")
            continue
        found = read_yaml(path)
        problems = list(shapes.problems(path, schema, found))
        yield from problems or _kind_problems(path, found)
        yield from shapes.twice(path, found)


def _kind_problems(path, found):
    if found["kind"] not in kinds.names():
        hint = f"{shapes.near(found['kind'], kinds.names())}write one of: {', '.join(kinds.names())}"
        yield CourseError(path, f"kind: there is no {found['kind']!r}; {hint}", place_line(path, "kind"))
        return
    rubric = path.with_name("rubric.yml")
    if found["kind"] == "text" and not rubric.is_file():
        yield CourseError(rubric, "this file is missing; a person judges a text by it (docs/kinds/text.md)")
    schema, given = kinds.kind(found["kind"]).PARAMETERS, found.get("parameters") or {}
    yield from shapes.problems(path, schema, given, ("parameters",))
    known = schema["properties"]
    texts = [path.with_name(name) for name in ("checks.py", "hidden_checks.py")]
    source = "".join(text.read_text(encoding="utf-8") for text in texts if text.is_file())
    for name in given:
        # More than the kind knows may stand there for the checks; what they do not read is a mistake.
        if name not in known and f'"{name}"' not in source.replace("'", '"'):
            hint = f"{shapes.near(name, known)}write one of: {', '.join(known)}"
            told = f"parameters: neither the kind nor checks.py reads {name!r}; {hint}"
            yield CourseError(path, told, place_line(path, "parameters", name))


def settings(course: Path) -> Iterator[CourseError]:
    """What ``exercise.yml`` names exists; its points add up."""
    for folder, found in readable(course):
        path = folder / "exercise.yml"
        module = course / "modules" / found["module"] / "module.yml"
        if not module.is_file():
            known = sorted(item.parent.name for item in (course / "modules").glob("*/module.yml"))
            hint = f"{shapes.near(found['module'], known)}write one of: {', '.join(known)}"
            yield CourseError(
                path, f"module: there is no {found['module']!r}; {hint}", key_line(path, "module")
            )
        else:
            yield from _objective_problems(path, found, module)
        yield from _points_problems(path, found)


def _objective_problems(path, found, module):
    known = {item["id"] for item in read_yaml(module)["objectives"]}
    rows = rubric_rows(path.parent)
    used = [*found["objectives"], *(check["objective"] for check in all_checks(found))]
    for name in dict.fromkeys(used):
        if name not in known:
            yield CourseError(
                path,
                f"objective {name!r} is not in {module.parent.name}/module.yml; add it there or "
                f"use one of: {', '.join(sorted(known))}",
                line_of(path, name),
            )
    for number, row in enumerate(rows):
        if row["objective"] not in known:
            rubric = path.parent / "rubric.yml"
            yield CourseError(
                rubric,
                f"row {row['id']!r}: objective {row['objective']!r} is not in "
                f"{module.parent.name}/module.yml; write one of: {', '.join(sorted(known))}",
                place_line(rubric, "rows", number, "objective"),
            )
    assessed = {check["objective"] for check in all_checks(found)} | {row["objective"] for row in rows}
    for name in found["objectives"]:
        if name not in assessed:
            yield CourseError(
                path,
                f"objective {name!r} is assessed by no check and no rubric row; name it at one of "
                "them or remove it",
                line_of(path, name),
            )


def _points_problems(path, found):
    total = sum(check["points"] for check in all_checks(found))
    if abs(total - found["points"]) > 1e-9:
        yield CourseError(
            path,
            f"points: {found['points']}, but the checks sum to {total:g}; write "
            f"points: {total:g} (a rubric's points are a person's, and not among them)",
            key_line(path, "points"),
        )
