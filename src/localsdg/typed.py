"""Numbers and codes as people type them, in any script's digits. Runs under CPython and MicroPython.

``kinds/readings.js`` reads numbers in the page in the same way; the table ``typed_numbers.json`` of the tests
holds both to it. What may mean two numbers, such as ``2.940``, has two readings: nobody chooses in silence.
"""

import math

# Where the digits of other scripts begin: Arabic-Indic, Persian, Devanagari, Bengali, Gurmukhi, Gujarati,
# Odia, Tamil, Telugu, Kannada, Malayalam, Thai, Lao, Tibetan, Burmese, Khmer, full-width.
_ZEROS = (
    0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20, 0x1040,
    0x17E0, 0xFF10,
)  # fmt: skip
_DECIMAL = "\u066b"  # the Arabic sign before decimals; what is Arabic between thousands is an apostrophe here
_PLAIN = {"\uff0c": ",", "\u060c": ",", "\uff0e": ".", "\u2212": "-", "\uff0d": "-", "\u2013": "-"}
for _sign in "\t\n\r\u00a0\u202f\u2009\u2007\u2008\u2002\u2003\u3000":
    _PLAIN[_sign] = " "
for _sign in "\u2019\u2018\u02bc_\u066c":
    _PLAIN[_sign] = "'"
# Signs that make another number of the one beside them, or none.
_OTHER_NUMBER = (
    "<>\u2264\u2265\u00b1^*=\u00d7\u00bd\u00bc\u00be\u2153\u2154\u215b\u4e07\u5104\u4ebf\u5343\u767e"
)
# And words that do; each is looked for as it begins, in small letters, so that endings do not matter.
_SIZES = (
    "thous", "mill", "mili", "bill", "trill", "tausend", "lakh", "crore", "hundred", "dozen",
    "тыс", "млн", "млрд", "ألف", "مليون", "हज़ार", "हजार", "लाख", "करोड़",
)  # fmt: skip
_WHOLE_SIZES = ("k", "m", "mn", "bn", "bln", "mln", "mrd", "mia", "mio", "tsd", "mil", "mila")
_UNITS = ("m2", "m3", "km2", "co2")  # units with a digit of their own
# The sign between thousands, where all who write a language agree on it; Spanish and French do not.
_BETWEEN_THOUSANDS = {
    ",": ("en", "zh", "ja", "ko", "hi", "bn", "th"),
    ".": ("de", "it", "nl", "pt", "id", "tr", "da", "el", "vi"),
}
LONGEST = 60  # signs of a text that is a number; more are a story


def plain_digits(text):
    """A text with the digits of other scripts as 0 to 9, and nothing else changed."""
    if not text or ord(max(text)) < 0x660:
        return text
    # Most signs of a text with one typographic quotation mark are of ASCII: they need no look.
    return "".join([sign if sign < "\u0660" else _plain_digit(sign) for sign in text])


def _plain_digit(sign):
    place = ord(sign)
    for zero in _ZEROS:
        if zero <= place <= zero + 9:
            return "0123456789"[place - zero]
    return sign


def _plain(text):
    return "".join([_PLAIN.get(sign, sign) for sign in plain_digits(text)])


def _is_digit(sign):
    return "0" <= sign <= "9"


def _is_letter(sign):
    return "a" <= sign <= "z" or "A" <= sign <= "Z" or (ord(sign) > 191 and sign not in "€₹₽₺" + _DECIMAL)


def readings(text, language="en"):
    """The numbers that a typed text may mean: ``[]`` if it is none, ``[2940]``, or two of which one is meant.

    ``language``: that of the page. Words around the number ("about", a unit) are allowed.
    """
    if len(text) > LONGEST:
        return []
    # Plain first: MicroPython strips signs of ASCII alone.
    text = _plain(text).strip(" ")
    for unit in _UNITS:
        if _small(text).endswith(unit):
            text = text[: -len(unit)]
    places = [place for place, sign in enumerate(text) if _is_digit(sign)]
    if not places:
        return []
    before, core, after = text[: places[0]], text[places[0] : places[-1] + 1], text[places[-1] + 1 :]
    sign = _sign_of(before)
    if not sign or not _is_unit(before) or not _is_unit(after) or after[:1] == "+":
        return []
    found = _of_core(core, language)
    if before and before[-1] in ".," + _DECIMAL and not _holds_letter(before):
        found = [float("0." + core)] if len(core) == len(places) else []
    return [sign * value for value in found if value <= 10**15]


def _sign_of(before):
    """``1`` or ``-1`` for what stands before a number; ``0`` for a hyphen that may be anything."""
    if "-" not in before:
        return 1
    return -1 if before.count("-") == 1 and not _holds_letter(before) else 0


def _small(text):
    # ASCII alone: beyond it the two Pythons disagree.
    return "".join([sign.lower() if "A" <= sign <= "Z" else sign for sign in text])


def _holds_letter(text):
    return bool([sign for sign in text if _is_letter(sign)])


def _is_unit(text):
    """Whether words beside a number leave it the number that it is; four of them at most."""
    if [sign for sign in text if sign in _OTHER_NUMBER]:
        return False
    small = "".join([" " if sign in ".,()" else sign for sign in _small(text)])
    words = [word for word in small.split(" ") if word]
    sized = [
        word for word in words if word in _WHOLE_SIZES or [size for size in _SIZES if word.startswith(size)]
    ]
    return not sized and len(words) <= 4


def _of_core(core, language):
    """The readings of digits with signs between them."""
    runs, signs, last = [""], [], ""
    for sign in core:
        if _is_digit(sign):
            runs[-1] += sign
        elif sign not in ".,' " + _DECIMAL or not _is_digit(last):
            return []  # two signs side by side as well: "4, 6" are two numbers
        else:
            signs.append(sign)
            runs.append("")
        last = sign
    if not signs:
        return [int(core)]
    if len(signs) == 1:
        return _of_two(runs, signs[0], language)
    if len(set(signs)) == 1:
        return [int("".join(runs))] if _are_groups(runs, signs[0]) else []
    is_decimal = signs[-1] in ".," + _DECIMAL and signs[-1] not in signs[:-1] and len(set(signs[:-1])) == 1
    if not is_decimal or not _are_groups(runs[:-1], signs[0]):
        return []
    return [float("".join(runs[:-1]) + "." + runs[-1])]


def _of_two(runs, sign, language):
    grouped = [int("".join(runs))] if _are_groups(runs, sign) else []
    if sign in " '":
        return grouped
    decimal = float(".".join(runs))
    if not grouped:
        return [decimal]
    if language.split("-")[0] in _BETWEEN_THOUSANDS[sign]:
        return grouped
    return grouped + [decimal]


def _are_groups(runs, sign):
    """Whether runs of digits are thousands (in India also 12,34,567)."""
    if sign == _DECIMAL or runs[0][0] == "0" or len(runs[0]) > 3 or len(runs[-1]) != 3:
        return False
    lengths = set([len(run) for run in runs[1:-1]])
    return not lengths or lengths == {3} or (lengths == {2} and len(runs[0]) < 3 and sign == ",")


def as_number(value, key=None):
    """``value`` (or ``value[key]``) if it is a finite JSON number, else ``None``. ``true`` is no number."""
    value = _get(value, key)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    # So large a number nobody meant; float() may raise on it, and the two Pythons write it differently.
    if abs(value) > 10**15:
        return None
    return value if math.isfinite(value) else None


def as_typed_number(value, key, params):
    """``as_number``, and the number that a text means, if it can mean one alone (see ``readings``).

    A page keeps a text where it could not read one number; it is read in the language of ``params``.
    """
    value = _get(value, key)
    if not isinstance(value, str):
        return as_number(value)
    found = readings(value, _get(params, "language") or "en")
    return found[0] if len(found) == 1 else None


def _get(value, key):
    if key is None:
        return value
    return value.get(key) if isinstance(value, dict) else None


# ---- Codes of Targets -----------------------------------------------------------------------


def codes_in(text, known):
    """The codes and numbers in a text, in order: ``["11.2", "6"]``; one of ``known`` may have a comma."""
    found, run = [], ""
    text = (
        _small("".join([_PLAIN.get(sign, sign) for sign in plain_digits(text)])).replace(_DECIMAL, ".") + "  "
    )
    for place, sign in enumerate(text):
        is_last_letter = run[-1:] == "." and "a" <= sign <= "z" and not _is_letter(text[place + 1])
        if _is_digit(sign) or (run and sign in ".,") or is_last_letter:
            run += sign
        elif run:
            found += _pieces(run, known)
            run = ""
    return found


def _pieces(run, known):
    """``"4,2"`` is one code where it is known, else two numbers."""
    first, *others = [piece.strip(".") for piece in run.split(",")]
    found = [first]
    for piece in others:
        if found[-1] + "." + piece in known:
            found[-1] += "." + piece
        elif piece:
            found.append(piece)
    return found


def target_of(code, known):
    """The Target of ``known`` that a code names or belongs to: ``"11.2"`` for the Indicator ``"11.2.1"``."""
    target = code if code in known else ".".join(code.split(".")[:2])
    return target if "." in code and target in known else None


def read_code(text, known):
    """The one Target of ``known`` that a text means: ``"SDG 11.2"``, ``"11.2.1"``, ``"11.B"``. Else ``None``.

    Words around it are allowed; a second Target of ``known`` is not.
    """
    small = {_small(code): code for code in known}
    named = set([target_of(code, small) for code in codes_in(text[:200], small)])
    found = [small[target] for target in named if target]
    return found[0] if len(found) == 1 else None
