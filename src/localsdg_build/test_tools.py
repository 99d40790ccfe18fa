"""Before the tests: is on this computer what they need besides Python packages? Run by ``make test``."""

import ctypes.util
import os
import shutil
import sys
from pathlib import Path

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def browser():
    """The path of a Chromium for the browser tests (``CHROMIUM`` names another one), or ``None``."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    return next((path for name in _BROWSERS if (path := shutil.which(name))), None)


def postgresql():
    """The folder with PostgreSQL's ``initdb`` and ``pg_ctl``, or ``None``. Debian has it beside the path."""
    found = shutil.which("pg_ctl")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_number, reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def _number(folder):
    return [int(part) if part.isdecimal() else 0 for part in folder.parent.name.split(".")]


# What is needed, what for, the package of Debian and Ubuntu, and whether it is there.
_NEEDED = (
    ("Chromium", "for the browser tests", "chromium", browser),
    ("bubblewrap", "in which learners' code runs", "bubblewrap", lambda: shutil.which("bwrap")),
    ("libseccomp", "which confines that code", "libseccomp2", lambda: ctypes.util.find_library("seccomp")),
    ("PostgreSQL", "for the tests of large courses", "postgresql", postgresql),
)


def main():
    """Exit code 0 if everything is there; else say what to install."""
    missing = [one for one in _NEEDED if not one[3]()]
    for name, purpose, package, _ in missing:
        print(
            f"Missing on this computer: {name}, {purpose} (Debian and Ubuntu: apt install {package})",
            file=sys.stderr,
        )
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
