"""Which files of the course read differently with a pack, and how.

Settings, checks, hidden checks and data of exercises stay: a pack changes their words, the year that a
planner begins with, and the names of sections to read again. So an answer scores the same with every pack. In
samples, which also show one good answer, it changes sentences, for which no machine gives points.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from localsdg import course as sources
from localsdg.course import LANGUAGE, before_after
from localsdg.course.files import read_text
from localsdg_build import publisher
from localsdg_build.packs import model, note, sections
from localsdg_build.packs.model import Pack
from localsdg_build.packs.terms import Terms, in_exercise, in_page
from localsdg_build.packs.texts import Piece, joined
from localsdg_build.translation import pages, parts

WORDS = f"book/{LANGUAGE}/pack.yml"
_GLOSSARY, _ABOUT, _NOTEBOOK = (f"book/{LANGUAGE}/{name}.md" for name in ("glossary", "about", "notebook"))
_LAST = ("licence", "sources")  # sections of the page About before which the contacts stand
Files = dict[str, list[Piece]]


def changed(course: Path, pack: Pack, terms: Terms | None = None) -> Files:
    """``{path from the course's folder: its pieces}`` of all files that read differently with the pack.

    ``terms``: the pack's; what it has met is asked of it afterwards. ``CourseError`` for a pack that cannot
    be laid over the course: see ``rules``.
    """
    terms = terms or Terms(pack.terms)
    words = sources.read_yaml(course / WORDS)
    found = {**_lessons(course, pack, words), **_module_pages(course, pack, terms)}
    found = _linked(course, found | _with_terms(course, found, terms))
    found |= _exercises(course, pack, terms)
    found |= _book(course, pack, words, terms)
    found[model.SETTINGS] = _named(pack)
    for folder in pack.datasets():
        for path in sorted(one for one in folder.rglob("*") if one.is_file() and one.suffix != ".pyc"):
            found[f"datasets/{folder.name}/{path.relative_to(folder).as_posix()}"] = [_own(path)]
    return found


def _named(pack):
    own = _own(pack.folder / model.SETTINGS)
    return [own, Piece(f"\nname: {pack.name}\n", own.path)]


def _own(path):
    return Piece(read_text(path), path)


# ---- Lessons and modules -----------------------------------------------------------------------


def _lessons(course, pack, words):
    """The lessons in which the pack has a section or a case, without its terms."""
    found = {}
    for name in sorted({*pack.lessons, *pack.cases}):
        file = pack.cases.get(name)
        case = sections.case(file, words) if file else ""
        found[model.page(name)] = sections.lesson(course, name, pack.lessons.get(name), case, file)
    return found


def _module_pages(course, pack, terms):
    """The modules' pages with the pack's wording of competences, and its terms in that of the others."""
    found = {}
    for path in sorted(course.glob(f"modules/*/{LANGUAGE}.md")):
        front, body, line = parts.split_front(read_text(path))
        settings = sources.parse_yaml(front.strip().strip("-"), path) if front else {}
        said = settings.get(parts.WORDS) or {}
        ours = {key: pack.competences.get(key) or terms.put(text) for key, text in said.items()}
        if ours != said:
            front = f"---\n{parts.dumped({**settings, parts.WORDS: ours})}---\n"
            name = path.relative_to(course).as_posix()
            found[name] = [Piece(front, path), Piece(body, path, line)]
    return found


def _with_terms(course, found, terms):
    """The same lessons and module pages, and all others in which one of the terms stands, with the terms."""
    done = {}
    for path in sorted(course.glob(f"modules/**/{LANGUAGE}.md")):
        name = path.relative_to(course).as_posix()
        if path.parent.name == before_after.FOLDER:
            text = in_exercise(read_text(path), terms)
            pieces = [Piece(text, path)]
        else:
            pieces = [_piece(one, path, terms) for one in found.get(name) or _pieces(path)]
        if name in found or joined(pieces) != read_text(path):
            done[name] = pieces
    return done


def _pieces(path):
    front, body, line = parts.split_front(read_text(path))
    return [Piece(front, path), Piece(body, path, line)]


def _piece(piece, path, terms):
    """The course's own text with the terms; what the pack's author wrote stays as it was written."""
    is_front = piece.line == 1 and piece.text.startswith("---\n")
    return piece if piece.path != path or is_front else replace(piece, text=in_page(piece.text, terms))


def _linked(course, found):
    """The same with links that lead to headings under their new names, also from pages that stay."""
    anchors: dict[str, dict[str, str]] = {}
    for name, pieces in found.items():
        texts = read_text(course / name), joined(pieces)
        if _headings(texts[0]) == _headings(texts[1]):
            continue
        before, after = map(pages.anchors, texts)
        if len(before) == len(after):
            anchors[name] = dict(zip(before, after, strict=True))
    if not anchors:
        return found

    def anchor(file: str, ours: str) -> str:
        return anchors.get(file, {}).get(ours, ours)

    done = dict(found)
    for path in sorted(course.glob(f"modules/**/{LANGUAGE}.md")):
        name = path.relative_to(course).as_posix()
        pieces = [
            replace(one, text=pages.linked(name, one.text, LANGUAGE, anchor))
            for one in found.get(name) or _pieces(path)
        ]
        if name in found or joined(pieces) != read_text(path):
            done[name] = pieces
    return done


def _headings(text):
    return [line for line in text.splitlines() if line.startswith("#")]


# ---- Exercises ---------------------------------------------------------------------------------


def _exercises(course, pack, terms):
    """Words with the terms; settings with the pack's year, and with the new names of sections."""
    renamed: dict[str, str] = {}
    for name, path in pack.lessons.items():
        renamed |= sections.renamed(course, name, path)
    found: Files = {}
    for slug in sources.exercise_ids(course):
        folder = course / "exercises" / slug
        words = in_exercise(read_text(folder / f"{LANGUAGE}.md"), terms)
        if words != read_text(folder / f"{LANGUAGE}.md"):
            found[f"exercises/{slug}/{LANGUAGE}.md"] = [Piece(words, folder / f"{LANGUAGE}.md")]
        found |= _samples(course, folder, terms)
        settings = sources.read_yaml(folder / "exercise.yml")
        if _settings(settings, pack.year, renamed, terms):
            path = folder / "exercise.yml"
            found[f"exercises/{slug}/exercise.yml"] = [Piece(parts.dumped(settings), path)]
    return found


def _samples(course, folder, terms):
    """What samples say in sentences, with the terms; a text of one word may be an id, and stays."""

    def with_terms(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: with_terms(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [with_terms(inner) for inner in value]
        return terms.put(value) if isinstance(value, str) and " " in value else value

    found = {}
    for path in sorted(folder.glob("samples/*.json")):
        sample = json.loads(read_text(path))
        ours = with_terms(sample)
        if ours != sample:
            text = json.dumps(ours, ensure_ascii=False, indent=1) + "\n"
            found[path.relative_to(course).as_posix()] = [Piece(text, path)]
    return found


def _settings(settings: dict[str, Any], year: int | None, renamed: dict[str, str], terms: Terms) -> bool:
    """Put the year and the sections' names into an exercise's settings; has anything changed?"""
    is_new = False
    for one in years(settings) if year is not None else ():
        is_new = is_new or one["default"] != year
        one["default"] = year
    named = settings.get("read_again") or []
    ours = [renamed.get(heading) or terms.put(heading) for heading in named]
    if ours != named:
        settings["read_again"], is_new = ours, True
    return is_new


def years(settings: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The settings of a planner that are years and begin with one."""
    parameters = settings.get("parameters") or {}
    for one in parameters.get("settings") or () if isinstance(parameters, dict) else ():
        if isinstance(one, dict) and one.get("type") == "year" and "default" in one:
            yield one


# ---- The book's own pages, and who publishes it ------------------------------------------------


def _book(course, pack, words, terms):
    found: Files = {}
    glossary = course / _GLOSSARY
    if glossary.is_file():
        text = in_page(read_text(glossary), terms)
        if text != read_text(glossary):
            found[_GLOSSARY] = [Piece(text, glossary)]
    if pack.contacts and (course / _ABOUT).is_file():
        found[_ABOUT] = _about(course / _ABOUT, pack, words)
    if (course / _NOTEBOOK).is_file():
        path = course / _NOTEBOOK
        text = f"{read_text(path).rstrip()}\n\n{note.said(pack.country, pack.made_up, words)}\n"
        found[_NOTEBOOK] = [Piece(text, path)]
    if pack.published:
        path = course / publisher.NAME
        ours = {**((sources.read_yaml(path) if path.is_file() else None) or {}), **pack.published}
        found[publisher.NAME] = [Piece(parts.dumped(ours), pack.folder / model.SETTINGS)]
    if pack.references.is_file():
        path = course / "book" / "references.bib"
        theirs = read_text(path).rstrip("\n") + "\n\n"
        found["book/references.bib"] = [Piece(theirs, path), _own(pack.references)]
    return found


def _about(path, pack, words):
    """The page *About this course* with those whom readers in the country may ask."""
    rows = [f"| {one['name']} | {one['ask']} | {_address(one['at'])} |" for one in pack.contacts]
    head = f"## {words['contacts']}\n\n| {words['contact_who']} | {words['contact_what']} | "
    table = head.format(country=pack.country) + f"{words['contact_where']} |\n|---|---|---|\n"
    text = read_text(path)
    own = parts.cut(text)
    at = next((one for one in own if one.name in _LAST), None)
    before = text if at is None else "".join(one.text for one in own[: own.index(at)])
    found = [Piece(before.rstrip("\n") + "\n\n", path)]
    found.append(Piece(table + "\n".join(rows) + "\n\n", pack.folder / model.SETTINGS))
    return found if at is None else [*found, Piece(text[len(before) :], path, at.line)]


def _address(at):
    return f"<{at}>" if at.startswith(("https://", "http://")) or "@" in at else at
