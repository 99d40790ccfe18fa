"""From the bytes of a hand-in to a notebook, or to a message that says why not and what to do."""

import json
import math

from autograder.errors import Unreadable
from autograder.messages import message
from autograder.notebook import recognising, repairs
from autograder.values import Json

LARGEST = 50_000_000  # bytes; a notebook with a dozen big figures has about 10 million
MOST_LISTS = 2_000_000  # signs that open a list or an object; each may take 200 bytes of memory
DEEPEST = 60  # levels of nesting; real notebooks have about ten, an answer a few more

_MARK = message("read_mark")
_WIDE = message("read_wide")
_WINDOWS = message("read_windows")
_PADDED = message("read_padded")
_NO_NUMBERS = message("read_no_numbers")
_HALVES = message("read_halves")
_DAMAGED = message("file_damaged")
# Never all outputs: the answers are in those of the exercises.
SMALLER = message("file_smaller")
_MANY = message("file_many", smaller=SMALLER)
_DEEP = message("file_deep")


def notebook(data: bytes) -> Json:
    """A notebook's JSON (nbformat 4) from bytes. Raises ``Unreadable`` and nothing else."""
    return read(data)[0]


def read(data: bytes) -> tuple[Json, list[str]]:
    """``(notebook, notes)``: its JSON in nbformat 4, and a sentence for each thing that was mended.

    Raises ``Unreadable`` and nothing else.
    """
    text, notes = _decode(data)
    loaded, more = _load(text)
    if not isinstance(loaded, dict) or not ("cells" in loaded or "worksheets" in loaded):
        raise Unreadable(recognising.NO_NOTEBOOK)
    loaded, converted = _as_format_4(loaded)
    if not isinstance(loaded.get("cells"), list):
        raise Unreadable(message("file_no_cells"))
    return loaded, notes + more + converted + repairs.mend_cells(loaded)


# ---- Bytes to text --------------------------------------------------------------------------


def _decode(data):
    if not data.strip(b" \t\r\n\x00"):
        raise Unreadable(message("file_empty"))
    if len(data) > LARGEST:
        raise Unreadable(message("file_large", size=LARGEST // 1_000_000, smaller=SMALLER))
    text, notes = _text(data)
    stripped = text.rstrip("\x00")
    if stripped != text:
        notes.append(_PADDED)
    return stripped, notes


def _text(data):
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return _wide(data, "utf-32")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _wide(data, "utf-16")
    if data.startswith(b"{\x00"):
        return _wide(data, "utf-16-le")
    if data.startswith(b"\x00{"):
        return _wide(data, "utf-16-be")
    if not data.startswith(b"{") and (reason := recognising.refusal_of_bytes(data)):
        raise Unreadable(reason)
    notes = [_MARK] if data.startswith(b"\xef\xbb\xbf") else []
    try:
        return data.decode("utf-8-sig"), notes
    except UnicodeDecodeError:
        return _old_letters(data)


def _wide(data, name):
    try:
        return data.decode(name), [_WIDE.format(name=name[:6].upper())]
    except UnicodeDecodeError:
        raise Unreadable(_DAMAGED) from None


def _old_letters(data):
    """A file whose letters are of an old Windows or Latin-1 encoding; only if it is JSON in it."""
    if not data.lstrip().startswith((b"{", b"<", b"#")):
        raise Unreadable(message("file_no_text"))
    for codec, name in (("cp1252", message("letters_windows")), ("latin-1", "Latin-1")):
        try:
            return data.decode(codec), [_WINDOWS.format(name=name)]
        except UnicodeDecodeError:
            continue
    raise AssertionError("Latin-1 reads every byte")


# ---- Text to JSON ---------------------------------------------------------------------------


def _load(text):
    notes: list[str] = []
    strange: list[str] = []
    if len(text) > MOST_LISTS and text.count("[") + text.count("{") > MOST_LISTS:
        raise Unreadable(_MANY)
    try:
        loaded = json.loads(text, parse_constant=strange.append, parse_float=_finite(strange))
    except RecursionError:
        raise Unreadable(_DEEP) from None
    except ValueError:
        raise Unreadable(_not_json(text)) from None
    if _is_deep(loaded):
        raise Unreadable(_DEEP)
    if strange:
        notes.append(_NO_NUMBERS)
    if "\\ud" in text or "\\uD" in text:
        loaded, broken = _without_lone_surrogates(loaded)
        notes += [_HALVES] if broken else []
    return loaded, notes


def _finite(strange):
    """A reader of numbers for which 1e999, which Python reads as infinity, is strange as NaN is."""

    def parse(digits):
        number = float(digits)
        return number if math.isfinite(number) else strange.append(digits)

    return parse


def _not_json(text: str) -> str:
    """Why a text that is no JSON is no notebook; some other files begin with a brace too."""
    if text.startswith("{") and (reason := recognising.refusal_of_bytes(text[:400].encode())):
        return reason
    if text.lstrip().startswith("{") and not recognising.is_conflicted(text):
        return _DAMAGED
    return recognising.refusal_of_text(text)


def _is_deep(value):
    """Whether lists and dicts are nested more deeply than ``DEEPEST``, what is in the last one counted too.

    No recursion and no longer look than needed: the value may be hostile.
    """
    level, row = 1, [value] if type(value) in _NESTS else []
    while row and level < DEEPEST:
        level += 1
        row = [
            child
            for item in row
            for child in (item.values() if type(item) is dict else item)
            if type(child) in _NESTS
        ]
    return any(row)


_NESTS = frozenset((dict, list))  # what JSON is read into: no kinds of them


def _without_lone_surrogates(loaded):
    """Half of a surrogate pair is no text and cannot be written to any file: it becomes ``?``."""
    text = json.dumps(loaded, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.loads(text.encode("utf-8", "replace")), True
    return loaded, False


# ---- Formats --------------------------------------------------------------------------------


def _as_format_4(loaded):
    version = loaded.get("nbformat")
    if isinstance(version, bool) or not isinstance(version, int):
        raise Unreadable(message("file_no_format"))
    if version > 4:
        raise Unreadable(message("file_newer", version=str(version)[:9]))
    if version == 4 and not ("worksheets" in loaded and "cells" not in loaded):
        return loaded, []
    shown = 3 if version == 4 else version
    try:
        made = repairs.convert_old(loaded)
    except Exception:  # nbformat raises many kinds, and what is handed in may hold anything
        raise Unreadable(repairs.OLD.format(version=shown)) from None
    return made, [repairs.CONVERTED.format(version=shown)]
