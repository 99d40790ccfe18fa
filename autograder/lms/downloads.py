"""Names that Moodle and Canvas give to the files of a bulk download."""

import re
from dataclasses import dataclass

from autograder.lms import headings

MOODLE, CANVAS = "moodle", "canvas"

# "Amina Bello_12345_assignsubmission_file_" is a folder, or the beginning of a file's name.
# Where teams hand in together it is "Group A_501_…", and without a number for all who are in no group.
_MOODLE = re.compile(r"(?P<name>.+?)(?:_(?P<id>\d+))?_assign(?P<what>[a-z]+_[a-z]+)_?(?P<rest>.*)", re.S)
# "belloamina_LATE_12345_67890_work.ipynb": name, user, file; "_text.html" is what was typed into a box.
_CANVAS = re.compile(
    r"(?P<name>\w+?)(?P<late>_LATE)?_(?P<id>\d+)_(?:(?P<file>\d+)_(?P<rest>.+)|(?P<box>text|link)\.html)",
    re.I | re.S,
)
_CANVAS_ANONYMOUS = re.compile(
    r"(?P<late>LATE_)?(?P<name>anon)_(?P<id>[A-Za-z0-9]+)_"
    r"(?:(?P<file>\d+)_(?P<rest>.+)|(?P<box>text|link)\.html)",
    re.S,
)
_VERSION = re.compile(r"(?P<stem>.+?)(-(?P<number>\d+))?\.ipynb", re.I | re.S)


@dataclass(frozen=True)
class FromLms:
    """What a name of a bulk download says.

    ``before``: the folders above it. ``rest``: the names below it, as the learner chose them. ``box``:
    it is what the learner typed into the platform, no file. ``file``: Canvas's number of the file.
    """

    system: str
    name: str
    id: str
    before: tuple
    rest: tuple
    late: bool = False
    box: bool = False
    file: int = 0

    @property
    def is_anonymous(self):
        name = self.name.rpartition("-")[2]  # a group's name may stand before it
        return name == "anon" or headings.meaning(name) == headings.PARTICIPANT

    @property
    def is_team(self):
        """Whether it is certainly no single learner's."""
        return self.system == MOODLE and not self.id


def moodle(parts, at=0):
    """``FromLms`` if Moodle made the name ``parts[at]``, else ``None``.

    Moodle writes no underscore into a name, so of two patterns in one name the first is Moodle's.
    """
    match = "_assign" in parts[at] and _MOODLE.fullmatch(parts[at])
    if not match:
        return None
    rest = tuple([match["rest"]] if match["rest"] else []) + tuple(parts[at + 1 :])
    box = match["what"] != "submission_file"
    before = tuple(parts[:at])
    return FromLms(MOODLE, match["name"], match["id"] or "", before, rest or (parts[at],), box=box)


def canvas(parts):
    """``FromLms`` of a file's name (the last of ``parts``) that Canvas made, ``None`` if it did not."""
    match = _CANVAS_ANONYMOUS.fullmatch(parts[-1]) or _CANVAS.fullmatch(parts[-1])
    if not match:
        return None
    return FromLms(
        CANVAS,
        match["name"],
        match["id"],
        tuple(parts[:-1]),
        (match["rest"] or parts[-1],),
        late=bool(match["late"]),
        box=bool(match["box"]),
        file=int(match["file"] or 0),
    )


def version(file_name):
    """``(stem, number)`` of a file that Canvas numbered because it was handed in again: ``work-2.ipynb``."""
    match = _VERSION.fullmatch(file_name)
    return (match["stem"], int(match["number"] or 0)) if match else (file_name, 0)
