"""nbgrader's exchange: what must lie beside a page of feedback so that it reaches its learner.

``nbgrader release_feedback`` reads two files beside each page: when the hand-in was submitted, and a secret
that only its learner has as well, from which it makes the name under which that learner finds the page. It
stops for everybody where one is missing or empty.
"""

import secrets

from autograder import files, times
from autograder.intake import disk
from autograder.intake.reading import Unreadable

TIME, SECRET = "timestamp.txt", "submission_secret.txt"
_LONGEST = 1000  # characters; nbgrader's own have 31 and 128


def address_feedback(folder, learner, assignment):
    """Put both files beside a learner's page of feedback, as the hand-in in ``submitted`` brought them.

    A hand-in that came another way has none: then the secret is one that nobody has, and stays.
    """
    came, goes = folder.submitted(learner, assignment).parent, folder.feedback(learner, assignment).parent
    secret, time = _text(came / SECRET), _text(came / TIME)
    files.write(goes / SECRET, secret or _text(goes / SECRET) or secrets.token_hex(64))
    files.write(goes / TIME, time or _text(goes / TIME) or times.now())


def _text(path):
    """What stands in a file of one line, ``""`` if it is no such file. A learner may have written it."""
    try:
        text = disk.read(path).decode("utf-8").strip()
    except (Unreadable, UnicodeDecodeError):
        return ""
    return text if text.isprintable() and len(text) <= _LONGEST else ""
