"""Course folders that were made before name this module in their nbgrader_config.py: its name stays."""

from autograder.store.course_folder import database_url

__all__ = ["database_url"]
