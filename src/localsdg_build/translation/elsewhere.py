"""What of a page in another language is shown elsewhere, or changes what is.

Where an English part has changed, its translation is an old one, and the English takes its place: with other
headings, another box around a case, a line that says so. All of that stands on the page itself.
"""

import hashlib
import re
from pathlib import Path

from localsdg.course.fences import fence
from localsdg_build import inputs

# Directives of which no other page knows anything. What slides take of a lesson is made anew with its page.
_OWN = {"untranslated", "admonition", "slide", "recall", "code-cell", "drawing"}
_CITED = re.compile(rb"\{cite[^}]*\}`[^`]*`")
_LABEL = re.compile(rb"\(.*\)=")


def frame(text: bytes) -> bytes:
    """What of a lesson's text others than its own page may show or depend on; less than ``inputs.frame``."""
    front, end, lines = inputs.framed(text)
    kept = []
    for number, line in enumerate(lines):
        if mark := fence(line.decode(errors="replace")):
            kept += [line.strip(b" `~:")] if mark.name and mark.name not in _OWN else []
        elif line.startswith(b"##"):
            kept += [line] if number and _LABEL.match(lines[number - 1]) else []  # what the label is called
        else:
            kept += _CITED.findall(line) or [line]
    return front + end + b"\n".join(kept)


def headings(course: Path, language: str) -> str:
    """A hash of the headings inside the lessons of a staged course: the notebooks name them."""
    total = hashlib.sha256()
    for path in sorted(course.glob(f"modules/*/*/{language}.md")):
        found = [line for line in path.read_bytes().split(b"\n") if line.startswith(b"##")]
        total.update(path.parent.name.encode() + b"\n".join(found) + b"\0")
    return total.hexdigest()
