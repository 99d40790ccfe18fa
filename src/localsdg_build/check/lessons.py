"""What the rules about modules and lessons share: where they are and which exercises they show."""

from localsdg_build import order


def modules(course):
    """Folders below ``modules/`` that have a ``module.yml``, sorted."""
    return sorted(path.parent for path in (course / "modules").glob("*/module.yml"))


def lessons(module):
    """Lesson folders of a module (those with an ``en.md``), sorted."""
    return sorted(path.parent for path in module.glob("*/en.md"))


def shown_exercises(lesson):
    """The exercises a lesson shows, in reading order."""
    return order.shown_exercises((lesson / "en.md").read_text(encoding="utf-8"))
