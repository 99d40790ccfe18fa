"""Course folders load this file by its name, so it stays here; the settings are in ``nbgrader/config.py``."""

from autograder.nbgrader.config import configure

configure(get_config())  # type: ignore[name-defined]  # noqa: F821
