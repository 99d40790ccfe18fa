"""``localsdg check``: read every source file and say what is wrong, where, and what to write.

Each rule is a function in a module of its own beside this one, gets the course's folder, and yields
``CourseError`` records. Rules stand in three lists, because one mistake makes others: a file that cannot be
read has no right points. A list is gone through when the one before it has found nothing; an exercise is run
when the rules about its words and functions have.
"""

import functools
from collections.abc import Callable, Iterator
from pathlib import Path

from localsdg.course import CourseError
from localsdg_build.check import apart, micropython
from localsdg_build.check.before_after import before_after, before_after_shapes
from localsdg_build.check.bibliography import bibliography
from localsdg_build.check.bibliography import remarks as aged_sources
from localsdg_build.check.browser import browser
from localsdg_build.check.choices import choices
from localsdg_build.check.contents import contents, contents_shape
from localsdg_build.check.datasets import dataset_shapes, datasets
from localsdg_build.check.drawings import drawings
from localsdg_build.check.example_rows import example_rows
from localsdg_build.check.exercises import readable
from localsdg_build.check.figures import figures
from localsdg_build.check.files import files
from localsdg_build.check.forms import forms
from localsdg_build.check.functions import functions
from localsdg_build.check.glossary import (
    entries_linked,
    entries_unique,
    lessons_known,
    terms_exist,
    terms_in_exercises,
)
from localsdg_build.check.goal_cards import goal_cards
from localsdg_build.check.help import help_when_stuck
from localsdg_build.check.lesson_files import lesson_files, lesson_shapes
from localsdg_build.check.links import links
from localsdg_build.check.memory import Memory
from localsdg_build.check.messages import messages, unsaid
from localsdg_build.check.minutes import minutes
from localsdg_build.check.module_files import module_files, module_icons, module_shapes
from localsdg_build.check.objectives import kept
from localsdg_build.check.odd import odd
from localsdg_build.check.packs import packs
from localsdg_build.check.pages import blocks, pages
from localsdg_build.check.parts import parts
from localsdg_build.check.placeholders import placeholders
from localsdg_build.check.publishing import publishing
from localsdg_build.check.samples import samples
from localsdg_build.check.sessions import sessions
from localsdg_build.check.settings import settings, settings_shape
from localsdg_build.check.slide_points import slide_points
from localsdg_build.check.translations import remarks as translation_remarks
from localsdg_build.check.translations import translations
from localsdg_build.check.used_datasets import used_datasets
from localsdg_build.check.words import words, words_shape
from localsdg_build.packs import model

Rule = Callable[[Path], Iterator[CourseError]]
ALWAYS: list[Rule] = [placeholders]
FILES: list[Rule] = [files]
SHAPES: list[Rule] = [
    contents_shape,
    publishing,
    settings_shape,
    words_shape,
    module_shapes,
    before_after_shapes,
    lesson_shapes,
    dataset_shapes,
    blocks,
]
# Where one of these finds something, running the exercise's checks would only say it again.
EXERCISES: list[Rule] = [words, functions, messages, choices, example_rows, used_datasets]
NAMES: list[Rule] = [settings, lesson_files, contents, before_after]
CONTENTS: list[Rule] = [
    unsaid,
    datasets,
    module_files,
    module_icons,
    pages,
    links,
    bibliography,
    figures,
    drawings,
    slide_points,
    goal_cards,
    forms,
    terms_exist,
    terms_in_exercises,
    entries_linked,
    entries_unique,
    lessons_known,
    help_when_stuck,
    translations,
    packs,
]
_SOON = 2  # exercises that are run before all others
# They add up what others name, so they wait until NAMES has found nothing.
SUMS: list[Rule] = [minutes, parts, kept, sessions]


def check_course(
    course: Path, memory: Memory | None = None, tell: Callable[[list[CourseError]], None] = lambda found: None
) -> tuple[list[CourseError], list[str]]:
    """``(problems by file and line, remarks)`` of the course in folder ``course``.

    ``tell`` hears of problems as soon as they are found, of each once: to run all exercises takes a while.

    A course made with a country pack keeps the minutes of the lessons whose words it changes, and nothing is
    said of translations that it makes old.

    ``memory`` knows which exercises ran without a problem and have not changed since: they are not run again.
    """
    remarks: list[str] = []
    told: dict[str, CourseError] = {}

    def say(problems):
        short = {str(one): one for one in (_short(problem, course) for problem in problems)}
        new = {text: one for text, one in short.items() if text not in told}
        told.update(new)
        tell(_in_order(new.values()))

    problems = _found(FILES, course) or _found(SHAPES, course)
    if problems:
        say(problems + _found(ALWAYS, course))
        remarks.append("More is looked at when this is mended.")
    else:
        problems = _found(EXERCISES, course)
        spoiled = {_slug(problem, course) for problem in problems}
        running = _run(course, [slug for slug in _by_cost(course) if slug not in spoiled], memory)
        say(problems + _in_contents(course) + _found(ALWAYS, course))
        for found in running(remarks):
            say(found)
        remarks += [] if model.of_course(course) is not None else translation_remarks(course)
        remarks += aged_sources(course)
    return _in_order(told.values()), remarks


def _in_contents(course):
    unknown = _found(NAMES, course)
    is_packed = model.of_course(course) is not None
    sums = [rule for rule in SUMS if not (is_packed and rule is minutes)]
    return unknown + _found(CONTENTS, course) + ([] if unknown else _found(sums, course))


def _in_order(problems):
    return sorted(problems, key=lambda one: (str(one.path), one.line or 0, one.problem))


def _found(rules, course):
    problems = []
    for rule in rules:
        try:
            problems.extend(rule(course))
        except CourseError as problem:  # a file that a rule needs and that is not there
            problems.append(problem)
    return problems


def _by_cost(course):
    """The exercises that can be read, those with the longest samples first: they are run for longest."""
    sizes = {
        folder.name: sum(path.stat().st_size for path in folder.glob("samples/*.json"))
        for folder, _ in readable(course)
    }
    return sorted(sizes, key=lambda slug: (-sizes[slug], slug))


def _last_changed(course, slugs):
    """Those that somebody is working at."""

    def changed(slug):
        return max(path.stat().st_mtime_ns for path in (course / "exercises" / slug).rglob("*"))

    return sorted(slugs, key=changed)[-_SOON:]


def _run(course, slugs, memory):
    """Begin to run exercises; what is returned gives problems as they are found, and adds to the remarks."""
    todo = [slug for slug in slugs if not (memory and memory.knows(slug))]
    running = apart.start(functools.partial(_run_some, course), todo, _last_changed(course, todo))

    def wait(remarks):
        spoiled = set()
        for found, remark in running():
            problems = [CourseError(path, told, line) for path, told, line in found]
            spoiled |= {_slug(problem, course) for problem in problems}
            if remark and remark not in remarks:
                remarks.append(remark)
            yield problems
        if memory:
            memory.keep(set(todo) - spoiled)

    return wait


def _run_some(course, slugs):
    """What shows when checks run: on samples, on odd answers, in the browser's Python.

    ``([(path, problem, line), ...], a remark or None)``.
    """
    remark, problems = None, [*samples(course, slugs), *odd(course, slugs)]
    try:
        problems += browser(course, set(slugs) - {_slug(problem, course) for problem in problems})
    except micropython.NotHere as reason:
        remark = f"The checks were not run in the browser's Python: {reason}."
    return [(one.path, one.problem, one.line) for one in problems], remark


def _slug(problem, course):
    """The exercise that a problem is about; ``""`` if it is about something else."""
    parts = (
        problem.path.relative_to(course).parts if problem.path.is_relative_to(course) else problem.path.parts
    )
    return parts[1] if len(parts) > 2 and parts[0] == "exercises" else ""


def _short(problem, course):
    """The same problem, with its path as seen from the course's folder."""
    path = problem.path
    if path.is_relative_to(course):
        path = path.relative_to(course)
    return CourseError(path, problem.problem, problem.line)
