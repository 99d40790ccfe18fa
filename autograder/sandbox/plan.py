"""Which cells of a hand-in are run for its code exercises, in which order. Pure."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from autograder.notebook.answers import same_text
from autograder.notebook.released import Released, belongs_to, cells, is_check, nbgrader, source, trimmed
from autograder.values import Json

# A line that gives a name a value: ``a = 1``, ``a, b = 1, 2``, ``a["x"] = 1``. Where it is not sure, a person
# looks once too often. Bounded: a line may be a megabyte long.
_SETS = r"(?m)^[^\n#=(]{{0,200}}\b(?:{names})\b[^\n=(]{{0,200}}=(?!=)"


@dataclass(frozen=True)
class Step:
    """A cell to run: its place in the notebook (``None``: not there), its exercise (``None``: of none).

    ``below``: the exercise whose check cell is the last released cell above it.
    """

    place: int | None
    source: str
    slug: str | None
    check: bool = False
    below: str | None = None


def plan(notebook: Json, released: Released, to_run: Collection[str]) -> list[Step]:
    """The ``Step`` of each cell to run, in the learner's order.

    All that a learner wrote is run, wherever it stands; of the released cells those of code exercises are,
    except a copy below the answer that was left as it was handed out: it would undo the answer. The exercises
    ``to_run`` have one check step each, with the released source.
    """
    known = _Released(released)
    changed = {
        belongs_to(cell)
        for cell in cells(notebook)
        if nbgrader(cell).get("solution") and not known.is_starter(source(cell), belongs_to(cell))
    }
    steps: list[Step] = []
    checks: dict[str | None, list[int]] = {}
    seen: set[str | None] = set()
    below = None
    for place, cell in enumerate(cells(notebook)):
        slug, text = belongs_to(cell), source(cell)
        copied = known.by_text.get(trimmed(text))  # (exercise, is it its check), by the very text
        slug = copied[0] if copied else slug
        is_ours = copied is not None or slug in known.ids
        checks_here = slug in known.checks and (copied[1] if copied else is_check(cell))
        if is_ours:
            below = slug if checks_here else None
        if checks_here:
            checks.setdefault(slug, []).append(len(steps))
        if cell.get("cell_type") != "code" or not text.strip():
            continue
        if copied and (checks_here or slug not in known.checks or slug in seen):
            continue
        seen.add(slug)
        steps.append(Step(place, text, slug if slug in known.checks else None, below=below))
    to_run = [slug for slug in released.ids if slug in to_run]
    return _with_checks(steps, checks, known.checks, to_run, changed)


class _Released:
    """The released cells: ``checks``: sources of the code exercises' checks; ``by_text``; ``ids``."""

    def __init__(self, released: Released) -> None:
        kinds: dict[str | None, str] = {exercise.id: exercise.kind for exercise in released.exercises}
        self.ids = set(kinds)
        self.starters = {exercise.id: exercise.starter for exercise in released.exercises}
        self.checks: dict[str | None, str] = {}
        self.by_text: dict[str, tuple[str | None, bool]] = {}
        for cell in cells(released.notebook):
            slug, checks = belongs_to(cell), is_check(cell)
            self.by_text.setdefault(trimmed(source(cell)), (slug, checks))
            if checks and kinds.get(slug) == "code":
                self.checks[slug] = source(cell)

    def is_starter(self, text, slug):
        """Whether a cell holds no code of the learner's: it is as it was, or says only where the code is."""
        return same_text(text, self.starters.get(slug, "")) or _only_comments(text)


def _only_comments(text):
    return all(line.startswith("#") for line in map(str.strip, text.splitlines()) if line)


def sets_below(steps: list[Step], index: int, names: Iterable[str]) -> int | None:
    """Place of the learner's first own cell below the check step ``index`` that sets one of ``names``."""
    pattern = re.compile(_SETS.format(names="|".join(map(re.escape, names))))
    for step in steps[index + 1 :]:
        if step.slug is None and step.place is not None and pattern.search(step.source):
            return step.place
    return None


def _with_checks(steps, places, sources, to_run, changed):
    """``steps`` with the check of each exercise where it tells most of the learner's answer.

    That is where its check cell stands: the first one below the exercise's last cell. If the answer cell was
    left as it was and the learner's own cells stand right below the check, it is below these; a check cell
    that is lost stood there too.
    """
    wanted: dict[int, list[str]] = {}  # {before which step: [exercise]}
    for slug in to_run:
        own = [index for index, step in enumerate(steps) if step.slug == slug]
        end = own[-1] + 1 if own else 0
        at = next((index for index in places.get(slug, ()) if index >= end), None)
        if at is None:
            at = _after_own(steps, end, lambda step: step.slug is None) if own else len(steps)
        elif slug not in changed:
            at = _after_own(steps, at, lambda step, slug=slug: step.slug is None and step.below == slug)
        wanted.setdefault(at, []).append(slug)
    made = []
    for index in range(len(steps) + 1):
        made += [Step(None, sources[slug], slug, check=True) for slug in wanted.get(index, ())]
        made += steps[index : index + 1]
    return made


def _after_own(steps, at, is_own):
    while at < len(steps) and is_own(steps[at]):
        at += 1
    return at
