"""Platforms' downloads that lie, packed as they came, in a folder that is given as an INPUT."""

import re
from collections.abc import Callable
from pathlib import Path

from autograder.errors import Unreadable
from autograder.intake import archives, naming, sorting
from autograder.intake.folders import Entry
from autograder.intake.identity import Known
from autograder.lms import base
from autograder.messages import message
from autograder.notebook import recognising

OWN_INPUT = message("passed_download")
_DEEPEST = 2  # folders above a download
_MOODLE_S = re.compile(r".+-\d+")  # "Course-Module 3-4711.zip"


def apart(
    path: Path | str, top: str, entries: list[Entry], known: Known, tell: Callable[[str], object]
) -> tuple[list[Entry], list[Path]]:
    """``(entries that are none, [path of each download to open])`` of the folder ``path``, called ``top``.

    A download is nobody's hand-in. Beside other hand-ins it is not opened: a learner may have sent it, and
    the names in it would count. Nor is one in a folder that may be a learner's. ``known``: see
    ``identity.Known``. ``tell`` gets a sentence for each that is passed over.
    """
    folder = Path(path)
    if not folder.is_dir() or base.by_folder((top, "")) or known.by_name(top):
        return entries, []
    found = [entry for entry in entries if _is_download(folder, entry, known.by_name)]
    rest = [entry for entry in entries if entry not in found]
    beside = {entry.parts[:-1] for entry in found} | {()}
    are_alone = not any(one.parts[:-1] not in beside or one.refused or _is_hand_in(one.name) for one in rest)
    is_certain = all(_is_named_so(one.name) and known.only_sorts(one.parts[:-1]) for one in found)
    if are_alone:  # what lies beside one in its folder is the facilitator's own: a list, a note
        entries = [one for one in entries if len(one.parts) == 1 or one in found]
    if found and are_alone and is_certain:
        return [one for one in entries if one not in found], [folder.joinpath(*one.parts) for one in found]
    # In a folder beside hand-ins of others it is most likely what a learner handed in.
    passed = [one for one in found if are_alone or len(one.parts) == 1]
    for entry in passed:
        tell(OWN_INPUT.format(place=entry.place))
    return [entry for entry in entries if entry not in passed], []


def _is_hand_in(name):
    return naming.is_notebook(name) or archives.is_one(name) or recognising.stands_for_a_notebook(name)


def _is_named_so(name):
    stem = naming.stem(recognising.bare(name))
    return bool(sorting.kind(stem) or _MOODLE_S.fullmatch(stem))


def _is_download(folder: Path, entry: Entry, learner_of: Callable[[str], object]) -> bool:
    """Whether an archive holds nothing but a platform's names, and lies in no learner's folder."""
    name, above = entry.name, entry.parts[:-1]
    if len(above) > _DEEPEST or entry.refused or entry.trace or not archives.is_one(name):
        return False
    if (
        above
        and not _is_named_so(name)
        or any(base.by_folder((part, "")) or learner_of(part) for part in above)
    ):
        return False
    if learner_of(naming.stem(recognising.bare(name))):
        return False
    try:
        inside = archives.entries(folder.joinpath(*entry.parts), archives.Budget(archives.MOST_UNPACKED))
    except (OSError, Unreadable):
        return False  # it is told where it is read
    said = [base.by_folder(one.parts) or _of_file(one.parts) for one in inside]
    people = {one.id for one in filter(None, said)}
    return bool(people) and None not in said and (len(people) > 1 or _is_named_so(name))


def _of_file(parts):
    return base.by_file(parts) if len(parts) == 1 else None
