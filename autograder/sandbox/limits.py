"""What one run of a notebook may use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Limits of one hand-in's run; plain numbers, so that ``dataclasses.asdict`` of it is JSON."""

    notebook: float = 60.0  # seconds of wall time for the whole notebook
    cell: float = 30.0  # seconds of wall time for one cell; the cells after it still run
    memory: int = 1 << 30  # bytes beyond what the imported libraries take
    output: int = 16_000_000  # bytes of all results together
    disk: int = 64 << 20  # bytes of all files written, and of the largest one
    files: int = 256  # open files
    tasks: int = 64  # threads; processes cannot be started at all
