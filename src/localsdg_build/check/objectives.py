"""The rule that what is promised is kept: each objective is taught and assessed, each exercise is shown."""

from collections.abc import Iterator
from pathlib import Path

from localsdg.course import CourseError
from localsdg_build import alignment
from localsdg_build.check.lines import key_line


def kept(course: Path) -> Iterator[CourseError]:
    """Every objective is taught by a lesson and assessed by a check or rubric row; exercises are shown."""
    for module in alignment.matrix(course):
        path = course / "modules" / module.name / "module.yml"
        for objective in module.objectives:
            yield from _objective_problems(path, objective)
        for slug in module.not_shown:
            yield CourseError(
                course / "exercises" / slug / "exercise.yml",
                f"no lesson shows this exercise; add ```{{sdg-exercise}} {slug}",
                1,
            )


def _objective_problems(path, objective):
    place = key_line(path, objective.id)
    if not objective.lessons:
        yield CourseError(
            path,
            f"objective {objective.id!r} is taught by no lesson; name it in a lesson's front "
            "matter or remove it",
            place,
        )
    if not objective.points:
        yield CourseError(
            path,
            f"objective {objective.id!r} has no exercise; name it at a check or rubric row of one "
            "that a lesson shows, or remove it",
            place,
        )
