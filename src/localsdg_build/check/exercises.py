"""What the rules about exercises share: folders, settings that can be read, rubric rows."""

import functools
import json
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from localsdg.course import CourseError, exercise_ids, read_yaml
from localsdg_build.check import shapes

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


def folders(course: Path) -> list[Path]:
    """Every folder below ``exercises/``, sorted; one without ``exercise.yml`` is a problem, not a skip."""
    return sorted(path for path in (course / "exercises").iterdir() if path.is_dir())


def readable(course: Path, only: Container[str] | None = None) -> Iterator[tuple[Path, dict[str, Any]]]:
    """``(folder, settings)`` of every exercise whose ``exercise.yml`` has the right shape.

    ``only``: the slugs of those that are looked at; all if it is ``None``.
    """
    schema = (course / "exercises" / "schema.json").read_text(encoding="utf-8")
    for slug in exercise_ids(course):
        if only is not None and slug not in only:
            continue
        folder = course / "exercises" / slug
        found = _settings(folder, schema, *(_state(folder / name) for name in ("exercise.yml", "rubric.yml")))
        if found is not None:
            yield folder, found


def _state(path):
    """What is another when the file has changed."""
    return (path.stat().st_mtime_ns, path.stat().st_size) if path.is_file() else None


@functools.lru_cache(maxsize=512)  # every rule asks
def _settings(folder, schema, settings_state, rubric_state):
    try:
        found = read_yaml(folder / "exercise.yml")
        rubric_rows(folder)
    except CourseError:
        return None  # reported by ``settings``
    return found if _validator(schema).is_valid(found) else None


@functools.lru_cache(maxsize=4)
def _validator(schema):
    return Draft202012Validator(json.loads(schema))


def schema_of(course: Path) -> dict[str, Any]:
    return json.loads((course / "exercises" / "schema.json").read_text(encoding="utf-8"))


def all_checks(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Public and hidden checks of an ``exercise.yml``."""
    return [*(found.get("checks") or []), *(found.get("hidden_checks") or [])]


def rubric_rows(folder: Path) -> list[dict[str, Any]]:
    """The rows of ``rubric.yml``, ``[]`` without one; ``CourseError`` if it has another shape."""
    path = folder / "rubric.yml"
    if not path.is_file():
        return []
    found = read_yaml(path)
    for problem in shapes.problems(path, RUBRIC, found):
        raise problem
    return found["rows"]
