"""Find and read the course: exercises, their words, the interface's words.

The same files are read from a checkout and from an installed package (where the build puts a copy
without samples and hidden checks into ``localsdg/course/``).
"""

import functools
import json
import os
import re
from pathlib import Path

import yaml

LANGUAGE = "en"
# libyaml reads eight times faster where PyYAML has it: a build or a grading run reads hundreds of files.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


class CourseError(Exception):
    """Something in the course's files is wrong. The message says where, and what to write."""

    def __init__(self, path, message, line=None):
        self.path, self.line, self.problem = Path(path), line, message
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}")


def root():
    """The folder that holds ``exercises/``, ``datasets/`` and ``book/``.

    ``LOCALSDG_COURSE`` names it; else the copy inside the installed package; else the checkout.
    """
    return _root(os.environ.get("LOCALSDG_COURSE"))


@functools.cache
def _root(named):
    if named:
        return Path(named).resolve()
    installed = Path(__file__).parent / "course"
    return installed if installed.is_dir() else Path(__file__).parents[2]


def exercise_ids(course=None):
    """The names of all exercise folders, sorted."""
    folder = (course or root()) / "exercises"
    return sorted(path.parent.name for path in folder.glob("*/exercise.yml"))


def read_yaml(path):
    """A YAML file's content; ``CourseError`` with the line if it is missing or not YAML."""
    return parse_yaml(_text(path), path)


def parse_yaml(text, path, first_line=1):
    """YAML from ``text``; problems name ``path`` and the line (``first_line``: where text begins in it)."""
    try:
        return yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as problem:
        line = first_line + problem.problem_mark.line if problem.problem_mark else None
        raise CourseError(path, f"this is not valid YAML: {problem.problem}", line) from None


def read_words(path):
    """An ``en.md`` as ``(front matter as dict, body text)``."""
    text = _text(path)
    if not text.startswith("---\n") or "\n---\n" not in text[3:]:
        raise CourseError(path, "begin the file with a front matter between two lines '---'", 1)
    front, body = text[4:].split("\n---\n", 1)
    words = parse_yaml(front, path, first_line=2)
    if not isinstance(words, dict):
        raise CourseError(path, "the front matter holds 'key: value' lines", 2)
    return words, body.strip("\n")


def interface_words(language=LANGUAGE, course=None):
    """What buttons and messages say: ``book/<language>/interface.yml``."""
    return read_yaml((course or root()) / "book" / language / "interface.yml")


@functools.lru_cache(maxsize=256)
def _exercise(course, slug, language):
    folder = course / "exercises" / slug
    if not _SLUG.match(slug) or not (folder / "exercise.yml").is_file():
        known = ", ".join(exercise_ids(course)) or "none"
        raise CourseError(folder, f"there is no exercise {slug!r}; there are: {known}")
    settings = read_yaml(folder / "exercise.yml")
    words, prompt = read_words(folder / f"{language}.md")
    rubric = folder / "rubric.yml"
    parameters = settings.get("parameters") or {}
    return {
        **settings,
        "parameters": parameters,
        **_cases(parameters, course),
        "checks": settings.get("checks") or [],
        "rubric": read_yaml(rubric)["rows"] if rubric.is_file() else [],
        "language": language,
        "words": {
            "labels": {},
            "feedback": {},
            **words,
            "prompt": prompt,
            "ui": interface_words(language, course),
        },
    }


def _cases(parameters, course):
    """``cases`` of an exercise in which each learner works on a row of their own; else nothing."""
    if "draw" not in parameters:
        return {}
    from localsdg import cases

    return {"cases": cases.shown(parameters, course)}


def exercise(slug, language=LANGUAGE, course=None):
    """One exercise, ready for a widget: ``exercise.yml`` plus ``words`` (title, prompt, labels, feedback …).

    Raises ``CourseError`` if there is none of that name or its files cannot be read. The dict is the
    caller's own copy.
    """
    return json.loads(json.dumps(_exercise((course or root()).resolve(), slug, language)))


def checks_source(slug, course=None):
    """The text of the exercise's public ``checks.py``; ``""`` if a human judges all of it."""
    path = (course or root()) / "exercises" / slug / "checks.py"
    return _text(path) if path.is_file() else ""


def hidden_checks_source(slug, course=None):
    """The text of ``hidden_checks.py``; ``""`` where there is none, as in every copy a learner receives."""
    path = (course or root()) / "exercises" / slug / "hidden_checks.py"
    return _text(path) if path.is_file() else ""


def check_parameters(spec, course=None):
    """What checks get as ``params``: the exercise's parameters, and as ``tables`` the rows of its tables.

    ``prompt`` is what the learner reads, so that a check can tell a copy of it from an answer.
    ``parameters.tables`` maps a name to ``dataset/resource``; a table is a list of dicts.
    """
    from localsdg import data

    tables = spec["parameters"].get("tables") or {}
    return {
        **spec["parameters"],
        "prompt": spec["words"].get("prompt", ""),
        "tables": {name: data.rows(place, course) for name, place in tables.items()},
    }


def check_points(spec):
    """``[[check id, points], ...]`` of the public checks, as ``localsdg.checks.run`` takes it."""
    return [[check["id"], check["points"]] for check in spec["checks"]]


def hidden_points(spec):
    """The same for the hidden checks."""
    return [[check["id"], check["points"]] for check in spec.get("hidden_checks") or []]


def _text(path):
    try:
        return Path(path).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CourseError(path, "this file is missing; write it (CONTRIBUTING.md has the recipe)") from None
    except UnicodeDecodeError:
        raise CourseError(path, "this file is not UTF-8 text; save it as UTF-8") from None
