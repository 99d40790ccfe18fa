"""All handouts of a course: which documents there are, and how they are made side by side."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from localsdg import course as sources
from localsdg_build import order, publisher, vendor
from localsdg_build import words as interface
from localsdg_build.handouts import document, exercises, forms, pdf
from localsdg_build.packs import note

EXERCISES, KEYS, ROOM = "exercises", "answer-keys", "cards-and-forms"


@dataclass(frozen=True)
class Handout:
    """A document to make: what it is, of which module or exercise (``""``: of none)."""

    kind: str
    module: str = ""
    exercise: str = ""

    @property
    def file(self) -> str:
        """The name of its PDF, without the ending."""
        return "-".join(part for part in (self.exercise or self.module, self.kind) if part)


def handouts(course: Path, exercise: str = "") -> list[Handout]:
    """The documents of a course: two a module, and one of cards and forms; or the two of one exercise."""
    if exercise:
        sources.exercise(exercise, sources.LANGUAGE, course)  # says which there are
        return [Handout(kind, exercise=exercise) for kind in (EXERCISES, KEYS)]
    found = [Handout(kind, module) for module in order.modules(course) for kind in (KEYS, EXERCISES)]
    return [*found, Handout(ROOM)]


def make(
    course: Path,
    out: Path,
    paper: str = "a4",
    language: str = sources.LANGUAGE,
    exercise: str = "",
    say: Callable[[pdf.Made], None] = lambda made: None,
) -> list[pdf.Made]:
    """Write the PDFs into the folder ``out``; ``say`` hears of each as it is done.

    Raises ``pdf.PaperError`` if something goes beyond its page, or if no PDF can be made here.
    """
    if missing := pdf.ready():
        raise pdf.PaperError(out, missing)
    vendor.ensure(course)
    todo = handouts(course, exercise)
    jobs = [(course, out / f"{one.file}.pdf", paper, language, one) for one in todo]
    made = []
    # Processes of their own, for a page is laid out by one processor; begun anew, as Pango asks for.
    with ProcessPoolExecutor(min(len(jobs), os.cpu_count() or 1), get_context("spawn")) as pool:
        for one in pool.map(_write, jobs):
            say(one)
            made.append(one)
    return made


def _write(job):
    course, path, paper, language, handout = job
    words = interface.handouts(language)
    style = document.css(paper, vendor.ensure(course), words, course_title(course, language))
    return pdf.write(html(handout, language, course), style, path)


def html(handout: Handout, language: str, course: Path) -> str:
    """A handout as HTML."""
    words = interface.handouts(language)
    title, about, parts = _content(handout, language, words, course)
    more = {"course": course_title(course, language), "author": _author(course)}
    more["edition"] = note.of(course, language)
    audience = "audience-key" if handout.kind == KEYS else ""
    return document.html(title, parts, words, language, about, audience=audience, **more)


def course_title(course: Path, language: str) -> str:
    """What the course is called: by its publisher, else by itself."""
    named = publisher.read(course).course
    return named.get(language) or str(sources.read_yaml(course / "_config.yml")["title"])


def _content(handout, language, words, course):
    if handout.kind == ROOM:
        parts = [
            forms.goal_card_part(language, words, course),
            forms.fact_sheet_part(words, course),
            forms.attendance_part(words),
        ]
        return words["room_title"], words["room_about"], parts
    slugs = [handout.exercise] if handout.exercise else _of_module(handout.module, language, course)
    if handout.kind == KEYS:
        parts = [exercises.key(slug, language, words, course) for slug in slugs]
    else:
        where = dict(addresses(course))
        parts = [exercises.sheet(slug, language, words, course, where.get(slug, "")) for slug in slugs]
    if handout.exercise:
        return parts[0].title, None, parts
    name = order.title(order.in_language(course / "modules" / handout.module, language))
    key = "keys" if handout.kind == KEYS else "exercises"
    return words[f"{key}_title"].format(module=name), words[f"{key}_about"], parts


def _of_module(module, language, course):
    """The module's exercises in the order of its lessons; ``order`` puts those that none shows last."""
    return order.exercises_of(course, module, language)


def addresses(course: Path) -> Iterator[tuple[str, str]]:
    """``(exercise, its address)`` in the published book; none where ``publish.yml`` has no address."""
    top = publisher.read(course).address
    if not top:
        return
    for slug, module, lesson in order.placed_exercises(course):
        yield slug, f"{top}modules/{module}/{lesson}/{sources.LANGUAGE}.html#exercise-{slug}"


def _author(course):
    return str(sources.read_yaml(course / "_config.yml")["author"])
