"""The course's tables, as lessons and notebooks import them: ``from localsdg import data``."""

from localsdg.course.data import about, credit, load, names, path, rows

__all__ = ["about", "credit", "load", "names", "path", "rows"]
