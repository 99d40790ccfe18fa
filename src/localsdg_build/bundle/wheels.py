"""The Python packages of a trainer's folder, as wheels for each system that a laptop may have."""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from packaging.requirements import Requirement

from localsdg.course import CourseError

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
LOCK = "requirements-workshop.txt"
INSTALLER = "pip"  # goes along, and is not installed: a computer's own Python may have none
_CHECKOUT = Path(__file__).parents[3]
_COPIED = ("src", "autograder")  # what pyproject.toml packs
# As wheels name them: the oldest system that a wheel may ask for.
_LINUX = ("manylinux_2_28", "manylinux_2_17", "manylinux2014")
# What pip says where there is no wheel, and where it was not answered (it then says the first as well).
_NONE, _NO_LINE = "No matching distribution found", "Retrying ("
_PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]


@dataclass(frozen=True)
class System:
    """A system by the name that ``starter.system`` gives it, as markers and as wheels name it."""

    name: str
    tags: tuple[str, ...]
    markers: dict[str, str]


def _system(name, tags, platform, os_name, system, machine):
    markers = {"sys_platform": platform, "os_name": os_name, "platform_system": system}
    return System(name, tags, {**markers, "platform_machine": machine})


SYSTEMS = (
    *(
        _system(f"linux-{one}", tuple(f"{tag}_{one}" for tag in _LINUX), "linux", "posix", "Linux", one)
        for one in ("x86_64", "aarch64")
    ),
    *(
        _system(f"macos-{one}", (f"macosx_11_0_{one}",), "darwin", "posix", "Darwin", one)
        for one in ("arm64", "x86_64")
    ),
    _system("win-amd64", ("win_amd64",), "win32", "nt", "Windows", "AMD64"),
)


@dataclass
class Fetched:
    """What the folder can be used with (``3.12 linux-x86_64``), and what no wheel was found for."""

    whole: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def blocks(lock: str) -> dict[str, str]:
    """``{requirement with its marker: its --hash options}`` of a file that ``make lock`` wrote."""
    found: dict[str, str] = {}
    for line in lock.replace("\\\n", " ").splitlines():
        if line and not line.startswith((" ", "#", "-")):
            requirement, mark, hashes = " ".join(line.split()).partition(" --hash=")
            found[requirement.strip()] = f"{mark}{hashes}".strip()
    return found


def wanted(lock: str, system: System, python: str) -> list[str]:
    """The lines that such a system installs, without markers: pip would judge those by this computer."""
    around = {
        **system.markers,
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "extra": "",
    }
    lines = []
    for text, hashes in blocks(lock).items():
        one = Requirement(text)
        if one.marker is None or one.marker.evaluate(around):
            lines.append(f"{one.name}{one.specifier} {hashes}")
    return lines


def fetch(lock: str, out: Path, say: Callable[[str], None] = print) -> Fetched:
    """Download into ``out`` what the lines of a lock file need, for each system and Python; only wheels.

    ``CourseError``: see ``_fetch``.
    """
    found = Fetched()
    for python in PYTHONS:
        for system in SYSTEMS:
            target = f"{python} {system.name}"
            say(f"wheels for Python {target} …")
            lines = [one for one in wanted(lock, system, python) if not has_pure(out, one)]
            lacking = _fetch(lines, out, system, python) if lines else []
            found.missing += [f"{target}: {one}" for one in lacking]
            if not lacking:
                found.whole.append(target)
    return found


def has_pure(out: Path, line: str) -> bool:
    """Is a wheel there that serves every system: the registry need not be asked again."""
    name, _, version = line.partition(" ")[0].partition("==")
    return bool(list(out.glob(f"{name.replace('-', '_')}-{version}-*-none-any.whl")))


def _fetch(lines: list[str], out: Path, system: System, python: str) -> list[str]:
    """Download what one system needs; the requirements that there is no wheel for.

    ``CourseError`` where the registry cannot be reached, or a file is not the one that the lock names.
    """
    if not _download(lines, out, system, python):
        return []
    lacking = []
    for line in lines:
        problem = _download([line], out, system, python)
        if problem and (_NONE not in problem or _NO_LINE in problem):
            raise CourseError(out, f"the packages could not be downloaded:\n{problem}")
        if problem:
            lacking.append(line.partition(" ")[0])
    return lacking


def _download(lines: list[str], out: Path, system: System, python: str) -> str:
    """Run pip; ``""`` if all is there, else what it said last."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "wanted.txt"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        tags = [part for tag in system.tags for part in ("--platform", tag)]
        python_is = ["--implementation", "cp", "--python-version", python]
        how = ["--no-deps", "--only-binary=:all:", "--require-hashes", "-r", file, "-d", out]
        return _run([*_PIP, "download", *tags, *python_is, *how])


def own(out: Path) -> Path:
    """Write our own wheel into ``out``: made from a copy, for setuptools leaves things behind."""
    if not (_CHECKOUT / "pyproject.toml").is_file():
        raise CourseError(_CHECKOUT, "only a checkout of the course can make a trainer's folder")
    with tempfile.TemporaryDirectory() as folder:
        sources = Path(folder) / "sources"
        for name in _COPIED:
            shutil.copytree(_CHECKOUT / name, sources / name, ignore=shutil.ignore_patterns("__pycache__"))
        for path in [_CHECKOUT / "pyproject.toml", *_CHECKOUT.glob("LICENSE*")]:
            shutil.copy(path, sources)
        how = ["--no-deps", "--no-build-isolation", "--no-index"]
        problem = _run([*_PIP, "wheel", *how, "-w", out, sources])
    made = list(out.glob("localsdg-*.whl"))
    if problem or len(made) != 1:
        raise CourseError(_CHECKOUT, f"the course's own package could not be made:\n{problem}")
    return made[0]


def to_install(lock: str, wheel: Path) -> str:
    """The file that the starter installs from: the lock's lines without the installer, and our wheel."""
    lines = [f"{one} {hashes}" for one, hashes in blocks(lock).items() if Requirement(one).name != INSTALLER]
    name, version = wheel.name.split("-")[:2]
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return "\n".join([*lines, f"{name}=={version} --hash=sha256:{digest}"]) + "\n"


def _run(command: list) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    said = (done.stderr or done.stdout).strip().splitlines()
    return "" if done.returncode == 0 else "\n".join(said[-12:]) or f"pip ended with {done.returncode}"
