"""The rules about modules: their shape; objectives with a verb and a sentence."""

from collections.abc import Iterator
from pathlib import Path

from localsdg.course import CourseError, read_words, read_yaml
from localsdg_build import module_marks
from localsdg_build.check import shapes
from localsdg_build.check.lessons import modules
from localsdg_build.check.lines import place_line
from localsdg_build.drawing import icon, svg

BLOOM = ("remember", "understand", "apply", "analyse", "evaluate", "create")
_TEXTS = {"type": "array", "items": {"type": "string"}}
MODULE = {
    "type": "object",
    "required": ["objectives", "minutes", "audience", "prerequisites", "assignment"],
    "properties": {
        "objectives": {
            "type": "array",
            "minItems": 1,
            "description": "a list of {id, verb}",
            "items": {
                "type": "object",
                "required": ["id", "verb"],
                "properties": {"id": {"type": "string"}, "verb": {"enum": list(BLOOM)}},
            },
        },
        "minutes": {"type": "integer", "description": "the sum of its lessons' minutes"},
        "audience": {"anyOf": [{"type": "string"}, _TEXTS]},
        "prerequisites": {**_TEXTS, "description": "[] if there are none"},
        "assignment": {"type": "string", "description": "the name of its hand-in"},
        "colour": {
            "enum": list(module_marks.colours()),
            "description": "of its icon, a name in module-colours.css",
        },
    },
}


def module_shapes(course: Path) -> Iterator[CourseError]:
    """``module.yml`` names objectives with a Bloom verb, minutes, audience; no module lacks it."""
    for folder in sorted({page.parents[1] for page in (course / "modules").glob("*/*/*.md")}):
        if not (folder / "module.yml").is_file():
            told = "this file is missing; 'localsdg new module NAME' makes all files of a module"
            yield CourseError(folder / "module.yml", told)
    for module in modules(course):
        path = module / "module.yml"
        found = read_yaml(path)
        yield from shapes.problems(path, MODULE, found)
        yield from shapes.twice(path, found)


def module_files(course: Path) -> Iterator[CourseError]:
    """``en.md`` words each objective."""
    for module in modules(course):
        path = module / "en.md"
        try:
            front, _ = read_words(path)
        except CourseError as problem:
            yield problem
            continue
        known = [item["id"] for item in read_yaml(module / "module.yml")["objectives"]]
        worded = front.get("objectives") or {}
        for name in known:
            if name not in worded:
                told = f"objectives.{name} is missing; write the sentence that says what a learner can do"
                yield CourseError(path, told, place_line(path, "objectives"))
        for name in worded:
            if name not in known:
                hint = f"{shapes.near(name, known)}write one of: {', '.join(known)}"
                told = f"objectives.{name}: module.yml has no such objective; {hint}"
                yield CourseError(path, told, place_line(path, "objectives", name))


def module_icons(course: Path) -> Iterator[CourseError]:
    """An ``icon.svg`` is one; a module without it is shown with an open book."""
    for module in modules(course):
        path = module / icon.FILE
        if not path.is_file():
            continue
        try:
            found = svg.read(path)
        except svg.DrawingError as problem:
            yield CourseError(path, str(problem))
        else:
            yield from (CourseError(path, problem) for problem in icon.problems(found))
