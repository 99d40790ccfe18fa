"""The course's rules in a form: ``course.yml`` and what else the course folder remembers, read and written.

Comments and order in ``course.yml`` stay. Who saves says which version was shown: a file that changed since
is not overwritten, and both are told.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from autograder import course_yml, exercise_cache, lateness, open_halves
from autograder.messages import said
from autograder.store import files, modes
from autograder.store.course_folder import CourseFolder
from localsdg import course
from localsdg_build import order

FIELDS = ("due", *lateness.NUMBERS)
LIST = "list"  # in the form: the exercises that are ticked
_ANY_DUE = "2000-01-01"


@dataclass(frozen=True)
class Saved:
    """What came of saving. ``errors``: ``{field: {word, …}}`` for the form, by the names of its fields.

    ``is_stale``: the file is another one than the form showed; nothing was written then either.
    """

    errors: dict[str, dict[str, Any]] = field(default_factory=dict)
    is_stale: bool = False


def shown(folder: CourseFolder, language: str) -> dict[str, Any]:
    """What the form shows. ``problem``: why ``course.yml`` cannot be shown in it, in a sentence."""
    text, version = _text(folder)
    made = {
        "version": version,
        "problem": "",
        "path": str(folder.settings),
        "modules": modules(language),
        "exercises": [
            {"name": one, "title": exercise_cache.title(one, language)} for one in sorted(open_halves.every())
        ],
        "languages": [
            {"name": one, "title": exercise_cache.interface(one)["site_language_name"]}
            for one in course.languages()
        ],
        "zones": sorted(available_timezones()),
        "values": {},
        "errors": {},
    }
    try:
        values = _values(folder, text)
        made |= {"values": values, "errors": dict(_errors(values))}
        if not made["errors"]:
            lateness.of_text(text, folder.settings, _names())
    except course_yml.Unusable as problem:
        made["problem"] = said(problem.args[0], language)
    return made


def modules(language: str) -> list[dict[str, str]]:
    """``[{name, title}, ...]`` of the assignments of the course, in reading order."""
    root = course.root()
    found = []
    for name, module in order.assignments(root).items():
        page = order.in_language(root / "modules" / module, language)
        found.append({"name": name, "title": order.title(page) if page.is_file() else name})
    return found


def _names() -> list[str]:
    return list(order.assignments(course.root()))


def _text(folder: CourseFolder) -> tuple[str, str]:
    """``(text of course.yml, version)``; the version is of all that the form shows."""
    text = course_yml.text(folder.settings) if folder.settings.is_file() else ""
    told = [text, folder.language, folder.own_cases, _is_shared(folder)]
    return text, hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _is_shared(folder: CourseFolder) -> bool:
    return folder.root.is_dir() and modes.is_shared(folder.root)


def _values(folder: CourseFolder, text: str) -> dict[str, Any]:
    """``{name of a field: text, list or bool}``; the names are those of the page's fields."""
    given = course_yml.of_text(text, folder.settings)
    read_by = given.get(course_yml.OPEN)
    of_each = course_yml.mapping(folder.settings, "assignments", given.get("assignments") or {})
    made: dict[str, Any] = {
        "timezone": given.get("timezone", ""),
        "open": LIST if isinstance(read_by, list) else read_by or open_halves.CAPSTONES,
        "open_list": read_by if isinstance(read_by, list) else [],
        "language": folder.language,
        "own_cases": folder.own_cases,
        "shared": _is_shared(folder),
    }
    for name in ("default", *_names()):
        rule = given.get(name) if name == "default" else of_each.get(name)
        rule = course_yml.mapping(folder.settings, name, rule or {})
        made |= {f"{name}.{one}": str(rule.get(one) or "") for one in FIELDS}
    return made


def save(folder: CourseFolder, version: str, values: dict[str, Any]) -> Saved:
    """Write what the form says, if all of it can be used and the file is still the one that was shown."""
    errors = dict(_errors(values))
    if errors:
        return Saved(errors)
    folder.make()
    place = folder.root / ".settings.lock"
    with files.failures_explained(folder.root), files.locked(place, wait=10):
        text, now = _text(folder)
        if now != version:
            return Saved(is_stale=True)
        new = edited(text, values)
        _check(folder, new)
        if new != text:
            files.write(folder.settings, new)
        _remember(folder, values)
    return Saved()


def _check(folder: CourseFolder, text: str) -> None:
    """What is written must be what the grader reads. Raises ``CourseFolderError``."""
    lateness.of_text(text, folder.settings, _names())


def _remember(folder: CourseFolder, values: dict[str, Any]) -> None:
    if values["language"] != folder.language:
        folder.language = values["language"]
    if values["own_cases"] != folder.own_cases:
        folder.own_cases = values["own_cases"]
    if values["shared"] != _is_shared(folder):
        modes.share(folder.root, values["shared"])


# ---- Mistakes, at their fields ------------------------------------------------------------------


def _errors(values: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    zone = ZoneInfo("UTC")
    try:
        zone = lateness.zone_named(Path(course_yml.FILE), values["timezone"] or "UTC")
    except course_yml.Unusable:
        yield "timezone", {"word": "settings_bad_zone"}
    for name in ("default", *_names()):
        rule = {one: values[f"{name}.{one}"].strip() for one in FIELDS}
        yield from _of_rule(name, rule, zone)
        is_dated = rule["due"] or values["default.due"].strip()
        if name != "default" and any(rule.values()) and not is_dated:
            yield f"{name}.due", {"word": "settings_no_due"}
    if values["open"] == LIST and not set(values["open_list"]) <= open_halves.every():
        yield "open", {"word": "settings_bad_open"}
    if values["open"] not in (*open_halves.WORDS, LIST):
        yield "open", {"word": "settings_bad_open"}
    if values["language"] not in course.languages():
        yield "language", {"word": "settings_bad_language"}


def _of_rule(name: str, rule: dict[str, str], zone: ZoneInfo) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each field by itself goes through the reader of ``course.yml``: one truth for both."""
    for one, text in rule.items():
        alone = {"due": text or _ANY_DUE} if one == "due" else {"due": _ANY_DUE, one: text}
        try:
            lateness.rule(Path(course_yml.FILE), name, alone, zone)
        except course_yml.Unusable:
            if one == "due":
                yield f"{name}.due", {"word": "settings_bad_due"}
            else:
                least, most = lateness.NUMBERS[one]
                word = "settings_bad_number" if most is not None else "settings_bad_amount"
                yield f"{name}.{one}", {"word": word, "least": least, "most": most}


def given(sent: Any) -> dict[str, Any]:
    """What a page sent, as values of the form: whatever is missing or of another kind is empty."""
    told = sent if isinstance(sent, dict) else {}
    texts = ["timezone", "open", "language"]
    texts += [f"{name}.{one}" for name in ("default", *_names()) for one in FIELDS]
    made: dict[str, Any] = {name: _line(told.get(name)) for name in texts}
    ticked = told.get("open_list")
    made["open_list"] = sorted({_line(one) for one in ticked} - {""}) if isinstance(ticked, list) else []
    made |= {name: told.get(name) is True for name in ("own_cases", "shared")}
    return made


def _line(value: Any) -> str:
    return " ".join(value.split())[:200] if isinstance(value, str) else ""


# ---- course.yml, with its comments --------------------------------------------------------------


def edited(text: str, values: dict[str, Any]) -> str:
    """``course.yml`` with the values of the form; comments, order and what is as it was stay."""
    # Loaded when something is saved: the page is to be up at once.
    from autograder.desk import yaml_text

    read_by: Any = values["open_list"] if values["open"] == LIST else values["open"]
    if values["open"] == LIST and not read_by:
        read_by = open_halves.NONE
    wanted: dict[str, Any] = {"timezone": values["timezone"], course_yml.OPEN: read_by}
    if read_by == open_halves.CAPSTONES:
        wanted[course_yml.OPEN] = ""  # as it is without the line
    wanted["default"] = {one: values[f"default.{one}"] for one in FIELDS}
    wanted["assignments"] = {name: {one: values[f"{name}.{one}"] for one in FIELDS} for name in _names()}
    return yaml_text.edited(text, wanted)
