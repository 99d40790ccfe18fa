"""Install a program of the course from the folder that this file lies in, without a network, and run it.

It goes along in the trainer's folder and meets any Python from 3.7 on, so that it can say what is missing: it
needs the standard library alone and nothing new in the language. What it says stands in ``words.json``, in
each language of the course. A program more (as ``start-workshop.py``) is a call of ``main`` more.
"""

from __future__ import annotations  # a type may be written as newer Pythons write it

import argparse
import glob
import json
import os
import platform
import subprocess
import sys
import sysconfig
from typing import Any

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(HERE)
COURSE = os.path.join(TOP, "course")
WHEELS = os.path.join(TOP, "wheels")
OLDEST = (3, 11)
READY = ".ready"  # in an environment that is whole: what it was made from
NAME = "localizing-the-sdgs-trainer"  # of our folder among the user's data
OTHER = ("export", "wipe")  # what the program can do besides serving


class Refused(Exception):
    """It cannot start: a key of ``words.json``, with its details."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def python() -> str:
    """This Python as the folder's list names it: ``3.12``; another program than CPython with its name."""
    version = "%d.%d" % sys.version_info[:2]  # noqa: UP031 (read by Pythons of any age)
    name = sys.implementation.name
    return version if name == "cpython" else name + version


def system(told: str = "", machine: str = "") -> str:
    """This system as the folder's list names it: ``linux-x86_64``, ``macos-arm64``, ``win-amd64``.

    It is Python's own: a 32-bit Python on a 64-bit Windows is ``win32``.
    """
    told = told or sysconfig.get_platform()
    if told.startswith("macosx"):
        return "macos-" + (machine or platform.machine())
    return told


def check(known: dict[str, Any]) -> None:
    """Raise ``Refused`` where this folder cannot be used with this Python; ``known``: ``bundle.json``."""
    if sys.version_info[:2] < OLDEST:
        raise Refused("old_python", found=platform.python_version())
    whole = os.path.isfile(os.path.join(COURSE, "_build", "html", "index.html"))
    if not whole or not glob.glob(os.path.join(WHEELS, "*.whl")):
        raise Refused("unpack")
    here = python() + " " + system()
    if here not in known["whole"]:
        usable = [one.split()[0] for one in known["whole"] if one.split()[1] == system()]
        raise Refused("no_wheels", here=here, usable=", ".join(usable) or "–")


def user_data() -> str:
    """Where this computer keeps what programs know for this user."""
    home = os.path.expanduser("~")
    if os.name == "nt":
        return os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Application Support")
    return os.environ.get("XDG_DATA_HOME") or os.path.join(home, ".local", "share")


def writable(places: list[str]) -> str:
    """The first of these folders that can be written to, made if it is not there."""
    for place in places:
        probe = os.path.join(place, ".probe-" + str(os.getpid()))
        try:
            os.makedirs(place, exist_ok=True)
            with open(probe, "w"):
                pass
            os.remove(probe)
        except OSError:
            continue
        return place
    raise Refused("not_writable", folders=", ".join(places))


def environment(known: dict[str, Any]) -> str:
    """The Python that has what the program needs: made at the first start, then only looked at."""
    inside = (known["id"], python() + "-" + system())
    folder = writable(
        [os.path.join(TOP, "installed", *inside), os.path.join(user_data(), NAME, "installed", *inside)]
    )
    own = os.path.join(folder, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
    ready = os.path.join(folder, READY)
    if os.path.isfile(ready) and ran([own, "-c", "import localsdg_workshop, starlette"]):
        return own
    say("installing")
    venv = [sys.executable, "-m", "venv", "--clear", "--without-pip", folder]
    run_or_refuse(venv, "no_venv")
    pip = glob.glob(os.path.join(WHEELS, "pip-*.whl"))
    if not pip:
        raise Refused("unpack")
    install = [own, os.path.join(pip[0], "pip"), "install", "--quiet", "--disable-pip-version-check"]
    install += ["--no-cache-dir", "--no-index", "--find-links", WHEELS, "--no-deps", "--require-hashes"]
    run_or_refuse([*install, "-r", os.path.join(HERE, "to-install.txt")], "not_installed")
    with open(ready, "w"):
        pass
    return own


def around() -> dict[str, str]:
    """The variables for our own programs: none that leads Python or pip elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    more = {"PIP_CONFIG_FILE": os.devnull, "PYTHONUTF8": "1", "LOCALSDG_COURSE": COURSE}
    return {**kept, **more}


def ran(command: list[str]) -> bool:
    """Whether a command could be run and ended well."""
    try:
        pipe = subprocess.PIPE
        return subprocess.run(command, stdout=pipe, stderr=pipe, env=around()).returncode == 0
    except OSError:
        return False


def run_or_refuse(command: list[str], key: str) -> None:
    """Run a command; ``Refused`` with its last lines where it fails."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=around())
    except OSError as problem:
        raise Refused(key, why=str(problem)) from None
    if done.returncode:
        lines = done.stdout.decode("utf-8", "replace").strip().splitlines()
        raise Refused(key, why="\n".join(lines[-6:]))


def data_folder(named: str) -> str:
    """Where the workshop's file is: as named, else beside this folder, else among the user's data."""
    if named:
        return writable([os.path.abspath(named)])
    beside = os.path.join(os.path.dirname(TOP), os.path.basename(TOP) + "-data")
    other = os.path.join(user_data(), NAME, "data")
    # Where there is one already, the workshop goes on there, whatever can be written to today.
    return writable(
        [other, beside] if os.path.isdir(other) and not os.path.isdir(beside) else [beside, other]
    )


def lets_room_in(lan: bool, here: bool) -> bool:
    """Whether the room's phones may come in: as said, else as the person at the window answers."""
    if lan or here or not (sys.stdin and sys.stdin.isatty()):
        return lan
    say("ask_lan")
    try:
        return input("> ").strip().lower() in ("y", "yes", "是")
    except EOFError:
        return False


def read(name: str) -> Any:
    """A JSON file beside this one."""
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return json.load(file)


def say(key: str, **values: object) -> None:
    """A sentence in each language that this window can show."""
    for words in read("words.json").values():
        try:
            print(words[key].format(**values), flush=True)
        except UnicodeEncodeError:
            continue


def run(command: list[str]) -> int:
    """Run the program in this window until it ends; its exit code."""
    if os.name == "posix":
        os.execve(command[0], command, around())
    program = subprocess.Popen(command, env=around())
    while True:
        try:
            return program.wait()
        except KeyboardInterrupt:  # the program has heard it as well, and ends by itself
            continue


def main(module: str, arguments: list[str]) -> int:
    """Start ``module``; what is not for the starter goes on to it (``--port 9000``, ``export OUT``)."""
    parser = argparse.ArgumentParser(prog="start-workshop.py")
    parser.add_argument("--data", default="", metavar="FOLDER", help="folder of the workshop's file")
    parser.add_argument("--lan", action="store_true", help="let the phones of the local network in")
    parser.add_argument("--here", action="store_true", help="this computer alone, without asking")
    told, more = parser.parse_known_args(arguments)
    try:
        known = read("bundle.json")
        check(known)
        own = environment(known)
        data = data_folder(told.data)
    except Refused as problem:
        say(problem.key, **problem.values)
        return 1
    say("data", folder=data)
    command = [own, "-m", module, "--data", data]
    if not any(one in OTHER for one in more):
        command += ["--open"]
        if lets_room_in(told.lan, told.here):
            command += ["--lan"]
    return run([*command, *more])
