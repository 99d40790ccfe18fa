"""Read hand-ins out of zips, inside limits, without writing anything to disk."""

import io
import os
import stat
import zipfile
import zlib
from dataclasses import replace
from pathlib import PurePosixPath

from autograder.intake import disk, naming
from autograder.intake.folders import PASSED_BY, Entry, is_litter, refuser
from autograder.intake.reading import LARGEST, SMALLER, Unreadable

MOST_ENTRIES = 100_000  # of a bulk download
MOST_ENTRIES_OF_ONE = 1_000  # of a zip that a learner handed in
MOST_UNPACKED = 20_000_000_000  # bytes of all notebooks and zips of one input; each is read on its own
MOST_UNPACKED_OF_ONE = 200_000_000  # bytes, of a zip that a learner handed in
LARGEST_RATIO = 200  # unpacked to packed; text of notebooks reaches about 20
MOST_NOTEBOOKS_OF_ONE = 50  # in a zip that a learner handed in; the whole course has a few
LONGEST_NAME = 255  # characters; no file system knows longer names
DEEPEST = 32  # folders within folders
_HARMLESS = 1_000_000  # bytes that may unpack at any ratio

_TOGETHER = (
    "All notebooks of this input together unpack to more than {size}. Grade it in parts, or ask this "
    "learner for the plain notebook."
)
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, NotImplementedError,
    UnicodeError, MemoryError,
)  # fmt: skip


class Budget:
    """How many bytes an input, or one learner's zip, may still unpack to."""

    def __init__(self, size):
        self.left = self.size = size

    def refuses(self, size):
        """Take ``size`` bytes; whether that was too much."""
        if size > self.left:
            return True
        self.left -= size
        return False


def entries(path, budget):
    """``Entry`` for each file of the zip at ``path``. Raises ``Unreadable`` if all of it is refused."""
    try:
        disk.refuse_all_but_files(os.lstat(path).st_mode)
    except OSError as problem:
        raise Unreadable(disk.CLOSED.format(why=problem.strerror)) from None
    whole = disk.stamp(path)
    return _entries(_open(path, MOST_ENTRIES), naming.shown(str(path)), budget, whole)


def entries_inside(outer, budget):
    """The same for a zip that a learner handed in: ``outer`` is its ``Entry``.

    It is unpacked again for each file read: keeping a cohort's zips would take all memory.
    """

    def reading(number):
        def read():
            with _open(io.BytesIO(outer.read()), MOST_ENTRIES_OF_ONE) as archive:
                listed = _listed(archive)
                if number >= len(listed):
                    raise Unreadable(disk.MOVING)
                return _read_entry(archive, listed[number][1])

        return read

    with _open(io.BytesIO(outer.read()), MOST_ENTRIES_OF_ONE) as archive:
        mine = Budget(min(MOST_UNPACKED_OF_ONE, budget.left))
        found = _entries(archive, outer.place, mine, outer.stamp())
    if sum(naming.is_notebook(one.name) for one in found) > MOST_NOTEBOOKS_OF_ONE:
        raise Unreadable(f"The zip holds more than {MOST_NOTEBOOKS_OF_ONE} notebooks. Send one alone.")
    inside = []
    for number, one in enumerate(found):
        read = one.read if one.refused else reading(number)
        inside.append(replace(one, parts=outer.parts, read=read, inside=one.parts))
    return inside


def _open(file, most):
    try:
        archive = zipfile.ZipFile(file)
        infos = archive.infolist()
    except _BROKEN:
        raise Unreadable("The zip cannot be opened. Download or send it again.") from None
    if len(infos) > most:
        archive.close()
        raise Unreadable(f"The zip holds more than {most} entries. Send the notebooks alone.")
    return archive


def _listed(archive):
    """``[(parts, info), ...]`` of the files that somebody may have handed in."""
    listed = [(parts_of(info), info) for info in archive.infolist() if not info.is_dir()]
    return [
        (parts, info)
        for parts, info in listed
        if parts and not PASSED_BY & set(parts) and not is_litter(parts[-1])
    ]


def _entries(archive, place, budget, stamp):
    found = _listed(archive)
    refused = _over_budget([info for _, info in found], budget)
    return [
        replace(_entry(archive, info, parts, place, refused), stamp=_stamper(stamp, number))
        for number, (parts, info) in enumerate(found)
    ]


def _stamper(of_zip, number):
    return lambda: of_zip and f"{of_zip} {number}"


def _over_budget(infos, budget):
    """``{id of info: reason}``: small ones are let through first, so that a bomb costs itself alone."""
    read = [info for info in infos if info.filename.lower().endswith((".ipynb", ".zip"))]
    reason = _TOGETHER.format(size=f"{budget.size // 1_000_000} MB")
    return {
        id(info): reason
        for info in sorted(read, key=lambda info: info.file_size)
        if info.file_size <= LARGEST and budget.refuses(info.file_size)
    }


def _entry(archive, info, parts, place, refused):
    reason = _refusal(info) or refused.get(id(info))
    read = refuser(reason) if reason else lambda: _read_entry(archive, info)
    counts = naming.is_notebook(parts[-1]) or parts[-1].lower().endswith(".zip") or reason == disk.LINK
    shown = f"{place}: {naming.shown('/'.join(parts))}"
    return Entry(parts, shown, read, refused=reason is not None and counts)


def parts_of(info):
    """The names of an entry's path. Parts that climb are no folders: a refused name chooses no place."""
    name = _file_name(info).replace("\\", "/")
    parts = [_shortened(part) for part in name.split("/") if part not in ("", ".", "..")]
    # What is longer or deeper is refused; to look for learners' names in all of it would take hours.
    return tuple(parts if len(parts) <= DEEPEST else parts[: DEEPEST // 2] + parts[-DEEPEST // 2 :])


def _shortened(part):
    return part if len(part) <= LONGEST_NAME else f"{part[: LONGEST_NAME - 55]}{part[-55:]}"


def _file_name(info):
    """Many programs write UTF-8 without the flag that says so; zipfile then reads DOS letters."""
    if not info.flag_bits & 0x800:
        try:
            return info.filename.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass
    return info.filename


def _refusal(info):
    name = PurePosixPath(info.filename.replace("\\", "/"))
    kind = stat.S_IFMT(info.external_attr >> 16)
    if name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
        return "Its name in the zip leads outside the zip. Make the zip again with a usual program."
    if len(name.parts) > DEEPEST or max(map(len, name.parts)) > LONGEST_NAME:
        return "Its name in the zip is longer than names can be. Ask the learner for the plain notebook."
    if kind not in (0, stat.S_IFREG):
        return disk.LINK if kind == stat.S_IFLNK else disk.NO_FILE.format(what="a device or a pipe")
    if info.flag_bits & 0x1:
        return "The zip is protected by a password. Unpack it and grade the folder."
    if info.file_size > LARGEST:
        return f"It unpacks to more than {LARGEST // 1_000_000} MB. {SMALLER}"
    if info.file_size > max(_HARMLESS, LARGEST_RATIO * max(info.compress_size, 1)):
        return "It unpacks to far more than it holds, a zip bomb. Ask the learner for the plain notebook."
    return None


def _read_entry(archive, info):
    """One entry's bytes; never more than ``LARGEST`` + 1, whatever its header says."""
    try:
        with archive.open(info) as stream:
            return stream.read(LARGEST + 1)
    except _BROKEN:
        raise Unreadable("It cannot be unpacked from the zip. Make or download the zip again.") from None
