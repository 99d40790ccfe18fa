"""What ``badge:`` in ``course.yml`` asks of those who get a badge, and what the badge says."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder import course_yml
from autograder.messages import message, together
from autograder.store.course_folder import CourseFolder
from autograder.suggesting import did_you_mean
from localsdg_build import order

KEYS = {"name", "issuer", "url", "points", "modules", "teachback", "years", "status", "page"}
USUAL_POINTS = 60
EXAMPLE = """badge:
  issuer: Association of Towns      # whose key signs
  points: 60                        # percent of the points of each module
  teachback: teachback.csv          # who held a session: a table with the column learner
  status: https://example.org/badges/status.jwt   # where the list of revoked badges will lie
  page: https://example.org/course/book/en/badge.html   # your book's page that verifies badges"""


@dataclass(frozen=True)
class Asked:
    """See ``course.yml``. ``points``: percent of each assignment; ``years``: how long a badge is valid."""

    issuer: str
    name: str = ""
    url: str = ""
    points: float = USUAL_POINTS
    assignments: tuple[str, ...] = ()
    teachback: Path | None = None
    years: int | None = None
    status: str = ""
    page: str = ""


def read(folder: CourseFolder) -> Asked:
    """What the course folder's ``course.yml`` asks. Raises ``course_yml.Unusable``."""
    path = folder.settings
    given = course_yml.read(path).get(course_yml.BADGE)
    if not given:
        raise course_yml.Unusable(message("badge_nothing", path=path, example=EXAMPLE))
    given = course_yml.mapping(path, course_yml.BADGE, given)
    course_yml.only(path, course_yml.BADGE, given, KEYS)
    if not given.get("issuer"):
        raise course_yml.Unusable(message("badge_no_issuer", path=path, key=course_yml.BADGE))
    teachback = given.get("teachback")
    return Asked(
        issuer=given["issuer"],
        name=given.get("name") or "",
        url=_address(path, "url", given),
        points=_number(path, "points", given, USUAL_POINTS, 100),
        assignments=_assignments(path, given.get("modules") or "", list(folder.assignments())),
        teachback=path.parent / teachback if teachback else None,
        years=int(_number(path, "years", given, 0, 100)) or None,
        status=_address(path, "status", given),
        page=_address(path, "page", given),
    )


def _address(path: Path, key: str, given: dict[str, Any]) -> str:
    text = given.get(key) or ""
    if text and not text.startswith(("https://", "http://")):
        raise course_yml.Unusable(message("badge_no_address", path=path, key=key, value=repr(text)))
    return text


def _number(path: Path, key: str, given: dict[str, Any], usual: float, most: float) -> float:
    text = given.get(key)
    try:
        number = float(text) if text else usual
    except ValueError:
        number = -1
    if not 0 <= number <= most:
        raise course_yml.Unusable(message("badge_number", path=path, key=key, value=repr(text), most=most))
    return number


def _assignments(path: Path, text: str, known: list[str]) -> tuple[str, ...]:
    """The assignments that ``modules: 1, 3`` names, by number or name; all without it."""
    numbers = order.by_number(known)
    found = [numbers.get(one, one) for one in text.replace(",", " ").split()] or known
    for one in found:
        if one not in known:
            meant = did_you_mean(one, known)
            told = message("badge_no_module", path=path, name=one)
            raise course_yml.Unusable(together(told, meant, message("known_are", known=known)))
    return tuple(dict.fromkeys(found))
