"""The editions of the book: made from the same sources, each in a folder of its own.

The trainer's edition shows the trainer's notes at the end of each lesson. The learner's leaves them out. The
edition for graded cohorts is the learner's without good answers to the exercises. Each can be made with live
code, which adds Python for the browser and JupyterLite, and is then another book.
"""

from dataclasses import dataclass, replace

LEARNER, TRAINER, GRADED = "learner", "trainer", "graded"
NAMES = (LEARNER, TRAINER, GRADED)


@dataclass(frozen=True)
class Edition:
    """Names below ``_build``: the book, the stamp that says what it was made from, Sphinx's memory of pages.

    A page reads differently in each edition, so each has its own memory. What code in lessons gave is
    the same and shared.
    """

    name: str
    html: str
    stamp: str
    doctrees: str
    live: bool = False


_EDITIONS = {
    LEARNER: Edition(LEARNER, "html", "book.sha256", "doctrees"),
    GRADED: Edition(GRADED, "graded", "graded.sha256", "doctrees-graded"),
    TRAINER: Edition(TRAINER, "trainer", "trainer.sha256", "doctrees-trainer"),
}


def edition(name: str, live: bool = False) -> Edition:
    """The edition of that name (one of ``NAMES``); ``live``: with live code, in a folder of its own."""
    plain = _EDITIONS[name]
    if not live:
        return plain
    html = "live" if name == LEARNER else f"{plain.html}-live"
    return replace(plain, html=html, stamp=f"{html}.sha256", doctrees=f"{plain.doctrees}-live", live=True)
