"""A whole course folder in one file, to keep or to take to another computer; and back.

The archive is a zip: ``course/…``, and ``manifest.json`` with size and SHA-256 of each file. The database is
copied as it is at one moment, with what stands only in its log so far. What is brought back is checked first,
in a folder beside the one it is to be; nothing is ever overwritten.
"""

import errno
import hashlib
import json
import os
import shutil
import sqlite3
import struct
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from autograder import times
from autograder.errors import CourseFolderError
from autograder.messages import Message, message
from autograder.store import files, modes
from autograder.store.course_folder import DATABASE, ROSTER, CourseFolder
from autograder.store.database import Database

MANIFEST, INSIDE, FORM = "manifest.json", "course", 1
_LARGEST_MANIFEST = 64 << 20  # bytes
_PIECE = 1 << 20  # bytes that are read at a time
# What Python's zips say of files that are none, or were cut or changed.
_NOT_WHOLE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    OverflowError,
)  # fmt: skip
_HERE = "(here)/"  # before the path of a list that lies in the course folder itself
# Locks, halves of files that are being written, and what belongs to this computer alone.
_PASSED_OVER = (".preparing", ".settings.lock", ".lock", ".nbgrader.log", DATABASE)


@dataclass(frozen=True)
class Archived:
    """What is in an archive: number of files, their bytes, and the hash of its manifest."""

    files: int
    size: int
    digest: str


def write(folder: CourseFolder, target: Path) -> Archived:
    """Write the course folder's archive to ``target``, in one step. ``CourseFolderError``: why not."""
    if not folder.url.startswith("sqlite"):
        raise CourseFolderError(message("archive_on_server"))
    if not folder.root.is_dir():
        raise CourseFolderError(message("desk_not_there", folder=str(folder.root)))
    if target.resolve().is_relative_to(folder.root):
        raise CourseFolderError(message("archive_inside", folder=str(folder.root)))
    with (
        files.failures_explained(target),
        files.replacing(target) as unfinished,
        files.scratch("archive") as place,
    ):
        listed, manifest = _written(folder, unfinished, Path(place))
    size = sum(one["size"] for one in listed.values())
    return Archived(len(listed), size, hashlib.sha256(manifest).hexdigest())


def _written(folder: CourseFolder, unfinished: str, place: Path) -> tuple[dict[str, dict[str, Any]], bytes]:
    """What was put into the archive, and its manifest."""
    listed: dict[str, dict[str, Any]] = {}
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, path in _content(folder, place):
                if told := _put(archive, name, path):
                    listed[name] = told
            manifest = _manifest(listed)
            archive.writestr(MANIFEST, manifest)
    except ValueError as problem:
        # A zip that cannot be ended since the disk is full says that of itself, and not why.
        if isinstance(problem.__context__, OSError):
            raise problem.__context__ from None
        raise
    return listed, manifest


def _manifest(listed: dict[str, Any]) -> bytes:
    told = {"form": FORM, "made": times.now(), "files": listed}
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "surrogateescape")


def _content(folder: CourseFolder, place: Path) -> Iterator[tuple[str, Path]]:
    """``(path in the course folder, file to read it from)``."""
    book = folder.gradebook
    source = Database(folder.url).file  # of the one that a file names, if it lies elsewhere
    if source.is_file():
        copy = place / book.name
        _copy_database(source, copy)
        yield book.name, copy
    for above, names, inside in os.walk(folder.root):
        names.sort()
        for name in sorted(inside):
            path = Path(above) / name
            relative = path.relative_to(folder.root).as_posix()
            if path.is_symlink() or name in _PASSED_OVER or name.startswith(".writing-"):
                continue
            if relative.startswith(book.name) or name.endswith(".part"):
                continue
            if relative == ROSTER:
                path = _roster_text(folder, place)
            yield relative, path


def _copy_database(source: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(target)) as copy:
            original.backup(copy)
    except sqlite3.Error as problem:
        raise CourseFolderError(message("archive_no_database", path=str(source), why=str(problem))) from None


def _roster_text(folder: CourseFolder, place: Path) -> Path:
    """The path of the list of the learners, as one that can move where the list lies in the folder itself."""
    listed = folder.roster_file
    text = "" if listed is None else str(listed)
    if listed is not None and listed.is_relative_to(folder.root):
        text = _HERE + listed.relative_to(folder.root).as_posix()
    path = place / ROSTER
    path.write_text(f"{text}\n", encoding="utf-8")
    return path


def _put(archive: zipfile.ZipFile, name: str, path: Path) -> dict[str, Any] | None:
    """Size and hash of a file that is put into the archive; ``None`` where it is gone meanwhile."""
    digest, size = hashlib.sha256(), 0
    try:
        stream = open(path, "rb")  # noqa: SIM115 - a file that is gone is no failure
    except FileNotFoundError:
        return None
    with stream, archive.open(f"{INSIDE}/{name}", "w", force_zip64=True) as into:
        while piece := stream.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            into.write(piece)
    return {"size": size, "sha256": digest.hexdigest()}


# ---- Back ---------------------------------------------------------------------------------------


def restore(source: Path, target: Path) -> Archived:
    """Bring an archive back as the new course folder ``target``.

    All of it is checked before the folder gets its name. ``CourseFolderError``: what is wrong with the
    archive (then nothing is left of it), or that there is something at ``target`` already.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise CourseFolderError(message("archive_taken", folder=str(target)))
    unfinished = target.with_name(f".{target.name}.restoring-{os.getpid()}-{time.time_ns() % 1_000_000}")
    with files.failures_explained(target):
        modes.make_folders(target.parent)
        unfinished.mkdir(mode=modes.PRIVATE)
        try:
            found = _unpacked(source, unfinished)
            _here_again(unfinished, target)
            if target.is_dir():
                target.rmdir()  # an empty one: not every system renames onto it
            os.rename(unfinished, target)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
    return found


def _unpacked(source: Path, place: Path) -> Archived:
    try:
        with zipfile.ZipFile(source) as archive:
            told, digest = _told(archive)
            _has_room(place, told)
            names = {one.filename for one in archive.infolist() if not one.is_dir()} - {MANIFEST}
            if names != {f"{INSIDE}/{name}" for name in told}:
                raise CourseFolderError(_damaged("archive_other_files"))
            for name, one in told.items():
                _take(archive, name, one, place)
    except _NOT_WHOLE as problem:
        raise CourseFolderError(_damaged("archive_no_zip", why=str(problem))) from None
    except OSError as problem:
        if problem.errno != errno.EINVAL:  # a place in the file that is before its beginning
            raise
        raise CourseFolderError(_damaged("archive_no_zip", why=str(problem))) from None
    return Archived(len(told), sum(one["size"] for one in told.values()), digest)


def _told(archive: zipfile.ZipFile) -> tuple[dict[str, dict[str, Any]], str]:
    """What the manifest says of each file, and its own hash."""
    try:
        with archive.open(MANIFEST) as stream:
            data = stream.read(_LARGEST_MANIFEST + 1)
        told = json.loads(data)
        form, listed = told["form"], told["files"]
    except KeyError:
        raise CourseFolderError(message("archive_none")) from None
    except (ValueError, TypeError, RecursionError):
        raise CourseFolderError(_damaged("archive_bad_manifest")) from None
    if form != FORM:
        raise CourseFolderError(message("archive_newer"))
    is_sound = isinstance(listed, dict) and all(_is_sound(name, one) for name, one in listed.items())
    if not is_sound:
        raise CourseFolderError(_damaged("archive_bad_manifest"))
    return listed, hashlib.sha256(data).hexdigest()


def _is_sound(name: str, one: Any) -> bool:
    """Whether a file's name stays inside a folder on every system, and its facts are facts."""
    parts = PurePosixPath(name).parts
    is_inside = bool(parts) and not name.startswith("/") and ".." not in parts and "\\" not in name
    is_inside = is_inside and not PureWindowsPath(name).drive and "\x00" not in name
    is_inside = is_inside and PurePosixPath(name).as_posix() == name
    if not is_inside or not isinstance(one, dict):
        return False
    size, digest = one.get("size"), one.get("sha256")
    return isinstance(size, int) and size >= 0 and isinstance(digest, str) and len(digest) == 64


def _has_room(place: Path, told: dict[str, dict[str, Any]]) -> None:
    if sum(one["size"] for one in told.values()) > shutil.disk_usage(place).free:
        raise CourseFolderError(files.FULL.format(place=place))


def _take(archive: zipfile.ZipFile, name: str, one: dict[str, Any], place: Path) -> None:
    """Write one file; never more of it than the manifest says, whatever it would unpack to."""
    path = place.joinpath(*PurePosixPath(name).parts)
    modes.make_folders(path.parent)
    digest, left = hashlib.sha256(), one["size"]
    with archive.open(f"{INSIDE}/{name}") as stream, open(path, "xb") as into:
        while piece := stream.read(min(_PIECE, left + 1)):
            left -= len(piece)
            if left < 0:
                break
            digest.update(piece)
            into.write(piece)
    if left != 0 or digest.hexdigest() != one["sha256"]:
        raise CourseFolderError(_damaged("archive_other_content", name=name))
    os.chmod(path, modes.of_new(path.parent) & 0o666)


def _damaged(key: str, **details: object) -> Message:
    return message("archive_damaged", why=message(key, **details))


def _here_again(place: Path, target: Path) -> None:
    path = place / ROSTER
    if not path.is_file():
        return
    text = path.read_text(encoding="utf-8", errors="replace").strip()
    if text.startswith(_HERE):
        path.write_text(f"{target.absolute() / text.removeprefix(_HERE)}\n", encoding="utf-8")
    elif not text:
        path.unlink()
