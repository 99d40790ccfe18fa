"""Which column of a table is which: by what its heading means, and by where it stands and what it holds.

Moodle's grading worksheet has headings in the language of whoever downloads it, and columns in one order: the
identifier, the full name (not where marking is anonymous), further fields of the person, the status, perhaps
group and marker, the grade and at once the maximum grade or the scale, then whether the grade can be changed,
the two times of change with what was typed in between them, and the feedback.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from autograder.lms import dates, headings

IDENTIFIER, NAME, EMAIL = "identifier", "full name", "email address"
STATUS, GROUP, MARKER = "status", "group", "marker"
GRADE, MAXIMUM, LOCK = "grade", "maximum grade", "grade can be changed"
SUBMITTED, MARKED, COMMENT = "last modified (submission)", "last modified (grade)", "feedback comments"
_NUMBERED = re.compile(r"(\D*?)\s*(\d+)")
_WITH_WORD = re.compile(r"\D+\d+")
_NUMBER = re.compile(r"\d+([.,]\d{3})*([.,]\d+)?|[.,]\d+")


def number(text: str) -> float | None:
    """A number as platforms write it (``148``, ``148,00``, ``1,000.50``); ``None`` if it is none."""
    text = re.sub(r"(?<=\d)[ '](?=\d{3})", "", unicodedata.normalize("NFKC", text).strip().translate(_POINTS))
    if not _NUMBER.fullmatch(text):
        return None
    marks = re.findall(r"[.,]", text)
    decimals = ""
    if len(marks) == 1 or len(set(marks)) == 2:  # the same mark twice stands between thousands
        text, decimals = text[: text.rfind(marks[-1])], text[text.rfind(marks[-1]) + 1 :]
    return float(re.sub(r"\D", "", text) + "." + decimals)


_POINTS = str.maketrans("۔٫٬", "..,")


def columns(row_of_headings: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """``{English heading: column}`` of a Moodle grading worksheet; ``{}`` if the table is none.

    ``rows``: lists of the cells' texts, none of them empty as a whole.
    """
    width = len(row_of_headings)
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    known: dict[str, int] = {}
    for place, text in enumerate(row_of_headings):
        if meaning := headings.meaning(text):
            known.setdefault(meaning, place)
    table = _Table(rows, width)
    identifier = 0 if table.is_numbered(0) else known.get(IDENTIFIER, 0)
    maximum = known.get(MAXIMUM) if known.get(GRADE) == known.get(MAXIMUM, 0) - 1 else table.maximum()
    english = {IDENTIFIER, GRADE, MARKED} <= set(known)
    if not english and (maximum is None or not table.is_numbered(identifier)):
        return {}
    found = {IDENTIFIER: identifier}
    if maximum is not None:
        found |= {GRADE: maximum - 1, MAXIMUM: maximum}
    else:  # graded by a scale
        found[GRADE] = known[GRADE]
    found |= _right(table, known, found.get(MAXIMUM, found[GRADE]), english)
    return found | _left(table, known, identifier, found[GRADE])


class _Table:
    """The cells of a table by columns."""

    def __init__(self, rows, width):
        self.columns = [[row[place] for row in rows] for place in range(width)]
        self.width = width

    def is_numbered(self, place):
        """Whether a column holds one word (or none) with another number in each row: "Participant 123"."""
        matches = [_NUMBERED.fullmatch(text) for text in self.columns[place]]
        found = [match for match in matches if match]
        if len(found) < len(matches):
            return False
        words, numbers = {match[1] for match in found}, {match[2] for match in found}
        return len(words) == 1 and len(numbers) == len(found)

    def maximum(self):
        """The column in which every row has the same number, after one of grades and before one of times."""
        for place in range(2, self.width):
            numbers = {number(text) for text in self.columns[place]}
            grades = self.columns[place - 1]
            alike = len(numbers) == 1 and numbers - {None, 0.0}
            if alike and all(map(_is_grade, grades)) and self.times(place + 1):
                return place
        return None

    def times(self, start):
        """The columns from ``start`` on in which every cell is a time or a dash."""
        return [
            place for place in range(start, self.width) if all(map(dates.looks_like_one, self.columns[place]))
        ]

    def has_at(self, place):
        filled = [text for text in self.columns[place] if text]
        return bool(filled) and all("@" in text for text in filled)

    def repeats(self, place):
        """Whether a column holds a few texts again and again, as a status does and names do not."""
        counts = Counter(self.columns[place])
        return len(counts) <= len(self.columns[place]) / 2


def _is_grade(text):
    return text in ("", "-") or number(text) is not None


def _right(table, known, last, english):
    """What stands after the grade and its maximum."""
    found: dict[str, int] = {}
    times = table.times(last + 1)
    marked = known.get(MARKED, times[-1] if times else None)
    if marked is None:
        return found
    found[MARKED] = marked
    submitted = known.get(SUBMITTED, times[0] if len(times) > 1 and not english else None)
    if submitted is not None:
        found[SUBMITTED] = submitted
    lock = known.get(LOCK, min([marked, *times]) - 1 if not english else None)
    if lock is not None and lock > last:
        found[LOCK] = lock
    comment = known.get(COMMENT, marked + 1 if marked + 1 < table.width and not english else None)
    if comment is not None and comment > marked:
        found[COMMENT] = comment
    return found


def _left(table, known, identifier, grade):
    """What stands between the identifier and the grade."""
    names = {
        "id number": "id number",
        "username": "username",
        "first name": "first name",
        "last name": "last name",
    }
    wanted = {**names, EMAIL: EMAIL, NAME: NAME, STATUS: STATUS, GROUP: GROUP, MARKER: MARKER}
    found = {meaning: known[meaning] for meaning in wanted if identifier < known.get(meaning, -1) < grade}
    if NAME not in found and identifier < known.get("name", -1) < grade:
        found[NAME] = known["name"]
    free = [place for place in range(identifier + 1, grade) if place not in found.values()]
    addresses = [place for place in free if table.has_at(place)]
    if EMAIL not in found and addresses:
        found[EMAIL] = addresses[0]
    free = [place for place in free if place not in addresses]
    if (
        NAME not in found
        and "last name" not in found
        and free[:1] == [identifier + 1]
        and _is_name(table, free, found)
    ):
        found[NAME] = free.pop(0)
    if STATUS not in found and free:
        after = [place for place in free if place > found.get(EMAIL, found.get(NAME, identifier))] or free
        found[STATUS] = after[0]
        free = [place for place in free if place > after[0]]
    else:
        free = [place for place in free if place > found.get(STATUS, identifier)]
    if GROUP not in found and free:
        found[GROUP] = free[0]
    return found


def _is_name(table, free, found):
    """Whether the first unknown column is the name, which is missing where marking is anonymous."""
    if len(free) == 1:
        return STATUS in found
    return not table.repeats(free[0])


def canonical(row_of_headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The headings in English where their meaning is known; all others as ``single_spaced`` makes them."""
    made = [single_spaced(text) for text in row_of_headings]
    found = columns(row_of_headings, rows)
    if found:
        for meaning, place in found.items():
            made[place] = meaning
        return made
    for place, text in enumerate(row_of_headings):
        known = headings.meaning(text)
        if known == IDENTIFIER and not all(_WITH_WORD.fullmatch(row[place]) for row in rows if row[place:]):
            known = "id"
        if known and known not in made:
            made[place] = known
    # "Nombre" is the first name beside "Apellido", and "Nom" the last name beside "Prénom".
    for part, other in (("last name", "first name"), ("first name", "last name")):
        if part in made and other not in made and "name" in made:
            made[made.index("name")] = other
    return made


def single_spaced(text: str) -> str:
    """``First name`` and ``first_name`` alike: small letters, single spaces."""
    return re.sub(r"[\s_]+", " ", unicodedata.normalize("NFC", text).casefold()).strip()
