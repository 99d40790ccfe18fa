"""What the course knows of its sessions, as plain data for the planner: read from the lessons each time.

Minutes, steps and materials stand in a lesson's trainer's notes; how much it matters to whom, its shortest
useful version and the room it needs in its front matter (``lesson.session``); prerequisites and objectives
beside it.
"""

import re
from pathlib import Path
from typing import Any

from localsdg import course as sources
from localsdg.course import lesson_text
from localsdg_build import order, slide_places, words

NOTES = "trainer-notes"
_ROW = re.compile(r"^\s*\|\s*(\d+)\s*\|\s*(.*?)\s*\|\s*$")
_ROLE = re.compile(r"\{[\w:-]+\}`([^`<]*?)(?:\s*<[^`]*>)?`")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
# A step's first sentences say what it is; the rest stands in the notes.
_SENTENCE = re.compile(r"[^.?!。！？]+[.?!。！？]+[\"”」’)]*")
_ENOUGH = 40  # signs


def facts(root: Path, language: str = sources.LANGUAGE) -> dict[str, Any]:
    """``{"language", "lessons", "modules"}``, in the order of the book.

    A lesson: ``id, module, title, slides, minutes, least, steps, materials, group, room, weight, before,
    reading, objectives, exercises``. One without notes or without ``session`` is left out.
    """
    found = [
        one
        for module, lesson, path in order.lessons(root, language=language)
        if (one := _lesson(root, module, lesson, path, language))
    ]
    modules = list(dict.fromkeys(one["module"] for one in found))
    titles = {name: order.title(order.in_language(root / "modules" / name, language)) for name in modules}
    return {
        "language": language,
        "lessons": found,
        "modules": [{"id": name, "title": titles[name]} for name in modules],
    }


def steps(text: str) -> tuple[dict[str, str], list[tuple[int, str]]]:
    """``(options, [(minutes, what one does), ...])`` of the trainer's notes in a lesson's text."""
    for block in lesson_text.read(text).blocks:
        if block.name == NOTES:
            rows = [match for line in block.lines if (match := _ROW.match(line))]
            return block.options, [(int(row[1]), plain(row[2])) for row in rows]
    return {}, []


def plain(text: str) -> str:
    """Markdown as people read it aloud: without emphasis, links, roles."""
    return _LINK.sub(r"\1", _ROLE.sub(r"\1", text)).replace("*", "").replace("`", "")


def told(language: str = sources.LANGUAGE) -> dict[str, Any]:
    """The planner's words: ``agenda.yml``; in English where a language lacks one."""
    spoken = (sources.LANGUAGE, language)  # a course put together in one language has that alone, and whole
    there = [one for one in spoken if (sources.root() / "book" / one / "agenda.yml").is_file()]
    return {key: text for one in there for key, text in words.agenda(one).items()}


def _lesson(root, module, lesson, path, language):
    settings = path.with_name(f"{sources.LANGUAGE}.md")  # a translation need not repeat them
    front = sources.read_words(settings if settings.is_file() else path)[0].get("lesson") or {}
    options, rows = steps(path.read_text(encoding="utf-8"))
    session = front.get("session")
    if not rows or not isinstance(session, dict):
        return None
    return {
        "id": f"{module}/{lesson}",
        "module": module,
        "title": order.title(path),
        "slides": slide_places.notes_file(module, lesson) if slide_places.has_slides(root) else "",
        "minutes": sum(minutes for minutes, _ in rows),
        "least": sum(rows[number - 1][0] for number in session["least"]),
        "steps": [
            {"minutes": minutes, "text": _first(text), "least": number in session["least"]}
            for number, (minutes, text) in enumerate(rows, 1)
        ],
        "materials": plain(options.get("materials", "")),
        "group": options.get("group", ""),
        "room": session["room"],
        "weight": session["audience"],
        "before": [name if "/" in name else f"{module}/{name}" for name in front["prerequisites"]],
        "reading": front["minutes"]["read"] + front["minutes"]["exercises"],
        "objectives": _sentences(root, module, front["objectives"], language),
        "exercises": [_title(root, slug, language) for slug in _shown(path)],
    }


def _first(text):
    """The first sentence of a step, or more if it is short, or ends inside a quotation."""
    end = 0
    for sentence in _SENTENCE.finditer(text):
        end = sentence.end()
        is_apart = end == len(text) or text[end] == " " or text[end - 1] in "。！？”」"
        if (
            is_apart
            and end >= _ENOUGH
            and text[:end].count('"') % 2 == 0
            and text.count("“", 0, end) == text.count("”", 0, end)
        ):
            return text[:end]
    return text


def _sentences(root, module, names, language):
    front = sources.read_words(order.in_language(root / "modules" / module, language))[0]
    return [front["objectives"][name] for name in names if name in front.get("objectives", {})]


def _shown(path):
    return order.shown_exercises(path.read_text(encoding="utf-8"))


def _title(root, slug, language):
    return sources.read_words(order.in_language(root / "exercises" / slug, language))[0].get("title", slug)
