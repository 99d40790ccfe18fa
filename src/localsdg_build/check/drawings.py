"""The rule about drawings: the file is one, and the lesson's text says its words in each language."""

from collections.abc import Iterator
from pathlib import Path

from localsdg.course import LANGUAGE, CourseError, languages
from localsdg_build.check import page_text
from localsdg_build.check.lines import line_of
from localsdg_build.drawing import svg, told


def drawings(course: Path) -> Iterator[CourseError]:
    """Every ``drawing.svg`` is shown by its lesson, and every directive ``drawing`` has a file and words."""
    for path in sorted(course.glob(f"modules/*/*/{told.FILE}")):
        if not _shown(path.parent / f"{LANGUAGE}.md"):
            yield CourseError(path, f"the lesson does not show it; write ```{{drawing}} in {LANGUAGE}.md")
    for language in languages(course):
        for path in sorted(course.glob(f"modules/**/{language}.md")):
            yield from _page_problems(path)


def _shown(path):
    return [one for one in page_text.read(path).directives if one.name == "drawing"] if path.is_file() else []


def _page_problems(path):
    shown = _shown(path)
    for more in shown[1:]:
        yield CourseError(path, "a lesson has one drawing; remove one of the two", more.line)
    for one in shown[:1]:
        try:
            text = told.read(one.body)
            drawing = svg.read(path.parent / told.FILE)
        except told.ToldError as problem:
            yield CourseError(path, f"drawing: {problem}", one.line)
        except svg.DrawingError as problem:
            yield CourseError(path.parent / told.FILE, str(problem))
        else:
            wrong = list(svg.problems(drawing))
            yield from (CourseError(path.parent / told.FILE, problem) for problem in wrong)
            if not wrong:  # else there is no telling how much room its words have
                yield from _word_problems(path, one, text, drawing)


def _word_problems(path, one, text, drawing):
    places = svg.places(drawing)
    for name in places:
        if name not in text.words:
            yield CourseError(path, f"drawing: words has no {name!r}, which {told.FILE} shows", one.line)
    for name in text.words:
        if name not in places:
            problem = f"drawing: {told.FILE} has no place for {name!r}"
            yield CourseError(path, problem, line_of(path, f"  {name}:"))
    for name, long in svg.too_long(drawing, text.words):
        yield CourseError(path, f"drawing: {name} is {long}", line_of(path, f"  {name}:"))
