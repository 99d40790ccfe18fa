"""The rule about country packs: what a pack brings fits the course that it is laid over."""

import re
from collections.abc import Iterator
from pathlib import Path

from localsdg import course as sources
from localsdg.course import CourseError
from localsdg.course.files import read_text
from localsdg_build import order
from localsdg_build.check import pack_dataset, placeholders, shapes
from localsdg_build.check.lines import place_line
from localsdg_build.packs import model, overlay, sections
from localsdg_build.packs.terms import Terms
from localsdg_build.translation import parts

_WORD = re.compile(r"[\w-]+")
_BEGINNING = 3  # letters by which a word is another form of a term's
_TEXTS = {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}}


def packs(course: Path) -> Iterator[CourseError]:
    """Each pack of the course can be laid over it."""
    for name in model.names(course):
        yield from problems(course, name)


def problems(course: Path, name: str) -> Iterator[CourseError]:
    """What of the pack of that name does not fit: first its files, then what they name, then its terms."""
    folder = model.folder(course, name)
    found = [*_names(folder), *_shapes(course, folder), *_left_over(folder)]
    if not found:
        pack = model.read(course, name)
        found = [*_years(course, pack), *_competences(course, pack), *_cases(course, pack)]
        found += [*_lessons(course, pack), *pack_dataset.problems(course, pack)]
        found = found or list(_terms(course, pack))
    yield from found


def _names(folder):
    """A file or a folder that nobody would read is a mistyped one."""
    for path in sorted(folder.glob("[!_.]*")):
        if path.name not in model.KNOWN:
            told = f"a pack has no {path.name!r}; {shapes.near(path.name, model.KNOWN)}write one of: "
            yield CourseError(path, told + ", ".join(model.KNOWN))


def _shapes(course, folder):
    """Each file can be read, and holds what such a file holds."""
    for name, schema in (
        (model.SETTINGS, model.SCHEMA),
        (model.TERMS, _TEXTS),
        (model.COMPETENCES, _TEXTS),
    ):
        path = folder / name
        if name == model.SETTINGS and not path.is_file():
            told = "this file is missing; write it with a line 'country: NAME' (CONTRIBUTING has the recipe)"
            yield CourseError(path, told)
        elif path.is_file():
            try:
                yield from shapes.problems(path, schema, model.mapping(path))
            except CourseError as problem:
                yield problem
    yield from pack_dataset.shapes_of(folder)
    for path in sorted((folder / model.CASES).rglob("*.md")):
        yield from _case_problems(path)


def _case_problems(path):
    try:
        front, body = sources.read_words(path)
    except CourseError as problem:
        yield problem
        return
    for key, meaning in (("title", "what the case is about"), ("source", "where its facts are from")):
        if not isinstance(front.get(key), str) or not front[key].strip():
            told = f"the case has no {key}; write '{key}: …' ({meaning}) in the front matter"
            yield CourseError(path, told, place_line(path, key))
    for key in front.keys() - {"title", "source"}:
        told = f"there is no {key!r} here; write title and source, and the case below the line '---'"
        yield CourseError(path, told, place_line(path, key))
    if not body.strip():
        yield CourseError(path, "the case is empty; write it below the second line '---'", 1)


def _left_over(folder):
    for path in sorted(folder.rglob("*")):
        if path.suffix in (*placeholders.ENDINGS, ".csv", ".bib") and path.is_file():
            yield from placeholders.left_over(path)


def _years(course, pack):
    for slug in sources.exercise_ids(course) if pack.year is not None else ():
        for one in overlay.years(sources.read_yaml(course / "exercises" / slug / "exercise.yml")):
            if not one.get("min", pack.year) <= pack.year <= one.get("max", pack.year):
                told = f"reporting_year: {pack.year} is no year of the exercise {slug}; write one from "
                path = pack.folder / model.SETTINGS
                line = place_line(path, "reporting_year")
                yield CourseError(path, f"{told}{one['min']} to {one['max']}", line)


def _competences(course, pack):
    known = [
        one["id"]
        for path in sorted(course.glob("modules/*/module.yml"))
        for one in sources.read_yaml(path).get("objectives") or ()
    ]
    path = pack.folder / model.COMPETENCES
    for name in pack.competences:
        if name not in known:
            told = (
                f"there is no competence {name!r}; {shapes.near(name, known)}write one of: {', '.join(known)}"
            )
            yield CourseError(path, told, place_line(path, name))


def _known_lesson(course, path, name):
    """The problem of a file that is named after no lesson, if it is."""
    known = order.lesson_names(course)
    if name not in known:
        return CourseError(
            path,
            f"there is no lesson {name!r}; {shapes.near(name, known)}name the file as the lesson's folder: "
            "<module>/<lesson>.md",
        )
    return None


def _cases(course, pack):
    for name, path in pack.cases.items():
        if problem := _known_lesson(course, path, name):
            yield problem
        elif not sections.case_lines(read_text(course / model.page(name))):
            told = "this lesson has no worked case that could be replaced; choose another, or write a section"
            yield CourseError(path, told)


def _lessons(course, pack):
    for name, path in pack.lessons.items():
        if problem := _known_lesson(course, path, name):
            yield problem
            continue
        theirs = parts.read(course, model.page(name), read_text(course / model.page(name)))
        known = [part.name for part in theirs if part.name not in (parts.FRONT, parts.TOP, parts.NOTES)]
        try:
            ours = sections.read(path)
        except CourseError as problem:
            yield problem
            continue
        if not ours:
            yield CourseError(path, "this file has no section; write one, with a heading '## …'", 1)
        for section, part in ours.items():
            if section not in (*known, parts.TOP):
                headings = ", ".join(sections.heading(one) for one in theirs if one.name in known)
                told = (
                    "the lesson has no such section; write below the heading '% instead of: …' with one of: "
                    f"{headings}"
                )
                yield CourseError(path, told, part.line)


def _terms(course, pack):
    """A term that stands nowhere in the course is mistyped, or was said in another way since."""
    terms, path = Terms(pack.terms), pack.folder / model.TERMS
    try:
        overlay.changed(course, pack, terms)
    except CourseError as problem:
        yield problem
        return
    for term, theirs in pack.terms.items():
        if term in terms.articles:
            now, other = ("an", "a") if term.startswith(tuple("aeiou")) else ("a", "an")
            told = (
                f"the course says '{now} {term}', which would become '{now} {theirs}'; add a line "
                f"'{now} {term}: {other} {theirs}' (or with '{now}', if that is how it is spoken)"
            )
            yield CourseError(path, told, place_line(path, term))
        if term not in terms.used:
            near = shapes.near(term, _alike(course, term))
            told = (
                f"the term {term!r} stands nowhere in the lessons, exercises and glossary, or only within a "
                f"longer one above; {near}write it as the course does (small letters count), or remove it"
            )
            yield CourseError(path, told, place_line(path, term))


def _alike(course, term):
    """What stands in the course in as many words as a term, with a word that begins as one of the term's."""
    words = term.split()
    begins = tuple(word[:_BEGINNING] for word in words)
    found = set()
    for path in [
        *course.glob(f"modules/**/{sources.LANGUAGE}.md"),
        *course.glob(f"exercises/*/{sources.LANGUAGE}.md"),
    ]:
        there = _WORD.findall(read_text(path))
        parts = (there[at : at + len(words)] for at in range(len(there)))
        found |= {" ".join(part) for part in parts if any(word.startswith(begins) for word in part)}
    return sorted(found)
