"""What ``nbgrader autograde`` and Formgrader's button do in this course: they let our grader do it.

nbgrader itself would run each hand-in in a Jupyter kernel, with the rights of whoever grades. Its converter
asks an exporter for every notebook twice, first for the one that was handed in, then for the graded copy.
``AutograderExporter`` answers with our grader's copy, so nbgrader runs nothing and writes no score.
"""

import os
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from traitlets import Bool

from autograder.account import who
from autograder.model import GRADED


class Ungraded(Exception):
    """A hand-in that could not be graded. nbgrader shows the message and goes on with the next."""


class AutograderExporter(NotebookExporter):
    """Gives nbgrader the graded copy of a notebook in ``submitted``; the copy itself it gives as it is."""

    unsafe = Bool(
        False,
        help="Run learners' code without a sandbox, with your own rights, where no sandbox can be had.",
    ).tag(config=True)

    def from_filename(self, filename: str, resources: Any = None, **_: Any) -> tuple[Any, dict[str, Any]]:
        """``(text of the graded notebook, resources)``. Raises ``Ungraded`` with the reason."""
        path = Path(os.path.abspath(filename))
        learner, assignment = (resources["nbgrader"][key] for key in ("student", "assignment"))
        if path.parents[2].name != "autograded":  # <course>/<step>/<learner>/<assignment>/<file>
            path = self._graded(path.parents[3], learner, assignment)
        return path.read_text(encoding="utf-8"), {**resources, "output_extension": self.file_extension}

    def _graded(self, root: Path, learner: str, assignment: str) -> Path:
        """Where our grader has written the graded copy; ``root``: the course folder's path."""
        # The grader is loaded when it grades: each command of nbgrader reads this file with the settings.
        from autograder.run.grade import Options, grade_kept
        from autograder.store.course_folder import CourseFolder

        folder = CourseFolder(root)
        options = Options(again=True, unsafe=self.unsafe, who=who("nbgrader autograde"))
        outcome = grade_kept(folder, learner, assignment, options)
        if outcome.status != GRADED:
            self.log.warning("%s, %s: %s", learner, assignment, outcome.reason)
        copy = folder.autograded(learner, assignment)
        if not copy.is_file():
            raise Ungraded(outcome.reason)
        return copy
