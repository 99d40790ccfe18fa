"""The files of a built site, each with its hash, its size and its size on the wire."""

import base64
import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

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


def read(site: Path, before: Mapping[str, File] | None = None) -> dict[str, File]:
    """All files below ``site`` by name, sorted.

    What ``before`` knows of the same content is not packed again.
    """
    packed = {known.hash: known.wire for known in (before or {}).values()}
    found = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and not name.endswith(_LEFT_OUT) and not _is_apart(name):
            content = path.read_bytes()
            made = content_hash(content)
            wire = packed.get(made) or _wire(path.suffix, content)
            found[name] = File(made, len(content), wire)
    return found


def _is_apart(name):
    return any(f"/{name}".find(f"/{part}") >= 0 for part in _APART)


def content_hash(content: bytes) -> str:
    """The first twelve bytes of SHA-256: short, and nobody finds another content for it by chance."""
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()[:12]).decode()


def _wire(suffix, content):
    return len(zlib.compress(content, 6)) if suffix in _PACKED else len(content)
