"""Write decks into a built book: ``_slides/<module>/<lesson>.html``; for trainers, beside it, the notes."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from localsdg import course as sources
from localsdg_build import editions, order, publisher, vendor
from localsdg_build.slide_places import FOLDER, file, has_slides, notes_name
from localsdg_build.slides import deck

_REVEAL = {"dist/reveal.css": "reveal.css", "dist/reveal.mjs": "reveal.js"}


def write(root: Path, out: Path, edition: str, languages: Iterable[str], only_texts: bool = False) -> int:
    """Write the decks of ``languages`` into the built book ``out`` and what they load; return how many.

    ``only_texts``: ``out`` is a copy of the last book in which some pages are new: only their decks are made.
    """
    if not has_slides(root):
        return 0
    if not only_texts:
        _copy_static(root, out)
    number = 0
    for language in languages:
        for place in places(root, out, language):
            path = place.top / file(place.module, place.lesson)
            if only_texts and path.is_file() and path.stat().st_mtime_ns > place.page.stat().st_mtime_ns:
                continue
            number += 1
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(deck.html(place), encoding="utf-8")
            if edition == editions.TRAINER:
                with_notes = path.with_name(notes_name(place.lesson))
                with_notes.write_text(deck.html(place, path.name), encoding="utf-8")
    return number


def places(root: Path, out: Path, language: str) -> Iterator[deck.Place]:
    """The lessons of which there is a page of ``language`` in the built book ``out``."""
    top = out if language == sources.LANGUAGE else out / language
    address = publisher.read(root).address
    for module, lesson, source in order.lessons(root, language=language):
        page = top / "modules" / module / lesson / f"{language}.html"
        if page.is_file():
            yield deck.Place(root, module, lesson, source, page, top, out, address)


def _copy_static(root, out):
    target = out / FOLDER
    (target / "reveal").mkdir(parents=True, exist_ok=True)
    reveal = vendor.ensure(root) / "reveal.js"
    for source, name in _REVEAL.items():
        shutil.copyfile(reveal / source, target / "reveal" / name)
    static = root / "book" / "static"
    for path in [*sorted((static / "slides").glob("*.*")), static / "site" / "drawing.css"]:
        shutil.copyfile(path, target / path.name)
