"""Platforms' downloads that lie, packed as they came, in a folder that is given as an INPUT."""

import re
from pathlib import Path

from autograder.errors import Unreadable
from autograder.intake import archives, naming, sorting
from autograder.lms import base
from autograder.notebook import recognising

OWN_INPUT = (
    "{place} was passed over: it is a learning platform's download, or looks like one. Give it as an INPUT "
    "of its own, or unpack it."
)
_MOODLE_S = re.compile(r".+-\d+")  # "Course-Module 3-4711.zip"


def apart(path, top, entries, learner_of, tell):
    """``(entries that are none, [path of each download to open])`` of the folder ``path``, called ``top``.

    A download is nobody's hand-in. Beside other hand-ins it is not opened: a learner may have sent it, and
    the names in it would count. ``learner_of(name)`` tells the learners of the list that a name means.
    ``tell`` gets a sentence for each that is passed over.
    """
    folder = Path(path)
    if not folder.is_dir() or base.by_folder((top, "")) or learner_of(top):
        return entries, []
    found = {id(entry): folder / entry.name for entry in entries if _is_download(folder, entry, learner_of)}
    rest = [entry for entry in entries if id(entry) not in found]
    are_alone = not any(len(one.parts) > 1 or one.refused or _is_hand_in(one.name) for one in rest)
    if found and are_alone and all(_is_named_so(one.name) for one in found.values()):
        return rest, list(found.values())
    for entry in entries:
        if id(entry) in found:
            tell(OWN_INPUT.format(place=entry.place))
    return rest, []


def _is_hand_in(name):
    return naming.is_notebook(name) or archives.is_one(name) or recognising.stands_for_a_notebook(name)


def _is_named_so(name):
    stem = naming.stem(recognising.bare(name))
    return bool(sorting.kind(stem) or _MOODLE_S.fullmatch(stem))


def _is_download(folder, entry, learner_of):
    """Whether an archive on top of the folder holds nothing but a platform's names, and is no learner's."""
    name = entry.name
    if len(entry.parts) > 1 or entry.refused or entry.trace or not archives.is_one(name):
        return False
    if learner_of(naming.stem(recognising.bare(name))):
        return False
    try:
        inside = archives.entries(folder / name, archives.Budget(archives.MOST_UNPACKED))
    except (OSError, Unreadable):
        return False  # it is told where it is read
    said = [base.by_folder(one.parts) or _of_file(one.parts) for one in inside]
    people = {one.id for one in filter(None, said)}
    return bool(people) and None not in said and (len(people) > 1 or _is_named_so(name))


def _of_file(parts):
    return base.by_file(parts) if len(parts) == 1 else None
