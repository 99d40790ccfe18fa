"""What the rules about modules and lessons share: where they are and which exercises they show."""

from pathlib import Path

from localsdg.course.before_after import FOLDER
from localsdg_build import order


def modules(course: Path) -> list[Path]:
    """Folders below ``modules/`` that have a ``module.yml``, sorted."""
    return sorted(path.parent for path in (course / "modules").glob("*/module.yml"))


def lessons(module: Path) -> list[Path]:
    """Lesson folders of a module (those with an ``en.md``), sorted."""
    return sorted(path.parent for path in module.glob("*/en.md") if path.parent.name != FOLDER)


def shown_exercises(lesson: Path) -> list[str]:
    """The exercises a lesson shows, in reading order."""
    return order.shown_exercises((lesson / "en.md").read_text(encoding="utf-8"))
