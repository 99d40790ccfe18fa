"""The files of a tar, plain or packed by gzip, bzip2 or xz."""

import bz2
import gzip
import lzma
import tarfile
import tempfile
import weakref
import zlib
from pathlib import Path
from typing import IO

from autograder.errors import Unreadable
from autograder.intake import disk
from autograder.intake.member import Member
from autograder.messages import message
from autograder.notebook.reading import LARGEST

_BROKEN = (
    tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, OverflowError, IndexError,
    KeyError, MemoryError, RecursionError,
)  # fmt: skip
_CHUNK = 1 << 20
_XZ_MEMORY = 256 << 20  # bytes that a packed file may ask for
_IN_MEMORY = 8 << 20
_END = bytes(512)

BROKEN = message("tar_broken")
TOO_LARGE = message("tar_large")


def members(file: Path | IO[bytes], most: int, limit: int) -> list[Member]:
    """``[Member, ...]`` of a tar (a path, or a binary stream). Raises ``Unreadable``.

    ``limit``: bytes that it may unpack to. They go to a file without a name, since in a packed stream
    nothing can be found without reading all that comes before.
    """
    try:
        if not hasattr(file, "read"):
            with open(file, "rb") as stream:
                whole = _unpacked(stream, limit)
        else:
            whole = _unpacked(file, limit)
    except _BROKEN:
        raise Unreadable(BROKEN) from None
    try:
        archive = tarfile.open(fileobj=whole, mode="r:")  # noqa: SIM115
        found = _listed(archive, whole, most)
        weakref.finalize(archive, whole.close)  # with the last member that may be read
        return found
    except BaseException as problem:
        whole.close()
        if isinstance(problem, _BROKEN):
            raise Unreadable(BROKEN) from None
        raise


def _listed(archive, whole, most):
    found = []
    for number, info in enumerate(archive):
        if number == most:
            raise Unreadable(message("tar_most", most=most))
        if not info.isdir():
            found.append(_member(archive, info))
    whole.seek(archive.offset)
    if whole.read(len(_END)) != _END:  # tarfile takes an archive that is cut off for one that ends there
        raise Unreadable(BROKEN)
    return found


def _member(archive, info):
    return Member(message("is_tar"), info.name, info.size, None, _refusal(info), lambda: _read(archive, info))


def _refusal(info):
    if info.issym() or info.islnk():
        return disk.LINK
    if not info.isreg() or info.issparse():
        return disk.NO_FILE.format(what=message("is_device_in_tar"))
    return None


def _read(archive, info):
    try:
        with archive.extractfile(info) as stream:
            return stream.read(LARGEST + 1)
    except _BROKEN:
        raise Unreadable(message("tar_member")) from None


# ---- Packed streams -------------------------------------------------------------------------


def _unpacked(stream, limit):
    """The tar itself, as a stream in which any place can be found."""
    head = stream.read(6)
    stream.seek(0)
    whole, size = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY), 0  # noqa: SIM115
    try:
        for chunk in _chunks(stream, head):
            size += len(chunk)
            if size > limit:
                raise Unreadable(TOO_LARGE.format(size=limit // 1_000_000))
            whole.write(chunk)
    except BaseException:
        whole.close()
        raise
    whole.seek(0)
    return whole


def _chunks(stream, head):
    if head.startswith(b"\xfd7zXZ\x00"):
        return _xz(stream)
    if head.startswith(b"\x1f\x8b"):
        stream = gzip.GzipFile(fileobj=stream)
    elif head.startswith(b"BZh"):
        stream = bz2.BZ2File(stream)
    return iter(lambda: stream.read(_CHUNK), b"")


def _xz(stream):
    """``lzma.LZMAFile`` gives a file all the memory that it asks for."""
    packed = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
    while not packed.eof:
        data = stream.read(_CHUNK) if packed.needs_input else b""
        if packed.needs_input and not data:
            raise EOFError
        yield packed.decompress(data, _CHUNK)
