"""In which encoding did a platform or a spreadsheet save a table? Found from its bytes, kept for later.

Windows' code pages give a letter for nearly every byte, so a text can be decoded in many ways. The right one
gives words: of one script, without symbols in them, and best of all names of months or headings.
"""

import functools
import re
import unicodedata
from dataclasses import dataclass

from autograder.lms import calendar_words, dates, headings
from autograder.messages import message

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# What Excel saves as "CSV" in one country or another; where two fit equally well the first one counts.
_OF_WINDOWS = (
    "cp1252", "cp1250", "cp1251", "cp1254", "cp1253", "cp1257", "cp1255", "cp1256", "cp1258", "cp874",
    "cp932", "cp949", "gb18030", "cp950",
)  # fmt: skip
_EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "FULLWIDTH", "KATAKANA-HIRAGANA")
_VOWELS = set("аеёиоуыэюяіїєαεηιουωάέήίόύώ")
_MOST_TOGETHER = 3
_ENOUGH = 500  # words that tell how a large table was saved
_BETWEEN_WORDS = re.compile(r"[\s,;\"()\[\]:/<>=@]+")
_BICAMERAL = {"LATIN", "CYRILLIC", "GREEK"}
NEITHER = message("table_letters")


@dataclass(frozen=True)
class Encoding:
    """``codec`` as Python calls it; ``mark``: what stood before the text (a byte order mark or nothing)."""

    codec: str = "utf-8"
    mark: str = ""

    def encode(self, text: str) -> bytes:
        """The text as bytes. Letters that the encoding lacks become HTML's numbers for them."""
        return (self.mark + text).encode(self.codec, "xmlcharrefreplace")

    @property
    def name(self) -> str:
        """What people and platforms call it."""
        return re.sub("^cp(125|874)", r"windows-\1", self.codec).replace("-le", "").replace("-be", "").upper()


def decode(data: bytes) -> tuple[str, Encoding]:
    """``(text, Encoding)`` of a table's bytes. Raises ``ValueError`` with a sentence for the facilitator."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], Encoding(codec, "\ufeff"))
    if data.count(b"\0") > len(data) // 4:  # every second byte of plain Latin text
        codec = "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"
        return _strictly(data, Encoding(codec))
    try:
        return data.decode(), Encoding()
    except UnicodeDecodeError:
        return _of_windows(data)


def _strictly(data, encoding):
    try:
        return data.decode(encoding.codec), encoding
    except UnicodeDecodeError:
        raise ValueError(NEITHER) from None


def _of_windows(data):
    best, found = None, None
    for codec in _OF_WINDOWS:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if best is None or _likeness(text) > best:
            best, found = _likeness(text), (text, Encoding(codec))
    if found is None:
        raise ValueError(NEITHER)
    return found


@functools.lru_cache(maxsize=32)
def _likeness(text):
    """How much a decoded text looks like words; the higher the better."""
    foreign = dict.fromkeys(word for word in _BETWEEN_WORDS.split(text) if not word.isascii())
    words = list(foreign)[:_ENOUGH]
    of_words = [
        frozenset(one for one in word.lower() if not one.isascii() and _script(one) == "LATIN")
        for word in words
    ]
    strange = sum(map(_strange, of_words))
    together = min(_strange(frozenset().union(*of_words)), _MOST_TOGETHER)  # people of two countries may meet
    return sum(map(_of_word, words)) - 2 * strange - together


@functools.lru_cache(maxsize=4096)
def _strange(letters):
    """How many of some letters the language that has most of them lacks."""
    return min(len(letters - of) for of in calendar_words.letters()) if letters else 0


def _of_word(word):
    letters = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", word)
    if headings.folded(letters) in headings.WORDS or dates.is_known(letters):
        return 3
    foreign = [letter for letter in word if not letter.isascii()]
    symbols = [one for one in foreign if unicodedata.category(one)[0] not in "LM" and one not in "’–—…«»“”"]
    score = -len(symbols)
    scripts = {_script(one) for one in word if unicodedata.category(one)[0] in "LM"} - {"COMBINING"}
    if len(scripts) > 1:
        score -= 2
    if any(a.islower() and b.isupper() for a, b in zip(letters, letters[1:], strict=False)):
        score -= 1
    return score - _oddity(letters, scripts)


def _oddity(letters, scripts):
    """What is rare in languages that write a word in this one script."""
    foreign = sum(not letter.isascii() for letter in letters)
    if len(letters) < 3 or not scripts <= _BICAMERAL:
        return 0
    if scripts == {"LATIN"}:
        return 2 if foreign > len(letters) / 2 else 0
    odd = 1 if sum(letter in _VOWELS for letter in letters.lower()) < len(letters) / 6 else 0
    return odd + (0.5 if letters.islower() else 0)


def _script(letter):
    first = unicodedata.name(letter, "?").split()[0]
    return "CHINESE OR JAPANESE" if first in _EAST_ASIAN else first
