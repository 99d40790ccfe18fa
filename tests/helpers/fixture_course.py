"""The course of ``tests/fixtures/course``: a choice with a hidden check, a code exercise, a text."""

import shutil
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]


def make(folder, words=("interface.yml",)):
    """Copy it to ``folder``, with these files of the project's own ``book/en``; gives the folder."""
    folder = Path(shutil.copytree(CHECKOUT / "tests" / "fixtures" / "course", folder))
    (folder / "book" / "en").mkdir()
    for name in words:
        shutil.copy(CHECKOUT / "book" / "en" / name, folder / "book" / "en")
    return folder
