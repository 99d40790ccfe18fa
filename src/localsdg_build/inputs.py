"""What the built book depends on, as hashes: has anything changed since the last build?"""

import hashlib
import site
import sys
from pathlib import Path

# Everything that pages are made of; code outputs depend on the second list alone.
BOOK = (
    "_config.yml",
    "CITATION.cff",
    "package-lock.json",
    "pyproject.toml",
    "book",
    "modules",
    "exercises",
    "datasets",
    "src",
)
EXECUTION = ("datasets", "src/localsdg")
_SKIP = {"__pycache__", ".ipynb_checkpoints"}


def book_hash(root):
    """A hash of every source of the book and of the installed packages."""
    return _hash(root, BOOK)


def execution_hash(root):
    """A hash of what code in lessons reads besides itself: data, the package ``localsdg``, other packages."""
    return _hash(root, EXECUTION)


def _hash(root, names):
    total = hashlib.sha256(sys.version.encode())
    for name in names:
        for path in _files(root / name):
            total.update(f"\0{path.relative_to(root).as_posix()}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    for package in installed():
        total.update(f"\0{package}".encode())
    return total.hexdigest()


def _files(path):
    if path.is_file():
        return [path]
    return sorted(file for file in path.rglob("*") if file.is_file() and not _SKIP & set(file.parts))


def installed():
    """Names with versions of the installed packages, from the folders that pip writes (fast)."""
    folders = [Path(folder) for folder in site.getsitepackages()]
    return sorted(path.name for folder in folders for path in folder.glob("*.dist-info"))
