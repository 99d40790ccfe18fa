"""Plans of workshops for tests, made from the course's own lessons, which are read once."""

from localsdg import course
from localsdg_build.agenda import checking, facts, planning

FACTS = facts.facts(course.root())
WORDS = facts.told()
LESSONS = {one["id"]: one for one in FACTS["lessons"]}
MODULES = [one["id"] for one in FACTS["modules"]]


def planned(lengths, audience="technical", modules=(), start=540):
    """A plan for days of these lengths."""
    wanted = {"lengths": lengths, "audience": audience, "modules": list(modules), "start": start}
    return planning.plan(FACTS, wanted)


def said(rows, total=0):
    """What is wrong with rows, as ``[(row, key), ...]``."""
    return [(one["row"], one["key"]) for one in checking.problems(FACTS, rows, total)]
