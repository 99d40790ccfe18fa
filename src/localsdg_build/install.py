"""Make the virtual environment and install the pinned packages: with uv, which takes seconds, else with pip.

Run by ``make`` with the computer's own Python before anything is installed, so it needs the standard library
alone: ``python3 install.py VENV requirements.txt [more.txt ...] [--editable FOLDER]``.
"""

import argparse
import importlib.util
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
UV = ROOT / "requirements-uv.txt"
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
# Where pip's own `install` looks: what files say for all commands, what they say for `install`, variables.
# The last one holds; what files say for other commands (`download.…`) does not count.
_SECTIONS = ("global.", "install.", ":env:.")


class InstallError(Exception):
    """It could not be installed. The message says what to do."""


def install(
    venv: Path, requirements: list[Path], editable: Path | None = None, say: Callable[[str], None] = print
) -> None:
    """Make ``venv`` if it is not whole, and install the files ``requirements`` and the folder ``editable``.

    uv does it; where it cannot, pip. Raises ``InstallError``.
    """
    python = make_venv(venv)
    unfinished = venv / UNFINISHED
    again = unfinished.exists()
    unfinished.touch()
    wanted = [part for file in requirements for part in ("-r", str(file))]
    if not (_have_uv(python, say) and _with_uv(python, wanted, editable, again, say)):
        _with_pip(python, wanted, editable, again)
    unfinished.unlink()


def make_venv(venv: Path) -> Path:
    """Make ``venv`` unless there is one with Python and pip in it; return its Python."""
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (python.exists() and _ran([python, "-m", "pip", "--version"])):
        if importlib.util.find_spec("ensurepip") is None:
            raise InstallError(NO_VENV)
        made = _run([sys.executable, "-m", "venv", "--clear", venv])
        if made.returncode:
            raise InstallError(f"{_last_lines(made)}\n{NO_VENV}")
    return python


# ---- uv ---------------------------------------------------------------------------------------


def _have_uv(python, say):
    """Whether uv is in the environment, of the pinned version or put there now."""
    done = _run([*_pip(python), "--require-hashes", "-r", UV])
    if done.returncode == 0 and _ran([python, "-m", "uv", "--version"]):
        return True
    say("uv, which installs in seconds, is not to be had here; pip does it and takes a minute or two …")
    return False


def _with_uv(python, wanted, editable, again, say):
    environment = {**os.environ, **uv_settings(pip_settings(python), os.environ)}
    command = [python, "-m", "uv", "pip", "install", "--quiet", "--python", python]
    # As pip does: the best version in any index. Which file it is, the hashes say.
    command += ["--index-strategy", "unsafe-best-match"]
    done = _run([*command, *(["--reinstall"] if again else []), "--require-hashes", *wanted], env=environment)
    if done.returncode == 0 and editable:
        done = _run([*command, "--no-build-isolation", "--no-deps", "-e", editable], env=environment)
    if done.returncode:
        say(f"{_last_lines(done)}\nuv could not install the packages; pip tries, which takes longer …")
    return done.returncode == 0


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


def _with_pip(python, wanted, editable, again):
    done = _run([*_pip(python), *(["--force-reinstall"] if again else []), "--require-hashes", *wanted])
    if done.returncode == 0 and editable:
        done = _run([*_pip(python), "--no-build-isolation", "--no-deps", "-e", editable])
    if done.returncode:
        raise InstallError(
            f"{_last_lines(done)}\nThe Python packages could not be installed. Check the network connection "
            "and run make again; behind a proxy or with a mirror, set pip's proxy and index-url first "
            "(pip config set …)."
        )


def _pip(python):
    return [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]


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
    options = parser.parse_args(arguments)
    try:
        install(options.venv, options.requirements, options.editable)
    except InstallError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
