"""Read hand-ins out of zips and tars, inside limits. Nothing that is in one chooses a place on the disk."""

import io
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from autograder.errors import Unreadable
from autograder.intake import disk, litter, naming, tars, zips
from autograder.intake.folders import Entry, refuser
from autograder.intake.member import Member
from autograder.messages import message
from autograder.notebook import recognising
from autograder.notebook.reading import LARGEST, SMALLER

MOST_ENTRIES = 100_000  # of a bulk download
MOST_ENTRIES_OF_ONE = 1_000  # of an archive that a learner handed in
MOST_UNPACKED = 20_000_000_000  # bytes of all notebooks and archives of one input; each is read on its own
MOST_UNPACKED_OF_ONE = 200_000_000  # bytes, of an archive that a learner handed in
LARGEST_RATIO = 200  # unpacked to packed; text of notebooks reaches about 20
MOST_NOTEBOOKS_OF_ONE = 50  # in an archive that a learner handed in; the whole course has a few
LONGEST_NAME = 255  # characters; no file system knows longer names
DEEPEST = 32  # folders within folders
_HARMLESS = 1_000_000  # bytes that may unpack at any ratio
_NAMED = re.compile(r"\.(?:(zip)|tar|tgz|tbz2?|txz|tar\.(?:gz|bz2|xz))$", re.IGNORECASE)
_OFFICE = re.compile(r"\.(?:docx|xlsx|pptx|odt|ods|odp|pages|numbers|key|epub|jar|apk)$", re.IGNORECASE)
_PACKED = re.compile(r"\.(?:gz|bz2|xz)$", re.IGNORECASE)  # one file, unless its name says that it is a tar
_DRIVE = re.compile(r"[A-Za-z]:")
_PACKED_TAR = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")

NOT_OPENED = message("archive_not_opened")
_TOGETHER = message("archive_together")


class Budget:
    """How many bytes an input, or one learner's archive, may still unpack to."""

    def __init__(self, size: int) -> None:
        self.left = self.size = size

    def refuses(self, size: int) -> bool:
        """Take ``size`` bytes; whether that was too much."""
        if size > self.left:
            return True
        self.left -= size
        return False


def is_one(name: str, head: bytes = b"") -> bool:
    """Whether a file is an archive that is opened here, by its first bytes or else by its name."""
    if _OFFICE.search(name):
        return False
    if head.startswith(b"PK\x03\x04") or head[257:262] == b"ustar":
        return True
    if head.startswith(_PACKED_TAR) and not _PACKED.search(name):
        return True
    return bool(_NAMED.search(name)) and not head.startswith((b"Rar!", b"7z\xbc\xaf"))


def entries(path: Path, budget: Budget, learners_of: zips.LearnersOf = zips.nobody) -> list[Entry]:
    """``Entry`` for each file of the archive at ``path``. Raises ``Unreadable`` if all of it is refused.

    ``learners_of``: see ``zips.members``.
    """
    with open(path, "rb") as stream:
        is_zip = _is_zip(path.name, stream.read(8))
    size = os.path.getsize(path)
    limit = min(MOST_UNPACKED, max(MOST_UNPACKED_OF_ONE, LARGEST_RATIO * size))
    members = _members(path, is_zip, MOST_ENTRIES, limit, learners_of)
    return _entries(members, naming.shown(str(path)), budget, disk.stamp(path))


def unpacked(entry: Entry, budget: Budget) -> list[Entry]:
    """The entries of an archive that a learner handed in (never of one in one in one); else the entry."""
    if entry.refused or entry.trace or not is_one(entry.name):
        return [entry]
    try:
        return _entries_inside(entry, budget) or [entry]
    except Unreadable as problem:
        return [replace(entry, read=refuser(str(problem)), refused=True)]


def _entries_inside(outer, budget):
    """It is unpacked again for each file read: keeping a cohort's archives would take all memory."""

    def opened():
        data = outer.read()
        if (what := recognising.packed("", data)) and not is_one(outer.name, data):
            raise Unreadable(NOT_OPENED.format(what=what))
        is_zip = _is_zip(outer.name, data)
        return _members(io.BytesIO(data), is_zip, MOST_ENTRIES_OF_ONE, MOST_UNPACKED_OF_ONE)

    def reading(number):
        def read():
            members = _listed(opened())
            if number >= len(members):
                raise Unreadable(disk.MOVING)
            return members[number][-1].read()

        return read

    mine = Budget(min(MOST_UNPACKED_OF_ONE, budget.left))
    found = _entries(opened(), outer.place, mine, outer.stamp())
    if sum(naming.is_notebook(one.name) for one in found) > MOST_NOTEBOOKS_OF_ONE:
        raise Unreadable(message("archive_most_notebooks", most=MOST_NOTEBOOKS_OF_ONE))
    inside = []
    for number, one in enumerate(found):
        read = one.read if one.refused else reading(number)
        inside.append(replace(one, parts=outer.parts, read=read, inside=one.parts))
    return [one for one in inside if not one.trace] or inside


def _is_zip(name, head):
    """By the first bytes; a broken one by its name."""
    named = _NAMED.search(name)
    return head.startswith(b"PK") or not (head.startswith(_PACKED_TAR) or (named and not named[1]))


def _members(file, is_zip, most, limit, learners_of=zips.nobody):
    return zips.members(file, most, learners_of) if is_zip else tars.members(file, most, limit)


def _listed(members: Sequence[Member]) -> list[tuple[tuple[str, ...], str, Member]]:
    """``[(parts, trace, member), ...]`` of the files that somebody may have handed in."""
    listed = []
    for member in members:
        parts = parts_of(member.name)
        if not parts:
            continue
        name, trace = litter.seen(parts[:-1], parts[-1])
        if name is not None:
            listed.append(((*parts[:-1], name), trace, member))
    return listed


def _entries(members, place, budget, stamp):
    found = _listed(members)
    refused = _over_budget([member for *_, member in found], budget)
    return [
        _entry(parts, trace, member, place, refused.get(id(member)), _stamper(stamp, number))
        for number, (parts, trace, member) in enumerate(found)
    ]


def _stamper(of_archive, number):
    return lambda: of_archive and f"{of_archive} {number}"


def _over_budget(members: Sequence[Member], budget: Budget) -> dict[int, str]:
    """``{id of member: reason}``: small ones are let through first, so that a bomb costs itself alone."""
    read = [one for one in members if one.name.lower().endswith(".ipynb") or is_one(one.name)]
    reason = _TOGETHER.format(size=budget.size // 1_000_000)
    return {
        id(one): reason
        for one in sorted(read, key=lambda one: one.size)
        if one.size <= LARGEST and budget.refuses(one.size)
    }


def _entry(parts, trace, member, place, over_budget, stamp):
    reason = _refusal(member) or over_budget
    counts = naming.is_notebook(parts[-1]) or is_one(parts[-1]) or reason == disk.LINK
    shown = f"{place}: {naming.shown('/'.join(parts))}"
    read = refuser(reason) if reason else member.read
    refused = reason is not None and counts
    return Entry(parts, shown, read, refused=refused, stamp=stamp, trace=trace)


def parts_of(name: str) -> tuple[str, ...]:
    """The names of a member's path. Parts that climb are no folders: a refused name chooses no place."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    parts = [_shortened(part) for part in (parts[1:] if parts and _DRIVE.fullmatch(parts[0]) else parts)]
    # What is longer or deeper is refused; to look for learners' names in all of it would take hours.
    return tuple(parts if len(parts) <= DEEPEST else parts[: DEEPEST // 2] + parts[-DEEPEST // 2 :])


def _shortened(part):
    return part if len(part) <= LONGEST_NAME else f"{part[: LONGEST_NAME - 55]}{part[-55:]}"


def _refusal(member: Member) -> str | None:
    name = PurePosixPath(member.name.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
        return message("archive_outside", archive=member.archive)
    if len(name.parts) > DEEPEST or max(map(len, name.parts)) > LONGEST_NAME:
        return message("archive_long_name", archive=member.archive)
    if member.refusal:
        return member.refusal
    if member.size > LARGEST:
        return message("archive_large", size=LARGEST // 1_000_000, smaller=SMALLER)
    if member.packed is not None and member.size > max(_HARMLESS, LARGEST_RATIO * max(member.packed, 1)):
        return message("archive_bomb")
    return None
