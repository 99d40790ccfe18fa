"""Whose own words does a person read in this course? ``open:`` in ``course.yml`` says it.

``capstones`` (the exercises that are a text and nothing else; so it is without the line), ``all``, ``none``,
or a list of exercises.
"""

from pathlib import Path
from typing import Any

from autograder import course_yml
from autograder.messages import message, together
from autograder.suggesting import did_you_mean
from localsdg import course

CAPSTONES, ALL, NONE = "capstones", "all", "none"
WORDS = (CAPSTONES, ALL, NONE)


def asked(path: Path) -> str:
    """What ``course.yml`` asks for, as one short text. Raises ``Unusable``."""
    return _as_text(path, course_yml.read(path).get(course_yml.OPEN))


def every(where: Path | None = None) -> set[str]:
    """The exercises that have an open half, of the course in the folder ``where``."""
    return {one.parent.name for one in (where or course.root()).glob("exercises/*/rubric.yml")}


def _as_text(path: Path, given: Any) -> str:
    if not given:
        return NONE if given == [] else CAPSTONES
    if isinstance(given, list) and all(isinstance(one, str) and one for one in given):
        return " ".join(sorted(set(given)))
    if given not in WORDS:
        raise course_yml.Unusable(message("yml_open", path=path, key=course_yml.OPEN, value=repr(given)))
    return str(given)


def read_by_people(path: Path, where: Path | None = None) -> frozenset[str]:
    """The exercises whose open halves a person reads, as ``course.yml`` (at ``path``) says.

    Of the course in the folder ``where``. Raises ``Unusable`` where it names one that has no open half.
    """
    where = where or course.root()
    having = every(where)
    wanted = asked(path)
    if wanted == NONE:
        return frozenset()
    if wanted == ALL:
        return frozenset(having)
    if wanted == CAPSTONES:
        return frozenset(slug for slug in having if course.exercise(slug, course=where)["kind"] == "text")
    for name in (named := wanted.split()):
        if name not in having:
            meant = did_you_mean(name, sorted(having))
            known = message("known_are", known=sorted(having) or message("nothing_there"))
            told = message("yml_open_unknown", path=path, name=name, key=course_yml.OPEN)
            raise course_yml.Unusable(together(told, meant, known))
    return frozenset(named)
