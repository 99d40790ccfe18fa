"""One file of an archive, of whatever kind."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Member:
    """One file of an archive.

    ``archive``: the archive's kind, in words. ``name``: as the archive writes it. ``size`` and ``packed``:
    bytes, unpacked and in the archive (``None`` where it does not say). ``refusal``: why it is no file that
    can be read. ``read()`` gives at most ``reading.LARGEST`` + 1 bytes or raises ``Unreadable``.
    """

    archive: str
    name: str
    size: int
    packed: int | None
    refusal: str | None
    read: Callable[[], bytes]
