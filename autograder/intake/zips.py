"""The files of a zip."""

import stat
import zipfile
import zlib

from autograder.errors import Unreadable
from autograder.intake import disk
from autograder.intake.member import Member
from autograder.notebook.reading import LARGEST

_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, NotImplementedError,
    UnicodeError, MemoryError,
)  # fmt: skip


def members(file, most):
    """``[Member, ...]`` of a zip (a path, or a binary stream). Raises ``Unreadable``."""
    try:
        archive = zipfile.ZipFile(file)
        infos = archive.infolist()
    except _BROKEN:
        raise Unreadable(
            "The zip cannot be opened. It is incomplete or damaged: download or send it again."
        ) from None
    if len(infos) > most:
        archive.close()
        raise Unreadable(f"The zip holds more than {most} entries. Send the notebooks alone.")
    return [_member(archive, info) for info in infos if not info.is_dir()]


def _member(archive, info):
    read = lambda: _read(archive, info)  # noqa: E731
    return Member("zip", _name(info), info.file_size, info.compress_size, _refusal(info), read)


def _name(info):
    """Many programs write UTF-8 without the flag that says so; zipfile then reads DOS letters."""
    if not info.flag_bits & 0x800:
        try:
            return info.filename.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass
    return info.filename


def _refusal(info):
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return disk.LINK if kind == stat.S_IFLNK else disk.NO_FILE.format(what="a device or a pipe")
    if info.flag_bits & 0x1:
        return "The zip is protected by a password. Unpack it and grade the folder."
    return None


def _read(archive, info):
    """One file's bytes; never more than ``LARGEST`` + 1, whatever its header says."""
    try:
        with archive.open(info) as stream:
            return stream.read(LARGEST + 1)
    except _BROKEN:
        raise Unreadable("It cannot be unpacked from the zip. Make or download the zip again.") from None
