"""What the computer itself says of a file or folder that it does not read or write, as a message."""

import errno

from autograder.messages import Message, message

_WORDS = {
    errno.EACCES: "system_not_allowed",
    errno.EPERM: "system_not_permitted",
    errno.EROFS: "system_read_only",
    errno.ENOENT: "system_missing",
    errno.EEXIST: "system_there",
    errno.ENOTDIR: "system_no_folder",
    errno.EISDIR: "system_a_folder",
    errno.ENOSPC: "system_full",
    errno.EDQUOT: "system_quota",
    errno.EFBIG: "system_large",
    errno.ENAMETOOLONG: "system_long_name",
    errno.EIO: "system_broken",
    errno.EBUSY: "system_busy",
    errno.EADDRINUSE: "system_port_used",
    errno.EADDRNOTAVAIL: "system_no_address",
}


def why(problem: OSError) -> Message:
    """The reason alone, such as ``Permission denied``."""
    key = _WORDS.get(problem.errno or 0)
    return message(key) if key else message("system_other", number=problem.errno or 0)


def told(problem: OSError) -> Message:
    """The reason with the file or folder that it is about, as a sentence."""
    return message("system_told", place=str(problem.filename), why=why(problem))
