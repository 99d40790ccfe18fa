"""The rules about help in an exercise: hints, sections to read again, and one good answer."""

import json
from collections.abc import Iterator
from pathlib import Path

from localsdg.course import LANGUAGE, CourseError, lesson_text, read_words
from localsdg_build import good_answers, order
from localsdg_build.check.exercises import readable
from localsdg_build.check.lines import key_line, place_line
from localsdg_build.check.shapes import near

FEWEST_HINTS = 2


def help_when_stuck(course: Path) -> Iterator[CourseError]:
    """Who is stuck finds two hints, and each section that ``read_again`` names."""
    lessons = {slug: (module, lesson) for slug, module, lesson in order.placed_exercises(course)}
    for folder, found in readable(course):
        yield from _hint_problems(folder / f"{LANGUAGE}.md")
        if good_answers.can_say(found["kind"]) and found["points"] and found.get("checks"):
            yield from _good_problems(folder, found)
        if folder.name in lessons:
            module, lesson = lessons[folder.name]
            path = course / "modules" / module / lesson / f"{LANGUAGE}.md"
            yield from _section_problems(folder / "exercise.yml", found.get("read_again") or [], path)


def _hint_problems(path):
    hints = read_words(path)[0].get("hints") or []
    if not isinstance(hints, list) or not all(isinstance(hint, str) for hint in hints):
        told = "hints: write a list of texts; one with a colon in it stands in quotes"
        yield CourseError(path, told, key_line(path, "hints"))
    elif len(hints) < FEWEST_HINTS:
        told = f"hints: there are {len(hints)}; write two or more into the front matter, the second says more"
        yield CourseError(path, told, key_line(path, "hints"))


def _good_problems(folder, found):
    path = folder / f"{LANGUAGE}.md"
    if not isinstance(read_words(path)[0].get("good"), str):
        told = "good is missing; write in a sentence or two what makes the good answer good: 'good: …'"
        yield CourseError(path, told, key_line(path, "good"))
    settings, shown = folder / "exercise.yml", good_answers.sample(folder, found)
    if not shown.is_file():
        told = f"good: there is no sample {shown.name} to show; name one with all points: 'good: full-other'"
        yield CourseError(settings, told, key_line(settings, "good"))
    elif _score(shown) != found["points"] and (full := _full(folder, found["points"])):
        told = f"good: the sample {shown.name} has not all points; write for example 'good: {full}'"
        yield CourseError(settings, told, key_line(settings, "good"))


def _full(folder, points):
    """The name of a sample with all points; where there is none, the rules about samples say it."""
    paths = sorted((folder / "samples").glob("*.json"))
    return next((path.stem for path in paths if _score(path) == points), None)


def _score(sample):
    """The score that a sample says it gets; ``None`` where its shape is wrong, which another rule tells."""
    content = json.loads(sample.read_text(encoding="utf-8"))
    return content.get("score") if isinstance(content, dict) else None


def _section_problems(path, wanted, lesson):
    names = [name for name, _ in lesson_text.read(lesson.read_text(encoding="utf-8")).headings]
    for number, name in enumerate(wanted):
        if name not in names:
            hint = f"{near(name, names)}write one of: {', '.join(names)}"
            told = f"read_again: {lesson.parent.name} has no heading {name!r}; {hint}"
            yield CourseError(path, told, place_line(path, "read_again", number))
