"""The order of the course: what stands where in the table of contents, and which lesson shows which exercise.

Only ``book/_toc.yml`` says in which order pages come, and only a lesson's text says which exercises it
shows. Everything that must be in order (notebook, gradebook, progress, alignment) asks here. Pure: reads
files, writes nothing, knows nothing of Sphinx or notebooks.
"""

import functools
from collections.abc import Iterable
from pathlib import Path

from localsdg import course as sources
from localsdg.course import before_after, lesson_text


def pages(course: Path) -> list[str]:
    """Source paths (relative, without suffix, as the table of contents writes them), in reading order.

    ``[]`` when the course has no ``book/_toc.yml``.
    """
    path = Path(course) / "book" / "_toc.yml"
    return list(_files(sources.read_yaml(path))) if path.is_file() else []


def _files(entry):
    """Every ``root:`` and ``file:`` of a Jupyter Book table of contents, depth first."""
    if isinstance(entry, list):
        for item in entry:
            yield from _files(item)
    elif isinstance(entry, dict):
        for key in ("root", "file"):
            if isinstance(entry.get(key), str):
                yield entry[key].removesuffix(".md")
        for key in ("parts", "chapters", "sections", "entries", "subtrees"):
            yield from _files(entry.get(key))


def lessons(
    course: Path, module: str | None = None, language: str = sources.LANGUAGE
) -> list[tuple[str, str, Path]]:
    """``[(module, lesson, path), ...]`` of all lessons in reading order; of one ``module`` if it is named.

    A lesson is a page ``modules/<module>/<lesson>/<language>``; where it is not translated, its path is the
    English one's. One that the table of contents does not name is not part of the book and is not listed. The
    page of a module's before-and-after test is none.
    """
    found = []
    for page in pages(course):
        parts = page.split("/")
        if len(parts) != 4 or parts[0] != "modules" or parts[3] not in (language, sources.LANGUAGE):
            continue
        if parts[2] == before_after.FOLDER:
            continue
        path = in_language(Path(course, *parts[:3]), language)
        if path.is_file() and module in (None, parts[1]):
            found.append((parts[1], parts[2], path))
    return found


def in_language(folder: Path, language: str) -> Path:
    """The file of words of a lesson, module or part of the book; English's where there is no other."""
    path = folder / f"{language}.md"
    return path if path.is_file() else folder / f"{sources.LANGUAGE}.md"


def lesson_names(course: Path) -> list[str]:
    """``<module>/<lesson>`` of all lessons, in reading order."""
    return [f"{module}/{name}" for module, name, _ in lessons(course)]


def shown_exercises(text: str) -> list[str]:
    """Slugs of the exercises that a lesson's text shows, in order."""
    return list(_shown(text))


@functools.lru_cache(maxsize=256)  # one build asks for all lessons a hundred times
def _shown(text):
    return tuple(lesson_text.read(text).shown_exercises)


def placed_exercises(course: Path, language: str = sources.LANGUAGE) -> list[tuple[str, str, str]]:
    """``[(slug, module, lesson), ...]``: each exercise where a lesson shows it first, in reading order."""
    placed, seen = [], set()
    for module, lesson, path in lessons(course, language=language):
        for slug in shown_exercises(path.read_text(encoding="utf-8")):
            if slug not in seen:
                seen.add(slug)
                placed.append((slug, module, lesson))
    return placed


def exercises_of(course: Path, module: str, language: str = sources.LANGUAGE) -> list[str]:
    """Slugs of a module's exercises as the lessons show them; those that no lesson shows come last, sorted.

    An exercise belongs to the module that its ``exercise.yml`` names.
    """
    mine = [slug for slug in sources.exercise_ids(course) if module_of(course, slug) == module]
    placed = [slug for slug, _, _ in placed_exercises(course, language) if slug in mine]
    return placed + [slug for slug in mine if slug not in placed]


def module_of(course: Path, slug: str) -> str:
    """The module that an exercise belongs to."""
    settings = sources.read_yaml(Path(course) / "exercises" / slug / "exercise.yml")
    if not isinstance(settings, dict) or not isinstance(settings.get("module"), str):
        path = Path(course) / "exercises" / slug / "exercise.yml"
        raise sources.CourseError(path, "name the module: 'module: 3-monitoring-reporting'", 1)
    return settings["module"]


def modules(course: Path) -> list[str]:
    """Modules that have exercises, in reading order; those that the table of contents lacks last, sorted."""
    having = sorted({module_of(course, slug) for slug in sources.exercise_ids(course)})
    read = []
    for page in pages(course):
        parts = page.split("/")
        if parts[0] == "modules" and len(parts) > 2 and parts[1] in having and parts[1] not in read:
            read.append(parts[1])
    return read + [module for module in having if module not in read]


def by_number(modules: Iterable[str]) -> dict[str, str]:
    """``{number: module}``, for people who name a module by the number that it begins with."""
    return {name.partition("-")[0]: name for name in modules}


def module_named(course: Path, text: str) -> str:
    """The module that ``text`` names, by name or number; ``CourseError`` if there is none."""
    known = modules(course)
    found = by_number(known).get(text, text)
    if found not in known:
        told = f"there is no module {text!r}; there are: {', '.join(known)}"
        raise sources.CourseError(course / "modules", told)
    return found


def assignment(course: Path, module: str) -> str:
    """The name of a module's assignment: ``assignment`` in its ``module.yml``, else the module's own name."""
    path = Path(course) / "modules" / module / "module.yml"
    settings = sources.read_yaml(path) if path.is_file() else {}
    return (settings or {}).get("assignment") or module


def assignments(course: Path) -> dict[str, str]:
    """``{assignment: module}`` for every module that has exercises, in reading order."""
    return {assignment(course, module): module for module in modules(course)}


def title(path: Path) -> str:
    """The first heading of a page's text; its folder's name if it has none."""
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            return line[2:].strip()
    return Path(path).parent.name
