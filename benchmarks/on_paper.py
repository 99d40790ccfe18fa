"""How long all decks and handouts take as PDF, after the book is built: time, and processor time."""

import resource
import sys
import tempfile
import time
from pathlib import Path

from measure import HTML, ROOT, report

from localsdg_build import test_tools
from localsdg_build.handouts import make as handouts
from localsdg_build.slides import printing

AIM = 90.0  # seconds


def main():
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        papers, sheets = timed(lambda: handouts.make(ROOT, out / "handouts"))
        decks, made = timed(lambda: printing.make(ROOT, HTML, out / "slides", test_tools.browser()))
    figures = {
        "both_s": round(papers[0] + decks[0], 1),
        "handouts_s": papers[0],
        "handouts_cpu_s": papers[1],
        "slides_s": decks[0],
        "slides_cpu_s": decks[1],
        "pages": sum(one.pages for one in sheets),
        "decks": len(made),
    }
    said = f"All on paper: {figures['both_s']} s, of the processors {round(papers[1] + decks[1], 1)} s"
    report("on_paper", figures, f"{said} ({figures['pages']} pages of handouts, {figures['decks']} decks).")
    return figures["both_s"] <= AIM


def timed(does):
    """``((seconds, seconds of the processors, this one's and those of ended processes), result)``."""
    before, begun = processors(), time.perf_counter()
    result = does()
    return (round(time.perf_counter() - begun, 1), round(processors() - before, 1)), result


def processors():
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
