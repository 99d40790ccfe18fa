"""What the grader says: a key and details are kept and travel, the words are found where they are read.

A ``Message`` is a text, in the program's own English, so that the terminal, tables and logs show it as any
other text. It also knows its key and details: ``said`` finds words for them in a reader's language. A text
that is no ``Message`` (of an older ledger, or written by a person) is said as it stands.

The words are in ``book/<language>/grading.yml`` (of hand-ins; a ledger keeps these) and ``operating.yml`` (of
what is given and kept). A key that a ledger may hold is neither renamed nor removed.
"""

import datetime
import functools
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePath
from typing import Any

from autograder import exercise_cache, locales
from localsdg import course

FILES = ("grading.yml", "operating.yml")
# In JSON, what a detail is that is neither text nor number.
_KEY, _DETAILS, _PARTS, _TIME, _DAY, _TITLE = "key", "details", "parts", "time", "day", "title"
_CHECKOUT = Path(__file__).parents[1] / "book"
_GAP = re.compile(r"\{(\w+)\}")


class Message(str):
    """A sentence in English; ``parts``: what it is made of, each ``(key, details)`` or a text as it stands.

    Details: texts, paths, numbers, aware times, days, titles, other messages, lists of these. A sentence that
    depends on a number has it as ``count``.
    """

    parts: tuple[tuple[str, dict[str, Any]] | str, ...]

    def __new__(cls, parts: Iterable[tuple[str, dict[str, Any]] | str]) -> "Message":
        parts = tuple(parts)
        made = super().__new__(cls, _joined(parts, _own_words(), course.LANGUAGE))
        made.parts = parts
        return made

    def __str__(self) -> str:
        return self  # a mere ``str(…)``, as of the exception that carries it, forgets nothing

    def __reduce__(self) -> Any:
        return Message, (self.parts,)

    @property
    def key(self) -> str | None:
        """The key of the first part."""
        first = self.parts[0] if self.parts else ""
        return None if isinstance(first, str) else first[0]

    def format(self, *args: object, **details: object) -> "Message":
        """The same with details for its gaps (in each of its parts), in place of those it has."""
        filled = [one if isinstance(one, str) else (one[0], {**one[1], **details}) for one in self.parts]
        return Message(filled)


class Title(str):
    """An exercise's title, as a detail of a message: in the reader's language too."""

    slug: str

    def __new__(cls, slug: str) -> "Title":
        made = super().__new__(cls, exercise_cache.title(slug))
        made.slug = slug
        return made

    def __reduce__(self) -> Any:
        return Title, (self.slug,)


def message(key: str, /, **details: object) -> Message:
    """The sentence of a key, filled with details."""
    return Message([(key, details)])


def chained(key: str, texts: Iterable[str]) -> str:
    """Texts with the word of a key between them: ``a or b or c``."""
    return functools.reduce(lambda before, last: message(key, first=before, last=last), texts)


def first_of(texts: list[str], most: int) -> str | list[str]:
    """Texts for a detail, at most so many of them, and how many more there are."""
    more = len(texts) - most
    return message("and_more", names=texts[:most], count=more) if more > 0 else texts


def together(*sentences: str) -> str:
    """Sentences (messages, or texts as they stand) one after the other; empty ones are left out."""
    found: list[tuple[str, dict[str, Any]] | str] = []
    for one in filter(None, sentences):
        found += one.parts if isinstance(one, Message) else [str(one)]
    return Message(found) if found else ""


def keys(text: str) -> list[str]:
    """The keys in a text and in its details, in the order in which it is read; ``[]`` for one without any."""
    if not isinstance(text, Message):
        return []
    found = []
    for one in text.parts:
        if not isinstance(one, str):
            found += [one[0], *(key for value in one[1].values() for key in _keys_of(value))]
    return found


def _keys_of(detail):
    return [key for one in detail for key in keys(one)] if isinstance(detail, list | tuple) else keys(detail)


def recognised(text: str, among: Iterable[str]) -> str | None:
    """The first key ``among`` some that a text has; in one of an older ledger its English is looked for."""
    having = keys(text)
    among = list(among)
    if having:
        return next((key for key in having if key in among), None)
    return next((key for key in among if _pattern(key).search(text)), None)


@functools.cache
def _pattern(key):
    return re.compile(".*".join(map(re.escape, re.split(r"\{\w+\}", _own_words()[key]))), re.S)


# ---- For a reader -------------------------------------------------------------------------------


def said(text: str, language: str) -> str:
    """A message in a reader's language; any other text as it stands."""
    if not isinstance(text, Message):
        return text
    return _joined(text.parts, words(language), language)


def words(language: str, *names: str) -> Mapping[str, Any]:
    """What the files ``names`` of ``book/<language>`` say, else those of messages; in English what lacks.

    A course that has no such file (a test's, a small one) takes the program's own.
    """
    return _words(language, names or FILES, course.root())


@functools.lru_cache(maxsize=64)
def _words(language, names, root):
    places = [_CHECKOUT / course.LANGUAGE, root / "book" / course.LANGUAGE]
    if language in exercise_cache.languages(root):
        places.append(root / "book" / language)
    found: dict[str, Any] = {}
    for place in dict.fromkeys(places):
        for name in names:
            found |= _read(place / name)
    return found


def _read(path):
    return course.read_yaml(path) if path.is_file() else {}


@functools.cache
def _own_words():
    """The program's own English: made once, also for messages that are made before a course is named.

    An installed package has none beside it, and takes the course's. Where there is no course either, nothing
    can be graded: then keys do.
    """
    try:
        own = [_read(_CHECKOUT / course.LANGUAGE / name) for name in FILES]
        return own[0] | own[1] or words(course.LANGUAGE)
    except course.CourseError:
        return {}


def _joined(parts, words, language):
    said = [one if isinstance(one, str) else _worded(one, words, language) for one in parts]
    return " ".join(said)


def _worded(part, words, language):
    key, details = part
    sentence = words.get(key, key)
    if isinstance(sentence, dict):
        form = locales.plural(details.get("count", 0), language)
        sentence = sentence.get(form, sentence["other"])
    return filled(sentence, details, lambda value: _shown(value, words, language))


def _shown(value, words, language):
    if isinstance(value, Message):
        return _joined(value.parts, words, language)
    if isinstance(value, Title):
        return exercise_cache.title(value.slug, language)
    if isinstance(value, datetime.datetime):
        return locales.moment(value, language)
    if isinstance(value, datetime.date):
        return locales.day(value, language)
    if isinstance(value, PurePath):
        return str(value)
    if isinstance(value, list | tuple):
        comma = ", " if language == course.LANGUAGE else exercise_cache.interface(language)["list_comma"]
        return str(comma).join(_shown(one, words, language) for one in value)
    return value if isinstance(value, str) else locales.number(value, language)


def filled(sentence: str, details: Mapping[str, Any], shown: Callable[[Any], str] = str) -> str:
    """``sentence`` with its ``{names}`` replaced, in one go: what a detail says is not filled."""
    return _GAP.sub(lambda gap: shown(details[gap[1]]) if gap[1] in details else gap[0], sentence)


# ---- As JSON ------------------------------------------------------------------------------------


def to_json(value: Any) -> Any:
    """A message as ``{key, details}``, several in one as ``{parts: [...]}``; all else as it is."""
    if isinstance(value, Message):
        parts = [one if isinstance(one, str) else _part(*one) for one in value.parts]
        return parts[0] if len(parts) == 1 else {_PARTS: parts}
    if isinstance(value, Title):
        return {_TITLE: value.slug}
    if isinstance(value, datetime.datetime):
        return {_TIME: value.isoformat()}
    if isinstance(value, datetime.date):
        return {_DAY: value.isoformat()}
    if isinstance(value, PurePath):
        return str(value)
    return [to_json(one) for one in value] if isinstance(value, list | tuple) else value


def _part(key, details):
    return {_KEY: key, _DETAILS: {name: to_json(value) for name, value in details.items()}}


def from_json(value: Any) -> Any:
    """What ``to_json`` was given; a text, as older ledgers have it, as it stands."""
    if isinstance(value, list):
        return [from_json(one) for one in value]
    if not isinstance(value, dict):
        return value
    if _TITLE in value:
        return Title(value[_TITLE])
    if _TIME in value:
        return datetime.datetime.fromisoformat(value[_TIME])
    if _DAY in value:
        return datetime.date.fromisoformat(value[_DAY])
    parts = value.get(_PARTS, [value])
    return Message([one if isinstance(one, str) else (one[_KEY], _details(one)) for one in parts])


def _details(part):
    return {name: from_json(value) for name, value in part[_DETAILS].items()}
