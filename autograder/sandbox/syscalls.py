"""What the kernel refuses to a learner's code, as a seccomp program (made once, by libseccomp)."""

import errno
import functools
import platform
import signal
import struct
import tempfile

# Allowed is everything but this: what starts or reaches other processes, what makes a way to a network, what
# changes how the system is seen, what keeps memory outside of the limits, and corners of the kernel where
# most of its holes were found.
REFUSED = """
fork vfork execve execveat
ptrace process_vm_readv process_vm_writev process_madvise process_mrelease kcmp
pidfd_open pidfd_getfd pidfd_send_signal
unshare setns chroot pivot_root
mount umount umount2 fsopen fsmount fsconfig fspick move_mount open_tree mount_setattr
statmount listmount name_to_handle_at open_by_handle_at quotactl quotactl_fd fanotify_init fanotify_mark
socket connect bind listen accept accept4 sendmmsg recvmmsg socketcall
keyctl add_key request_key
bpf perf_event_open userfaultfd
io_uring_setup io_uring_enter io_uring_register io_setup io_submit
memfd_create memfd_secret shmget shmat shmctl msgget msgsnd msgrcv msgctl semget semop semctl semtimedop
mq_open mq_unlink ipc vmsplice splice tee
init_module finit_module delete_module create_module kexec_load kexec_file_load reboot
swapon swapoff acct syslog settimeofday clock_settime clock_adjtime adjtimex stime
sethostname setdomainname iopl ioperm modify_ldt vm86 vm86old uselib personality
lookup_dcookie nfsservctl vhangup ustat sysfs _sysctl
mbind set_mempolicy migrate_pages move_pages
landlock_create_ruleset landlock_add_rule landlock_restrict_self seccomp
""".split()  # noqa: SIM905 (a list would be a page long)
# Calls that an older libseccomp has no name for, and from where on there is none that is needed. Since 2019
# new calls have the same number on all processors.
NUMBERS = {
    "mount_setattr": 442, "quotactl_fd": 443, "memfd_secret": 447, "process_mrelease": 448, "statmount": 457,
    "listmount": 458,
}  # fmt: skip
_UNKNOWN_FROM = 463
_OTHER_NUMBERS = ("mips", "alpha", "ia64")
_CLONE_THREAD = 0x00010000
_AF_UNIX = 1


@functools.cache
def program() -> bytes:
    """The BPF program as bytes. ``RuntimeError`` or ``ImportError`` if libseccomp is not installed."""
    import pyseccomp  # fails where libseccomp is not installed, which is told as a sentence

    found = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    refused = pyseccomp.ERRNO(errno.EPERM)
    for name in REFUSED:
        _add(found, refused, name)
    # Threads may be started, processes not. clone3 hides its flags in memory; told that the kernel has no
    # such call, the C library uses clone.
    _add(found, refused, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, _CLONE_THREAD, 0))
    _add(found, pyseccomp.ERRNO(errno.ENOSYS), "clone3")
    # A run is the first process of its namespace, and such a one is spared when it kills itself: no more.
    for name, place in (("kill", 1), ("tkill", 1), ("tgkill", 2)):
        killed = pyseccomp.Arg(place, pyseccomp.MASKED_EQ, 0xFFFFFFFF, signal.SIGKILL)
        _add(found, pyseccomp.KILL_PROCESS, name, killed)
    # asyncio needs a pair of sockets, which leads nowhere.
    _add(found, refused, "socketpair", pyseccomp.Arg(0, pyseccomp.NE, _AF_UNIX))
    # Typing into the terminal of the one who grades.
    for request in (0x5412, 0x541C):  # TIOCSTI, TIOCLINUX
        _add(found, refused, "ioctl", pyseccomp.Arg(1, pyseccomp.MASKED_EQ, 0xFFFFFFFF, request))
    with tempfile.TemporaryFile() as file:
        found.export_bpf(file)
        file.seek(0)
        return _without_the_unknown() + file.read()


def _without_the_unknown():
    """The program's first steps: calls that are newer than this list do not exist.

    Load the call's number; if it is too large, return ``ENOSYS``; else go on (BPF as the kernel has it:
    code, how far to jump if true, if false, value).
    """
    if platform.machine().startswith(_OTHER_NUMBERS):
        return b""
    steps = [(0x20, 0, 0, 0), (0x35, 0, 1, _UNKNOWN_FROM), (0x06, 0, 0, 0x00050000 | errno.ENOSYS)]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def _add(to, action, name, *conditions):
    for call in (name, NUMBERS.get(name)):
        try:
            return to.add_rule(action, call, *conditions)
        except (OSError, ValueError, TypeError):
            continue  # libseccomp does not know this call, or this machine has none such
