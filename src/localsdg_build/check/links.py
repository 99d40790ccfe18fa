"""The rules about what a page points at: other pages, places in them, pictures, sources."""

import difflib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from docutils.nodes import make_id

from localsdg.course import CourseError, data, exercise_ids
from localsdg_build.check import page_text
from localsdg_build.check.bibliography import sources
from localsdg_build.check.pages import all_pages, prompts
from localsdg_build.check.shapes import near

_ELSEWHERE = re.compile(r"(https?://[^\s/]+\.\S+|mailto:\S+@\S+)\Z")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SHOWN = re.compile(r".*<([^<>]*)>\Z", re.DOTALL)
_CITES = ("cite", "cite:p", "cite:t", "cite:year", "cite:author")
_SLUG_LEVEL = 3  # myst_heading_anchors of _config.yml: a heading down to this level can be linked
# Pages whose places are made by the build, each from a table.
_MADE = {"atlas", "goals-table", "goal-cards", "alignment-matrix", "glossary", "dataset-list"}


def links(course: Path) -> Iterator[CourseError]:
    """Every link, picture and reference leads to something that is there."""
    labels = _labels(course)
    for path in all_pages(course):
        page = page_text.read(path)
        for link in page.links:
            yield from _link_problems(course, path, link, labels)
        yield from _picture_problems(path, page)
        for role in page.roles:
            yield from _role_problems(course, path, role, labels)
    for path in prompts(course):
        page = page_text.read(path)
        for link in page.links:
            if not _ELSEWHERE.match(link.name):
                told = f"the prompt also stands in the notebook, where {link.name!r} leads nowhere; "
                told += "write a whole address"
                yield CourseError(path, told, link.line)
        yield from _picture_problems(path, page)


def _link_problems(course, path, link, labels):
    address, _, place = link.name.partition("#")
    if _ELSEWHERE.match(link.name):
        return
    if _SCHEME.match(link.name):
        told = f"{link.name!r} is no address; write https://… or the path of a page"
        yield CourseError(path, told, link.line)
    elif not address:
        yield from _place_problems(path, path, place, link.line, labels)
    elif (path.parent / address).is_file():
        if place and address.endswith(".md"):
            yield from _place_problems(path, (path.parent / address).resolve(), place, link.line, labels)
    elif address not in labels or place:
        hint = _near_page(course, path, address, labels)
        yield CourseError(path, f"there is no {address!r}, seen from this page's folder; {hint}", link.line)


def _near_page(course, path, address, labels):
    """What the author may have meant: a lesson whose folder is called alike, or a label."""
    lessons = {page.parent.name: page for page in course.glob("modules/*/*/*.md")}
    found = difflib.get_close_matches(Path(address).parent.name, lessons, n=1, cutoff=0.6)
    if found and address.endswith(".md"):
        return f"did you mean {os.path.relpath(lessons[found[0]], path.parent)}?"
    return f"{near(address, labels)}write the path of a page, such as ../other-lesson/en.md"


def _place_problems(path, target, place, line, labels):
    page = page_text.read(target)
    own = {*_anchors(page), *(label.name for label in page.labels)}
    if place in own or place in labels or any(one.name in _MADE for one in page.directives):
        return
    told = f"{target.name} has no place {place!r}; {near(place, own)}write one of: {', '.join(sorted(own))}"
    yield CourseError(path, told, line)


def _anchors(page):
    """The names that MyST gives to headings."""
    for heading in page.headings:
        if heading.level <= _SLUG_LEVEL:
            text = re.sub(r"\{[\w:-]+\}`([^`<]*?)(?:\s*<[^`]*>)?`", r"\1", heading.text)
            text = re.sub(r"[*_`]|\]\([^)]*\)|\[", "", text)
            yield re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-")


def _picture_problems(path, page):
    pictures = [(part.name, part.text, part.line) for part in page.pictures]
    for one in page.directives:
        if one.name in ("figure", "image") and one.argument:
            pictures.append((one.argument, one.options.get("alt", ("", 0))[0], one.line))
    for address, told_in_words, line in pictures:
        if not _ELSEWHERE.match(address) and not (path.parent / address).is_file():
            yield CourseError(path, f"there is no picture {address!r}, seen from this page's folder", line)
        elif _ELSEWHERE.match(address):
            told = (
                "the book shows no picture from elsewhere; save it beside the page, if its licence allows it"
            )
            yield CourseError(path, told, line)
        if not told_in_words.strip():
            told = "the picture has no alternative text; write ![what it shows](…), or :alt: what it shows"
            yield CourseError(path, told, line)


def _role_problems(course, path, role, labels):
    shown = _SHOWN.match(role.text)
    target = (shown[1] if shown else role.text).strip()
    if not target:
        return  # the rule about pages says it
    if role.name in _CITES:
        known = sources(course)
        for key in (one.strip() for one in target.split(",")):
            if not key:
                told = f"there is a comma too many in {{{role.name}}}`{role.text}`; remove it"
                yield CourseError(path, told, role.line)
            elif key not in known:
                hint = f"{near(key, known)}add it to book/references.bib"
                yield CourseError(path, f"there is no source {key!r}; {hint}", role.line)
    elif role.name in ("ref", "numref", "eq") and target.lower() not in {one.lower() for one in labels}:
        told = f"there is no place {target!r}; {near(target, labels)}write (the-name)= above what you mean"
        yield CourseError(path, told, role.line)
    elif role.name in ("doc", "download"):
        start = course if target.startswith("/") else path.parent
        file = start / (
            target.lstrip("/") + (".md" if role.name == "doc" and not target.endswith(".md") else "")
        )
        if not file.is_file():
            told = f"there is no {target!r}, seen from this page's folder; write for example ../other/en"
            yield CourseError(path, told, role.line)


def _labels(course):
    """Names that a link may use from any page."""
    found = {label.name for path in all_pages(course) for label in page_text.read(path).labels}
    found |= {f"data-{make_id(name)}" for name in data.names(course)}
    return found | {f"exercise-{slug}" for slug in exercise_ids(course)}
