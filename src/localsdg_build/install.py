"""Make the virtual environment and install the pinned packages: with uv, which takes seconds, else with pip.

Run by ``make`` with the computer's own Python before anything is installed, so it needs the standard library
alone: ``python3 install.py VENV requirements.txt [more.txt ...] [--editable FOLDER] [--book]``.
"""

import argparse
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[2]
UV = ROOT / "requirements-uv.txt"
NODE = ROOT / "requirements-node.txt"
# While it is there, packages may be half in place: the next run puts all of them in anew.
UNFINISHED = ".installing"

NO_VENV = "Python cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv"
# What pip may have been told, and the variable that tells uv the same. It does not read pip's settings.
_TO_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
    "no-index": "UV_NO_INDEX",
}
_COMMAS = ("UV_FIND_LINKS",)
# With the folder of our packages, which are not installed yet.
_AHEAD = "import sys; sys.path.insert(0, sys.argv[1]); from localsdg_build import ahead; ahead."
_UNPACK = """import sys, sysconfig, zipfile
zipfile.ZipFile(sys.argv[1]).extractall(sysconfig.get_path("purelib"))"""
_INSTALL = ("install", "--quiet", "--disable-pip-version-check")
# Where pip's own `install` looks: what files say for all commands, what they say for `install`, variables.
# The last one holds; what files say for other commands (`download.…`) does not count.
_SECTIONS = ("global.", "install.", ":env:.")


class InstallError(Exception):
    """It could not be installed. The message says what to do."""


def install(
    venv: Path,
    requirements: list[Path],
    editable: Path | None = None,
    say: Callable[[str], None] = print,
    book: bool = False,
) -> None:
    """Make ``venv`` if it is not whole, and install the files ``requirements`` and the folder ``editable``.

    uv does it; where it cannot, pip. ``book``: other things that a book needs are begun meanwhile.
    Raises ``InstallError``.
    """
    has_node = bool(shutil.which("npm") and shutil.which("node"))
    if book and has_node:
        _begin(sys.executable, "npm")
    python = make_venv(venv)
    unfinished = venv / UNFINISHED
    again = unfinished.exists()
    unfinished.touch()
    files = [*requirements, *([NODE] if book and not has_node else [])]
    wanted = [part for file in files for part in ("-r", str(file))]
    with ThreadPoolExecutor(1) as beside:
        told = beside.submit(pip_settings, python)
        has_uv = _have_uv(python, say)
    installed = has_uv and _with_uv(python, told.result(), wanted, again, say)
    if not installed:
        _with_pip(python, wanted, again)
    if book:
        _begin(python, "all_of_it")
    if editable:
        _add(python, editable, installed, told.result())
    unfinished.unlink()


def _begin(python, what):
    """Begin what the first build would wait for, in a process of its own (a function of ``ahead.py``)."""
    silent = subprocess.DEVNULL
    command = [str(python), "-c", f"{_AHEAD}{what}()", str(ROOT / "src")]
    subprocess.Popen(command, stdin=silent, stdout=silent, stderr=silent)


# ---- The environment --------------------------------------------------------------------------


def make_venv(venv: Path) -> Path:
    """Make ``venv`` unless there is one with Python and pip in it; return its Python."""
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (python.exists() and _ran([python, "-m", "pip", "--version"])):
        if importlib.util.find_spec("ensurepip") is None:
            raise InstallError(NO_VENV)
        if not _made_with_wheel(venv, python):
            made = _run([sys.executable, "-m", "venv", "--clear", venv])
            if made.returncode:
                raise InstallError(f"{_last_lines(made)}\n{NO_VENV}")
    return python


def _made_with_wheel(venv, python):
    """The same environment in half the time: pip is unpacked, where Python's own module has pip install it.

    Returns whether it is there; its commands (``_complete_pip``) are still to be made.
    """
    wheel = _wheel_of_pip()
    if not wheel or not _ran([sys.executable, "-m", "venv", "--without-pip", "--clear", venv]):
        return False
    return _ran([python, "-c", _UNPACK, wheel]) and _ran([python, "-m", "pip", "--version"])


def _complete_pip(python, install):
    """Give pip its commands, if it was only unpacked; ``install``: the command that installs a wheel."""
    wheel = _wheel_of_pip()
    if wheel and not list(python.parent.glob("pip*")):
        _run([*install, "--no-deps", wheel])


def _wheel_of_pip():
    """The wheel that Python brings along; ``None`` where it keeps its pip in another way."""
    folders = [Path(sysconfig.get_path("stdlib"), "ensurepip", "_bundled")]
    if named := sysconfig.get_config_var("WHEEL_PKG_DIR"):
        folders.insert(0, Path(named))
    return next((wheel for folder in folders for wheel in sorted(folder.glob("pip-*.whl"))), None)


# ---- uv ---------------------------------------------------------------------------------------


def _have_uv(python, say):
    """Whether uv is in the environment, of the pinned version or put there now."""
    pinned = ["uv", UV.read_text(encoding="utf-8").partition("uv==")[2].split()[0]]

    def is_there():
        return _run([python, "-m", "uv", "--version"]).stdout.split()[:2] == pinned

    if is_there():
        return True
    _run([*_pip(python), "--require-hashes", "-r", UV])
    if is_there():
        return True
    say("uv, which installs in seconds, is not to be had here; pip does it and takes a minute or two …")
    return False


def _with_uv(python, told, wanted, again, say):
    """``told``: from ``pip_settings``."""
    environment = {**os.environ, **uv_settings(told, os.environ)}
    command = _uv(python)
    _complete_pip(python, [*command, "--offline", "--reinstall"])
    # As pip does: the best version in any index. Which file it is, the hashes say.
    command += ["--index-strategy", "unsafe-best-match"]
    done = _run([*command, *(["--reinstall"] if again else []), "--require-hashes", *wanted], env=environment)
    if done.returncode:
        say(f"{_last_lines(done)}\nuv could not install the packages; pip tries, which takes longer …")
    return done.returncode == 0


def _uv(python):
    return [python, "-m", "uv", "pip", "install", "--quiet", "--python", python]


def pip_settings(python: Path) -> dict[str, str]:
    """What the user has told pip (its files, ``PIP_…`` variables): ``{name of the option: value}``."""
    done = _run([python, "-m", "pip", "config", "list"])
    lines = done.stdout.splitlines() if done.returncode == 0 else []
    found = {}
    for section in _SECTIONS:
        for line in lines:
            if line.startswith(section):
                name, _, value = line.partition("=")
                found[name.rpartition(".")[2]] = value.strip("'\"").replace("\\n", " ")
    return found


def uv_settings(told: dict[str, str], environment: Mapping[str, str]) -> dict[str, str]:
    """pip's settings ``told`` as uv's variables, without those that ``environment`` sets itself."""
    found = {}
    for name, variable in _TO_UV.items():
        value = told.get(name)
        if value and variable not in environment:
            found[variable] = ",".join(value.split()) if variable in _COMMAS else value
    return found


# ---- pip --------------------------------------------------------------------------------------


def _with_pip(python, wanted, again):
    _complete_pip(python, [*_pip(python), "--no-index", "--force-reinstall"])
    done = _run([*_pip(python), *(["--force-reinstall"] if again else []), "--require-hashes", *wanted])
    _raise_if_failed(done)


def _raise_if_failed(done):
    if done.returncode:
        raise InstallError(
            f"{_last_lines(done)}\nThe Python packages could not be installed. Check the network connection "
            "and run make again; behind a proxy or with a mirror, set pip's proxy and index-url first "
            "(pip config set …)."
        )


def _add(python, editable, with_uv, told):
    """Install the folder ``editable``, whose packages are there already; ``told``: from ``pip_settings``."""
    options = ["--no-build-isolation", "--no-deps", "-e", editable]
    environment = {**os.environ, **uv_settings(told, os.environ)}
    if not (with_uv and _run([*_uv(python), *options], env=environment).returncode == 0):
        _raise_if_failed(_run([*_pip(python), *options]))


def _pip(python):
    return [python, "-m", "pip", *_INSTALL]


# ---- Commands ---------------------------------------------------------------------------------


def _run(command, env=None):
    try:
        return subprocess.run([str(part) for part in command], capture_output=True, text=True, env=env)
    except OSError as problem:
        return subprocess.CompletedProcess(command, 1, "", f"{shlex.join(map(str, command))}: {problem}")


def _ran(command):
    return _run(command).returncode == 0


def _last_lines(done, count=8):
    lines = (done.stderr or done.stdout).strip().splitlines()
    return "\n".join(f"  {line}" for line in lines[-count:])


def main(arguments: list[str] | None = None) -> int:
    """The command line; returns an exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("venv", type=Path)
    parser.add_argument("requirements", nargs="+", type=Path)
    parser.add_argument("--editable", type=Path)
    parser.add_argument("--book", action="store_true", help="begin what npm installs for the book")
    options = parser.parse_args(arguments)
    try:
        install(options.venv, options.requirements, options.editable, book=options.book)
    except InstallError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
