"""The course's sources: where they are, how they are read, and what of them others receive (``public``)."""

from localsdg.course.exercises import (
    check_parameters,
    check_points,
    checks_source,
    exercise,
    exercise_ids,
    hidden_checks_source,
    hidden_points,
)
from localsdg.course.files import (
    LANGUAGE,
    CourseError,
    direction,
    interface_words,
    languages,
    parse_yaml,
    read_words,
    read_yaml,
    root,
    staying,
)

__all__ = [
    "LANGUAGE",
    "CourseError",
    "check_parameters",
    "check_points",
    "checks_source",
    "direction",
    "exercise",
    "exercise_ids",
    "hidden_checks_source",
    "hidden_points",
    "interface_words",
    "languages",
    "parse_yaml",
    "read_words",
    "read_yaml",
    "root",
    "staying",
]
