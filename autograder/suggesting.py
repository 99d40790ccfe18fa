"""What somebody may have meant who mistyped a name."""

import difflib
from collections.abc import Iterable

_ALIKE = 0.7  # share of two words' letters; "amnia" and "amina" have 0.8


def did_you_mean(word: str, known: Iterable[object]) -> str:
    """`` Did you mean amina?`` (with the blank before it), or ``""`` where nothing known is alike."""
    forms = {str(name).casefold(): str(name) for name in known}
    found = difflib.get_close_matches(str(word).casefold(), forms, n=3, cutoff=_ALIKE)
    if not found:
        part = str(word).casefold()
        found = [form for form in forms if len(part) > 2 and part in form][:3]
    return f" Did you mean {' or '.join(forms[form] for form in found)}?" if found else ""
