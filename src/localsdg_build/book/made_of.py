"""Pages that are made of many files are read again when what they show of these has changed.

Sphinx looks at the time of each file. It would read such a page again after every change of a sentence in a
lesson, and not when a file is new.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from sphinx.application import Sphinx

from localsdg import course
from localsdg.course import lesson_text
from localsdg_build import inputs

# What tells of the course's modules, lessons and exercises; ``{}`` is the language.
COURSE = (
    "book/_toc.yml",
    "book/{}/interface.yml",
    "modules/*/module.yml",
    "modules/*/{}.md",
    "modules/*/*/{}.md",
    "exercises/*/exercise.yml",
    "exercises/*/rubric.yml",
    "exercises/*/{}.md",
)
_KEY = "made_of"  # in ``env.metadata[page]``, which Sphinx keeps, merges and clears


def note(env: Any, patterns: Sequence[str]) -> None:
    """The page that is being read shows something of the files that match ``patterns`` (below the root)."""
    noted = env.metadata[env.docname].setdefault(_KEY, {})
    for pattern in patterns:
        noted[pattern] = _state(course.root(), pattern)


def outdated(app: Sphinx, env: Any, added: set[str], changed: set[str], removed: set[str]) -> Iterable[str]:
    """The pages whose files read differently now (Sphinx event ``env-get-outdated``)."""
    root, now = course.root(), {}
    for page, metadata in env.metadata.items():
        for pattern, state in (metadata.get(_KEY) or {}).items():
            if pattern not in now:
                now[pattern] = _state(root, pattern)
            if page in env.found_docs and now[pattern] != state:
                yield page


def _state(root, pattern):
    total = hashlib.sha256()
    for path in sorted(root.glob(pattern)):
        total.update(f"\0{path.relative_to(root).as_posix()}\0".encode())
        content = path.read_bytes()
        if inputs.is_lesson(root, path):  # of its sentences and code nobody else shows anything but its data
            used = lesson_text.loaded_datasets(content.decode(errors="replace"))
            content = inputs.frame(content) + "\0".join(used).encode()
        total.update(hashlib.sha256(content).digest())
    return total.hexdigest()


def register(app: Sphinx) -> None:
    """Ask before pages are read."""
    app.connect("env-get-outdated", outdated)
