"""What does not fit a JSON schema, in plain words, with the line where it stands."""

import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from localsdg.course import CourseError
from localsdg_build.check.lines import place_line

_NAMES = {
    "string": "a text", "number": "a number", "integer": "a whole number", "boolean": "true or false",
    "array": "a list", "object": "'key: value' pairs", "null": "nothing",
}  # fmt: skip
_PATTERNS = {
    "^[a-z][a-z0-9_]*$": "small letters, digits and _, a letter first",
    "^[a-z][a-z0-9_-]*$": "small letters, digits, _ and -, a letter first",
    "^[a-z0-9_]+$": "small letters, digits and _",
    "^[A-Za-z0-9_-]+$": "letters, digits, _ and -",
    "^[A-Za-z_][A-Za-z0-9_]*$": "letters, digits and _, no digit first",
}


def problems(path: Path, schema: dict, value: Any, below: tuple = ()) -> Iterator[CourseError]:
    """What of ``value`` (from the YAML or JSON file ``path``, there at the place ``below``) does not fit."""
    errors = list(Draft202012Validator(schema).iter_errors(value))
    misspelt = {
        (tuple(error.absolute_path), name)
        for error in errors
        if error.validator == "additionalProperties" and isinstance(error.instance, dict)
        for key in error.instance.keys() - error.schema.get("properties", {}).keys()
        for name in difflib.get_close_matches(str(key), error.schema.get("properties", {}), n=1)
    }
    for error in errors:
        if error.validator == "required" and (tuple(error.absolute_path), _missing(error)) in misspelt:
            continue  # its key is there, and is named as unknown
        if error.validator in ("anyOf", "oneOf") and error.context:
            error = best_match([error])
        place = (*below, *error.absolute_path)
        told, key = _told(error, path.suffix == ".json")
        where = ".".join(map(str, place)) or "the file"
        yield CourseError(path, f"{where}: {told}", place_line(path, *place, *([key] if key else [])))


def near(word: object, known: Iterable[object]) -> str:
    """``"did you mean …? "`` if one of ``known`` looks like ``word``, else ``""``."""
    found = difflib.get_close_matches(str(word), [str(one) for one in known], n=1, cutoff=0.6)
    return f"did you mean {found[0]}? " if found else ""


def _missing(error):
    return next(
        name for name in error.validator_value if name not in error.instance and repr(name) in error.message
    )


def _told(error, is_json):
    """``(what to write, the key that the line should show)`` for one error of the validator."""
    rule, wanted, value = error.validator, error.validator_value, error.instance
    if rule == "additionalProperties" and isinstance(value, dict):
        return _unknown_key(error.schema, value)
    if rule == "required":
        missing = _missing(error)
        meaning = error.schema.get("properties", {}).get(missing, {}).get("description", "")
        written = f'"{missing}": …' if is_json else f"'{missing}: …'"
        return f"{missing!r} is missing; write {written}{f' ({meaning})' if meaning else ''}", None
    if rule == "type":
        names = [_NAMES[name] for name in ([wanted] if isinstance(wanted, str) else wanted)]
        return f"{_short(value)} is not {' or '.join(names)}; write {names[0]}{_quotes(value, wanted)}", None
    if rule in ("enum", "const"):
        known = wanted if rule == "enum" else [wanted]
        return f"there is no {_short(value)}; {near(value, known)}write one of: {_list(known)}", None
    if rule == "pattern":
        return f"{_short(value)} has other signs than {_PATTERNS.get(wanted, wanted)}; write only those", None
    return _told_of_size(rule, wanted, value, error.message), None


def _unknown_key(schema, value):
    known = schema.get("properties", {})
    unknown = [key for key in value if key not in known]
    also = f" (also {_list(unknown[1:])})" if len(unknown) > 1 else ""
    hint = near(unknown[0], known)
    return f"there is no {unknown[0]!r} here{also}; {hint}write one of: {_list(known)}", unknown[0]


def _told_of_size(rule, wanted, value, message):
    if rule == "uniqueItems":
        twice = next(item for place, item in enumerate(value) if item in value[:place])
        return f"{_short(twice)} stands twice; remove one"
    if rule in ("minItems", "minProperties", "minLength"):
        return f"this has {len(value)}; write at least {wanted}"
    if rule in ("maxItems", "maxProperties", "maxLength"):
        return f"this has {len(value)}; write at most {wanted}"
    if rule in ("minimum", "exclusiveMinimum"):
        return f"{value} is too small; write {'more than' if rule[0] == 'e' else 'at least'} {wanted}"
    if rule in ("maximum", "exclusiveMaximum"):
        return f"{value} is too large; write {'less than' if rule[0] == 'e' else 'at most'} {wanted}"
    return message


def _quotes(value, wanted):
    """A date or a number where a text is wanted: the author left out the quotes."""
    return " in quotes" if wanted == "string" and not isinstance(value, (dict, list, type(None))) else ""


def _list(names):
    return ", ".join(map(str, names)) or "(nothing)"


def _short(value):
    text = re.sub(r"\s+", " ", repr(value))
    return text if len(text) <= 60 else f"{text[:60]}…"


def twice(path: Path, value: Any, place: tuple = ()) -> Iterator[CourseError]:
    """Items of a list that have the same ``id`` or ``name``: only one of them would be found."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from twice(path, inner, (*place, key))
    elif isinstance(value, list):
        seen: dict = {}
        for number, item in enumerate(value):
            for key in ("id", "name"):
                name = item.get(key) if isinstance(item, dict) else None
                if isinstance(name, str) and name in seen:
                    told = (
                        f"{key} {name!r} stands twice, here and in line {seen[name]}; give one another {key}"
                    )
                    yield CourseError(path, told, place_line(path, *place, number, key))
                elif isinstance(name, str):
                    seen[name] = place_line(path, *place, number, key)
            yield from twice(path, item, (*place, number))
