"""The rule about a lesson's parts: recall, figure, case, check, own place, key points, sources, notes."""

import re
from collections.abc import Iterator
from pathlib import Path

from localsdg.course import CourseError, exercise, lesson_text, read_words
from localsdg_build import order
from localsdg_build.check.lessons import lessons, modules, shown_exercises

BOXES = {
    "lsdg-case": "a worked case: ````{admonition} Worked case: …",
    "lsdg-town": "questions for the reader's own place: ````{admonition} In your municipality",
    "lsdg-key": "the key points: ````{admonition} Key points",
}
RECALLED = (2, 3)  # questions from earlier lessons
FEWEST_WORDS = 500  # without code, exercises and trainer's notes
NOTES_OPTIONS = ("group", "materials")
NOTES_PARTS = ("Expected answers", "Common misunderstandings", "Debrief", "Without a projector")
# Exercises that are a picture drawn from data while the learner works.
PICTURES = ("allocation",)


def parts(course: Path) -> Iterator[CourseError]:
    """Every lesson has what a lesson of this course has."""
    first = next((path for _, _, path in order.lessons(course)), None)
    for module in modules(course):
        for lesson in lessons(module):
            path = lesson / "en.md"
            try:
                read_words(path)
            except CourseError:
                continue  # reported by the rule about front matter
            text = lesson_text.read(path.read_text(encoding="utf-8"))
            yield from _length_problems(path, text)
            if path != first:
                yield from _recall_problems(path, text)
            yield from _figure_problems(course, lesson, text)
            yield from _box_problems(path, text)
            yield from _check_problems(lesson)
            yield from _source_problems(path, text)
            yield from _notes_problems(path, text)


def _length_problems(path, text):
    if text.words <= FEWEST_WORDS:
        told = f"the lesson has {text.words} words; write more than {FEWEST_WORDS}, or join it to another"
        yield CourseError(path, told, 1)


def _recall_problems(path, text):
    """A lesson opens with what a learner should still know, before its first section."""
    section = text.headings[1][1] if len(text.headings) > 1 else None
    blocks = [one for one in text.blocks if one.name == "recall" and (not section or one.line < section)]
    if not blocks:
        yield CourseError(
            path,
            "the lesson does not open with questions from earlier lessons; write below its title "
            "```{recall} with two or three questions, below each a line ': the answer'",
            text.headings[0][1] if text.headings else 1,
        )
        return
    count = len([line for line in blocks[0].lines if line.startswith(": ")])
    if count not in RECALLED:
        yield CourseError(
            path,
            f"recall: there are {count} questions with an answer; write two or three, below each a line "
            "': the answer'",
            blocks[0].line,
        )


def _figure_problems(course, lesson, text):
    if not text.figures and not any(_is_picture(course, slug) for slug in shown_exercises(lesson)):
        yield CourseError(
            lesson / "en.md",
            "the lesson has no figure; write a ```{code-cell} that loads data and ends with a plotly figure",
            1,
        )


def _is_picture(course, slug):
    try:
        return exercise(slug, course=course)["kind"] in PICTURES
    except (CourseError, KeyError, TypeError):
        return False


def _box_problems(path, text):
    for name, what in BOXES.items():
        if not any(block.has_class(name) for block in text.blocks):
            yield CourseError(path, f"the lesson lacks {what} with :class: {name}", 1)


def _check_problems(lesson):
    wanted = f"check-{lesson.name}"
    if wanted not in shown_exercises(lesson):
        yield CourseError(
            lesson / "en.md",
            f"the lesson has no knowledge check; make it with 'localsdg new exercise {wanted} --module "
            f"{lesson.parent.name}' and add ```{{sdg-exercise}} {wanted}",
            1,
        )


def _source_problems(path, text):
    headings = [line for title, line in text.headings if title == "Sources"]
    lists = [block.line for block in text.blocks if block.name == "bibliography"]
    if not headings or not any(line > headings[-1] for line in lists):
        yield CourseError(
            path,
            "the lesson's sources are missing; end its text with '## Sources' and below it "
            "```{bibliography} with :filter: docname in docnames",
            headings[-1] if headings else 1,
        )


def _notes_problems(path, text):
    blocks = [block for block in text.blocks if block.name == "trainer-notes"]
    if len(blocks) != 1:
        yield CourseError(
            path,
            f"the lesson has {len(blocks)} blocks of trainer's notes; write one ```{{trainer-notes}} at "
            "its end (CONTRIBUTING.md says what is in it)",
            blocks[1].line if blocks else 1,
        )
        return
    notes = blocks[0]
    for key in NOTES_OPTIONS:
        if not notes.options.get(key):
            yield CourseError(path, f"trainer-notes: {key} is missing; write ':{key}: …'", notes.line)
    for part in NOTES_PARTS:
        if not any(re.match(rf"\s*\*\*{part}\.?\*\*", line) for line in notes.lines):
            yield CourseError(path, f"trainer-notes: write a paragraph '**{part}.** …'", notes.line)
