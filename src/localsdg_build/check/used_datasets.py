"""The rule about the datasets and tables that an exercise names: they exist."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from localsdg.course import CourseError, data
from localsdg_build.check.exercises import readable
from localsdg_build.check.lines import line_of


def used_datasets(course: Path) -> Iterator[CourseError]:
    """Datasets and tables that an exercise names exist."""
    known = data.names(course)
    for folder, found in readable(course):
        path = folder / "exercise.yml"
        tables = (found.get("parameters") or {}).get("tables") or {}
        named = [*(found.get("datasets") or []), *(str(place).split("/")[0] for place in tables.values())]
        yield from unknown(course, path, dict.fromkeys(named))
        for place in tables.values():
            yield from _table_problems(course, path, str(place), known)


def unknown(course: Path, path: Path, names: Iterable[str]) -> Iterator[CourseError]:
    """A problem for each of the datasets' ``names``, which the file ``path`` names, that there is not."""
    known = data.names(course)
    for name in names:
        if name not in known:
            told = f"there is no dataset {name!r}; write one of: {', '.join(known)}"
            yield CourseError(path, told, line_of(path, name))


def _table_problems(course, path, place, known):
    if place.split("/")[0] in known:
        try:
            data.rows(place, course)
        except CourseError as problem:
            yield CourseError(path, f"tables: {problem.problem}", line_of(path, place))
