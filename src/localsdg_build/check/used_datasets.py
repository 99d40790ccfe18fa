"""The rule about the datasets and tables that an exercise names: they exist."""

from collections.abc import Iterator
from pathlib import Path

from localsdg.course import CourseError, data
from localsdg_build.check.exercises import readable
from localsdg_build.check.lines import line_of


def used_datasets(course: Path) -> Iterator[CourseError]:
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
    if place.split("/")[0] in known:
        try:
            data.rows(place, course)
        except CourseError as problem:
            yield CourseError(path, f"tables: {problem.problem}", line_of(path, place))
