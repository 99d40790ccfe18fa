"""A course folder whose ``course.yml`` names a country pack is graded with the course in its country's words.

The facilitator's file alone decides; what a hand-in says of its pack is only told. See ``CourseFolder``.
"""

import os
from pathlib import Path

from autograder import course_yml
from autograder.messages import message, together
from localsdg import course
from localsdg.course import CourseError
from localsdg_build.packs import model

_COURSE = "LOCALSDG_COURSE"


def use(settings: Path) -> None:
    """From now on the course is read with the pack that the file ``settings`` names; without one, as it is.

    Raises ``course_yml.Unusable`` if there is no such pack, or it cannot be used: then nothing is graded.
    """
    try:
        named = str(course_yml.read(settings).get(course_yml.PACK, ""))
    except course_yml.Unusable:  # told where it is asked for dates; nothing is graded before
        return
    here = course.root()
    if (model.name_of(here) or "") == named:
        return
    checkout = here if model.name_of(here) is None else model.checkout(here)
    try:
        if named:
            from localsdg_build import with_pack  # loads the rules of the check, for those who have a pack

            with_pack.use(checkout, named)
        else:
            os.environ[_COURSE] = str(checkout)
    except CourseError as problem:
        told = message("yml_pack", path=settings, key=course_yml.PACK, value=repr(named))
        raise course_yml.Unusable(together(told, str(problem))) from None
