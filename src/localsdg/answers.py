"""How answers lie in a notebook's outputs: output bundles with a MIME type of ours.

Each bundle also carries the answers of all other exercises: a cell that was emptied, or that failed, loses
none. Nothing here raises on a damaged file or on a notebook of somebody else's making.
"""

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from localsdg import beside
from localsdg.course.files import LANGUAGE

MIME = "application/vnd.localsdg.answer+json"
VERSION = 2  # of bundles. One of a newer version is never read: what is in it may mean something else

_LONGEST = 40  # characters of a version's name
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def bundle(
    slug: str,
    answer: Any,
    text: str,
    every: Mapping[str, Any] | None = None,
    at: float | None = None,
    versions: Mapping[str, str] | None = None,
    language: str = LANGUAGE,
    order: int | None = None,
    first: Mapping[str, Any] | None = None,
    checked: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The output bundle that carries an answer: our MIME type, and ``text`` for people and other programs.

    ``every``: ``{exercise: answer}`` of the whole notebook; ``at``: when that was so, in seconds since 1970;
    ``versions``: ``{exercise: version}``, for which version of its exercise each of these answers was given;
    ``language``: in which it was asked, said where that is not English; ``order``, ``first``,
    ``checked``: see ``beside``.
    """
    content: dict[str, Any] = {"exercise": slug, "answer": answer, "version": VERSION}
    if every is not None:
        content |= {"all": every, "at": time.time() if at is None else at}
    if versions:
        content["versions"] = versions
    if language != LANGUAGE:
        content["language"] = language
    if order is not None:
        content["order"] = order
    if first is not None:
        content["first"] = first
    if checked is not None:
        content["checked"] = checked
    return {MIME: content, "text/plain": text}


def in_bundles(bundles: Iterable[object]) -> dict[str, Any]:
    """``{exercise: answer}`` from the contents of bundles (any JSON), in the order of the notebook.

    Of several answers to one exercise the newest counts; of equally new ones, or where no time stands
    beside them, the exercise's own bundle before another's copy, the later one before the earlier.
    ``null`` is no answer and hides none.
    """
    return read_bundles(bundles)[0]


def read_bundles(bundles: Iterable[object]) -> tuple[dict[str, Any], dict[str, str]]:
    """``in_bundles``, and ``{exercise: version}`` of those answers of which the bundles tell it."""
    found = _newest(bundles)
    versions = {slug: version for slug, (_, _, version) in found.items() if version is not None}
    return {slug: answer for slug, (_, answer, _) in found.items()}, versions


def is_newer(content: object) -> bool:
    """Is this the content of a bundle that a newer version of the course wrote?"""
    version = content.get("version") if isinstance(content, dict) else None
    return isinstance(version, int | float) and not isinstance(version, bool) and version > VERSION


def _newest(bundles):
    """``{exercise: ((time, is it the exercise's own bundle), answer, version or None)}``."""
    found: dict[str, tuple[tuple[float, bool], object, str | None]] = {}
    for content in bundles:
        if not isinstance(content, dict) or is_newer(content):
            continue
        at, versions = beside.moment(content), versions_in(content.get("versions"))
        every = content.get("all")
        every = every.items() if isinstance(every, dict) else ()
        for slug, answer, own in [
            *((slug, answer, False) for slug, answer in every if slug != content.get("exercise")),
            (content.get("exercise"), content.get("answer"), True),
        ]:
            if answer is not None and is_slug(slug):
                known = found.get(slug)
                if known is None or (at, own) >= known[0]:
                    found[slug] = ((at, own), answer, versions.get(slug))
    return found


def versions_in(value: object) -> dict[str, str]:
    """``{exercise: version}`` from any JSON."""
    value = value if isinstance(value, dict) else {}
    return {slug: name for slug, name in value.items() if isinstance(name, str) and len(name) <= _LONGEST}


def in_notebook(notebook: object) -> dict[str, Any]:
    """``{exercise: answer}`` from a notebook's outputs (parsed JSON, any value); see ``in_bundles``."""
    return in_bundles(bundles_in(notebook))


def bundles_in(notebook: object) -> Iterator[Any]:
    """The contents of all bundles in a notebook (parsed JSON, any value), in order."""
    for cell in _list(notebook, "cells"):
        for output in _list(cell, "outputs"):
            data = output.get("data") if isinstance(output, dict) else None
            if isinstance(data, dict):
                yield data.get(MIME)


def _list(value, key):
    value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, list) else []


def is_slug(name: object) -> bool:
    """Whether this may be the id of an exercise."""
    return isinstance(name, str) and _SLUG.match(name) is not None
