"""By which names a server on this computer is asked.

A page of another site may have its own name point to this computer and read what is served here (DNS
rebinding): the trainer's edition holds expected answers. So only our own names are answered.
"""

import re
from collections.abc import Container

OWN_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
STATUS = 421  # "misdirected request"


def split(host: str) -> tuple[str, str]:
    """``(name, port)`` of a ``Host`` header, the name in small letters, ``""`` for no port."""
    name, colon, port = host.rpartition(":")
    if not colon or port.endswith("]"):  # an address of version 6 has colons of its own
        return host.lower(), ""
    return name.lower(), port


def is_ours(host: str, names: Container[str] = OWN_NAMES) -> bool:
    """May a request with this ``Host`` header be answered? ``names``: small letters."""
    name, port = split(host)
    return name in names and re.fullmatch("[0-9]*", port) is not None


def advice(host: str) -> str:
    """The line that is answered instead, with ``STATUS``."""
    port = split(host)[1]
    return f"{STATUS}: open the book by the address http://127.0.0.1:{port if port.isdigit() else ''}\n"
