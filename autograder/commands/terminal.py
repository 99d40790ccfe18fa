"""What goes to a terminal moves no cursor and changes no colour, whoever wrote it.

Names and texts of learners come up in tables, notes and errors. Here, at the only way out, what a terminal
would obey is shown as the code that it is.
"""

import contextlib
import re
import sys
from collections.abc import Iterator
from typing import TextIO

# Control characters but tab and new line, and signs that turn the direction of what follows.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """``text`` with what steers a terminal written as ``\\x1b`` and the like."""
    return text if text.isprintable() else _STEERING.sub(lambda sign: ascii(sign[0])[1:-1], text)


class _Harmless:
    """A text stream that passes everything else on to the one behind it."""

    def __init__(self, stream: TextIO):
        self.behind = stream

    def write(self, text: str) -> int:
        return self.behind.write(harmless(text))

    def writelines(self, lines) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name):
        return getattr(self.behind, name)


@contextlib.contextmanager
def harmless_output() -> Iterator[None]:
    """Meanwhile all that is written to standard output and error as text is ``harmless``."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = map(_Harmless, before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def steerable(stream: TextIO) -> TextIO:
    """The terminal itself, for a progress bar of ours, which shows no words of others."""
    return stream.behind if isinstance(stream, _Harmless) else stream
