"""Let the browser start Python and read pandas in less than half of the time: what is read of the standard
library and of pandas is compiled before it is served.

It is done when the files have been verified, by the very Python that will read them (``compiling``); the list
of hashes that lies beside them is made anew.
"""

import hashlib
import subprocess
from pathlib import Path

from localsdg_build import vendor
from localsdg_build.live import compiling, lock

STDLIB = "python_stdlib.zip"
PACKAGES = ("pandas",)  # others read too little for what bytecode weighs more than source
PROGRAM = Path(__file__).with_suffix(".mjs")


def compile_modules(folder: Path, packages: lock.Packages) -> lock.Packages:
    """Compile in Pyodide's folder what is read until a first table; the entries of ``packages`` that this
    changes."""
    names = [packages[name]["file_name"] for name in PACKAGES]
    command = [vendor.node() or "node", str(PROGRAM), str(folder), str(compiling.__file__), STDLIB, *names]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise vendor.VendorError(f"Python for the browser could not be compiled.\n{done.stderr.strip()}")
    return {
        name: {**packages[name], "sha256": _sha256(folder / packages[name]["file_name"])} for name in PACKAGES
    }


def _sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()
