"""The alignment matrix: objective → Bloom verb → lessons → exercises → checks and rubric rows → points.

Computed from the sources each time, written down nowhere. Pure: reads files, knows nothing of Sphinx.
A file that cannot be read is left out here; ``localsdg check`` has rules of its own that name it.
"""

from dataclasses import dataclass, field
from pathlib import Path

from localsdg import course as sources
from localsdg.course import before_after
from localsdg_build import order
from localsdg_build.translation import parts

CHECK, HIDDEN, RUBRIC = "check", "hidden", "rubric"


@dataclass(frozen=True)
class Item:
    """One thing that earns points: a check, a hidden check, or a row of a rubric (``source`` says which)."""

    id: str
    source: str
    points: float


@dataclass
class Assessment:
    """What one exercise assesses of one objective. ``lesson`` is the lesson that shows the exercise."""

    exercise: str
    lesson: str
    items: list

    @property
    def points(self) -> float:
        """The most that a learner can get here."""
        return sum(item.points for item in self.items)


@dataclass
class Objective:
    """One objective with all that teaches and assesses it. ``lessons`` are folder names, in reading order.

    ``language``: of the sentence, which may not be translated.
    """

    id: str
    verb: str
    sentence: str
    lessons: list = field(default_factory=list)
    assessments: list = field(default_factory=list)
    language: str = sources.LANGUAGE

    @property
    def points(self) -> float:
        """The most that a learner can get for this objective."""
        return sum(assessment.points for assessment in self.assessments)


@dataclass
class Module:
    """A module's objectives in the order of ``module.yml``, and its exercises that no lesson shows."""

    name: str
    objectives: list
    not_shown: list


def matrix(course: Path, language: str = sources.LANGUAGE) -> list[Module]:
    """A ``Module`` for each folder with a ``module.yml``, in the order of the table of contents."""
    course = Path(course)
    exercises = {slug: found for slug in sources.exercise_ids(course) if (found := _settings(course, slug))}
    return [_module(course, name, exercises, language) for name in _modules(course)]


def _modules(course):
    folders = sorted(path.parent.name for path in (course / "modules").glob("*/module.yml"))
    read = [page.split("/")[1] for page in order.pages(course) if page.startswith("modules/")]
    return [name for name in dict.fromkeys([*read, *folders]) if name in folders]


def _module(course, name, exercises, language):
    folder = course / "modules" / name
    front = _front(folder / f"{language}.md")
    sentences, spoken = front.get("objectives") or {}, front.get(parts.SPOKEN, language)
    listed = (_read(folder / "module.yml") or {}).get("objectives") or []
    objectives = {
        item["id"]: Objective(
            item["id"], item.get("verb", ""), sentences.get(item["id"], ""), language=spoken
        )
        for item in listed
        if isinstance(item, dict) and "id" in item
    }
    own = {slug: found for slug, found in exercises.items() if found.get("module") == name}
    shown = set()
    for lesson, path in _lessons(course, name, language):
        for taught in (_front(path).get("lesson") or {}).get("objectives") or []:
            if taught in objectives:
                objectives[taught].lessons.append(lesson)
        for slug in order.shown_exercises(path.read_text(encoding="utf-8")):
            if slug in own and slug not in shown:
                shown.add(slug)
                _assess(course, lesson, slug, own[slug], objectives)
    return Module(name, list(objectives.values()), [slug for slug in own if slug not in shown])


def _lessons(course, module, language):
    """``(lesson, path)`` of a module: as the table of contents orders them, then those it does not name."""
    listed = {lesson: path for _, lesson, path in order.lessons(course, module, language)}
    for path in sorted((course / "modules" / module).glob(f"*/{language}.md")):
        if path.parent.name != before_after.FOLDER:
            listed.setdefault(path.parent.name, path)
    return listed.items()


def _assess(course, lesson, slug, found, objectives):
    for name, item in _items(course / "exercises" / slug, found):
        if name not in objectives:
            continue
        assessments = objectives[name].assessments
        if not assessments or assessments[-1].exercise != slug:
            assessments.append(Assessment(slug, lesson, []))
        assessments[-1].items.append(item)


def _items(folder, found):
    for key, source in (("checks", CHECK), ("hidden_checks", HIDDEN)):
        for check in found.get(key) or []:
            yield check["objective"], Item(check["id"], source, check["points"])
    path = folder / "rubric.yml"
    for row in ((_read(path) or {}).get("rows") or []) if path.is_file() else []:
        yield row["objective"], Item(row["id"], RUBRIC, max(level["points"] for level in row["levels"]))


def _settings(course, slug):
    """An exercise's settings if its checks and rubric rows can be read, else ``None``."""
    found = _read(course / "exercises" / slug / "exercise.yml")
    try:
        list(_items(course / "exercises" / slug, found))
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    return found


def _read(path):
    try:
        return sources.read_yaml(path)
    except sources.CourseError:
        return None


def _front(path):
    try:
        return sources.read_words(path)[0]
    except sources.CourseError:
        return {}
