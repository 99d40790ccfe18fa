"""The rule about ``exercise.yml``: its shape, what it names, and the sum of its points."""

from localsdg import kinds
from localsdg.course import CourseError, read_yaml
from localsdg_build.check.exercises import all_checks, folders, rubric_rows, schema_of, schema_problems
from localsdg_build.check.lines import key_line, line_of


def settings(course):
    """``exercise.yml`` fits schema.json and its kind; module and objectives exist; points add up."""
    schema = schema_of(course)
    for folder in folders(course):
        path = folder / "exercise.yml"
        try:
            found = read_yaml(path)
            rubric_rows(folder)
        except CourseError as problem:
            yield problem
            continue
        problems = list(schema_problems(path, schema, found, ()))
        yield from problems
        if not problems:
            yield from _settings_problems(course, path, found)


def _settings_problems(course, path, found):
    module = course / "modules" / found["module"] / "module.yml"
    if not module.is_file():
        known = ", ".join(sorted(item.parent.name for item in (course / "modules").glob("*/module.yml")))
        yield CourseError(
            path, f"module: there is no {found['module']!r}; write one of: {known}", key_line(path, "module")
        )
    else:
        yield from _objective_problems(path, found, module)
    if found["kind"] not in kinds.names():
        known = ", ".join(kinds.names())
        yield CourseError(
            path, f"kind: there is no {found['kind']!r}; write one of: {known}", key_line(path, "kind")
        )
    else:
        schema = kinds.kind(found["kind"]).PARAMETERS
        yield from schema_problems(path, schema, found.get("parameters") or {}, ("parameters",))
    yield from _points_problems(path, found)


def _objective_problems(path, found, module):
    known = {item["id"] for item in (read_yaml(module) or {}).get("objectives", [])}
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
    for row in rows:
        if row.get("objective") not in known:
            rubric = path.parent / "rubric.yml"
            yield CourseError(
                rubric,
                f"row {row.get('id')!r}: objective {row.get('objective')!r} is not in "
                f"{module.parent.name}/module.yml",
                key_line(rubric, row.get("id")),
            )
    assessed = {check["objective"] for check in all_checks(found)} | {row.get("objective") for row in rows}
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
    for row in rubric_rows(path.parent):
        levels = [level["points"] for level in row["levels"]]
        total += max(levels)
    if abs(total - found["points"]) > 1e-9:
        yield CourseError(
            path,
            f"points: {found['points']}, but checks and rubric rows sum to {total:g}; write "
            f"points: {total:g}",
            key_line(path, "points"),
        )
