"""What a page's exercises load first, so that the page can name it all at once.

A module names those that it imports only when it has come: on a slow line each step costs a round trip.
"""

import functools
import re

from localsdg import course
from localsdg.kinds import SHARED

HOST = "host.js"
_IMPORTED = re.compile(r'^import [^"]*"\./([^"]+)";', re.M)


def needed(kinds: set[str]) -> list[str]:
    """Modules and style sheets below ``_exercises`` that a page with these kinds loads at once."""
    widgets = sorted(kinds - {"code"})
    names = [SHARED, *widgets] if widgets else []
    return [*_imports(HOST), *[f"kinds/{name}{end}" for name in names for end in (".js", ".css")]]


@functools.cache
def _imports(name: str) -> tuple[str, ...]:
    """What a module of ``book/static/exercises`` imports, and what those import, each once."""
    text = (course.root() / "book" / "static" / "exercises" / name).read_text(encoding="utf-8")
    found: dict[str, None] = {}
    for other in _IMPORTED.findall(text):
        found |= dict.fromkeys((other, *_imports(other)))
    return tuple(found)
