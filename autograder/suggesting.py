"""What somebody may have meant who mistyped a name."""

import difflib
from collections.abc import Callable, Iterable

from autograder.messages import chained, message

_ALIKE = 0.7  # share of two words' letters; "amnia" and "amina" have 0.8


def did_you_mean(word: str, known: Iterable[object], shown: Callable[[str], str] = str) -> str:
    """``Did you mean amina?``, or ``""`` where nothing known is alike.

    ``shown(name)``: how a known name is written in it.
    """
    found = alike(word, known)
    return message("did_you_mean", names=chained("either", map(shown, found))) if found else ""


def alike(word: str, known: Iterable[object]) -> list[str]:
    """Up to three of those known that are like a word; parts of names too, where none is."""
    forms = {str(name).casefold(): str(name) for name in known}
    part = str(word).casefold()
    found = difflib.get_close_matches(part, forms, n=3, cutoff=_ALIKE)
    if not found:
        found = [form for form in forms if len(part) > 2 and part in form][:3]
    if not found and part:
        begun = [form for form in forms if form.startswith(part)]
        found = begun if len(begun) == 1 else []
    return [forms[form] for form in found]
