"""Which words an exercise is shown in: a translation, or English where none says what English says now.

``book/<language>/translated.yml`` remembers what each translation was made from: for each English file, by
its path, the parts that are translated, each with a hash of its English (``fingerprint``). The command
``localsdg translated`` writes it.
"""

import functools
import hashlib
from pathlib import Path
from typing import Any

from localsdg.course.files import LANGUAGE, read_text, read_yaml

RECORD = "translated.yml"
WHOLE = "all"  # the one part of a file that is translated as a whole


def fingerprint(text: str) -> str:
    """A short hash of an English text; line ends and blank at the end of a line do not count."""
    plain = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


def record(course: Path, language: str) -> dict[str, dict[str, str | None]]:
    """``{English file: {part: fingerprint}}`` in the order of the parts; ``{}`` where nothing is recorded.

    ``None`` in place of a fingerprint: the part stands in the translation's file in English.
    """
    path = Path(course) / "book" / language / RECORD
    return _record(path, path.stat().st_mtime_ns) if path.is_file() else {}


@functools.lru_cache(maxsize=32)
def _record(path: Path, version: int) -> dict[str, Any]:
    found = read_yaml(path)
    found = found if isinstance(found, dict) else {}
    return {file: parts for file, parts in found.items() if isinstance(parts, dict)}


def spoken(course: Path, slug: str, language: str) -> str:
    """The language in which an exercise is shown to who reads ``language``: that one, or English.

    English where the exercise is not translated, or where its English has changed since.
    """
    folder = Path(course) / "exercises" / slug
    if language == LANGUAGE or not (folder / f"{language}.md").is_file():
        return LANGUAGE
    parts = record(course, language).get(f"exercises/{slug}/{LANGUAGE}.md")
    if parts is None:
        return language
    return language if parts.get(WHOLE) == fingerprint(read_text(folder / f"{LANGUAGE}.md")) else LANGUAGE
