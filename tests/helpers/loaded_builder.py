"""Importing this loads all that a build of the book loads, for builds that are forked (see ``forks``)."""

from pathlib import Path

from localsdg_build import build, execute, sphinx_run  # noqa: F401 (loaded for those who fork)
from localsdg_build.commands import build as command  # noqa: F401

sphinx_run.load(Path(__file__).parents[2])
