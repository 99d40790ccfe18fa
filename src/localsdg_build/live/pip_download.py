"""Wheels from the Python package index, for another Python than the one that runs here."""

import subprocess
import sys
from pathlib import Path

from localsdg_build.vendor import VendorError

# Plain Python alone: a wheel that was compiled for this computer does not run in a browser.
_PLAIN = [
    "--only-binary=:all:",
    "--python-version=3.12",
    "--platform=any",
    "--implementation=py",
    "--abi=none",
]


def wheels(requirements: Path, out: Path) -> list[Path]:
    """Download what a file of pinned requirements names, verified by its hashes. ``VendorError`` if not."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += [*_PLAIN, "--require-hashes", "-r", str(requirements), "--dest", str(out)]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode:
        lines = "\n".join(f"  {line}" for line in result.stderr.strip().splitlines()[-8:])
        raise VendorError(
            f"The packages of {requirements.name} could not be had from the Python package index.\n{lines}\n"
            "Check the network connection and run the command again."
        )
    return sorted(out.glob("*.whl"))
