"""The rule about a pack's own dataset: it takes another's place where no exercise depends on that one."""

import json
from collections.abc import Iterator
from pathlib import Path

from localsdg import course as sources
from localsdg.course import CourseError, data, lesson_text
from localsdg.course.files import read_text
from localsdg_build import order
from localsdg_build.check import datasets
from localsdg_build.check.lines import line_of, place_line
from localsdg_build.check.shapes import near
from localsdg_build.packs import model, sections
from localsdg_build.packs.model import Pack
from localsdg_build.translation import parts


def shapes_of(folder: Path) -> Iterator[CourseError]:
    """The datasets in a pack's folder are described as those of the course are."""
    found = list(datasets.dataset_shapes(folder))
    yield from found or datasets.datasets(folder)


def problems(course: Path, pack: Pack) -> Iterator[CourseError]:
    """The pack's dataset, if it has one, fits the place that it takes."""
    path, own = pack.folder / model.SETTINGS, pack.datasets()
    if pack.replaced is None:
        if own:
            told = "say in pack.yml whose place it takes, with 'dataset: {instead_of: …, lessons: […]}'"
            yield CourseError(own[0], told)
        return
    if len(own) != 1:
        told = "pack.yml names a dataset; write it into one folder here, as 'localsdg new dataset' makes it"
        yield CourseError(pack.folder / model.DATASETS, told)
        return
    if own[0].name in data.names(course):
        yield CourseError(own[0], "the course has a dataset of this name; choose another for the folder")
    found = list(_place_problems(course, pack, path)) or list(_column_problems(course, pack, own[0]))
    yield from found
    if not found:
        for lesson in pack.replaced.lessons:
            yield from _lesson_problems(course, pack, lesson, own[0].name)
    if (
        pack.made_up
        and "synthetic" not in json.loads(read_text(own[0] / "datapackage.json"))["title"].lower()
    ):
        told = "the country is made up, so its data is synthetic; say 'synthetic' in the title"
        yield CourseError(own[0] / "datapackage.json", told, place_line(own[0] / "datapackage.json", "title"))


def _place_problems(course, pack, path):
    """The table that is to be replaced is there."""
    known, wanted = data.names(course), pack.replaced
    line = place_line(path, "dataset", "instead_of")
    if wanted.dataset not in known:
        told = f"dataset: there is no dataset {wanted.dataset!r}; {near(wanted.dataset, known)}write one of: "
        yield CourseError(path, told + ", ".join(known), line)
        return
    tables = [one["name"] for one in data.about(wanted.dataset, course)["resources"]]
    if wanted.table not in tables:
        told = (
            f"dataset: {wanted.dataset} has no table {wanted.table!r}; write {wanted.dataset}/ and one of: "
        )
        yield CourseError(path, told + ", ".join(tables), line)


def _column_problems(course, pack, own):
    """Columns and their types are the same, so that what lessons say of them stays true."""
    path, wanted = own / "datapackage.json", pack.replaced
    other = f"{wanted.dataset}/{wanted.table}"
    theirs = _fields(course / "datasets" / wanted.dataset, wanted.table)
    ours = _fields(own, wanted.table)
    if ours is None:
        told = f"no table here is called {wanted.table!r}, as the one whose place it takes; name one so"
        yield CourseError(path, told, place_line(path, "resources"))
        return
    for name, kind in theirs.items():
        if name not in ours:
            told = f"column {name!r} of {other} is missing; write it (cells may be empty)"
            yield CourseError(path, told, place_line(path, "resources", 0, "schema", "fields"))
        elif ours[name] != kind:
            told = f"column {name!r} is of type {ours[name]}; write {kind}, as in {other}"
            yield CourseError(path, told, line_of(path, f'"{name}"'))
    for name in ours.keys() - theirs.keys():
        told = f"column {name!r} is not in {other}; leave it out. Its columns: "
        yield CourseError(path, told + ", ".join(theirs), line_of(path, f'"{name}"'))


def _fields(folder, table):
    about = json.loads(read_text(folder / "datapackage.json"))
    for one in about["resources"]:
        if one["name"] == table:
            return {field["name"]: field["type"] for field in one["schema"]["fields"]}
    return None


def _lesson_problems(course, pack, lesson, own):
    """What the lesson says of the other figures is written anew, and none of its exercises needs these."""
    path, wanted = pack.folder / model.SETTINGS, pack.replaced.dataset
    known = order.lesson_names(course)
    line = place_line(path, "dataset", "lessons")
    if lesson not in known:
        yield CourseError(
            path,
            f"dataset: there is no lesson {lesson!r}; {near(lesson, known)}write <module>/<lesson>",
            line,
        )
        return
    text = read_text(course / model.page(lesson))
    told = [
        one
        for one in parts.read(course, model.page(lesson), text)
        if wanted in lesson_text.loaded_datasets(one.text)
    ]
    if not told:
        yield CourseError(path, f"dataset: the lesson {lesson} does not load {wanted}; leave it out", line)
    for slug in order.shown_exercises(text):
        if wanted in needed(course, slug):
            why = f"dataset: {wanted} stays in {lesson}, whose exercise {slug} is judged by it; leave it out"
            yield CourseError(path, why, line)
    yield from _section_problems(pack, lesson, told, own)


def _section_problems(pack, lesson, told, own):
    file = pack.folder / model.LESSONS / f"{lesson}.md"
    if not file.is_file():
        headings = ", ".join(sections.heading(one) for one in told)
        why = f"this file is missing; write the lesson's section with a figure of the new data: {headings}"
        yield CourseError(file, why)
        return
    ours = sections.read(file)
    for part in told:
        if part.name not in ours:
            yield CourseError(
                file, f"the section {sections.heading(part)!r} speaks of the other data; write it here", 1
            )
        elif own not in lesson_text.loaded_datasets(ours[part.name].text):
            why = f'this section does not load the new data; write data.load("{own}", …) in its code'
            yield CourseError(file, why, ours[part.name].line)


def needed(course: Path, slug: str) -> set[str]:
    """The datasets that an exercise depends on: those it names, those its checks read, and its code."""
    settings = sources.read_yaml(course / "exercises" / slug / "exercise.yml")
    tables = (settings.get("parameters") or {}).get("tables") or {}
    found = {*(settings.get("datasets") or ()), *(str(place).split("/")[0] for place in tables.values())}
    starter = course / "exercises" / slug / "starter.py"
    return found | set(lesson_text.loaded_datasets(read_text(starter)) if starter.is_file() else ())
