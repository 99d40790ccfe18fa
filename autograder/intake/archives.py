"""Read the notebooks out of a zip, inside limits, without writing anything to disk."""

import stat
import zipfile
import zlib
from pathlib import PurePosixPath

from autograder.intake.reading import LARGEST, Unreadable

MOST_ENTRIES = 20_000
LARGEST_RATIO = 200  # unpacked to packed; text of notebooks reaches about 20
_HARMLESS = 1_000_000  # bytes that may unpack at any ratio


def open_zip(path):
    """``(zip, entries)``: entries are ``(parts, ZipInfo, reason or None)`` for each notebook in it.

    Raises ``Unreadable`` when the whole archive is refused.
    """
    try:
        archive = zipfile.ZipFile(path)
        infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeError):
        raise Unreadable("The zip cannot be opened. Download or send it again.") from None
    if len(infos) > MOST_ENTRIES:
        archive.close()
        raise Unreadable(f"The zip holds more than {MOST_ENTRIES} entries. Send the notebooks alone.")
    entries = []
    for info in infos:
        parts = [part for part in info.filename.replace("\\", "/").split("/") if part not in ("", ".")]
        if parts and not info.is_dir() and parts[-1].lower().endswith(".ipynb"):
            entries.append((parts, info, _refusal(info)))
    return archive, entries


def _refusal(info):
    name = PurePosixPath(info.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
        return "Its name in the zip leads outside the zip. Make the zip again with a usual program."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "It is a link, not a file. Ask the learner for the notebook itself."
    if info.flag_bits & 0x1:
        return "The zip is protected by a password. Unpack it and grade the folder."
    if info.file_size > LARGEST:
        return f"It unpacks to more than {LARGEST // 1_000_000} MB. Ask the learner to clear large outputs."
    if info.file_size > max(_HARMLESS, LARGEST_RATIO * max(info.compress_size, 1)):
        return "It unpacks to far more than it holds, a zip bomb. Ask the learner for the plain notebook."
    return None


def read_entry(archive, info):
    """One entry's bytes; never more than ``LARGEST`` + 1, whatever its header says."""
    try:
        with archive.open(info) as stream:
            return stream.read(LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, NotImplementedError):
        raise Unreadable("It cannot be unpacked from the zip. Make or download the zip again.") from None
