"""Which row of an LMS's file belongs to which learner. What is not certain is asked, never guessed."""

import re
import unicodedata

from autograder.errors import CourseFolderError
from autograder.lms import headings

_NUMBERED = re.compile(r"(.+?)_(\d+)(?:_.*)?")


class Rows:
    """The rows of a file by what they say about a person.

    ``add(row, name, ids, number)``: ``ids`` are texts that belong to one person alone (address, login,
    student number); ``number`` is the one that Moodle or Canvas puts behind the name in a bulk download.
    """

    def __init__(self, file):
        self.file, self._ids, self._names, self._numbers = file, {}, {}, {}
        self.labels, self._nameless = {}, set()

    def add(self, row, name, ids=(), number=""):
        self.labels[row] = name
        for one in {fold(text) for text in ids} - {""}:
            self._ids.setdefault(one, []).append(row)
        if number:
            self._numbers.setdefault(("", number), []).append(row)
        if not name.strip():
            self._nameless.add(row)
        for key in name_keys(name):
            self._names.setdefault(key, []).append(row)
            if number:
                self._numbers.setdefault((key, number), []).append(row)

    def find(self, learner, known):
        """The learner's row, or ``None``. ``known``: see ``roster_rows``; ``{}``: not in the roster."""
        for text in (*known.get("ids", ()), learner):
            if rows := self._ids.get(fold(text)):
                return self._one(rows, text)
        numbered = _NUMBERED.fullmatch(learner)
        short = numbered.group(1) if numbered else ""
        pairs = [(known.get("name", ""), number) for number in known.get("numbers", ())]
        for name, number in [*pairs, *([(short, numbered.group(2))] if numbered else [])]:
            if rows := self._numbered(name, number):
                return self._one(rows, learner)
        for name in filter(None, (known.get("name"), learner, short)):
            rows = [self._names.get(key, []) for key in name_keys(name)]
            if any(rows):
                return self._one(sum(rows, []), name)
        return None

    def _numbered(self, name, number):
        """Rows of that number and name; of the number alone where marking is anonymous."""
        rows = sum((self._numbers.get((key, number), []) for key in name_keys(name)), [])
        if rows:
            return rows
        alike = self._numbers.get(("", number), [])
        is_anonymous = headings.meaning(name.replace("_", "/")) == headings.PARTICIPANT
        return [row for row in alike if is_anonymous or row in self._nameless]

    def _one(self, rows, text):
        rows = sorted(set(rows))
        if len(rows) > 1:
            raise CourseFolderError(
                f"“{text}” stands in {len(rows)} rows of {self.file}, and nothing tells which one is meant. "
                "Give a roster with the e-mail addresses or ids that stand there: --roster FILE.csv"
            )
        return rows[0]


def placed(outcomes, rows, roster, say):
    """``{row: outcome}``. Raises ``CourseFolderError`` if two learners come to the same row."""
    known = listed(roster)
    found, without = {}, []
    for outcome in outcomes:
        learner = outcome["learner"]
        row = rows.find(learner, known.get(fold(learner), {}))
        if row is None:
            without.append(learner)
        elif row in found:
            raise CourseFolderError(
                f"The hand-ins of “{found[row]['learner']}” and “{learner}” both belong to "
                f"“{rows.labels[row]}” in {rows.file}. Keep the one that counts, or give a roster that tells "
                "them apart: --roster FILE.csv"
            )
        else:
            found[row] = outcome
    if without and not found:
        raise CourseFolderError(
            f"{rows.file} has no row for any of the learners, such as {_some(without)}. Is it the file of "
            "this assignment and this class? If it has other names for them, give a list: --roster FILE.csv"
        )
    if without:
        say(f"{rows.file} has no row for {_some(without)}. Their grades are not in the export.")
    return found


def listed(roster):
    """``{learner, as texts are compared: the row}`` of a roster, see ``roster_rows``."""
    return {fold(one["learner"]): one for one in roster_rows(roster)}


def roster_rows(roster):
    """``{"learner", "name", "email", "ids", "numbers"}`` of each person; the numbers are a platform's.

    ``roster``: an ``intake.roster.Roster``, or dicts with ``learner`` and what is known, or names alone.
    """
    for one in getattr(roster, "learners", roster) or []:
        if isinstance(one, str):
            one = {"learner": one}
        if isinstance(one, dict):
            ids = [text for key, text in one.items() if key != "name"]
            learner, name, email = (one.get(key) or "" for key in ("learner", "name", "email"))
            numbers = []
        else:
            ids = [one.id, one.given, one.email, *one.other_ids]
            learner, name, email = one.id, one.name, one.email
            numbers = [number for _, number in one.lms_ids]
        ids = [text for text in ids if text]
        yield {"learner": learner, "name": name, "email": email, "ids": ids, "numbers": numbers}


def fold(text):
    """A text as it is compared: without case, forms of the same letter, or space around it."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def name_keys(name):
    """A name as it may be written: words in any order (``Diallo, Amina``), and without spaces between."""
    words = re.findall(r"[^\W_]+", fold(name))
    return {" ".join(sorted(words)), "".join(words)} if words else set()


def _some(names):
    shown = ", ".join(names[:5])
    return shown if len(names) <= 5 else f"{shown} and {len(names) - 5} more"
