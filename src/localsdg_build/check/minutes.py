"""Rules about minutes: what a lesson, a module and a session say is what their parts add up to."""

import re
from collections.abc import Iterator
from pathlib import Path

from localsdg.course import LANGUAGE, CourseError, languages, lesson_text, read_words, read_yaml
from localsdg_build.check.exercises import readable
from localsdg_build.check.lessons import lessons, modules, shown_exercises
from localsdg_build.check.lines import key_line

WORDS_A_MINUTE = 150
SIGNS_A_MINUTE = 200  # of Chinese; our choice until readers of a translation have been timed
# An author may round, and a hard page takes longer than an easy one; more than this is a mistake.
LEEWAY = 2
_CELL = re.compile(r"^\s*\|\s*(.*?)\s*\|")
_RULE = re.compile(r"^\s*\|[\s|:-]+$")


def reading_minutes(text: lesson_text.LessonText) -> int:
    """Minutes to read a lesson (``lesson_text.LessonText``): its words or signs, and one for each figure."""
    return round(text.words / WORDS_A_MINUTE + text.signs / SIGNS_A_MINUTE) + len(text.figures)


def minutes(course: Path) -> Iterator[CourseError]:
    """Reading, exercises, modules and sessions: each number fits what it is made of."""
    needed = {folder.name: settings.get("minutes", 0) for folder, settings in readable(course)}
    for module in modules(course):
        total = 0
        for lesson in lessons(module):
            stated = _stated(lesson / "en.md")
            total += sum(stated.values())
            if stated:
                yield from _lesson_problems(lesson, stated, needed)
            yield from _session_problems(lesson / "en.md")
            for language in languages(course):
                if language != LANGUAGE and (lesson / f"{language}.md").is_file():
                    yield from _translation_problems(lesson / f"{language}.md")
        yield from _module_problems(module / "module.yml", total)


def _stated(path):
    """``{read, exercises}`` of a lesson; ``{}`` if its front matter is not in order (a rule of its own)."""
    try:
        lesson = read_words(path)[0].get("lesson")
    except CourseError:
        return {}
    found = lesson.get("minutes") if isinstance(lesson, dict) else None
    if not isinstance(found, dict):
        return {}
    keys = ("read", "exercises")
    return {key: found[key] if isinstance(found.get(key), int) else 0 for key in keys}


def _lesson_problems(lesson, stated, needed):
    path = lesson / "en.md"
    place = key_line(path, "lesson", "minutes")
    planned = sum(needed.get(slug, 0) for slug in shown_exercises(lesson))
    if stated["exercises"] != planned:
        yield CourseError(
            path,
            f"minutes.exercises is {stated['exercises']}, but the lesson's "
            f"exercises need {planned}; write exercises: {planned}",
            place,
        )
    text = lesson_text.read(path.read_text(encoding="utf-8"))
    needs = reading_minutes(text)
    if abs(stated["read"] - needs) > LEEWAY:
        yield CourseError(
            path,
            f"minutes.read is {stated['read']}, but the text needs {needs} (words: {text.words:,}, at "
            f"{WORDS_A_MINUTE} a minute; figures: {len(text.figures)}, a minute each); write read: {needs}",
            place,
        )


def _translation_problems(path):
    """A translation may say how long it takes to read; where it says nothing, the English minutes count."""
    stated, text = _stated(path), lesson_text.read(path.read_text(encoding="utf-8"))
    needs = reading_minutes(text)
    if stated.get("read") and abs(stated["read"] - needs) > LEEWAY:
        told = f"minutes.read is {stated['read']}, but this text needs {needs}; write read: {needs}"
        yield CourseError(path, told, key_line(path, "lesson", "minutes"))
    yield from _session_problems(path)


def _module_problems(path, total):
    stated = (read_yaml(path) or {}).get("minutes")
    if stated != total:
        yield CourseError(
            path,
            f"minutes is {stated}, but the lessons' minutes sum to {total}; write minutes: {total}",
            key_line(path, "minutes"),
        )


def _session_problems(path):
    """The trainer's notes say as many minutes as the first column of their table."""
    for block in lesson_text.read(path.read_text(encoding="utf-8")).blocks:
        if block.name != "trainer-notes":
            continue
        rows = _first_column(block.lines)
        wrong = [cell for cell in rows if not cell.isdigit()]
        total = sum(int(cell) for cell in rows if cell.isdigit())
        if wrong or not rows:
            shown = f"{wrong[0]!r} is no number" if wrong else "there is no table"
            yield CourseError(
                path,
                f"trainer-notes: {shown}; write a table whose first column holds whole minutes",
                block.line,
            )
        elif block.options.get("minutes") != str(total):
            yield CourseError(
                path,
                f"trainer-notes: minutes is {block.options.get('minutes')}, but the table's first column "
                f"sums to {total}; write :minutes: {total}",
                block.line,
            )


def _first_column(lines):
    """The first cells of the first Markdown table below its head."""
    cells, inside = [], False
    for line in lines:
        if _RULE.match(line):
            inside = True
        elif inside and (cell := _CELL.match(line)):
            cells.append(cell[1])
        elif inside:
            break
    return cells
