"""Shut the calling process in (Linux): its own namespaces, a small disk, no way to start or reach others.

Plain calls into the C library, so that nothing has to be imported once a process is shut in.
"""

import ctypes
import os
import resource
import struct
import sys
from collections.abc import Iterable, Mapping

WORK = "/tmp/work"
INODES = 4096  # files and folders of one run

_NEW_MOUNTS, _NEW_CGROUP, _NEW_UTS, _NEW_IPC, _NEW_USER, NEW_PIDS = (
    0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000,
)  # fmt: skip
_READ_ONLY, _NO_SUID, _NO_DEVICES, _NO_EXEC, _REMOUNT, _BIND = 1, 2, 4, 8, 32, 4096
_RECURSIVE, _PRIVATE, _RELATIVE_TIMES = 1 << 14, 1 << 18, 1 << 21
_KEPT_AS_THEY_ARE = 2 | 8 | 1024 | 2048  # flags that have the same number in statvfs(2) and mount(2)
_SET_NO_NEW_PRIVILEGES, _DROP_FROM_BOUNDING_SET, _AMBIENT, _SET_SECCOMP = 38, 24, 47, 22

if sys.platform == "linux":  # elsewhere nothing is shut in, and none of it is called
    _libc = ctypes.CDLL(None, use_errno=True)


def _checked(what: str, result: int) -> None:
    if result:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def unshare(flags: int) -> None:
    """``unshare(2)``; ``OSError`` says what was not allowed."""
    _checked("unshare", _libc.unshare(flags))


def enter_pids(descriptor: int) -> None:
    """Children to come are born into the process namespace that ``descriptor`` stands for."""
    _checked("setns", _libc.setns(descriptor, NEW_PIDS))


def protect_devices() -> None:
    """Make the devices in ``/dev`` read-only: written to all the same, but not changed.

    They are the system's own, and if root grades, the learner's code would be their owner.
    """
    for name in os.listdir("/dev"):
        flags = os.statvfs(f"/dev/{name}").f_flag
        flags = flags & _KEPT_AS_THEY_ARE | (_RELATIVE_TIMES if flags & 4096 else 0)
        _mount(None, f"/dev/{name}", None, _REMOUNT | _BIND | _READ_ONLY | flags, "")


def own_view(disk: int) -> None:
    """New namespaces for this process, a ``/tmp`` of ``disk`` bytes of its own, an empty ``/proc``.

    The view of everything else is the outer one, where all is read-only. Ends in ``WORK``.
    """
    user, group = os.getuid(), os.getgid()
    unshare(_NEW_USER | _NEW_MOUNTS | _NEW_IPC | _NEW_UTS | _NEW_CGROUP)
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
        ("oom_score_adj", "1000"),  # if the computer's memory runs out, let this process be the one that goes
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)
    _mount(None, "/", None, _RECURSIVE | _PRIVATE, "")
    _mount("tmpfs", "/tmp", "tmpfs", _NO_SUID | _NO_DEVICES, f"size={disk},nr_inodes={INODES},mode=700")
    _mount("tmpfs", "/proc", "tmpfs", _READ_ONLY | _NO_SUID | _NO_DEVICES | _NO_EXEC, "size=4096,nr_inodes=1")
    os.mkdir(WORK)
    os.chdir(WORK)


def _mount(source, target, kind, flags, options):
    source, kind = (text.encode() if text else None for text in (source, kind))
    result = _libc.mount(source, target.encode(), kind, ctypes.c_ulong(flags), options.encode())
    _checked(f"mount on {target}", result)


def close_all_but(kept: Iterable[int]) -> None:
    """Close every open file from 3 on that is not in ``kept``."""
    first, last = 3, min(os.sysconf("SC_OPEN_MAX"), 1 << 20)
    for number in sorted(kept):
        os.closerange(first, number)
        first = number + 1
    os.closerange(first, last)


def address_space() -> int | None:
    """Bytes of address space that this process has now; ``None`` where the system does not tell."""
    if sys.platform != "linux":
        return None
    with open("/proc/self/statm") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def set_limits(limits: Mapping[str, float], space: int | None) -> None:
    """Resource limits from ``limits`` (``sandbox.Limits`` as a dict), as far as the system knows them.

    Memory counts from ``space``, what ``address_space`` gave before.
    """
    seconds = int(limits["notebook"]) + 5
    values = {
        "RLIMIT_CORE": (0, 0),
        "RLIMIT_CPU": (seconds, seconds),
        "RLIMIT_FSIZE": (int(limits["disk"]), int(limits["disk"])),
        "RLIMIT_NOFILE": (int(limits["files"]), int(limits["files"])),
        "RLIMIT_MSGQUEUE": (0, 0),
        "RLIMIT_MEMLOCK": (0, 0),
    }
    if space is not None:
        memory = space + int(limits["memory"])
        values["RLIMIT_AS"] = (memory, memory + SPARE_MEMORY)
    for name, value in values.items():
        _limit(name, value)


SPARE_MEMORY = 32 << 20  # what telling about a lack of memory may take beyond the limit


def _limit(name, wanted):
    number = getattr(resource, name, None)
    if number is None:
        return
    hard = resource.getrlimit(number)[1]
    if hard != resource.RLIM_INFINITY:
        wanted = tuple(min(value, hard) for value in wanted)
    resource.setrlimit(number, wanted)


def limit_tasks(count: int) -> None:
    """At most ``count`` processes and threads in this user namespace (the kernel does not count root's)."""
    _limit("RLIMIT_NPROC", (count, count))


def spare_memory() -> None:
    """Let the rest of the run use ``SPARE_MEMORY`` more."""
    if sys.platform == "linux":
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def give_up_rights(program: bytes) -> None:
    """No capabilities, none to be had again, and the seccomp ``program`` (BPF bytes) from here on."""
    _libc.prctl(_AMBIENT, 4, 0, 0, 0)
    for number in range(64):
        if _libc.prctl(_DROP_FROM_BOUNDING_SET, number, 0, 0, 0):
            break
    header = ctypes.create_string_buffer(struct.pack("=Ii", 0x20080522, 0))
    _checked("capset", _libc.capset(header, ctypes.create_string_buffer(24)))
    _checked("no_new_privs", _libc.prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    text = ctypes.create_string_buffer(program, len(program))
    filter_ = struct.pack("@HP", len(program) // 8, ctypes.addressof(text))
    _checked("seccomp", _libc.prctl(_SET_SECCOMP, 2, ctypes.create_string_buffer(filter_), 0, 0))
