"""The rule about what ``localsdg new`` left for the author to write."""

from collections.abc import Iterator
from pathlib import Path

from localsdg.course import CourseError

FOLDERS = ("exercises", "modules", "datasets", "book")
ENDINGS = {".md", ".yml", ".json", ".py"}


def placeholders(course: Path) -> Iterator[CourseError]:
    """No source holds a ``<<…>>`` any more."""
    for folder in FOLDERS:
        for path in sorted((course / folder).rglob("*")):
            if path.suffix in ENDINGS and path.is_file():
                yield from left_over(path)


def left_over(path: Path) -> Iterator[CourseError]:
    """Each line of a file that holds one."""
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if "<<" in line and ">>" in line:
            text = line[line.index("<<") : line.rindex(">>") + 2]
            yield CourseError(path, f"write this: {text}", number)
