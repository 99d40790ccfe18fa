"""A course folder that an earlier version of the program made, unpacked from ``tests/fixtures``."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

KEPT = Path(__file__).parents[1] / "fixtures" / "course-folder-2714e8b"
WORDS = Path(__file__).parents[2] / "book" / "en" / "interface.yml"


def unpack(place):
    """``(course folder, sources of the course)`` made anew in the folder ``place``."""
    root, sources = place / "course", place / "sources"
    shutil.copytree(KEPT / "folder", root)
    for path in sorted(root.rglob("*.ipynb.txt")):
        path.rename(path.with_suffix(""))
    with closing(sqlite3.connect(root / "gradebook.db")) as database:
        database.executescript((KEPT / "gradebook.sql").read_text(encoding="utf-8"))
    shutil.copytree(KEPT / "course", sources)
    (sources / "book" / "en").mkdir()
    shutil.copy(WORDS, sources / "book" / "en")
    return root, sources
