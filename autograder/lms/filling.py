"""What a facilitator should know about the cells of a platform's file that held something before."""

from collections.abc import Callable

from autograder.messages import first_of, message
from autograder.model import Outcome

MOST = 5  # learners that a sentence names


class CellReport:
    """Collects what was found in grade cells; ``say`` tells it, a sentence for each kind."""

    def __init__(self, platform: str, file: str) -> None:
        self._platform, self._file = platform, file
        self._kept: list[str] = []
        self._replaced: list[str] = []
        self._excused: list[str] = []

    def kept(self, outcome: Outcome, old: str) -> None:
        """The cell stays as it was: we have no grade, or the learner is excused there."""
        if old.strip():
            self._kept.append(f"{outcome.learner} ({old.strip()})")

    def replaced(self, outcome: Outcome, old: str, new: str) -> None:
        if old.strip():
            told = message("cell_becomes", learner=outcome.learner, old=old.strip(), new=new)
            self._replaced.append(told)

    def excused(self, outcome: Outcome, old: str) -> None:
        if old.strip():
            self._excused.append(f"{outcome.learner} ({old.strip()})")

    def say(self, say: Callable[[str], object]) -> None:
        if self._kept:
            say(message("cells_kept", file=self._file, cells=first_of(self._kept, MOST)))
        if self._replaced:
            say(message("cells_replaced", file=self._file, cells=first_of(self._replaced, MOST)))
        if self._excused:
            say(message("cells_excused", file=self._file, cells=first_of(self._excused, MOST)))
