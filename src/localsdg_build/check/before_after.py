"""The rules about a module's before-and-after test (``localsdg.course.before_after``): two whole forms."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from localsdg.course import LANGUAGE, CourseError, read_words, read_yaml
from localsdg.course.before_after import FOLDER, FORMS, SETTINGS, UNKNOWN
from localsdg_build.check import shapes
from localsdg_build.check.lessons import modules
from localsdg_build.check.lines import place_line

_QUESTION = {
    "type": "object",
    "required": ["type", "right"],
    "properties": {
        "type": {"enum": ["single", "number"]},
        "options": {
            "type": "array",
            "minItems": 3,
            "maxItems": 6,
            "uniqueItems": True,
            "items": {"type": "string", "pattern": "^[a-z][a-z0-9_-]*$"},
        },
        "right": {"type": ["string", "number"]},
        "tolerance": {"type": "number", "minimum": 0},
        "unit": {"type": "string"},
    },
    "additionalProperties": False,
}
TEST = {
    "type": "object",
    "required": ["items"],
    "properties": {
        "items": {
            "type": "array",
            "minItems": 7,
            "maxItems": 9,
            "items": {
                "type": "object",
                "required": ["objective", *FORMS],
                "properties": {"objective": {"type": "string"}, **dict.fromkeys(FORMS, _QUESTION)},
                "additionalProperties": False,
            },
        },
        "not_tested": {
            "type": "object",
            "description": "objectives without an item, each with the reason",
            "additionalProperties": {"type": "string", "minLength": 1},
        },
    },
    "additionalProperties": False,
}
_KEYS = ("questions", "options", "why", "units")
_BY_FORM = {
    "type": "object",
    "properties": dict.fromkeys(FORMS, {"type": "object"}),
    "additionalProperties": False,
}
WORDS = {
    "type": "object",
    "required": ["questions", "options", "why"],
    "properties": {**dict.fromkeys(_KEYS[:3], _BY_FORM), "units": {"type": "object"}},
    "additionalProperties": False,
}
_FAR_LONGER = 1.25  # so much longer than all others the right option may be
_UNEQUAL = 2.5  # and so much longer than the shortest any option
_FEW = 25  # characters in which lengths differ by chance
_NAMES = 40  # characters of options that are mere names, whose length nobody chose


def before_after_shapes(course: Path) -> Iterator[CourseError]:
    """``test.yml`` and ``en.md`` of each test have their form; neither is there without the other."""
    for folder in _folders(course):
        for name in (SETTINGS, f"{LANGUAGE}.md"):
            if not (folder / name).is_file():
                told = (
                    f"this file is missing: a test is {SETTINGS} and {LANGUAGE}.md (CONTRIBUTING.md says how)"
                )
                yield CourseError(folder / name, told)
        if (folder / SETTINGS).is_file():
            yield from shapes.problems(folder / SETTINGS, TEST, read_yaml(folder / SETTINGS))
        if (folder / f"{LANGUAGE}.md").is_file():
            path = folder / f"{LANGUAGE}.md"
            front, body = read_words(path)
            yield from shapes.problems(path, WORDS, front)
            if body.strip():
                yield CourseError(path, "nobody reads what stands below the front matter; remove it", 1)


def before_after(course: Path) -> Iterator[CourseError]:
    """Each objective has an item or a reason; each question has its right answer and all of its words."""
    for folder in _folders(course):
        path, words = folder / SETTINGS, folder / f"{LANGUAGE}.md"
        test = read_yaml(path)
        known = [one["id"] for one in read_yaml(folder.parent / "module.yml")["objectives"]]
        yield from _objective_problems(path, test, known)
        for number, item in enumerate(test["items"]):
            for form in FORMS:
                yield from _question_problems(path, item[form], (number, item["objective"], form))
        yield from _word_problems(words, read_words(words)[0], test)


def _folders(course):
    return [module / FOLDER for module in modules(course) if (module / FOLDER).is_dir()]


def _objective_problems(path, test, known):
    named = [item["objective"] for item in test["items"]]
    without = test.get("not_tested") or {}
    places = [(name, ("items", number, "objective")) for number, name in enumerate(named)]
    for name, place in [*places, *((name, ("not_tested", name)) for name in without)]:
        if name not in known:
            hint = f"{shapes.near(name, known)}write one of: {', '.join(known)}"
            told = f"objective {name!r}: module.yml has no such objective; {hint}"
            yield CourseError(path, told, place_line(path, *place))
    for number, name in enumerate(named):
        line = place_line(path, "items", number, "objective")
        if name in named[:number]:
            yield CourseError(path, f"objective {name!r} has a second item; leave one", line)
        if name in without:
            yield CourseError(path, f"objective {name!r} has an item; remove it from not_tested", line)
    for name in known:
        if name not in named and name not in without:
            told = f"objective {name!r} has no item; write one, or under not_tested why there is none"
            yield CourseError(path, told, place_line(path, "items"))
    order = [name for name in known if name in named]
    if set(named) <= set(known) and len(set(named)) == len(named) and named != order:
        told = f"items stand in the order of the module's objectives; write them so: {', '.join(order)}"
        yield CourseError(path, told, place_line(path, "items"))


def _question_problems(path, question, where):
    number, objective, form = where
    line = place_line(path, "items", number, form)
    what = f"form {form} of {objective}"
    right, options = question["right"], question.get("options")
    if question["type"] == "single":
        if not options:
            yield CourseError(path, f"{what}: options is missing; write their ids", line)
        elif right not in options:
            hint = f"{shapes.near(right, options)}write one of: {', '.join(options)}"
            yield CourseError(path, f"{what}: right is {right!r}, which is no option; {hint}", line)
        if UNKNOWN in (options or ()):
            told = f"{what}: the option {UNKNOWN!r} is added to every question; give yours another id"
            yield CourseError(path, told, line)
        for key in ("tolerance", "unit"):
            if key in question:
                yield CourseError(path, f"{what}: {key} belongs to a number; remove it", line)
    else:
        if isinstance(right, str):
            yield CourseError(path, f"{what}: right is {right!r}; write the number", line)
        if options:
            yield CourseError(path, f"{what}: a number has no options; remove them", line)


def _word_problems(path, front, test):
    items = test["items"]
    for key in ("questions", "why"):
        for form in FORMS:
            yield from _missing_or_odd(path, front, (key, form), [item["objective"] for item in items])
    for form in FORMS:
        single = {one["objective"]: one[form] for one in items if one[form]["type"] == "single"}
        yield from _missing_or_odd(path, front, ("options", form), list(single))
        for objective, question in single.items():
            place = ("options", form, objective)
            titles = _at(front, place)
            if isinstance(titles, dict):
                yield from _missing_or_odd(path, front, place, question.get("options") or [])
                yield from _length_problems(path, titles, question, place)


def _missing_or_odd(path, front, place, wanted):
    found = _at(front, place)
    found = found if isinstance(found, dict) else {}
    where = ".".join(place)
    for name in wanted:
        if not found.get(name):
            yield CourseError(path, f"{where}.{name} is missing; write it", place_line(path, *place))
        elif not isinstance(found[name], str) and not (place[0] == "options" and len(place) == 2):
            told = f'{where}.{name}: {found[name]!r} is not a text; write it in quotes: "{found[name]}"'
            yield CourseError(path, told, place_line(path, *place, name))
    for name in found:
        if name not in wanted:
            hint = f"{shapes.near(name, wanted)}mend or remove it"
            told = f"{where}.{name}: {SETTINGS} has no such question or option; {hint}"
            yield CourseError(path, told, place_line(path, *place, name))


def _length_problems(path, titles, question, place):
    """An option that stands out by its length is chosen, or left, for that alone."""
    lengths = {name: len(str(title)) for name, title in titles.items()}
    right = lengths.get(question["right"])
    others = [length for name, length in lengths.items() if name != question["right"]]
    if right is None or not others or max(lengths.values()) <= _NAMES:
        return
    if right - max(others) > _FEW and right > _FAR_LONGER * max(others):
        told = f"{'.'.join(place)}: the right option is by far the longest; shorten it, or lengthen others"
        yield CourseError(path, told, place_line(path, *place))
    elif max(lengths.values()) - min(lengths.values()) > _FEW and max(lengths.values()) > _UNEQUAL * min(
        lengths.values()
    ):
        told = f"{'.'.join(place)}: options of very different length; make them alike"
        yield CourseError(path, told, place_line(path, *place))


def _at(front: Any, place: tuple) -> Any:
    for key in place:
        front = front.get(key) if isinstance(front, dict) else None
    return front
