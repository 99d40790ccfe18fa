"""Who handed in what: learner and assignment from folder and file names."""

import re
import unicodedata

_COPY = re.compile(r"( ?\(\d+\)| - Copy| copy)$", re.IGNORECASE)
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\<>:"|?*\[\]]')


def learner_id(name):
    """A folder or file name as a learner's id: composed Unicode, no path or control characters.

    "José" written in two ways is one learner. Never empty, never ``.`` or ``..``.
    """
    name = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))
    name = _UNSAFE.sub("_", name).strip().strip(".")
    return name[:120] or "unnamed"


def stem(file_name):
    """A notebook's name without ``.ipynb`` and without a browser's ``(1)``."""
    return _COPY.sub("", re.sub(r"\.ipynb$", "", file_name, flags=re.IGNORECASE)).strip()


def who_and_what(parts, top, assignments):
    """``(learner, assignment or None)`` for a notebook at ``parts`` below the input called ``top``.

    Understood: ``<learner>/<assignment>.ipynb``, ``<learner>/<assignment>/<anything>.ipynb``,
    nbgrader's ``submitted/<learner>/<assignment>/…``, ``<learner>.ipynb``, and a lone
    ``<assignment>.ipynb`` (then the learner is ``top``, the folder's or the zip's name).
    """
    parts = list(parts)
    if "submitted" in parts[:-1]:
        parts = parts[len(parts) - parts[::-1].index("submitted", 1) :]
        if len(parts) >= 3:
            return learner_id(parts[0]), _known(parts[1], assignments) or learner_id(parts[1])
    name, folders = stem(parts[-1]), parts[:-1]
    assignment = _known(name, assignments)
    while folders and (inner := _known(folders[-1], assignments)):
        assignment = inner
        folders.pop()
    if folders:
        return learner_id(folders[-1]), assignment
    return learner_id(top if assignment else name), assignment


def _known(name, assignments):
    folded = unicodedata.normalize("NFC", name).casefold()
    return next((known for known in assignments if known.casefold() == folded), None)
