"""Let all that reads the course read it with a country pack: the one door to packs for programs."""

import os
from pathlib import Path

from localsdg.course import CourseError
from localsdg_build.check import packs as rule
from localsdg_build.packs import model, staging

VARIABLE = "LOCALSDG_PACK"  # names the pack where no option does


class NotInOrder(CourseError):
    """A pack that cannot be used: ``problems`` name file, line and what to write."""

    def __init__(self, name: str, problems: list[CourseError]) -> None:
        self.problems = problems
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        told = f"this pack cannot be used: {problems[0]}{more}; 'localsdg check' names all that is to mend"
        super().__init__(Path(model.FOLDER, name), told)


def course_with(course: Path, name: str) -> Path:
    """The folder of the course with the pack of that name, made anew where something changed.

    ``CourseError`` if there is no such pack, ``NotInOrder`` if it cannot be used.
    """
    found = [_short(one, course) for one in rule.problems(course, name)]
    if found:
        raise NotInOrder(name, found)
    return staging.stage(course, model.read(course, name))


def use(course: Path, name: str) -> Path:
    """From now on this process, and those it starts, read the course with the pack; its folder."""
    folder = course_with(course, name)
    os.environ["LOCALSDG_COURSE"] = str(folder)
    return folder


def _short(problem, course):
    path = problem.path
    if path.is_relative_to(course):
        path = path.relative_to(course)
    return CourseError(path, problem.problem, problem.line)
