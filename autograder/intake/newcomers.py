"""Learners who are named for the first time: really new, or a known name mistyped?"""

import difflib
import re

from autograder.errors import CourseFolderError
from autograder.intake import naming

MEANT = "{learner} has handed in nothing. Did you mean {known}? If {learner} is right, say --new."
NO_NAME = "{learner} cannot be a learner's name here: write {name}."
_ALIKE = 0.75  # from which on two names may be one, mistyped


def check(learner, known, is_new=False):
    """Raise ``CourseFolderError`` if ``learner`` is not among the ``known`` ones and much like one of them.

    ``is_new``: the facilitator says that it is another one. A name that no folder can have is refused, too.
    """
    if learner in known:
        return
    if not is_new and (alike := _alike(learner, known)):
        raise CourseFolderError(MEANT.format(learner=learner, known=alike))
    if learner != naming.learner_id(learner):
        raise CourseFolderError(NO_NAME.format(learner=learner, name=naming.learner_id(learner)))


def _alike(learner, known):
    """The known name that is most like another one, ``None`` if none is."""
    given = _told(learner)
    # Of numbers and addresses all are alike: other digits, or another name before the @, are another one.
    names = {_told(one)[0]: one for one in sorted(known) if _told(one)[1] == given[1]}
    found = difflib.get_close_matches(given[0], names, 1, _ALIKE)
    return names[found[0]] if found else None


def _told(learner):
    name = learner.partition("@")[0].casefold()
    return re.sub(r"\d", "", name), re.sub(r"\D", "", name)
