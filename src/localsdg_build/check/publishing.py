"""The rule about ``publish.yml``: known keys, a whole address, files that are there, pictures that fit."""

import re
from collections.abc import Iterator
from pathlib import Path

from localsdg.course import CourseError, languages, read_yaml
from localsdg_build.check import shapes
from localsdg_build.check.lines import place_line
from localsdg_build.publisher import NAME, SCHEMA

_ADDRESS = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?\Z")
_CONTACT = re.compile(r"https?://\S+\Z|[^@\s]+@[^@\s]+\.[^@\s]+\Z")
_PICTURES = {"logo": (".svg", ".png", ".webp"), "picture": (".png", ".jpg", ".webp")}
_MOST = 300_000


def publishing(course: Path) -> Iterator[CourseError]:
    """What somebody who publishes the course has written about it."""
    path = course / NAME
    found = read_yaml(path) if path.is_file() else None
    if found is None:
        return
    problems = list(shapes.problems(path, SCHEMA, found))
    yield from problems
    if problems:
        return
    for key, told in (*_texts(course, found), *_files(course, found)):
        yield CourseError(path, f"{key}: {told}", place_line(path, *key.split(".")))


def _texts(course, found):
    if found.get("address") and not _ADDRESS.match(found["address"]):
        yield "address", "write the whole address, such as https://www.example.org/sdg/"
    if found.get("contact") and not _CONTACT.match(found["contact"]):
        yield "contact", "write an e-mail address, or the address of a page with https://"
    known = languages(course)
    for key in ("privacy", "course"):
        for language in found[key] if isinstance(found.get(key), dict) else ():
            if language not in known:
                yield f"{key}.{language}", f"the course has no such language; it has: {', '.join(known)}"


def _files(course, found):
    for key, endings in _PICTURES.items():
        name = found.get(key)
        if not name:
            continue
        path = course / name
        if not path.is_file() or not path.resolve().is_relative_to(course.resolve()):
            yield key, f"there is no file {name!r} in the course's folder"
        elif path.suffix.lower() not in endings:
            yield key, f"this is none of {', '.join(endings)}"
        elif path.stat().st_size > _MOST:
            yield key, f"the file has more than {_MOST // 1000} kB: every reader would load it"
