"""Rules about exercise folders: settings, words, check functions, datasets."""

import json

from jsonschema import Draft202012Validator

from localsdg import kinds
from localsdg.course import CourseError, exercise_ids, read_words, read_yaml
from localsdg_build.lines import key_line, line_of


def folders(course):
    """Every folder below ``exercises/``, sorted; one without ``exercise.yml`` is a problem, not a skip."""
    return sorted(path for path in (course / "exercises").iterdir() if path.is_dir())


def readable(course):
    """``(folder, settings)`` of every exercise whose ``exercise.yml`` has the right shape."""
    validator = Draft202012Validator(_schema(course))
    for slug in exercise_ids(course):
        folder = course / "exercises" / slug
        try:
            found = read_yaml(folder / "exercise.yml")
            rubric_rows(folder)
        except CourseError:
            continue  # reported by ``settings``
        if validator.is_valid(found):
            yield folder, found


def _schema(course):
    return json.loads((course / "exercises" / "schema.json").read_text(encoding="utf-8"))


def settings(course):
    """``exercise.yml`` fits schema.json and its kind; module and objectives exist; points add up."""
    schema = _schema(course)
    for folder in folders(course):
        path = folder / "exercise.yml"
        try:
            found = read_yaml(path)
            rubric_rows(folder)
        except CourseError as problem:
            yield problem
            continue
        problems = list(_schema_problems(path, schema, found, ()))
        yield from problems
        if not problems:
            yield from _settings_problems(course, path, found)


def _schema_problems(path, schema, value, below):
    for error in Draft202012Validator(schema).iter_errors(value):
        keys = [*below, *(key for key in error.absolute_path if isinstance(key, str))]
        where = ".".join(map(str, [*below, *error.absolute_path])) or "the file"
        yield CourseError(path, f"{where}: {error.message}", key_line(path, *keys))


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
        yield from _schema_problems(path, schema, found.get("parameters") or {}, ("parameters",))
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


def all_checks(found):
    """Public and hidden checks of an ``exercise.yml``."""
    return [*(found.get("checks") or []), *(found.get("hidden_checks") or [])]


RUBRIC = {
    "type": "object",
    "required": ["rows"],
    "properties": {
        "rows": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "objective", "levels"],
                "properties": {
                    "levels": {
                        "type": "array",
                        "minItems": 2,
                        "items": {
                            "type": "object",
                            "required": ["id", "points"],
                            "properties": {"points": {"type": "number", "minimum": 0}},
                        },
                    }
                },
            },
        }
    },
}


def rubric_rows(folder):
    """The rows of ``rubric.yml``, ``[]`` without one; ``CourseError`` if it has another shape."""
    path = folder / "rubric.yml"
    if not path.is_file():
        return []
    found = read_yaml(path)
    for error in Draft202012Validator(RUBRIC).iter_errors(found):
        where = ".".join(map(str, error.absolute_path)) or "the file"
        raise CourseError(path, f"{where}: {error.message}", key_line(path, "rows"))
    return found["rows"]


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


def words(course):
    """``en.md`` has a title, a summary, a prompt, and a sentence for all that can be said."""
    for folder, found in readable(course):
        path = folder / "en.md"
        try:
            front, body = read_words(path)
        except CourseError as problem:
            yield problem
            continue
        for key in ("title", "summary"):
            if not isinstance(front.get(key), str) or not front[key].strip():
                yield CourseError(path, f"{key} is missing; write '{key}: …' into the front matter", 1)
        if not body.strip():
            yield CourseError(path, "the prompt is missing; write it below the front matter", 1)
        yield from _word_problems(path, front, found)


def _word_problems(path, front, found):
    for check in found.get("checks") or []:
        sentences = (front.get("feedback") or {}).get(check.get("id"))
        if not isinstance(sentences, dict) or not sentences:
            yield CourseError(
                path,
                f"feedback.{check.get('id')} is missing; write a sentence for each message the check gives",
                key_line(path, "feedback"),
            )
    for row in rubric_rows(path.parent):
        entry = (front.get("rubric") or {}).get(row.get("id")) or {}
        missing = [
            level["id"] for level in row.get("levels", []) if level["id"] not in (entry.get("levels") or {})
        ]
        if not entry.get("title") or missing:
            yield CourseError(
                path,
                f"rubric.{row.get('id')}: write its title and the levels {', '.join(missing) or '…'}",
                key_line(path, "rubric"),
            )
    if found.get("kind") in kinds.names():
        needed = getattr(kinds.kind(found["kind"]), "needed_words", None)
        for place in needed(found) if needed else []:
            if not _has(front, place):
                yield CourseError(
                    path,
                    f"{'.'.join(place)} is missing; write it into the front matter",
                    key_line(path, *place[:-1]),
                )


def _has(front, place):
    for key in place:
        # A value of a scale may be a number in the YAML; the widget finds its words by text.
        found = {str(name): value for name, value in front.items()} if isinstance(front, dict) else {}
        if key not in found:
            return False
        front = found[key]
    return bool(front)


def used_datasets(course):
    """Datasets and tables that an exercise names exist."""
    known = {path.parent.name for path in (course / "datasets").glob("*/datapackage.json")}
    for folder, found in readable(course):
        path = folder / "exercise.yml"
        tables = (found.get("parameters") or {}).get("tables") or {}
        named = [*(found.get("datasets") or []), *(str(place).split("/")[0] for place in tables.values())]
        for name in dict.fromkeys(named):
            if name not in known:
                yield CourseError(
                    path,
                    f"there is no dataset {name!r}; write one of: {', '.join(sorted(known))}",
                    line_of(path, name),
                )
        for place in tables.values():
            yield from _table_problems(course, path, str(place), known)


def _table_problems(course, path, place, known):
    from localsdg import data

    if place.split("/")[0] in known:
        try:
            data.rows(place, course)
        except CourseError as problem:
            yield CourseError(path, f"tables: {problem.problem}", line_of(path, place))
