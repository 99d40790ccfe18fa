"""The rule about points for slides: few and short, so that the last row of a room reads them."""

from collections.abc import Iterator
from pathlib import Path

from localsdg.course import CourseError, languages, lesson_text
from localsdg_build.slides import lesson, texts

MOST_POINTS, MOST_WORDS = 4, 12


def slide_points(course: Path) -> Iterator[CourseError]:
    """Every ``{slide}`` is a list of at most four points of at most twelve words, in a section."""
    for language in languages(course):
        for path in sorted(course.glob(f"modules/*/*/{language}.md")):
            found = lesson_text.read(path.read_text(encoding="utf-8"))
            first = found.headings[1][1] if len(found.headings) > 1 else 0
            for block in (one for one in found.blocks if one.name == "slide"):
                yield from (
                    CourseError(path, f"slide: {told}", block.line) for told in _problems(block, first)
                )


def _problems(block, first):
    if not first or block.line < first:
        yield "it belongs below a heading of the second level, whose slide it fills"
    points = lesson.items(block.lines)
    if not 1 <= len(points) <= MOST_POINTS:
        yield f"there are {len(points)} points; write a list of one to {MOST_POINTS} ('- …')"
    for point in points:
        if texts.count(point) > MOST_WORDS:
            yield f"{point!r} has {texts.count(point)} words; write at most {MOST_WORDS}"
