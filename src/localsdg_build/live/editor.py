"""The editor for code as one file: CodeMirror is many modules, and a poor line asks once."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from localsdg_build import vendor

NAME = "codemirror.js"


def bundle(root: Path, out: Path, say: Callable[[str], None] = print) -> Path:
    """Write what ``book/live/codemirror.js`` names into the folder ``out``; ``VendorError`` if it fails."""
    modules = vendor.ensure_for_live(root, say)
    # esbuild looks for packages beside what it reads.
    entry = modules.parent / NAME
    entry.write_bytes((root / "book" / "live" / NAME).read_bytes())
    target = out / NAME
    program = [vendor.node() or "node", str(modules / "esbuild" / "bin" / "esbuild")]
    options = ["--bundle", "--minify", "--format=esm", "--target=es2022", "--legal-comments=inline"]
    command = [*program, str(entry), *options, "--log-level=error", f"--outfile={target}"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise vendor.VendorError(f"The editor for code could not be put together.\n{done.stderr.strip()}")
    return target
