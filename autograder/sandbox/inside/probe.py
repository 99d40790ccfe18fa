"""Does all of this work here? Shut a child in as a job would be; the seccomp program comes in as input."""

import os
import sys

from . import confine


def main() -> int:
    """Exit code 0 if it works; else the reason on standard error."""
    program = sys.stdin.buffer.read()
    confine.protect_devices()
    own_pids = os.open("/proc/self/ns/pid", os.O_RDONLY)
    confine.unshare(confine.NEW_PIDS)
    child = os.fork()
    if child == 0:
        try:
            confine.own_view(1 << 20)
            open(os.devnull, "w").close()
            confine.give_up_rights(program)
            os._exit(0)
        except OSError as problem:
            os.write(2, f"{problem}\n".encode())
            os._exit(1)
    confine.enter_pids(own_pids)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    sys.exit(main())
