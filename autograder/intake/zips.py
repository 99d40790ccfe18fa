"""The files of a zip."""

import re
import stat
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO

from autograder.errors import Unreadable
from autograder.intake import disk
from autograder.intake.member import Member
from autograder.messages import message
from autograder.notebook.reading import LARGEST

_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, NotImplementedError,
    UnicodeError, MemoryError,
)  # fmt: skip


LearnersOf = Callable[[str], frozenset[str]]  # tells the learners of the list that a name means
# What programs write names in who do not say it, the one that the format prescribes first.
_CODE_PAGES = ("cp437", "cp850", "cp1252", "cp866", "cp1251", "gbk")
_HAN = re.compile("[\u3007\u4e00-\u9fff]")
_WORD = re.compile(r"[^\W\d_]+")
_USUAL = range(0xB0, 0xD8)  # first bytes of the signs that are written most, in GBK


def nobody(part: str) -> frozenset[str]:
    """The learners that a name means where there is no list."""
    return frozenset()


def members(file: Path | IO[bytes], most: int, learners_of: LearnersOf = nobody) -> list[Member]:
    """``[Member, ...]`` of a zip (a path, or a binary stream). Raises ``Unreadable``.

    ``learners_of(part)`` tells the learners of the list that a name on the way means: by them it is found out
    in which letters names are written, where the zip does not say it.
    """
    try:
        archive = zipfile.ZipFile(file)
        infos = archive.infolist()
    except _BROKEN:
        raise Unreadable(message("zip_broken")) from None
    if len(infos) > most:
        archive.close()
        raise Unreadable(message("zip_most", most=most))
    return [_member(archive, info, learners_of) for info in infos if not info.is_dir()]


def _member(archive, info, learners_of):
    read = lambda: _read(archive, info)  # noqa: E731
    return Member("zip", _name(info, learners_of), info.file_size, info.compress_size, _refusal(info), read)


def _name(info, learners_of):
    """Many programs write UTF-8 without the flag that says so, or the letters of their own country."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")
        return raw.decode("utf-8")
    except UnicodeEncodeError:
        return info.filename
    except UnicodeDecodeError:
        return _of_list(raw, learners_of) or _chinese(raw) or info.filename


def _of_list(raw, learners_of):
    """The name as the list of the learners has it; ``None`` if that is nobody, or not certain."""
    found: dict[frozenset[str], str] = {}
    for page in _CODE_PAGES:
        try:
            name = raw.decode(page)
        except UnicodeDecodeError:
            continue
        parts = [part for part in name.replace("\\", "/").split("/") if not part.isascii()]
        if ids := frozenset().union(*map(learners_of, parts)):
            found.setdefault(ids, name)
    return next(iter(found.values())) if len(found) == 1 else None


def _chinese(raw):
    """The name if it is surely Chinese as Chinese Windows writes it, else ``None``.

    Nearly all letters of other countries can be read as some Chinese sign, beside letters that stay Latin, or
    as signs that hardly anybody writes.
    """
    try:
        name = raw.decode("gbk")
    except UnicodeDecodeError:
        return None
    words = _WORD.findall(name)
    signs = _HAN.findall(name)
    if not signs or not all(one.isascii() or len(_HAN.findall(one)) == len(one) for one in words):
        return None
    usual = sum(sign.encode("gbk")[0] in _USUAL for sign in signs)
    return name if 2 * usual >= len(signs) else None


def _refusal(info):
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return disk.LINK if kind == stat.S_IFLNK else disk.NO_FILE.format(what=message("is_device_in_zip"))
    if info.flag_bits & 0x1:
        return message("zip_locked")
    return None


def _read(archive, info):
    """One file's bytes; never more than ``LARGEST`` + 1, whatever its header says."""
    try:
        with archive.open(info) as stream:
            return stream.read(LARGEST + 1)
    except _BROKEN:
        raise Unreadable(message("zip_member")) from None
