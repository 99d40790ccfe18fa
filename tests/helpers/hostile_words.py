"""What must come of hostile code, in words that the tables of it share.

``RIGHT`` or ``WRONG``: the exercise is graded, with all its points or with none. ``Stopped(words)``: it is
ungraded and the reason holds one of the words.
"""

import textwrap
from dataclasses import dataclass

RIGHT, WRONG = "right", "wrong"


@dataclass(frozen=True)
class Stopped:
    words: tuple
    or_graded: str = ""  # how, if it may also come through on a quick machine or for an ordinary user


def stopped(*words, or_graded=""):
    return Stopped(words, or_graded)


TIME, MEMORY = stopped("longer than"), stopped("memory", "longer than", "died")
MAYBE = stopped("longer than", "memory", "died", "threads", "more than can be kept", or_graded=RIGHT)


def code_of(source):
    return textwrap.dedent(source).strip()
