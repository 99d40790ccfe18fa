"""Pyodide's list of packages: which files a package needs, and entries for packages of our own.

The list (``pyodide-lock.json`` of npm's package) holds the SHA-256 of each file. Pyodide itself verifies
by it what it loads.
"""

import email
import hashlib
import io
import re
import zipfile
from collections.abc import Iterable
from typing import Any

from packaging import requirements, utils

from localsdg_build.vendor import VendorError

Packages = dict[str, dict[str, Any]]

# Where a learner's Python runs, for needs that hold in some places only.
_HERE = {
    "python_version": "3.12",
    "python_full_version": "3.12.7",
    "sys_platform": "emscripten",
    "platform_system": "Emscripten",
    "os_name": "posix",
    "extra": "",
}


def closure(packages: Packages, names: Iterable[str]) -> Packages:
    """The entries ``names`` of ``packages`` and all that they need."""
    known = {utils.canonicalize_name(name): name for name in packages}
    found: Packages = {}
    waiting = list(names)
    while waiting:
        name = known[utils.canonicalize_name(waiting.pop())]
        if name not in found:
            found[name] = packages[name]
            waiting += packages[name]["depends"]
    return found


def entry(file_name: str, content: bytes, known: Iterable[str], not_needed: Iterable[str] = ()) -> Packages:
    """The entry of a wheel; of its needs, those in ``known``. ``VendorError`` for one neither there nor in
    ``not_needed``."""
    with zipfile.ZipFile(io.BytesIO(content)) as wheel:
        names = wheel.namelist()
        listed = next(name for name in names if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
        about = email.message_from_bytes(wheel.read(listed))
    name = utils.canonicalize_name(about["Name"])
    passed_over = {utils.canonicalize_name(other) for other in not_needed}
    needs = [need for need in _needs(about) if need not in passed_over]
    if missing := set(needs) - {utils.canonicalize_name(other) for other in known}:
        raise VendorError(
            f"{file_name} needs {', '.join(sorted(missing))}, which the browser has not. Name it in "
            "book/live/wheels.in and run 'make lock'; or, if pages do without it, in NOT_NEEDED of "
            "src/localsdg_build/live/runtime.py."
        )
    return {
        name: {
            "name": name,
            "version": about["Version"],
            "file_name": file_name,
            "install_dir": "site",
            "sha256": hashlib.sha256(content).hexdigest(),
            "package_type": "package",
            "imports": _imports(names),
            "depends": needs,
            "unvendored_tests": False,
        }
    }


def _needs(about):
    lines = [requirements.Requirement(line) for line in about.get_all("Requires-Dist") or []]
    here = [one for one in lines if one.marker is None or one.marker.evaluate(_HERE)]
    return sorted({utils.canonicalize_name(one.name) for one in here})


def _imports(names):
    """What can be imported: packages and modules at the top of a wheel."""
    packages = {name.split("/")[0] for name in names if re.fullmatch(r"[^/]+/__init__\.py", name)}
    return sorted(packages | {name[:-3] for name in names if re.fullmatch(r"[^/]+\.py", name)})
