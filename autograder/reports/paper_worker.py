"""The program that makes PDF: one line of JSON in for each page, its HTML; one out, ``{"pdf": base64}``.

At first it says ``{"lacks": word}``, what must be installed (see ``pdf.lacking``). A page that takes too much
time or memory ends it, or is answered with ``{"pdf": ""}``.
"""

import base64
import json
import sys
from typing import Any, TextIO

from localsdg import course
from localsdg_build.handouts import fonts, pdf

_SECONDS = 30  # of the processor, for one page; that of an honest module takes two
_MEMORY = 2 << 30  # bytes; an honest one takes a tenth
_OWN_TYPE = ":root {{ --lsdg-sans: {sans} !important; --lsdg-serif: {serif} !important; }}".format(
    sans='Atkinson, "Atkinson latin-ext", "Noto Sans CJK SC", "Noto Sans", sans-serif',
    serif='Serif, "Serif latin-ext", Atkinson, "Noto Serif CJK SC", serif',
)


def main(source: TextIO, target: TextIO) -> int:
    """Answer every line; an exit code."""

    def say(**told: Any) -> None:
        print(json.dumps(told), file=target, flush=True)

    lacks = pdf.lacking()
    say(lacks=lacks)
    if lacks:
        return 1
    css = _type()
    _bound_memory()
    for line in source:
        _bound_time()
        try:
            made = pdf.of_strangers(json.loads(line), css)
        except (MemoryError, RecursionError):
            made = b""
        say(pdf=base64.b64encode(made).decode())
    return 0


def _type() -> str:
    """The course's typefaces where they are; else those of this computer do."""
    modules = course.root() / ".vendor" / "node_modules"
    return fonts.css(modules) + _OWN_TYPE if (modules / "@fontsource-variable").is_dir() else ""


def _bound_memory() -> None:
    if sys.platform != "win32":  # there is no such limit; the desk's own patience remains
        import resource  # not there on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _bound_time() -> None:
    if sys.platform != "win32":
        import resource  # as above

        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime) + _SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


if __name__ == "__main__":
    sys.exit(main(sys.stdin, sys.stdout))
