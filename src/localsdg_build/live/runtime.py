"""Python for the browser in one folder: Pyodide, pandas, plotly and what JupyterLite's kernel needs.

Pyodide's own files come from npm, its packages from ``mirror``, each verified by the list of hashes that
npm's package brings; packages of plain Python come from PyPI (``wheels``). ``pyodide-lock.json`` in that
folder lists exactly the packages that lie beside it, with hashes; ``sizes.json`` says what each file weighs.
"""

import gzip
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

from localsdg_build import locks, vendor
from localsdg_build.live import FOLDER, bytecode, compiling, lock, mirror, pip_download, wheels
from localsdg_build.release import wheel

CORE = ("pyodide.js", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK, SIZES = "pyodide-lock.json", "sizes.json"
# Of Pyodide's own packages, with what they need: first for exercises, then for JupyterLite's kernel.
PACKAGES = ("pandas", "packaging", "ipython", "micropip", "sqlite3")
# Only the old classic notebook asks for it.
NOT_NEEDED = ("widgetsnbextension",)
# Needs of the package `localsdg` that do not come with it: what draws figures comes when a cell imports it,
# and its course is JSON.
_LEFT_OUT = ("plotly", "pyyaml")
_STAMP = ".made-of"
_SHRINK = (".js", ".mjs", ".wasm", ".json")


def ensure(root: Path, say: Callable[[str], None] = print) -> Path:
    """The folder ``.vendor/live/pyodide``, made whole unless it is. ``VendorError`` if it cannot be."""
    modules = vendor.ensure_for_live(root, say)
    folder = modules.parent / "pyodide"
    wanted = _made_of(root)
    with locks.alone(folder.parent / ".pyodide.lock"):
        stamp = folder / _STAMP
        if not (stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted):
            say("Fetching numpy, pandas and plotly for the browser into .vendor/live …")
            new = folder.with_name("pyodide.new")
            shutil.rmtree(new, ignore_errors=True)
            new.mkdir()
            _fill(root, modules / "pyodide", new)
            (new / _STAMP).write_text(wanted, encoding="utf-8")
            shutil.rmtree(folder, ignore_errors=True)
            new.rename(folder)
    return folder


def publish(root: Path, out: Path, say: Callable[[str], None] = print, course: Path | None = None) -> Path:
    """Put all of it, and the package ``localsdg`` with the course, below the built book ``out``.

    ``course``: where it is not the checkout's.
    """
    target = out / FOLDER / "pyodide"
    shutil.rmtree(target, ignore_errors=True)  # the last book's, with an older package
    shutil.copytree(ensure(root, say), target, ignore=shutil.ignore_patterns(_STAMP))
    path = wheel.build_wheel(target, course or root)
    packages = json.loads((target / LOCK).read_text(encoding="utf-8"))
    ours = lock.entry(path.name, path.read_bytes(), packages["packages"], _LEFT_OUT)
    packages["packages"].update(ours)
    sizes = json.loads((target / SIZES).read_text(encoding="utf-8"))
    sizes[path.name] = _size(path)
    (target / LOCK).write_text(json.dumps(packages), encoding="utf-8")
    (target / SIZES).write_text(json.dumps(sizes), encoding="utf-8")
    return target


def _fill(root, official, out):
    for name in CORE:
        shutil.copyfile(official / name, out / name)
    listing = json.loads((official / LOCK).read_text(encoding="utf-8"))
    packages = lock.closure(listing["packages"], PACKAGES)
    mirror.fetch(root, {one["file_name"]: one["sha256"] for one in packages.values()}, out)
    packages |= _plain(root, packages, out)
    (out / LOCK).write_text(json.dumps({**listing, "packages": packages}), encoding="utf-8")
    packages |= bytecode.compile_modules(out, packages)
    (out / LOCK).write_text(json.dumps({**listing, "packages": packages}), encoding="utf-8")
    sizes = {path.name: _size(path) for path in sorted(out.iterdir())}
    (out / SIZES).write_text(json.dumps(sizes), encoding="utf-8")


def _plain(root, packages, out):
    """Write the wheels of plain Python into ``out``; their entries for the list."""
    found = wheels.plain(root)
    names = [*packages, *(name.split("-")[0] for name in found)]
    entries: lock.Packages = {}
    for name, content in found.items():
        (out / name).write_bytes(content)
        entries |= lock.entry(name, content, names, NOT_NEEDED)
    entries["plotly"]["depends"].append("nbformat")
    return entries


def _size(path):
    """Bytes on disk, and over a line: hosts shrink text, not what is packed already."""
    content = path.read_bytes()
    sent = len(gzip.compress(content, 6)) if path.suffix in _SHRINK else len(content)
    return {"bytes": len(content), "sent": sent}


def _made_of(root):
    """A hash of all that decides what the folder holds."""
    named = [root / "book" / "live" / name for name in ("package-lock.json", "mirror.txt", "wheels.txt")]
    modules = (bytecode, compiling, lock, mirror, pip_download, wheels)
    ours = [Path(str(module.__file__)) for module in modules] + [bytecode.PROGRAM, Path(__file__)]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in [*named, *ours])).hexdigest()
