"""An exercise as parts of a document: the sheet for those who do it, and apart from it the answer key.

The sheet is made of what is public of an exercise (``localsdg.course.public``), the key of all of it.
"""

import json
from pathlib import Path
from typing import Any

from localsdg import course as sources
from localsdg.course import public
from localsdg_build import good_answers, qr, town_questions
from localsdg_build.handouts.arranged import Arranged
from localsdg_build.handouts.document import Part, template
from localsdg_build.handouts.say import Say

FOLDER = Path(__file__).parent / "templates"


def sheet(slug: str, language: str, words: dict[str, str], course: Path, address: str = "") -> Part:
    """The exercise on paper, without its answer; ``address``: where it stands in the book, for a QR code."""
    spec = public.exercise(slug, language, course)
    questions = []
    if town_questions.takes_notes(spec):
        questions = town_questions.of_module(course, spec["module"], spec["language"])
    arranged = Arranged(spec, None, _case(slug, course, spec), questions)
    html = template("exercise.html.j2").render(
        spec=spec,
        say=Say(spec),
        words=words,
        kind=_kind(spec, words, arranged),
        qr=qr.svg(address) if address else "",
    )
    return Part(f"exercise-{slug}", spec["words"]["title"], html)


def key(slug: str, language: str, words: dict[str, str], course: Path) -> Part:
    """The answer key: one good answer, hints, the rubric, and sample texts with and without their marks."""
    spec = sources.exercise(slug, language, course)
    answer = None if spec["kind"] == "text" else _answer(slug, spec, course)
    kind = _kind(spec, words, Arranged(spec, answer, _case(slug, course, spec))) if answer else ""
    many = bool(spec["rubric"]) or spec["kind"] in ("board", "allocation", "sheet")
    html = template("answer.html.j2").render(spec=spec, say=Say(spec), words=words, kind=kind, many=many)
    return Part(f"answer-{slug}", spec["words"]["title"], html)


def has_template(kind: str) -> bool:
    """Can exercises of this kind be printed?"""
    return (FOLDER / f"kind-{kind}.html.j2").is_file()


def _kind(spec, words, arranged):
    macros: Any = template(f"kind-{spec['kind']}.html.j2").module
    return macros.sheet(spec, Say(spec), words, arranged.answer, arranged)


def _answer(slug, spec, course) -> dict[str, Any] | None:
    path = good_answers.sample(course / "exercises" / slug, spec)
    return json.loads(path.read_text(encoding="utf-8"))["answer"] if path.is_file() else None


def _case(slug, course, spec) -> str | None:
    """The id of the case that the key is about: the sheet prints its figures first."""
    if "cases" not in spec:
        return None
    return (_answer(slug, sources.exercise(slug, spec["language"], course), course) or {}).get("case")
