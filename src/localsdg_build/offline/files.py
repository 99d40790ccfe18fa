"""The files of a built site, each with its hash, its size and its size on the wire."""

import base64
import hashlib
import os
import zlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from localsdg_build import copies

# What travels packed; pictures, fonts and archives are packed already.
_PACKED = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".csv", ".ipynb", ".wasm", ".txt", ".xml"}
# What is no part of a page, or what the worker reads apart.
_LEFT_OUT = ("sw.js", ".buildinfo", "objects.inv", "_offline/manifest.json", "_offline/build.json")
# JupyterLite has a service worker of its own; slides are shown in a room, from the folder of a kit.
_APART = ("_live/jupyter/", "_slides/")


@dataclass(frozen=True)
class File:
    """One file: ``hash`` of its content as the worker makes it, ``size`` in bytes, ``wire`` packed."""

    hash: str
    size: int
    wire: int


def read(site: Path, before: Mapping[str, File] | None = None, like: Path | None = None) -> dict[str, File]:
    """All files below ``site`` by name, sorted.

    What ``before`` knows of the same content is not packed again. ``like``: the site that ``before`` knows,
    of which unchanged files were copied with their time: they are not even read.
    """
    known = before or {}
    packed = {one.hash: one.wire for one in known.values()}

    def measured(name):
        path = site / name
        if like and name in known and copies.is_copy(path, like / name):
            return known[name]
        content = path.read_bytes()
        made = content_hash(content)
        return File(made, len(content), packed.get(made) or _wire(path.suffix, content))

    paths = [(path, path.relative_to(site).as_posix()) for path in sorted(site.rglob("*"))]
    names = [
        name
        for path, name in paths
        if not name.endswith(_LEFT_OUT) and not _is_apart(name) and path.is_file()
    ]
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # what hashes and packs leaves Python to others
        return dict(zip(names, pool.map(measured, names), strict=True))


def _is_apart(name):
    return any(f"/{name}".find(f"/{part}") >= 0 for part in _APART)


def content_hash(content: bytes) -> str:
    """The first twelve bytes of SHA-256: short, and nobody finds another content for it by chance."""
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()[:12]).decode()


def _wire(suffix, content):
    return len(zlib.compress(content, 6)) if suffix in _PACKED else len(content)
