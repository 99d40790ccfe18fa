"""Rules about translations: they hold what their English holds, and say which English that was.

What is wrong is a problem; what is not translated yet, or old, is a remark: readers get the English.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from localsdg.course import LANGUAGE, CourseError, languages, read_words, read_yaml
from localsdg.course.before_after import FOLDER
from localsdg.course.translations import RECORD, WHOLE, record
from localsdg_build.check import page_text
from localsdg_build.check.lines import place_line
from localsdg_build.check.messages import PLACEHOLDER
from localsdg_build.check.shapes import near
from localsdg_build.translation import parts
from localsdg_build.translation.state import CHANGED, CURRENT, state

# Directives whose argument is no text: it is the same in all languages.
_SAME_ARGUMENT = {"sdg-exercise", "div", "code-cell", "figure", "image", "taught", "tab-set", "grid"}
_PLURALS = (
    "zero",
    "one",
    "two",
    "few",
    "many",
)  # forms of a sentence that English may lack, beside ``other``


def others(course: Path) -> list[str]:
    """The course's languages besides English."""
    return [language for language in languages(course) if language != LANGUAGE]


def translations(course: Path) -> Iterator[CourseError]:
    """Each translation has the keys, places to fill, directives and parts of its English."""
    for language in others(course):
        for file in parts.files(course):
            path = course / parts.translation(file, language)
            if path.is_file():
                yield from _problems(course, language, file, path)
        known = set(parts.files(course))
        for file in record(course, language):
            if file not in known:
                told = f"{file} is not there any more; run 'localsdg translated {language}'"
                yield CourseError(course / "book" / language / RECORD, told, 1)


def _problems(course, language, file, path):
    try:
        state(course, language, file)
        if file.endswith(".yml"):
            yield from _word_problems(path, read_yaml(course / file), read_yaml(path) or {}, missing=False)
        elif file.startswith("exercises/") or Path(file).parent.name == FOLDER:
            english, theirs = read_words(course / file)[0], read_words(path)[0]
            yield from _word_problems(path, english, theirs, missing=True)
        if file.endswith(".md"):
            yield from _directive_problems(course / file, path)
            yield from _gap_problems(course / file, path) if not parts.is_page(file) else ()
    except CourseError as problem:
        yield problem


def _word_problems(path, english, theirs, missing):
    ours, other = dict(_texts(english)), dict(_texts(theirs))
    for place, text in other.items():
        where = ".".join(map(str, place))
        form = (*place[:-1], "other")
        like = form if place not in ours and place[-1] in _PLURALS else place
        if like not in ours:
            hint = near(str(place[-1]), [str(one[-1]) for one in ours if one[:-1] == place[:-1]])
            told = f"{where}: the English has no such key; {hint}remove it"
            yield CourseError(path, told, place_line(path, *place))
            continue
        wrong = set(PLACEHOLDER.findall(text)) ^ set(PLACEHOLDER.findall(ours[like]))
        if wrong:
            shown = ", ".join(f"{{{name}}}" for name in sorted(wrong))
            told = (
                f"{where}: {shown} stands in one language only; write the same places to fill as in English"
            )
            yield CourseError(path, told, place_line(path, *place))
    for place in ours if missing else ():
        if place not in other:
            told = f"{'.'.join(map(str, place))} is missing; translate it"
            yield CourseError(path, told, place_line(path, *place))


def _texts(value: Any, place: tuple = ()) -> Iterator[tuple[tuple, str]]:
    """``(place, text)`` of all texts in dicts and lists."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*place, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*place, number))


def _directive_problems(english, path):
    """The same directives in the same order: the first that differs is named."""
    ours, theirs = (page_text.read(one).directives for one in (english, path))
    for one, other in zip(ours, theirs, strict=False):
        if _same(one) != _same(other):
            told = f"here stands {_shown(other)}, in English {_shown(one)}; write what English has"
            yield CourseError(path, told, other.line)
            return
    if len(ours) != len(theirs):
        more = theirs[len(ours)] if len(theirs) > len(ours) else ours[len(theirs)]
        told = f"{_shown(more)} stands in one language only; write the directives of the English"
        yield CourseError(path, told, more.line if len(theirs) > len(ours) else 1)


def _same(directive):
    argument = directive.argument if directive.name in _SAME_ARGUMENT else ""
    return directive.name, argument, directive.options.get("class", ("",))[0]


def _shown(directive):
    return f"{{{directive.name}}} {directive.argument}".strip()


def _gap_problems(english, path):
    """Places to fill in a text that is put into a notebook, or in a prompt."""
    ours, other = (set(re.findall(r"(?<!\{)\{([a-z_]+)\}(?!`)", _body(one))) for one in (english, path))
    for name in sorted(ours ^ other):
        told = f"{{{name}}} stands in one language only; write the same places to fill as in English"
        yield CourseError(path, told, 1)


def _body(path):
    return parts.split_front(path.read_text(encoding="utf-8"))[1]


def remarks(course: Path) -> list[str]:
    """What readers of each language get in English, and why: ``file:line`` and what to do."""
    found = []
    for language in others(course):
        files = parts.files(course)
        there = [file for file in files if (course / parts.translation(file, language)).is_file()]
        if len(there) < len(files):
            missing = len(files) - len(there)
            found.append(f"{language}: {missing} of {len(files)} files are not translated yet.")
        for file in there:
            found += _remarks(course, language, file)
    return found


def _remarks(course, language, file):
    path = parts.translation(file, language)
    if file not in record(course, language):
        return [
            f"{path}:1: it is not known which English this translates; run 'localsdg translated {language}'."
        ]
    try:
        states = state(course, language, file)
    except CourseError:
        return []  # a problem, which is named as one
    return [_remark(path, file, one) for one in states if one.state != CURRENT]


def _remark(path, file, one):
    line = one.translated.line if one.translated else 1
    what = (
        "this exercise"
        if one.english.name == WHOLE and file.startswith("exercises/")
        else f"“{one.english.name}”"
    )
    if one.state == CHANGED:
        why = f"the English of {what} ({file}:{one.english.line}) has changed since it was translated"
    else:
        why = f"{what} ({file}:{one.english.line}) is not translated"
    return f"{path}:{line}: {why}; readers get the English."
