"""What lies in another language's part of a kit exactly as at its top lies there once: a stick is small.

These are large files of others and tables, which no translation touches. Pages and scripts of that language
are led to those at the top.
"""

import filecmp
import re
import shutil
from pathlib import Path

FOLDERS = ("_static/vendor", "_exercises/vendor", "_exercises/micropython", "_exercises/data")
_SCRIPTS = "_exercises"  # here lie the scripts that load them


def keep_one(out: Path, language: str) -> None:
    """Remove from the part of ``language`` in the folder ``out`` what is at its top, too."""
    part = out / language
    gone = [name for name in FOLDERS if _is_same(part / name, out / name)]
    if not gone:
        return
    for page in part.rglob("*.html"):
        depth = len(page.relative_to(part).parts) - 1
        _rewrite(page, {f"{'../' * depth}{name}/": f"{'../' * (depth + 1)}{name}/" for name in gone})
    for script in (part / _SCRIPTS).glob("*.js"):
        _rewrite(script, {near: f"../../{name}/" for name in gone for near in _from_scripts(name)})
    for name in gone:
        shutil.rmtree(part / name)


def _from_scripts(name):
    """How a script names a folder: as beside itself, or as below ``_static``."""
    place, inside = name.split("/")
    return (f"./{inside}/",) if place == _SCRIPTS else (f"{inside}/",)


def _rewrite(path, led):
    """Put other beginnings to the addresses in a file: each stands in quotation marks."""
    text = path.read_text(encoding="utf-8")
    beginnings = "|".join(re.escape(one) for one in sorted(led, key=len, reverse=True))
    new = re.sub(f"(?<=[\"'`])(?:{beginnings})", lambda found: led[found[0]], text)
    if new != text:
        path.write_text(new, encoding="utf-8")


def _is_same(one, other):
    """Whether two folders hold the same files."""
    names = [_files(folder) for folder in (one, other)]
    if not names[0] or names[0] != names[1]:
        return False
    return not any(filecmp.cmpfiles(one, other, names[0], shallow=False)[1:])


def _files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
