"""Settings with which stock ``nbgrader`` grades this course's hand-ins as ``autograder grade`` does.

Used in two ways: a course folder's own ``nbgrader_config.py`` loads it (by way of the file of that name
above), and the grader's own calls of nbgrader read it. ``exporter.py`` keeps learners' code out of a kernel.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from traitlets.config import Config

from autograder.store.gradebook import COURSE_ID


def configure(config: Config, database: str | None = None) -> Config:
    """Fill an nbgrader ``Config`` with this course's settings; ``database``: the address of the gradebook."""
    # nbgrader's converters take a fifth of a second to load: only where it is nbgrader that runs.
    from nbgrader.converters.generate_assignment import GenerateAssignment

    # Both stand on nbgrader's classes.
    from autograder.nbgrader.exchange import ReleaseFeedback
    from autograder.nbgrader.exporter import AutograderExporter

    _find_tools()
    config.CourseDirectory.course_id = COURSE_ID
    if database:
        config.CourseDirectory.db_url = database
    # Our sources hold no solutions: nbgrader would put its own stub in place of the starter code and text.
    config.GenerateAssignment.preprocessors = [
        stage for stage in _stock(GenerateAssignment.preprocessors) if stage.__name__ != "ClearSolutions"
    ]
    # Nothing that was handed in runs in a kernel: our grader does what these stages do (see the exporter).
    config.Autograde.exporter_class = AutograderExporter
    config.Autograde.sanitize_preprocessors = []
    config.Autograde.autograde_preprocessors = []
    config.ExchangeFactory.release_feedback = ReleaseFeedback
    # A hand-in's own markup must not run in the facilitator's browser, and nothing comes from another host.
    config.HTMLExporter.sanitize_html = True
    config.HTMLExporter.extra_template_basedirs = [str(folder) for folder in _template_folders()]
    return config


def _find_tools() -> None:
    """Let nbgrader find ``alembic``, which it calls by name, in an environment that is not activated."""
    folder = str(Path(sys.executable).parent)
    paths = os.environ.get("PATH", os.defpath).split(os.pathsep)
    if folder not in paths:
        os.environ["PATH"] = os.pathsep.join([folder, *paths])


def _template_folders() -> Iterator[Path]:
    """Ours before nbgrader's own: what is in both is taken from ours."""
    import nbgrader  # loaded already by whoever asks for the settings

    yield Path(__file__).parent / "templates"
    yield Path(nbgrader.__file__).parent / "server_extensions" / "formgrader" / "templates"


def _stock(trait):
    return list(trait.default_args[0])
