"""``localsdg check``: read every source file and say what is wrong, where, and what to write.

Each rule is one function in a ``check_*`` module that yields ``CourseError`` records; the order
of the rules is the list ``RULES``.
"""

from localsdg.course import CourseError
from localsdg_build import (
    check_alignment,
    check_exercises,
    check_functions,
    check_glossary,
    check_lessons,
    check_minutes,
    check_odd,
    check_parts,
    check_placeholders,
    check_samples,
)

RULES = [
    check_exercises.settings,
    check_exercises.words,
    check_functions.functions,
    check_exercises.used_datasets,
    check_lessons.module_files,
    check_lessons.lesson_files,
    check_lessons.contents,
    check_minutes.minutes,
    check_parts.parts,
    check_alignment.kept,
    check_glossary.terms_exist,
    check_glossary.terms_in_exercises,
    check_glossary.entries_linked,
    check_glossary.entries_unique,
    check_glossary.lessons_known,
    check_samples.samples,
    check_odd.odd,
    check_placeholders.placeholders,
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
