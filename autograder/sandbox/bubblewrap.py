"""The room that a warm process runs in: bubblewrap's command line, or an ordinary process for ``unsafe``."""

import functools
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from pathlib import Path

import localsdg
from autograder.messages import message, together
from autograder.sandbox import syscalls
from localsdg import course

INSIDE = Path(__file__).parent / "inside"
_COURSE, _CODE, _PACKAGES = "/course", "/code", "/packages"
# Only what programs need to run: libraries, no programs, no settings of this computer.
_SYSTEM = ("/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libx32", "/usr/share/zoneinfo")
_LINKS = ("/lib", "/lib32", "/lib64", "/libx32")
_SETTINGS = ("/etc/ld.so.cache", "/etc/localtime", "/etc/alternatives")
_NAMESPACES = (
    "--unshare-user", "--unshare-net", "--unshare-ipc", "--unshare-pid", "--unshare-uts",
    "--unshare-cgroup-try", "--hostname", "sandbox", "--new-session", "--as-pid-1",
    # Whoever grades, inside it is nobody's number in particular, and above all not root's.
    "--uid", "1000", "--gid", "1000",
    # It makes a process namespace for each job, and gives this right up before a learner's code runs.
    "--cap-drop", "ALL", "--cap-add", "CAP_SYS_ADMIN",
)  # fmt: skip
# Not ours to show: the grader's own packages, where they are installed beside the others.
_MASKED = ("autograder", "localsdg_build", "localsdg_web")

_NOT_LINUX = message("sandbox_not_linux")
_INSTALL = message("sandbox_install")
_NO_BWRAP = _INSTALL.format(what="bubblewrap", debian="bubblewrap", fedora="bubblewrap")
_NO_SECCOMP = _INSTALL.format(what="libseccomp", debian="libseccomp2", fedora="libseccomp")
_FORBIDDEN = message("sandbox_forbidden")
_OR_UNSAFE = message("sandbox_unsafe")


_LOOKS = 3  # so often is a killed probe started again
_KILLED = (-9, 128 + 9)  # bubblewrap was killed; what it had started was


@functools.cache
def missing() -> str | None:
    """What the sandbox lacks on this computer, as sentences that say what to do; ``None`` if it works."""
    if problem := _missing():
        return together(problem, _OR_UNSAFE)
    return None


def _missing() -> str | None:
    if sys.platform != "linux":
        return _NOT_LINUX
    if not shutil.which("bwrap"):
        return _NO_BWRAP
    try:
        syscalls.program()
    except (ImportError, RuntimeError):
        return _NO_SECCOMP
    try:
        done = _probed()
    except (OSError, subprocess.TimeoutExpired) as problem:
        return _FORBIDDEN.format(problem=str(problem))
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines() or [f"exit code {done.returncode}"]
        return _FORBIDDEN.format(problem=lines[-1])
    return None


def _probed() -> subprocess.CompletedProcess[bytes]:
    """The ended process that has tried the sandbox. One that was killed says nothing; another one tries."""
    command, environment = confined(None, ["-m", "inside.probe"])
    for _ in range(_LOOKS):
        done = subprocess.run(
            command, input=syscalls.program(), capture_output=True, timeout=60, env=environment,
            start_new_session=True,
        )  # fmt: skip
        if done.returncode not in _KILLED:
            break
    return done


def confined(
    course: Path | str | None, arguments: Sequence[str], info: int | None = None
) -> tuple[list[str], dict[str, str]]:
    """``(command, environment)`` that runs our Python with ``arguments`` in a room of its own.

    ``course``: the public course's folder; ``info``: descriptor to which bubblewrap writes the process id.
    """
    places = [_CODE, *(target for _, target in _packages())]
    environment = {**_environment(), "PYTHONPATH": os.pathsep.join(places), "LOCALSDG_COURSE": _COURSE}
    environment |= {"HOME": "/tmp", "TMPDIR": "/tmp", "IPYTHONDIR": "/tmp"}
    command = [shutil.which("bwrap") or "bwrap", *_NAMESPACES]
    command += [*_system(), *_python(), *_devices(), "--proc", "/proc", "--tmpfs", "/tmp"]
    command += ["--ro-bind", str(INSIDE), f"{_CODE}/inside"]
    command += ["--ro-bind", str(Path(localsdg.__file__).resolve().parent), f"{_CODE}/localsdg"]
    if course is not None:
        command += ["--ro-bind", str(Path(course).resolve()), _COURSE]
    if info is not None:
        command += ["--info-fd", str(info)]
    command += ["--remount-ro", "/", "--chdir", "/", "--", _executable(), *_FLAGS, *arguments]
    return command, environment


def unconfined(course: Path | str, arguments: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """``(command, environment)`` of the same Python without a room, for ``unsafe``."""
    places = [INSIDE.parent, Path(localsdg.__file__).resolve().parents[1]]
    places += [Path(source) for source, _ in _packages()]
    environment = {**_environment(), "PYTHONPATH": os.pathsep.join(map(str, places))}
    environment["LOCALSDG_COURSE"] = str(Path(course).resolve())
    return [_executable(), *_FLAGS, *arguments], environment


# No site module (it would read the checkout's place from .pth files), no bytecode, nothing from the folder
# that the process is in.
_FLAGS = ("-S", "-B", "-P")


def _environment() -> dict[str, str]:
    """Only what Python needs: nothing of the facilitator's session reaches the learner's code."""
    return {
        "PATH": "/usr/bin",
        "LANG": "C.UTF-8",
        "USER": "learner",
        "PYTHONHASHSEED": "0",
        "MPLBACKEND": "Agg",
        "PLOTLY_RENDERER": "plotly_mimetype",
        "NBGRADER_EXECUTION": "autograde",
        # No learner reads what check cells show here, so they need not look for the notebook's own language.
        "LOCALSDG_LANGUAGE": course.LANGUAGE,
        # A process with threads of its own must not be forked, and one job has one core.
        **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
    }


def _system():
    found = []
    for place in (*_SYSTEM, *_SETTINGS):
        found += ["--ro-bind-try", place, place]
    for place in _LINKS:
        if os.path.islink(place):
            found += ["--symlink", os.readlink(place), place]
        else:
            found += ["--ro-bind-try", place, place]
    return found


def _devices():
    """What ``confine.protect_devices`` protects as soon as a process runs inside."""
    found = []
    for name in ("null", "zero", "random", "urandom"):
        found += ["--dev-bind", f"/dev/{name}", f"/dev/{name}"]
    return found


def _executable():
    return os.path.realpath(sys.executable)


def _python():
    """The Python installation (its libraries and its program), and the packages of this environment."""
    found = []
    for folder in dict.fromkeys(_libraries()):
        found += ["--ro-bind-try", folder, folder]
    found += ["--ro-bind", _executable(), _executable()]
    for source, target in _packages():
        found += ["--ro-bind", source, target]
    for source, target in _packages():
        for name in _MASKED:
            if Path(source, name).is_dir():
                # A folder of packages may also be seen at its own place, as part of the installation.
                places = [target, *(source for folder in _libraries() if Path(source).is_relative_to(folder))]
                for place in dict.fromkeys(places):
                    found += ["--tmpfs", f"{place}/{name}", "--remount-ro", f"{place}/{name}"]
    return found


def _libraries() -> Iterator[str]:
    prefix = os.path.realpath(sys.base_prefix)
    for folder in (os.path.join(prefix, "lib"), sysconfig.get_config_var("LIBDIR")):
        if folder and not _is_below(folder, _SYSTEM):
            yield folder
    for name in ("stdlib", "platstdlib"):
        folder = sysconfig.get_path(name, vars={"base": prefix, "installed_base": prefix, "platbase": prefix})
        if not _is_below(folder, (*_SYSTEM, os.path.join(prefix, "lib"))):
            yield folder


def _is_below(folder, places):
    return any(Path(folder).is_relative_to(place) for place in places)


def _packages() -> list[tuple[str, str]]:
    """``[(folder, where it is inside), ...]`` of installed packages, in the order of ``sys.path``."""
    folders = [place for place in sys.path if Path(place).name in ("site-packages", "dist-packages")]
    folders = [place for place in dict.fromkeys(map(os.path.realpath, folders)) if os.path.isdir(place)]
    return [(place, f"{_PACKAGES}/{index}") for index, place in enumerate(folders)]
