"""What the tests need besides Python packages is looked for, and installed. Run by ``make test``.

This is the one list of it. It needs the standard library alone.
"""

import ctypes.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_WAIT = ["-o", "DPkg::Lock::Timeout=300"]  # a computer that has just started installs updates


def browser() -> str | None:
    """The path of a Chromium for the browser tests (``CHROMIUM`` names another one), or ``None``."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    return next((path for name in _BROWSERS if (path := shutil.which(name))), None)


def firefox() -> str | None:
    """The path of a Firefox for one of them (``FIREFOX`` names another one), or ``None``."""
    if named := os.environ.get("FIREFOX"):
        return shutil.which(named)
    return shutil.which("firefox-esr") or shutil.which("firefox")


def postgresql() -> Path | None:
    """The folder with PostgreSQL's ``initdb`` and ``pg_ctl``, or ``None``. Debian has it beside the path."""
    found = shutil.which("pg_ctl")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_number, reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def _number(folder):
    return [int(part) if part.isdecimal() else 0 for part in folder.parent.name.split(".")]


class Tool(NamedTuple):
    """A program or library that the tests need: its package in Debian and Ubuntu, and how it is found."""

    name: str
    purpose: str
    package: str
    found: Callable


# Programs, not packages, are looked for: who has Chromium or Node from elsewhere keeps it.
NEEDED = (
    Tool("Chromium", "for the browser tests", "chromium", browser),
    Tool("Firefox", "for the main way in another browser", "firefox-esr", firefox),
    Tool("bubblewrap", "in which learners' code runs", "bubblewrap", lambda: shutil.which("bwrap")),
    Tool(
        "libseccomp", "which confines that code", "libseccomp2", lambda: ctypes.util.find_library("seccomp")
    ),
    Tool(
        "Pango",
        "which sets the type of handouts",
        "libpangoft2-1.0-0",
        lambda: ctypes.util.find_library("pangoft2-1.0"),
    ),
    Tool("PostgreSQL", "for the tests of large courses", "postgresql", postgresql),
)


def missing() -> list[Tool]:
    """The tools of ``NEEDED`` that are not on this computer."""
    return [tool for tool in NEEDED if not tool.found()]


def as_administrator() -> list[str] | None:
    """The start of a command that may install packages: ``[]`` as root, else with sudo; ``None`` if none may.

    Nobody is asked for a password.
    """
    if os.getuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    if shutil.which("sudo") and subprocess.run([*sudo, "true"], capture_output=True).returncode == 0:
        return sudo
    return None


def install(packages: list[str], administrator: list[str]) -> list[str]:
    """Install Debian's ``packages`` with apt-get, whose messages are shown; returns those it does not know.

    They are left out: one unknown name, such as Debian's of Firefox on Ubuntu, keeps apt-get from all others.
    """
    apt = [*administrator, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    # Lists that cannot be renewed (a mirror of something else is down) may still know these packages.
    subprocess.run([*apt, *_WAIT, "update"])
    unknown = [name for name in packages if not _is_known(name)]
    if known := [name for name in packages if name not in unknown]:
        subprocess.run([*apt, *_WAIT, "install", "-y", *known])
    return unknown


def _is_known(package):
    asked = subprocess.run(["apt-cache", "show", package], capture_output=True, text=True)
    return asked.stdout.strip() != ""


def main() -> int:
    """Install what is missing, if that is allowed, else say what to type. Exit code 0 if all is there."""
    lacking = missing()
    if not lacking:
        return 0
    for tool in lacking:
        print(f"Missing on this computer: {tool.name}, {tool.purpose}.", flush=True)
    administrator = as_administrator() if shutil.which("apt-get") else None
    unknown: list[str] = []
    if administrator is not None:
        packages = [tool.package for tool in lacking]
        print(f"Installing the packages {' '.join(packages)} (with apt-get) …", flush=True)
        unknown = install(packages, administrator)
        lacking = missing()
    if lacking:
        print(_what_to_do(lacking, unknown), file=sys.stderr)
    return 1 if lacking else 0


def _what_to_do(lacking, unknown):
    """One line: what to type, and what this system has no package of."""
    line = " ".join(tool.package for tool in lacking if tool.package not in unknown)
    foreign = ", ".join(f"{tool.name} ({tool.package})" for tool in lacking if tool.package in unknown)
    typed = (
        f"Install it, then run this again (Debian, Ubuntu): sudo apt-get install -y {line}" if line else ""
    )
    other = f"No package here has this name; install it in another way: {foreign}" if foreign else ""
    return ". ".join(part for part in (other, typed) if part)


if __name__ == "__main__":
    sys.exit(main())
