"""``localsdg check``: read every source file and say what is wrong, where, and what to write.

Each rule is a function in a module of its own beside this one, gets the course's folder, and yields
``CourseError`` records; the order of the rules is the list ``RULES``.
"""

from localsdg.course import CourseError
from localsdg_build.check.contents import contents
from localsdg_build.check.functions import functions
from localsdg_build.check.glossary import (
    entries_linked,
    entries_unique,
    lessons_known,
    terms_exist,
    terms_in_exercises,
)
from localsdg_build.check.lesson_files import lesson_files
from localsdg_build.check.minutes import minutes
from localsdg_build.check.module_files import module_files
from localsdg_build.check.objectives import kept
from localsdg_build.check.odd import odd
from localsdg_build.check.parts import parts
from localsdg_build.check.placeholders import placeholders
from localsdg_build.check.samples import samples
from localsdg_build.check.settings import settings
from localsdg_build.check.used_datasets import used_datasets
from localsdg_build.check.words import words

RULES = [
    settings,
    words,
    functions,
    used_datasets,
    module_files,
    lesson_files,
    contents,
    minutes,
    parts,
    kept,
    terms_exist,
    terms_in_exercises,
    entries_linked,
    entries_unique,
    lessons_known,
    samples,
    odd,
    placeholders,
]


def check_course(course):
    """All problems of the course in folder ``course``, as a list of ``CourseError``, by file and line."""
    problems = []
    for rule in RULES:
        try:
            problems.extend(rule(course))
        except CourseError as problem:  # a file another rule has already reported, read again
            problems.append(problem)
    unique = {str(problem): problem for problem in problems}
    return [_short(unique[text], course) for text in sorted(unique)]


def _short(problem, course):
    """The same problem, with its path as seen from the course's folder."""
    path = problem.path
    if path.is_relative_to(course):
        path = path.relative_to(course)
    return CourseError(path, problem.problem, problem.line)
