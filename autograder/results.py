"""What the last ``grade`` found for each hand-in, kept beside the gradebook.

nbgrader's gradebook has no word for *ungraded, because …* and no room for explained checks; here they
are kept, one JSON file a hand-in: ``results/<learner>/<assignment>.json``.
"""

import json
from pathlib import Path

from autograder import files


class Results:
    """The results of a course folder. An entry is ``{outcome, answers, digest}``."""

    def __init__(self, folder):
        self.folder = Path(folder)

    def save(self, outcome, answers, digest):
        """``answers``: ``{exercise id: JSON}``; ``digest``: the hand-in's SHA-256."""
        entry = {"outcome": outcome, "answers": answers, "digest": digest}
        files.write_json(self._path(outcome["learner"], outcome["assignment"]), entry)

    def load(self, learner, assignment):
        """The entry, or ``None``."""
        try:
            return json.loads(self._path(learner, assignment).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None

    def all(self):
        """All entries, by learner and assignment."""
        for path in sorted(self.folder.glob("*/*.json")):
            entry = self.load(path.parent.name, path.stem)
            if entry:
                yield entry

    def _path(self, learner, assignment):
        return self.folder / learner / f"{assignment}.json"
