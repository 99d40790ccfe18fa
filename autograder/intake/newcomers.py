"""Whom a facilitator means who names a learner: a known one, however written, or somebody new?"""

import difflib
import re
from collections.abc import Iterable

from autograder.errors import CourseFolderError
from autograder.intake import naming
from autograder.intake.roster import Ambiguous, Learner, Match, Roster, Team
from autograder.messages import chained, message, together

STRANGER = message("who_stranger")
NOT_LISTED = message("who_stranger_listed")
SAY_NEW = message("who_say_new")
SEVERAL = message("who_several")
TEAM = message("who_team")
LISTED = message("who_listed")
NO_NAME = message("who_no_name")
_WORD = 4  # letters of a part of a name; shorter ones are alike too often
_ALIKE = 0.75  # from which on two names may be one, mistyped
_WITH_ADDRESS = re.compile(r"(.*?)\s*[(<]([^()<>]+@[^()<>]+)[)>]\s*")


def named(text: str, known: set[str], roster: Roster | None = None, is_new: bool = False) -> str:
    """The id of the learner whom ``text`` names: by id, full name (also turned round) or address.

    ``known``: ids of those who have a hand-in or an excuse; they are looked through where there is no
    ``roster``. ``is_new``: the facilitator says that it is nobody of these. Raises ``CourseFolderError``
    where several may be meant or nobody is known, and for a name that no folder can have.
    """
    if text in known:
        return text
    is_listed = roster is not None
    people = roster if roster is not None else Roster([Learner(one, one, one) for one in sorted(known)])
    if is_listed or not is_new:
        for form in _forms(text):
            found = _one(people, text, form)
            if found and is_new and found != text:
                raise CourseFolderError(LISTED.format(learner=text, known=found))
            if found:
                return found
    if text != naming.learner_id(text):
        raise CourseFolderError(NO_NAME.format(learner=text, name=naming.learner_id(text)))
    if not is_new:
        meant = suggested(text, known, people)
        told = (NOT_LISTED if is_listed else STRANGER).format(learner=text)
        raise CourseFolderError(together(told, meant, SAY_NEW.format(learner=text)))
    return text


def _forms(text):
    """``Jo Smith (jo@example.org)`` is whoever has that address."""
    parts = _WITH_ADDRESS.fullmatch(text)
    return [text, parts[2]] if parts else [text]


def _one(people, text, form):
    found = people.look_up((form,))
    if isinstance(found, Ambiguous):
        raise CourseFolderError(SEVERAL.format(learner=text, ids=chained("either", found.ids)))
    if isinstance(found, Team):
        raise CourseFolderError(TEAM.format(learner=text, ids=chained("either", found.ids)))
    return found.id if isinstance(found, Match) else None


def suggested(text: str, known: Iterable[str], people: Iterable[Learner] = ()) -> str:
    """``Did you mean …?`` with the id whose learner's id, name or address is most like ``text``, or ``""``.

    ``known``: ids; ``people``: the learners of a list.
    """
    meant = {one: one for one in sorted(known)}
    for learner in people:
        shown = learner.id if learner.name in ("", learner.id) else f"{learner.id} ({learner.name})"
        words = [word for word in learner.name.split() if len(word) >= _WORD]
        for form in (*words, learner.name, learner.email, learner.id):
            meant.setdefault(form, shown)
    given = _told(text)
    # Of numbers and addresses all are alike: other digits, or another name before the @, are another one.
    forms = {_told(one)[0]: shown for one, shown in meant.items() if one and _told(one)[1] == given[1]}
    found = difflib.get_close_matches(given[0], forms, 1, _ALIKE)
    return message("did_you_mean", names=forms[found[0]]) if found else ""


def _told(learner):
    name = learner.partition("@")[0].casefold()
    return re.sub(r"\d", "", name), re.sub(r"\D", "", name)
