"""The errors that rooms raise for each other. Each message says why, and what to do."""


class CourseFolderError(Exception):
    """A course folder, or a file for it, cannot be used."""


class Unreadable(Exception):
    """What was handed in cannot be read. The message is a sentence for the facilitator."""
