"""What the rooms of the intake pass on: one notebook that was handed in."""

from collections.abc import Callable
from dataclasses import dataclass

from autograder.intake.folders import unstamped


@dataclass(frozen=True, slots=True)
class HandIn:
    """One notebook that was handed in, or the reason why a learner's files hold none.

    ``learner``: an id made of the name found; ``name``: the same as it was written; ``names``: all names
    that may be the learner's, the best first. ``assignment`` is ``None`` where no name tells it. ``read()``
    gives its bytes or raises ``Unreadable``; ``refused`` is the reason where names alone tell it, ``unclear``
    why they do not tell whose it is. ``number`` is the place of the INPUT it came from, ``download`` the
    folder of it that sorts this hand-in: most in it are of one assignment. ``lms_id`` and ``late_mark`` are
    what Moodle or Canvas wrote into the name, ``version`` what Canvas counts (``(stem, number, file)``).
    ``notes``: sentences on what was found beside
    it. ``stamp()``: see ``Entry``. ``has_namesake``: the name is another learner's too, so the platform's
    number is part of ``learner``. ``is_part``: only the end of the name is that of a learner of the list.
    ``team``: the name of the team that handed it in for all its members.
    ``company``: the name among those of whom it is one person's, if a platform tells (see ``owners``).
    """

    learner: str
    assignment: str | None
    place: str
    read: Callable[[], bytes]
    number: int = 0
    name: str = ""
    names: tuple[str, ...] = ()
    lms: str | None = None
    lms_id: str | None = None
    late_mark: bool = False
    version: tuple = ()
    notes: tuple[str, ...] = ()
    has_namesake: bool = False
    download: tuple = ()
    refused: str = ""
    unclear: str = ""
    company: tuple | None = None
    is_part: bool = False
    team: str = ""
    stamp: Callable[[], str | None] = unstamped
