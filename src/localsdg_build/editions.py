"""The editions of the book: made from the same sources, each in a folder of its own.

The trainer's edition shows the trainer's notes at the end of each lesson. The learner's leaves them out. The
edition for graded cohorts is the learner's without good answers to the exercises.
"""

from dataclasses import dataclass

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


_EDITIONS = {
    LEARNER: Edition(LEARNER, "html", "book.sha256", "doctrees"),
    GRADED: Edition(GRADED, "graded", "graded.sha256", "doctrees-graded"),
    TRAINER: Edition(TRAINER, "trainer", "trainer.sha256", "doctrees-trainer"),
}


def edition(name: str) -> Edition:
    """The edition of that name (one of ``NAMES``)."""
    return _EDITIONS[name]
