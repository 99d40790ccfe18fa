"""How the writer of a hand-in would like to be called: a proposal that decides nothing.

The page *My work* asks for a name and an e-mail address and writes them into the notebook. Whoever has no
list of learners may find in them who is meant; whose grade it is says the name on the file alone.
"""

import unicodedata
from typing import Any

from autograder.values import member

LONGEST = {"name": 100, "email": 254}  # characters; book/static/exercises/work-hand-in.js asks for no more
_JOINERS = "\u200c\u200d"  # without which names in some scripts are misspelt


def of(metadata: Any) -> dict[str, str]:
    """``{"name", "email"}`` in a notebook's metadata (any JSON), each only if there is one to show."""
    marks = member(metadata, "localsdg")
    return cleaned(member(marks, "proposed"))


def cleaned(given: Any) -> dict[str, str]:
    """The same from any JSON: on one line, of a length to read, without signs that nobody sees."""
    found = {key: _line(member(given, key), most) for key, most in LONGEST.items()}
    if "@" not in found["email"] or " " in found["email"]:
        found["email"] = ""
    return {key: text for key, text in found.items() if text}


def _line(value, most):
    if not isinstance(value, str):
        return ""
    text = unicodedata.normalize("NFC", " ".join(value[: 4 * most].split()))
    return "".join(sign for sign in text if sign.isprintable() or sign in _JOINERS)[:most].strip()
